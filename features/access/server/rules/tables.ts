/** The tables of the rules of doors, and what each column is under the law. */
import {
  declareTable,
  notPersonal,
  type EntranceId,
  type Field,
  type OrganizationId,
  type PersonId,
  type SiteId,
  type TableDeclaration,
  type ZoneId,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { FreePassageReason, ZoneRules } from '../../core/index.ts'

interface ZoneRulesRow {
  organization_id: OrganizationId
  zone_id: ZoneId
  revision: number
  definition: JSONColumnType<ZoneRules>
  entrance_ids: JSONColumnType<readonly EntranceId[]> | null
  forgotten_at: Timestamp | null
  valid_from: Timestamp
  valid_until: Timestamp | null
}

interface FreePassageRow {
  organization_id: OrganizationId
  person_id: PersonId
  site_id: SiteId
  valid_from: Timestamp
  valid_until: Timestamp | null
  reason: FreePassageReason
}

/** A type and not an interface, so that the query builder can look it up by name. */
export type RuleTables = {
  zone_rules: ZoneRulesRow
  free_passage: FreePassageRow
}

const organization = notPersonal('which organization, a legal person')
const setting = notPersonal('a setting of the residence')
const period = notPersonal('when a setting of the residence held')
const right: Field = {
  pd: 'access_right',
  for: ['access_control'],
  source: 'derived',
  portable: false,
  erase: 'delete_row',
}

const zoneRules = declareTable<ZoneRulesRow>({
  table: 'zone_rules',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: organization,
    zone_id: setting,
    revision: setting,
    definition: setting,
    entrance_ids: setting,
    forgotten_at: period,
    valid_from: period,
    valid_until: period,
  },
})

const freePassage = declareTable<FreePassageRow>({
  table: 'free_passage',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  starts: { right_ended: 'valid_until' },
  columns: {
    organization_id: organization,
    person_id: {
      pd: 'link',
      for: ['access_control'],
      source: 'derived',
      portable: false,
      erase: 'delete_row',
    },
    site_id: notPersonal('a place of the residence'),
    valid_from: right,
    valid_until: right,
    reason: right,
  },
})

export const ruleTables: readonly TableDeclaration[] = [zoneRules, freePassage]
