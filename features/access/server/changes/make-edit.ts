/** Makes one edit of a change by the use case that makes it alone, and says what it touched. */
import type { Caller } from '@loge/features/places/server'
import { changeSchedule, createSchedule, loadSchedules } from '@loge/features/schedules/server'
import type { AccessProfileId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { RightsEdit } from '../../wire.ts'
import type { AccessDeps } from '../deps.ts'
import { grantAccess, profileUnknown } from '../grant-access.ts'
import { loadGrants, type StoredGrant } from '../grant-store.ts'
import { notFound } from '../keep-entrance.ts'
import { changeProfile, createProfile, removeProfile } from '../keep-profile.ts'
import { loadProfiles } from '../profile-store.ts'
import { revokeGrants } from '../revoke-grants.ts'
import { loadSuspended } from '../subjects.ts'
import { restorePerson, suspendPerson } from '../suspend-person.ts'
import { touched, type Touched } from './change-store.ts'
import { alreadySo } from './order.ts'

export interface Making {
  readonly transaction: Transaction
  /** Of this transaction and its instant. */
  readonly deps: AccessDeps
  readonly caller: Caller
  readonly siteId: SiteId
  readonly reason: string
}

type EditOf<Kind extends RightsEdit['kind']> = Extract<RightsEdit, { readonly kind: Kind }>

/** The change took the lock of the site, so no version can be overwritten that was not looked at. */
const WHATEVER_VERSION = '*'

export const everywhere = (caller: Caller): Caller => ({
  ...caller,
  reach: { wholeOrganization: true, siteIds: [], ownPersonId: undefined },
})

const requireHere = async ({ transaction, siteId }: Making, id: AccessProfileId): Promise<void> => {
  const [profile] = await loadProfiles(transaction, { ids: [id], siteIds: [siteId] })
  if (profile === undefined) throw profileUnknown()
}

const keepProfile = async (
  making: Making,
  { id, name, lines }: EditOf<'keepProfile'>,
): Promise<readonly Touched[]> => {
  const { deps, caller, siteId } = making
  if (id === null) {
    const made = await createProfile(deps, caller, { siteId, name, lines })
    return [touched('keepProfile', { access_profile_id: made.id, revision_after: made.revision })]
  }
  await requireHere(making, id)
  const kept = await changeProfile(deps, caller, { id, ifMatch: WHATEVER_VERSION, input: { name, lines } })
  const revisions = { revision_before: kept.revision - 1, revision_after: kept.revision }
  return [touched('keepProfile', { access_profile_id: id, ...revisions })]
}

const revoked = ({ id, to }: StoredGrant): Touched =>
  touched('revoke', { access_grant_id: id, person_id: to.kind === 'person' ? to.personId : null })

const removeOne = async (
  making: Making,
  { id, revokeGrants: isStated }: EditOf<'removeProfile'>,
): Promise<readonly Touched[]> => {
  const { transaction, deps, caller, siteId, reason } = making
  const [profile] = await loadProfiles(transaction, { ids: [id], siteIds: [siteId] })
  if (profile === undefined) throw profileUnknown()
  const held = isStated ? await loadGrants(transaction, { profileId: id }) : []
  const grants = await revokeGrants(deps, caller, { ids: held.map((grant) => grant.id), reason })
  await removeProfile(deps, caller, { id, ifMatch: WHATEVER_VERSION })
  return [
    ...grants.map(revoked),
    touched('removeProfile', { access_profile_id: id, revision_before: profile.revision }),
  ]
}

const giveGrant = async (
  { deps, caller, siteId, reason }: Making,
  edit: EditOf<'grant'>,
): Promise<readonly Touched[]> => {
  const { id, to } = await grantAccess(deps, caller, { ...edit, siteId, reason: edit.reason ?? reason })
  return [touched('grant', { access_grant_id: id, person_id: to.kind === 'person' ? to.personId : null })]
}

const revoke = async (
  { transaction, deps, caller, siteId, reason }: Making,
  edit: EditOf<'revoke'>,
): Promise<readonly Touched[]> => {
  const here = await loadGrants(transaction, { ids: [edit.id], siteIds: [siteId], withRevoked: true })
  if (here.length === 0) throw notFound()
  const grants = await revokeGrants(deps, caller, { ids: [edit.id], reason: edit.reason ?? reason })
  return grants.map(revoked)
}

const keepSchedule = async (
  { transaction, deps, caller }: Making,
  { id, newId, kind: _kind, ...input }: EditOf<'keepSchedule'>,
): Promise<readonly Touched[]> => {
  if (id === null) {
    if (newId !== undefined && (await loadSchedules(transaction, { ids: [newId] })).length > 0)
      throw alreadySo()
    const made = await createSchedule(deps, everywhere(caller), input, newId)
    return [touched('keepSchedule', { schedule_id: made.id, revision_after: made.revision })]
  }
  const kept = await changeSchedule(deps, everywhere(caller), { id, ifMatch: WHATEVER_VERSION, input })
  const revisions = { revision_before: kept.revision - 1, revision_after: kept.revision }
  return [touched('keepSchedule', { schedule_id: id, ...revisions })]
}

const setSuspended = async (
  { transaction, deps, caller, reason }: Making,
  edit: EditOf<'suspend'> | EditOf<'restore'>,
): Promise<readonly Touched[]> => {
  const { kind, personId } = edit
  const suspended = await loadSuspended(transaction, undefined)
  if (suspended.has(personId) === (kind === 'suspend')) throw alreadySo()
  if (edit.kind === 'suspend') await suspendPerson(deps, caller, { personId, reason: edit.reason ?? reason })
  else await restorePerson(deps, caller, personId)
  return [touched(kind, { person_id: personId })]
}

export const makeEdit = (making: Making, edit: RightsEdit): Promise<readonly Touched[]> => {
  switch (edit.kind) {
    case 'keepProfile':
      return keepProfile(making, edit)
    case 'removeProfile':
      return removeOne(making, edit)
    case 'grant':
      return giveGrant(making, edit)
    case 'revoke':
      return revoke(making, edit)
    case 'keepSchedule':
      return keepSchedule(making, edit)
    case 'suspend':
    case 'restore':
      return setSuspended(making, edit)
  }
}
