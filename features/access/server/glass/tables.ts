/** The tables of keys behind glass, and what each column is under the law. */
import {
  declareTable,
  type AccessGrantId,
  type AccessProfileId,
  type AccountId,
  type Field,
  type GlassBreakId,
  type GlassKeyId,
  type Id,
  notPersonal,
  type OrganizationId,
  type PersonId,
  type SiteId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'

interface GlassKeyRow {
  organization_id: OrganizationId
  id: GlassKeyId
  site_id: SiteId
  account_id: AccountId
  person_id: PersonId
  access_profile_id: AccessProfileId
  for_minutes: number
  shows_names: boolean
  reason: string
  given_at: Timestamp
  given_by: AccountId
  valid_until: Timestamp
  withdrawn_at: Timestamp | null
}

interface GlassBreakRow {
  organization_id: OrganizationId
  id: GlassBreakId
  glass_key_id: GlassKeyId
  site_id: SiteId
  person_id: PersonId
  access_grant_id: AccessGrantId
  delegation_id: Id<'delegation'> | null
  reason: string
  broken_at: Timestamp
  snapshot_version: number
  reviewed_at: Timestamp | null
  reviewed_by: AccountId | null
  conclusion: string | null
}

/** A type and not an interface, so that the query builder can look it up by name. */
export type GlassTables = {
  glass_key: GlassKeyRow
  glass_break: GlassBreakRow
}

const organization = notPersonal('which organization, a legal person')
const identifier = notPersonal('a random identifier of a setting')
const place = notPersonal('a place of the residence')
const setting = notPersonal('a setting of the residence')
const aboutPerson = { subject: { via: 'person_id', table: 'person' }, rows: 'delete' } as const
const right: Field = {
  pd: 'access_right',
  for: ['access_control'],
  source: 'derived',
  portable: false,
  erase: 'delete_row',
}
const who: Field = { ...right, pd: 'link', source: 'derived' }
const said: Field = { ...right, pd: 'free_text' }
const whoActed: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'delete_row',
}

const glassKey = declareTable<GlassKeyRow>({
  table: 'glass_key',
  ...aboutPerson,
  starts: { right_ended: ['valid_until', 'withdrawn_at'], recorded: 'given_at' },
  columns: {
    organization_id: organization,
    id: identifier,
    site_id: place,
    account_id: who,
    person_id: who,
    access_profile_id: right,
    for_minutes: right,
    shows_names: right,
    reason: said,
    given_at: whoActed,
    // The key rests on whoever gave it, so they stay as long as it does.
    given_by: {
      ...whoActed,
      for: ['access_control', 'staff_accountability'],
      portable: true,
      whose: [{ via: 'given_by', table: 'account' }],
      erase: 'keep',
    },
    valid_until: right,
    withdrawn_at: right,
  },
})

const glassBreak = declareTable<GlassBreakRow>({
  table: 'glass_break',
  ...aboutPerson,
  starts: { right_ended: 'broken_at', recorded: 'broken_at' },
  columns: {
    organization_id: organization,
    id: identifier,
    glass_key_id: right,
    site_id: place,
    person_id: who,
    access_grant_id: right,
    delegation_id: right,
    reason: said,
    broken_at: whoActed,
    snapshot_version: setting,
    reviewed_at: whoActed,
    reviewed_by: { ...whoActed, whose: [{ via: 'reviewed_by', table: 'account' }], erase: 'keep' },
    conclusion: said,
  },
})

export const glassTables: readonly TableDeclaration[] = [glassKey, glassBreak]
