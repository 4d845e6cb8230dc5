/**
 * What is set in the house, to read: hours, entrances, equipment, zones, house rules and roles. They are made in the
 * console; a backup carries them whole.
 */
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { RawSheet } from './zipped.ts'

interface Question {
  readonly name: string
  readonly heads: Readonly<Record<'en' | 'fr', readonly string[]>>
  /** Answers one text for each head, in their order, as `cells`. */
  readonly sql: string
}

const QUESTIONS: readonly Question[] = [
  {
    name: 'to-read-hours',
    heads: {
      en: ['Schedule', 'Effect', 'Days (1 is Monday)', 'From', 'Until', 'On holidays'],
      fr: ['Horaire', 'Effet', 'Jours (1 est lundi)', 'De', 'À', 'Jours fériés'],
    },
    sql: `select array[v.name, v.definition ->> 'effect', (select string_agg(day, ' ' order by day) from jsonb_array_elements_text(w.line -> 'days') as one(day)),
        to_char(((w.line ->> 'from') || ' minutes')::interval, 'HH24:MI'),
        to_char(((w.line ->> 'until') || ' minutes')::interval, 'HH24:MI'),
        v.definition ->> 'onHolidays'] as cells
      from schedule_version v
      join schedule s on s.organization_id = v.organization_id and s.id = v.schedule_id and s.retired_at is null
      left join lateral jsonb_array_elements(v.definition -> 'weekly') as w(line) on true
      where v.valid_until is null order by v.name`,
  },
  {
    name: 'to-read-entrances',
    heads: {
      en: [
        'Site',
        'Entrance',
        'Number',
        'Kind',
        'Accepts',
        'Unlocks for (ms)',
        'Held open after (ms)',
        'Without power',
      ],
      fr: [
        'Site',
        'Entrée',
        'Numéro',
        'Sorte',
        'Accepte',
        'S’ouvre pour (ms)',
        'Restée ouverte après (ms)',
        'Sans courant',
      ],
    },
    sql: `select array[s.name, v.definition ->> 'name', v.definition ->> 'number', v.definition ->> 'kind',
        v.definition ->> 'accepts', v.definition ->> 'unlockMs', v.definition ->> 'heldOpenMs',
        v.definition ->> 'failMode'] as cells
      from entrance_version v
      join entrance e on e.organization_id = v.organization_id and e.id = v.entrance_id
      join site s on s.organization_id = e.organization_id and s.id = e.site_id
      where v.valid_until is null order by s.name, v.definition ->> 'name'`,
  },
  {
    name: 'to-read-equipment',
    heads: {
      en: ['Site', 'Name', 'Manufacturer', 'Model', 'Software', 'Building', 'Home', 'State'],
      fr: ['Site', 'Nom', 'Fabricant', 'Modèle', 'Logiciel', 'Bâtiment', 'Logement', 'État'],
    },
    sql: `select array[s.name, d.name, d.manufacturer, d.model, d.software_version, b.name, u.name, d.state] as cells
      from device d
      join site s on s.organization_id = d.organization_id and s.id = d.site_id
      left join building b on b.organization_id = d.organization_id and b.id = d.building_id
      left join unit u on u.organization_id = d.organization_id and u.id = d.unit_id
      order by s.name, d.name`,
  },
  {
    name: 'to-read-zones',
    heads: { en: ['Site', 'Zone', 'Entrance'], fr: ['Site', 'Zone', 'Entrée'] },
    sql: `select array[s.name, z.name, v.definition ->> 'name'] as cells
      from zone z
      join site s on s.organization_id = z.organization_id and s.id = z.site_id
      left join lateral jsonb_array_elements_text(z.entrance_ids) as door(id) on true
      left join entrance_version v on v.organization_id = z.organization_id and v.entrance_id = door.id::uuid
        and v.valid_until is null
      where z.removed_at is null order by s.name, z.name, v.definition ->> 'name'`,
  },
  {
    name: 'to-read-house-rules',
    heads: { en: ['Site', 'Rule', 'Value'], fr: ['Site', 'Règle', 'Valeur'] },
    sql: `select array[s.name, rule.key, rule.value] as cells
      from house_rules h
      join site s on s.organization_id = h.organization_id and s.id = h.site_id
      left join lateral jsonb_each_text(h.definition) as rule on true
      where h.valid_until is null order by s.name, rule.key`,
  },
  {
    name: 'to-read-roles',
    heads: { en: ['Role', 'Permission'], fr: ['Rôle', 'Droit'] },
    sql: `select array[coalesce(r.name, r.code), p.permission] as cells
      from role r left join lateral unnest(r.permissions) as p(permission) on true
      order by coalesce(r.name, r.code), p.permission`,
  },
]

export const settingsOf = async (
  transaction: Transaction,
  language: 'en' | 'fr',
): Promise<readonly RawSheet[]> => {
  const sheets: RawSheet[] = []
  for (const question of QUESTIONS) {
    const { rows } = await sql.raw<{ cells: readonly (string | null)[] }>(question.sql).execute(transaction)
    sheets.push({
      name: question.name,
      heads: question.heads[language],
      rows: rows.map(({ cells }) => cells.map((cell) => cell ?? '')),
    })
  }
  return sheets
}
