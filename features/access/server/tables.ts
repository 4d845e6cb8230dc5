/** The tables of access, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import {
  type AccessGrantId,
  type AccessProfileId,
  type BuildingId,
  type CredentialId,
  declareTable,
  type EdgeId,
  type EntranceId,
  type Field,
  type FloorId,
  type Id,
  notPersonal,
  type OrganizationId,
  type PersonId,
  type SiteId,
  type TableDeclaration,
  type UnitId,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { CodeBlockScope, CredentialKind, LeaseClass, ProfileLine } from '../core/index.ts'
import { changeTables } from './changes/tables.ts'
import type { EntranceDefinition } from './entrance-store.ts'

interface SiteAccessRow {
  organization_id: OrganizationId
  site_id: SiteId
  snapshot_version: number
  changed_at: Timestamp
  seen: string | null
  raised_in: string | null
}

interface SiteAccessKeyRow {
  organization_id: OrganizationId
  site_id: SiteId
  sealed_key: Buffer
}

interface EntranceRow {
  organization_id: OrganizationId
  id: EntranceId
  site_id: SiteId
  created_at: Timestamp
  removed_at: Timestamp | null
}

interface EntranceLocationRow {
  organization_id: OrganizationId
  entrance_id: EntranceId
  building_id: BuildingId | null
  floor_id: FloorId | null
  unit_id: UnitId | null
  area: string | null
}

interface EntranceUnconfirmedRow {
  organization_id: OrganizationId
  entrance_id: EntranceId
  times: number
  since: Timestamp
  last_at: Timestamp
}

interface EntranceCodesBlockedRow {
  organization_id: OrganizationId
  entrance_id: EntranceId
  scope: CodeBlockScope
  tries: number
  since: Timestamp
  until: Timestamp
}

interface EntranceVersionRow {
  organization_id: OrganizationId
  entrance_id: EntranceId
  revision: number
  definition: JSONColumnType<EntranceDefinition>
  locked_down: boolean
  reason: string | null
  valid_from: Timestamp
  valid_until: Timestamp | null
}

interface AccessProfileRow {
  organization_id: OrganizationId
  id: AccessProfileId
  site_id: SiteId
  created_at: Timestamp
  removed_at: Timestamp | null
}

interface AccessProfileVersionRow {
  organization_id: OrganizationId
  access_profile_id: AccessProfileId
  revision: number
  name: string
  lines: JSONColumnType<readonly ProfileLine[]>
  passes_lockdown: boolean
  valid_from: Timestamp
  valid_until: Timestamp | null
}

interface AccessGrantRow {
  organization_id: OrganizationId
  id: AccessGrantId
  site_id: SiteId
  access_profile_id: AccessProfileId
  person_id: PersonId | null
  residents_of_building_id: BuildingId | null
  residents_of_unit_id: UnitId | null
  role_id: Id<'role'> | null
  to_all_residents: boolean
  lease_class: LeaseClass
  valid_from: Timestamp
  valid_until: Timestamp | null
  reason: string
  granted_at: Timestamp
  granted_by: JSONColumnType<Actor>
  revoked_at: Timestamp | null
  revoked_by: JSONColumnType<Actor> | null
  revoke_reason: string | null
}

interface CredentialRow {
  organization_id: OrganizationId
  id: CredentialId
  site_id: SiteId
  person_id: PersonId
  kind: CredentialKind
  label: string | null
  valid_from: Timestamp
  valid_until: Timestamp | null
  created_at: Timestamp
}

interface CredentialStatusRow {
  organization_id: OrganizationId
  credential_id: CredentialId
  status: 'active' | 'suspended' | 'lost'
  valid_from: Timestamp
  valid_until: Timestamp | null
}

interface CredentialSecretRow {
  organization_id: OrganizationId
  credential_id: CredentialId
  site_id: SiteId
  digest: string
  look_alike: string | null
}

interface AccessSubjectRow {
  organization_id: OrganizationId
  site_id: SiteId
  person_id: PersonId
  ref: string
}

interface AccessSuspensionRow {
  organization_id: OrganizationId
  person_id: PersonId
  valid_from: Timestamp
  valid_until: Timestamp | null
  reason: string
}

interface PlacementRow {
  organization_id: OrganizationId
  site_id: SiteId
  edge_id: EdgeId
  sent_version: number | null
  sent_at: Timestamp | null
  reported_version: number | null
  reported_at: Timestamp | null
  last_contact_at: Timestamp | null
}

/** A type and not an interface, so that the query builder can look it up by name. */
export type AccessTables = {
  site_access: SiteAccessRow
  site_access_key: SiteAccessKeyRow
  entrance: EntranceRow
  entrance_location: EntranceLocationRow
  entrance_unconfirmed: EntranceUnconfirmedRow
  entrance_codes_blocked: EntranceCodesBlockedRow
  entrance_version: EntranceVersionRow
  access_profile: AccessProfileRow
  access_profile_version: AccessProfileVersionRow
  access_grant: AccessGrantRow
  credential: CredentialRow
  credential_status: CredentialStatusRow
  credential_secret: CredentialSecretRow
  access_subject: AccessSubjectRow
  access_suspension: AccessSuspensionRow
  placement: PlacementRow
}

const organization = notPersonal('which organization, a legal person')
const identifier = notPersonal('a random identifier of a setting')
const place = notPersonal('a place of the residence')
const setting = notPersonal('a setting of the residence')
const period = notPersonal('when a setting of the residence held')

const right: Field = {
  pd: 'access_right',
  for: ['access_control'],
  source: 'derived',
  portable: false,
  erase: 'delete_row',
}
const ofCredential: Field = {
  pd: 'credential',
  for: ['access_control'],
  source: 'derived',
  portable: false,
  erase: 'delete_row',
}
const who: Field = {
  pd: 'link',
  for: ['access_control'],
  source: 'derived',
  portable: false,
  erase: 'delete_row',
}
const whoActed: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'delete_row',
}
const said: Field = {
  pd: 'free_text',
  for: ['access_control'],
  source: 'derived',
  portable: false,
  erase: 'delete_row',
}
const aboutPerson = { subject: { via: 'person_id', table: 'person' }, rows: 'delete' } as const
const aboutNobody = { subject: 'no_subject', rows: 'none' } as const

const siteAccess = declareTable<SiteAccessRow>({
  table: 'site_access',
  ...aboutNobody,
  columns: {
    organization_id: organization,
    site_id: place,
    snapshot_version: setting,
    changed_at: period,
    seen: setting,
    raised_in: setting,
  },
})

const siteAccessKey = declareTable<SiteAccessKeyRow>({
  table: 'site_access_key',
  ...aboutNobody,
  columns: {
    organization_id: organization,
    site_id: place,
    sealed_key: notPersonal('a random key of the site, sealed with the key of the installation'),
  },
})

const entrance = declareTable<EntranceRow>({
  table: 'entrance',
  ...aboutNobody,
  columns: {
    organization_id: organization,
    id: identifier,
    site_id: place,
    created_at: period,
    removed_at: period,
  },
})

const entranceLocation = declareTable<EntranceLocationRow>({
  table: 'entrance_location',
  ...aboutNobody,
  columns: {
    organization_id: organization,
    entrance_id: identifier,
    building_id: place,
    floor_id: place,
    unit_id: place,
    area: place,
  },
})

const entranceUnconfirmed = declareTable<EntranceUnconfirmedRow>({
  table: 'entrance_unconfirmed',
  ...aboutNobody,
  columns: {
    organization_id: organization,
    entrance_id: identifier,
    times: notPersonal('how often a lock did not answer'),
    since: notPersonal('when a lock began not to answer'),
    last_at: notPersonal('when a lock last did not answer'),
  },
})

const entranceCodesBlocked = declareTable<EntranceCodesBlockedRow>({
  table: 'entrance_codes_blocked',
  ...aboutNobody,
  columns: {
    organization_id: organization,
    entrance_id: identifier,
    scope: notPersonal('where no code is taken: at a door or over its site'),
    tries: notPersonal('how many wrong codes it took; whose they were nobody knows'),
    since: notPersonal('since when no code is taken'),
    until: notPersonal('until when no code is taken'),
  },
})

const entranceVersion = declareTable<EntranceVersionRow>({
  table: 'entrance_version',
  ...aboutNobody,
  columns: {
    organization_id: organization,
    entrance_id: identifier,
    revision: setting,
    definition: setting,
    locked_down: setting,
    reason: notPersonal('why a door is locked down: it is asked about the door, and the log says who asked'),
    valid_from: period,
    valid_until: period,
  },
})

const accessProfile = declareTable<AccessProfileRow>({
  table: 'access_profile',
  ...aboutNobody,
  columns: {
    organization_id: organization,
    id: identifier,
    site_id: place,
    created_at: period,
    removed_at: period,
  },
})

const accessProfileVersion = declareTable<AccessProfileVersionRow>({
  table: 'access_profile_version',
  ...aboutNobody,
  columns: {
    organization_id: organization,
    access_profile_id: identifier,
    revision: setting,
    name: setting,
    lines: setting,
    passes_lockdown: setting,
    valid_from: period,
    valid_until: period,
  },
})

const accessGrant = declareTable<AccessGrantRow>({
  table: 'access_grant',
  ...aboutPerson,
  starts: { right_ended: ['valid_until', 'revoked_at'], recorded: 'granted_at' },
  startsForPerson: {
    right_ended: ['valid_until', 'revoked_at'],
    contract_ended: ['valid_until', 'revoked_at'],
    relation_ended: ['valid_until', 'revoked_at'],
  },
  columns: {
    organization_id: organization,
    id: identifier,
    site_id: place,
    access_profile_id: right,
    person_id: who,
    residents_of_building_id: place,
    residents_of_unit_id: place,
    role_id: setting,
    to_all_residents: setting,
    lease_class: right,
    valid_from: right,
    valid_until: right,
    reason: said,
    granted_at: whoActed,
    granted_by: { ...whoActed, whose: [{ via: 'granted_by.id', table: 'account' }], erase: 'keep' },
    revoked_at: right,
    revoked_by: { ...whoActed, whose: [{ via: 'revoked_by.id', table: 'account' }], erase: 'keep' },
    revoke_reason: said,
  },
})

const credential = declareTable<CredentialRow>({
  table: 'credential',
  ...aboutPerson,
  starts: { right_ended: 'valid_until' },
  columns: {
    organization_id: organization,
    id: ofCredential,
    site_id: place,
    person_id: who,
    kind: ofCredential,
    label: said,
    valid_from: ofCredential,
    valid_until: ofCredential,
    created_at: ofCredential,
  },
})

const ofItsCredential = { subject: { via: 'credential_id', table: 'credential' }, rows: 'delete' } as const

const credentialStatus = declareTable<CredentialStatusRow>({
  table: 'credential_status',
  ...ofItsCredential,
  columns: {
    organization_id: organization,
    credential_id: ofCredential,
    status: ofCredential,
    valid_from: ofCredential,
    valid_until: ofCredential,
  },
})

const credentialSecret = declareTable<CredentialSecretRow>({
  table: 'credential_secret',
  ...ofItsCredential,
  columns: {
    organization_id: organization,
    credential_id: ofCredential,
    site_id: place,
    digest: ofCredential,
    look_alike: ofCredential,
  },
})

const accessSubject = declareTable<AccessSubjectRow>({
  table: 'access_subject',
  ...aboutPerson,
  columns: { organization_id: organization, site_id: place, person_id: who, ref: who },
})

const accessSuspension = declareTable<AccessSuspensionRow>({
  table: 'access_suspension',
  ...aboutPerson,
  starts: { right_ended: 'valid_until' },
  columns: {
    organization_id: organization,
    person_id: who,
    valid_from: right,
    valid_until: right,
    reason: said,
  },
})

const placement = declareTable<PlacementRow>({
  table: 'placement',
  ...aboutNobody,
  columns: {
    organization_id: organization,
    site_id: place,
    edge_id: identifier,
    sent_version: setting,
    sent_at: period,
    reported_version: setting,
    reported_at: period,
    last_contact_at: period,
  },
})

export const accessTables: readonly TableDeclaration[] = [
  siteAccess,
  siteAccessKey,
  entrance,
  entranceLocation,
  entranceUnconfirmed,
  entranceCodesBlocked,
  entranceVersion,
  accessProfile,
  accessProfileVersion,
  accessGrant,
  credential,
  credentialStatus,
  credentialSecret,
  accessSubject,
  accessSuspension,
  placement,
  ...changeTables,
]
