/** The tables of rights changes, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import {
  declareTable,
  notPersonal,
  type AccessChangeId,
  type AccessGrantId,
  type AccessProfileId,
  type Field,
  type OrganizationId,
  type PersonId,
  type ScheduleId,
  type SiteId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { RightsEdit } from '../../wire.ts'

interface AccessChangeRow {
  organization_id: OrganizationId
  id: AccessChangeId
  site_id: SiteId
  version: number
  made_at: Timestamp
  made_by: JSONColumnType<Actor>
  reason: string
  edits: number
  undone_at: Timestamp | null
  undone_by: JSONColumnType<Actor> | null
}

export interface AccessChangeEditRow {
  organization_id: OrganizationId
  access_change_id: AccessChangeId
  position: number
  kind: RightsEdit['kind']
  access_profile_id: AccessProfileId | null
  access_grant_id: AccessGrantId | null
  schedule_id: ScheduleId | null
  person_id: PersonId | null
  revision_before: number | null
  revision_after: number | null
}

/** A type and not an interface, so that the query builder can look it up by name. */
export type ChangeTables = {
  access_change: AccessChangeRow
  access_change_edit: AccessChangeEditRow
}

const organization = notPersonal('which organization, a legal person')
const identifier = notPersonal('a random identifier of a setting')
const setting = notPersonal('a setting of the residence')

const whoActed: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'delete_row',
}

const accessChange = declareTable<AccessChangeRow>({
  table: 'access_change',
  subject: { via: 'made_by.id', table: 'account' },
  rows: 'anonymise',
  starts: { recorded: 'made_at' },
  columns: {
    organization_id: organization,
    id: identifier,
    site_id: notPersonal('a place of the residence'),
    version: setting,
    made_at: setting,
    made_by: { ...whoActed, erase: 'keep' },
    reason: { ...whoActed, pd: 'free_text', erase: { replace: '-' } },
    edits: setting,
    undone_at: setting,
    undone_by: { ...whoActed, whose: [{ via: 'undone_by.id', table: 'account' }], erase: 'keep' },
  },
})

const accessChangeEdit = declareTable<AccessChangeEditRow>({
  table: 'access_change_edit',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  columns: {
    organization_id: organization,
    access_change_id: identifier,
    position: setting,
    kind: whoActed,
    access_profile_id: identifier,
    access_grant_id: { ...whoActed, pd: 'access_right', for: ['access_control'], source: 'derived' },
    schedule_id: identifier,
    person_id: { ...whoActed, pd: 'link', for: ['access_control'], source: 'derived' },
    revision_before: setting,
    revision_after: setting,
  },
})

export const changeTables: readonly TableDeclaration[] = [accessChange, accessChangeEdit]
