/** Everything the organization keeps of homes, people and rights, as a zip of CSV files; made while it is sent. */
import { appendEvents } from '@loge/features/events/server'
import { loadEntrances, loadGrants, loadProfiles } from '@loge/features/access/server'
import type { Caller } from '@loge/features/places/server'
import {
  addDays,
  asId,
  formatCivilDay,
  formatId,
  newId,
  type Instant,
  type PersonId,
  type SiteId,
} from '@loge/kernel'
import type { Download } from '@loge/http'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import {
  EXPORT_HEADERS,
  EXPORT_SEPARATOR,
  EXPORT_WORDS,
  type FieldName,
  type GrantedTo,
  importsFacts,
} from '../core/index.ts'
import type { ImportDeps } from './deps.ts'
import { settingsOf } from './export-settings.ts'
import { nextTurn } from './reading/breathe.ts'
import { zoneOf, type Zone } from './zone.ts'
import { type RawSheet, zipped } from './zipped.ts'

type Line = { readonly [Field in FieldName]?: string | null }

interface Sheet {
  readonly name: string
  readonly fields: readonly FieldName[]
  readonly lines: readonly Line[]
}

interface Site {
  readonly id: SiteId
  readonly name: string
  readonly zone: Zone
}

const readSites = async (transaction: Transaction): Promise<ReadonlyMap<SiteId, Site>> => {
  const { rows } = await sql<{ id: SiteId; name: string; timeZone: string }>`
    select id, name, time_zone as "timeZone" from site order by name`.execute(transaction)
  return new Map(rows.map(({ id, name, timeZone }) => [id, { id, name, zone: zoneOf(timeZone) }]))
}

const momentOf = (zone: Zone | undefined, at: Instant): string =>
  zone === undefined ? new Date(at).toISOString() : zone.write(at)

/** A day where one begins there, else the exact moment. */
const beginning = (zone: Zone | undefined, at: Instant | null): string => {
  if (at === null) return ''
  const day = zone?.dayBeginningAt(at)
  return day === undefined ? momentOf(zone, at) : formatCivilDay(day)
}

/** The last whole day, where one ends there. */
const ending = (zone: Zone | undefined, at: Instant | null): string => {
  if (at === null) return ''
  const day = zone?.dayBeginningAt(at)
  return day === undefined ? momentOf(zone, at) : formatCivilDay(addDays(day, -1))
}

const placesOf = async (transaction: Transaction): Promise<readonly Sheet[]> => {
  const buildings = await sql<Line>`
    select s.name as site, b.name as building from building b
    join site s on s.organization_id = b.organization_id and s.id = b.site_id
    order by s.name, b.name`.execute(transaction)
  const units = await sql<Line>`
    select s.name as site, b.name as building, f.name as floor, u.name as unit, u.kind as "unitKind" from unit u
    join site s on s.organization_id = u.organization_id and s.id = u.site_id
    join building b on b.organization_id = u.organization_id and b.id = u.building_id
    left join floor f on f.organization_id = u.organization_id and f.id = u.floor_id
    order by s.name, b.name, u.name`.execute(transaction)
  return [
    { name: '1-buildings', fields: ['site', 'building'], lines: buildings.rows },
    { name: '2-units', fields: ['site', 'building', 'floor', 'unit', 'unitKind'], lines: units.rows },
  ]
}

type PersonLine = Line & {
  readonly id: PersonId
  readonly siteId: SiteId | null
  readonly movesInAt: Instant | null
  readonly movesOutAt: Instant | null
}

/** The same people leave in the same order from every house: ids, and the collation of a server, are each house's own. */
const inNameOrder = sql`p.sort_name collate "C", p.family_name collate "C", p.given_name collate "C", p.email, p.mobile`

/** What people are besides residents, by person. */
const relationsOf = async (transaction: Transaction): Promise<ReadonlyMap<PersonId, readonly Line[]>> => {
  const { rows } = await sql<Line & { readonly id: PersonId }>`
    select person_id as id, kind as relation, starts_on as "relationFrom", ends_on as "relationUntil"
    from relation order by starts_on, kind, id`.execute(transaction)
  return Map.groupBy(rows, ({ id }) => id)
}

/** A line for each stay and for each thing somebody is besides, and one for who has neither. */
const peopleOf = async (transaction: Transaction, sites: ReadonlyMap<SiteId, Site>): Promise<Sheet> => {
  const { rows } = await sql<PersonLine>`
    select p.id, s.name as site, b.name as building, u.name as unit, p.civility, p.given_name as "givenName",
      p.family_name as "familyName", p.email, p.mobile, p.landline, p.street, p.postal_code as "postalCode",
      p.city, p.country, p.language, t.role, t.site_id as "siteId", t.moves_in_at as "movesInAt",
      t.moves_out_at as "movesOutAt"
    from person p
    left join tenancy t on t.organization_id = p.organization_id and t.person_id = p.id and t.superseded_at is null
    left join unit u on u.organization_id = t.organization_id and u.id = t.unit_id
    left join building b on b.organization_id = u.organization_id and b.id = u.building_id
    left join site s on s.organization_id = t.organization_id and s.id = t.site_id
    order by ${inNameOrder}, b.name, u.name, t.moves_in_at, p.id`.execute(transaction)
  await nextTurn()
  const relations = new Map(await relationsOf(transaction))
  const lines = rows.flatMap(({ id, siteId, movesInAt, movesOutAt, ...line }): readonly Line[] => {
    const zone = siteId === null ? undefined : sites.get(siteId)?.zone
    const reference = formatId('person', id)
    // Said once, whatever the number of stays.
    const besides = relations.get(id) ?? []
    relations.delete(id)
    const { site: _site, building: _building, unit: _unit, role: _role, ...who } = line
    const said = besides.map((relation) => ({ ...who, reference, ...relation }))
    if (siteId === null && said.length > 0) return said
    const stay = {
      ...line,
      reference,
      movesIn: beginning(zone, movesInAt),
      movesOut: ending(zone, movesOutAt),
    }
    return [stay, ...said]
  })
  return {
    name: '3-people',
    fields: [
      'reference',
      'site',
      'building',
      'unit',
      'civility',
      'givenName',
      'familyName',
      'email',
      'mobile',
      'landline',
      'street',
      'postalCode',
      'city',
      'country',
      'language',
      'role',
      'movesIn',
      'movesOut',
      'relation',
      'relationFrom',
      'relationUntil',
    ],
    lines,
  }
}

const profilesOf = async (transaction: Transaction, sites: ReadonlyMap<SiteId, Site>): Promise<Sheet> => {
  const entrances = new Map((await loadEntrances(transaction, {})).map(({ id, name }) => [id, name]))
  const { rows } = await sql<{ id: string; name: string }>`
    select s.id, v.name from schedule s
    join schedule_version v on v.organization_id = s.organization_id and v.schedule_id = s.id
    where v.valid_until is null`.execute(transaction)
  const schedules = new Map<string, string>(rows.map(({ id, name }) => [id, name]))
  const profiles = await loadProfiles(transaction, {})
  return {
    name: '4-profiles',
    fields: ['site', 'profile', 'entrances', 'schedule'],
    lines: profiles.flatMap(({ siteId, name, lines }) =>
      lines.map(({ entranceIds, scheduleId }) => ({
        site: sites.get(siteId)?.name,
        profile: name,
        entrances: entranceIds.flatMap((id) => entrances.get(id) ?? []).join('; '),
        schedule: scheduleId === null ? '' : schedules.get(scheduleId),
      })),
    ) as Line[],
  }
}

const namesOf = async (transaction: Transaction): Promise<ReadonlyMap<string, Line>> => {
  const { rows } = await sql<Line & { readonly id: PersonId }>`
    select id, given_name as "givenName", family_name as "familyName" from person`.execute(transaction)
  return new Map(rows.map(({ id, ...names }) => [id, { ...names, reference: formatId('person', id) }]))
}

/** Whom a right was given to, in the words of the columns. */
const whoseOf = async (transaction: Transaction): Promise<(to: GrantedTo) => Line> => {
  const names = await namesOf(transaction)
  const buildings = await sql<{ id: string; name: string }>`select id, name from building`.execute(
    transaction,
  )
  const homes = await sql<{ id: string } & Line>`
    select u.id, b.name as "residentsOf", u.name as "residentsOfHome" from unit u
    join building b on b.organization_id = u.organization_id and b.id = u.building_id`.execute(transaction)
  const roles = await sql<{ id: string; name: string }>`
    select id, coalesce(name, code) as name from role`.execute(transaction)
  const buildingOf = new Map<string, string>(buildings.rows.map(({ id, name }) => [id, name]))
  const homeOf = new Map<string, Line>(homes.rows.map(({ id, ...home }) => [id, home]))
  const roleOf = new Map<string, string>(roles.rows.map(({ id, name }) => [id, name]))
  return (to) => {
    if (to.kind === 'person') return names.get(to.personId) ?? {}
    if (to.kind === 'home') return homeOf.get(to.unitId) ?? {}
    if (to.kind === 'role') return { holdersOf: roleOf.get(to.roleId) ?? '' }
    return { residentsOf: to.buildingId === null ? '*' : (buildingOf.get(to.buildingId) ?? '') }
  }
}

const grantsOf = async (transaction: Transaction, sites: ReadonlyMap<SiteId, Site>): Promise<Sheet> => {
  const profiles = new Map((await loadProfiles(transaction, {})).map(({ id, name }) => [id, name]))
  const whose = await whoseOf(transaction)
  const grants = await loadGrants(transaction, {})
  return {
    name: '5-grants',
    fields: [
      'site',
      'profile',
      'reference',
      'givenName',
      'familyName',
      'residentsOf',
      'residentsOfHome',
      'holdersOf',
      'validFrom',
      'validUntil',
      'reason',
      'lease',
    ],
    lines: grants.map(({ siteId, accessProfileId, to, validFrom, validUntil, reason, leaseClass }) => {
      const site = sites.get(siteId)
      return {
        ...whose(to),
        site: site?.name ?? '',
        profile: profiles.get(accessProfileId) ?? '',
        validFrom: beginning(site?.zone, validFrom),
        validUntil: ending(site?.zone, validUntil),
        reason,
        lease: leaseClass,
      }
    }),
  }
}

/** The number of a card is nowhere in the house, so it is in no file either. */
const cardsOf = async (transaction: Transaction, sites: ReadonlyMap<SiteId, Site>): Promise<Sheet> => {
  const { rows } = await sql<Line & { id: PersonId; siteId: SiteId; from: Instant; until: Instant | null }>`
    select p.id, p.given_name as "givenName", p.family_name as "familyName", c.site_id as "siteId",
      c.valid_from as "from", c.valid_until as "until"
    from credential c
    join credential_status s on s.organization_id = c.organization_id and s.credential_id = c.id and s.valid_until is null
    join person p on p.organization_id = c.organization_id and p.id = c.person_id
    where c.kind = 'card' order by ${inNameOrder}, c.valid_from, c.id`.execute(transaction)
  return {
    name: 'badges-without-numbers',
    fields: ['site', 'reference', 'givenName', 'familyName', 'validFrom', 'validUntil'],
    lines: rows.map(({ id, siteId, from, until, ...names }) => {
      const site = sites.get(siteId)
      return {
        ...names,
        site: site?.name ?? '',
        reference: formatId('person', asId('person', id)),
        validFrom: beginning(site?.zone, from),
        validUntil: ending(site?.zone, until),
      }
    }),
  }
}

/** In the words of the language, where a cell holds one of a few things. */
const inWords = ({ name, fields, lines }: Sheet, language: 'en' | 'fr'): RawSheet => ({
  name,
  heads: fields.map((field) => EXPORT_HEADERS[language][field]),
  rows: lines.map((line) =>
    fields.map((field) => {
      const cell = line[field] ?? ''
      return EXPORT_WORDS[language][field]?.[cell] ?? cell
    }),
  ),
})

export const exportEverything = async (
  { database, world }: ImportDeps,
  { organizationId, actor }: Caller,
  language: 'en' | 'fr',
): Promise<Download> => {
  const sheets = await database.transaction(organizationId, async (transaction) => {
    const sites = await readSites(transaction)
    const read = [
      ...(await placesOf(transaction)),
      await peopleOf(transaction, sites),
      await profilesOf(transaction, sites),
      await grantsOf(transaction, sites),
      await cardsOf(transaction, sites),
    ]
    const sheets = [
      ...read.map((sheet) => inWords(sheet, language)),
      ...(await settingsOf(transaction, language)),
    ]
    const rows = sheets.reduce((count, { rows: some }) => count + some.length, 0)
    await appendEvents(transaction, world, organizationId, [
      {
        id: newId(world, 'event'),
        type: importsFacts.exported.type,
        occurredAt: world.now(),
        actor,
        payload: { rows },
      },
    ])
    return sheets
  })
  const today = new Date(world.now()).toISOString().slice(0, 10)
  return { fileName: `loge-${today}.zip`, content: zipped(sheets, EXPORT_SEPARATOR[language]) }
}
