/** The tables of emergencies, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import {
  declareTable,
  notPersonal,
  type EmergencyId,
  type EntranceId,
  type Field,
  type OrganizationId,
  type SiteId,
  type TableDeclaration,
  type ZoneId,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { Generated, JSONColumnType } from 'kysely'
import type { SnapshotOrder } from '../../core/index.ts'

interface ZoneRow {
  organization_id: OrganizationId
  id: ZoneId
  site_id: SiteId
  name: string
  entrance_ids: JSONColumnType<readonly EntranceId[]>
  version: Generated<number>
  removed_at: Timestamp | null
}

interface EmergencyRow {
  organization_id: OrganizationId
  id: EmergencyId
  site_id: SiteId
  kind: SnapshotOrder['kind']
  zone_id: ZoneId | null
  entrance_ids: JSONColumnType<readonly EntranceId[]> | null
  reason: string
  is_drill: boolean
  began_at: Timestamp
  until: Timestamp
  ordered_by: JSONColumnType<Actor>
  snapshot_version: number
  ended_at: Timestamp | null
  ended_by: JSONColumnType<Actor> | null
  ended_version: number | null
}

/** A type and not an interface, so that the query builder can look it up by name. */
export type EmergencyTables = {
  zone: ZoneRow
  emergency: EmergencyRow
}

const organization = notPersonal('which organization, a legal person')
const identifier = notPersonal('a random identifier of a setting')
const place = notPersonal('a place of the residence')
const setting = notPersonal('a setting of the residence')
const order = notPersonal('an order for the residence')
const whoActed: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'delete_row',
}
const aboutNobody = { subject: 'no_subject', rows: 'none' } as const

const zone = declareTable<ZoneRow>({
  table: 'zone',
  ...aboutNobody,
  columns: {
    organization_id: organization,
    id: identifier,
    site_id: place,
    name: setting,
    entrance_ids: setting,
    version: setting,
    removed_at: setting,
  },
})

const emergency = declareTable<EmergencyRow>({
  table: 'emergency',
  subject: { via: 'ordered_by.id', table: 'account' },
  rows: 'anonymise',
  starts: { recorded: 'began_at' },
  columns: {
    organization_id: organization,
    id: identifier,
    site_id: place,
    kind: order,
    zone_id: order,
    entrance_ids: order,
    reason: {
      pd: 'free_text',
      for: ['staff_accountability'],
      source: 'provided',
      portable: false,
      erase: { replace: '-' },
    },
    is_drill: order,
    began_at: order,
    until: order,
    ordered_by: { ...whoActed, erase: 'keep' },
    snapshot_version: setting,
    ended_at: order,
    ended_by: { ...whoActed, whose: [{ via: 'ended_by.id', table: 'account' }], erase: 'keep' },
    ended_version: setting,
  },
})

export const emergencyTables: readonly TableDeclaration[] = [zone, emergency]
