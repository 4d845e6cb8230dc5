/** Grants, and grants again what was revoked. */
import { servesHouses } from '@loge/features/accounts/server'
import { findPlace } from '@loge/features/places/server'
import { findPerson, peopleWithin } from '@loge/features/people/server'
import { Problem, type Reach } from '@loge/http'
import {
  newId,
  type AccessGrantId,
  type AccessProfileId,
  type BuildingId,
  type Id,
  type Instant,
  type OrganizationId,
  type PersonId,
  type SiteId,
  type UnitId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { accessFacts, type GrantedTo, type StandingGrant } from '../core/index.ts'
import type { GrantInput } from '../wire.ts'
import type { AccessDeps, Asker } from './deps.ts'
import { loadGrants, type StoredGrant } from './grant-store.ts'
import { notFound } from './keep-entrance.ts'
import { lockProfile } from './profile-store.ts'
import { record, recordAll } from './record.ts'
import { raiseSnapshotVersion } from './snapshot-version.ts'
import { personsWithin } from './subjects.ts'
import type { AccessTables } from './tables.ts'

/** An end that is not after its beginning is a typing mistake. */
export const requirePeriod = (from: Instant, until: Instant | null): void => {
  if (until === null || until > from) return
  throw new Problem(422, 'period_invalid', 'The end must be after the beginning.')
}

const personUnknown = (): Problem => new Problem(422, 'person_unknown', 'There is no such person.')

export const requirePerson = async (transaction: Transaction, personId: PersonId): Promise<void> => {
  if ((await findPerson(transaction, personId)) === undefined) throw personUnknown()
}

/** Nobody gives anything to somebody they cannot see, nor learns by trying that they exist. */
export const requirePeopleWithin = async (
  { database }: Pick<AccessDeps, 'database'>,
  { organizationId, reach }: { readonly organizationId: OrganizationId; readonly reach: Reach },
  personIds: readonly PersonId[],
): Promise<void> => {
  if (reach.wholeOrganization) return
  await database.transaction(organizationId, async (transaction) => {
    const known = await personsWithin(transaction, reach, personIds)
    if (personIds.some((personId) => !known.has(personId))) throw personUnknown()
  })
}

/** A grant to those who live somewhere names a building of the site, or the whole of it. */
const requireHomes = async (transaction: Transaction, siteId: SiteId, buildingId: BuildingId | null) => {
  if (buildingId === null || (await findPlace(transaction, 'building', buildingId))?.siteId === siteId) return
  throw new Problem(422, 'building_unknown', 'This building is not at this site. Choose one of the site.')
}

const requireHome = async (transaction: Transaction, siteId: SiteId, unitId: UnitId) => {
  if ((await findPlace(transaction, 'unit', unitId))?.siteId === siteId) return
  throw new Problem(422, 'home_unknown', 'This home is not at this site. Choose one of the site.')
}

/** One that may be held over a site: nobody serves a house by what is their own. */
const requireRole = async (transaction: Transaction, roleId: Id<'role'>) => {
  if (await servesHouses(transaction, roleId)) return
  throw new Problem(
    422,
    'role_unfit',
    'Nobody can hold this role over a site. Choose one that is given over a site.',
  )
}

const EVERYWHERE = { wholeOrganization: true, siteIds: [], ownPersonId: undefined }

/** Whom grants name must be there, whoever gives them: asked once for all of a change. */
export const requireGranted = async (
  transaction: Transaction,
  siteId: SiteId,
  granted: readonly GrantedTo[],
): Promise<void> => {
  const persons = [...new Set(granted.flatMap((to) => (to.kind === 'person' ? [to.personId] : [])))]
  if (persons.length > 0 && (await peopleWithin(transaction, EVERYWHERE, persons)).size < persons.length)
    throw personUnknown()
  const buildings = new Set(granted.flatMap((to) => (to.kind === 'residents' ? [to.buildingId] : [])))
  for (const buildingId of buildings) await requireHomes(transaction, siteId, buildingId)
  const units = new Set(granted.flatMap((to) => (to.kind === 'home' ? [to.unitId] : [])))
  for (const unitId of units) await requireHome(transaction, siteId, unitId)
  const roles = new Set(granted.flatMap((to) => (to.kind === 'role' ? [to.roleId] : [])))
  for (const roleId of roles) await requireRole(transaction, roleId)
}

/** What a grant says must make sense, whoever gives it. */
const requireTerms = async (
  transaction: Transaction,
  siteId: SiteId,
  { to, validFrom, validUntil }: Pick<StandingGrant, 'to' | 'validFrom' | 'validUntil'>,
): Promise<void> => {
  requirePeriod(validFrom, validUntil)
  await requireGranted(transaction, siteId, [to])
}

export const profileUnknown = (): Problem =>
  new Problem(
    422,
    'access_profile_unknown',
    'This profile does not exist at this site. Choose one of the site.',
  )

export const grantRevoked = (): Problem =>
  new Problem(409, 'access_grant_revoked', 'This grant was revoked before. There is nothing left to do.')

const columnsOf = (to: GrantedTo) => ({
  person_id: to.kind === 'person' ? to.personId : null,
  residents_of_building_id: to.kind === 'residents' ? to.buildingId : null,
  residents_of_unit_id: to.kind === 'home' ? to.unitId : null,
  role_id: to.kind === 'role' ? to.roleId : null,
  to_all_residents: to.kind === 'residents' && to.buildingId === null,
})

export const readGrant = async (transaction: Transaction, id: AccessGrantId): Promise<StoredGrant> => {
  const [grant] = await loadGrants(transaction, { ids: [id], withRevoked: true })
  if (grant === undefined) throw notFound()
  return grant
}

/** The person a fact about this grant is about, if it is one. */
export const personOf = (to: GrantedTo) => (to.kind === 'person' ? { personId: to.personId } : {})

export const grantIn = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  input: GrantInput,
): Promise<StoredGrant> => {
  const { organizationId, actor } = asker
  const { siteId, accessProfileId, to, validUntil, reason } = input
  const now = deps.world.now()
  const validFrom = input.validFrom ?? now
  await requireTerms(transaction, siteId, { to, validFrom, validUntil })
  const profile = await lockProfile(transaction, accessProfileId)
  if (profile?.siteId !== siteId) throw profileUnknown()
  const id = newId(deps.world, 'accessGrant')
  await transaction
    .$extendTables<AccessTables>()
    .insertInto('access_grant')
    .values({
      organization_id: organizationId,
      id,
      site_id: siteId,
      access_profile_id: accessProfileId,
      ...columnsOf(to),
      lease_class: input.leaseClass,
      valid_from: new Date(validFrom),
      valid_until: validUntil === null ? null : new Date(validUntil),
      reason,
      granted_at: new Date(now),
      granted_by: JSON.stringify(actor),
      revoked_at: null,
      revoked_by: null,
      revoke_reason: null,
    })
    .execute()
  await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
  const payload = { accessGrantId: id, accessProfileId }
  await record(transaction, deps, asker, { fact: accessFacts.granted, siteId, ...personOf(to), payload })
  return readGrant(transaction, id)
}

export const grantAccess = (deps: AccessDeps, asker: Asker, input: GrantInput): Promise<StoredGrant> =>
  deps.database.transaction(asker.organizationId, (transaction) => grantIn(transaction, deps, asker, input))

/** Which grant stands in for which. */
export interface Again {
  readonly old: AccessGrantId
  readonly id: AccessGrantId
}

/** Gives again what was revoked, on the same terms: the others of the same grants stay revoked. */
export const grantAgain = (
  deps: AccessDeps,
  asker: Asker,
  { ids, siteId }: { readonly ids: readonly AccessGrantId[]; readonly siteId: SiteId },
): Promise<readonly Again[]> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const now = new Date(deps.world.now())
    const again = ids.map((old) => ({ old, id: newId(deps.world, 'accessGrant') }))
    const { rows } = await sql<{
      id: AccessGrantId
      access_profile_id: AccessProfileId
      person_id: PersonId | null
    }>`
      insert into access_grant (organization_id, id, site_id, access_profile_id, person_id, residents_of_building_id,
        residents_of_unit_id, role_id, to_all_residents, lease_class, valid_from, valid_until, reason, granted_at, granted_by)
      select g.organization_id, a.id, g.site_id, g.access_profile_id, g.person_id, g.residents_of_building_id,
        g.residents_of_unit_id, g.role_id, g.to_all_residents, g.lease_class, g.valid_from, g.valid_until, g.reason, ${now}::timestamptz, ${JSON.stringify(asker.actor)}::jsonb
      from access_grant g join json_to_recordset(${JSON.stringify(again)}::json) as a (old uuid, id uuid) on a.old = g.id
      join access_profile p on p.organization_id = g.organization_id and p.id = g.access_profile_id
      where g.revoked_at is not null and p.removed_at is null
      returning id, access_profile_id, person_id`.execute(transaction)
    if (rows.length !== ids.length) throw profileUnknown()
    await raiseSnapshotVersion(transaction, deps, asker.organizationId, siteId)
    await recordAll(
      transaction,
      deps,
      asker,
      rows.map(({ id, access_profile_id, person_id }) => ({
        fact: accessFacts.granted,
        siteId,
        ...(person_id === null ? {} : { personId: person_id }),
        payload: { accessGrantId: id, accessProfileId: access_profile_id },
      })),
    )
    return again
  })
