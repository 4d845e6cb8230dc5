/** Grants and revokes, and suspends or restores every right of a person. */
import { findPlace } from '@loge/features/places/server'
import { findPerson } from '@loge/features/people/server'
import { Problem } from '@loge/http'
import {
  newId,
  type AccessGrantId,
  type BuildingId,
  type Instant,
  type PersonId,
  type SiteId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { accessFacts, type GrantedTo, type StandingGrant } from '../core/index.ts'
import type { GrantInput } from '../wire.ts'
import type { AccessDeps, Asker } from './deps.ts'
import { loadGrants, type StoredGrant } from './grant-store.ts'
import { notFound } from './keep-entrance.ts'
import { lockProfile } from './profile-store.ts'
import { record } from './record.ts'
import { raiseSnapshotVersion } from './snapshot-version.ts'
import { sitesOfSubject } from './subjects.ts'
import type { AccessTables } from './tables.ts'

/** An end that is not after its beginning is a typing mistake. */
export const requirePeriod = (from: Instant, until: Instant | null): void => {
  if (until === null || until > from) return
  throw new Problem(422, 'period_invalid', 'The end must be after the beginning.')
}

export const requirePerson = async (transaction: Transaction, personId: PersonId): Promise<void> => {
  if ((await findPerson(transaction, personId)) !== undefined) return
  throw new Problem(422, 'person_unknown', 'There is no such person.')
}

/** A grant to those who live somewhere names a building of the site, or the whole of it. */
const requireHomes = async (transaction: Transaction, siteId: SiteId, buildingId: BuildingId | null) => {
  if (buildingId === null || (await findPlace(transaction, 'building', buildingId))?.siteId === siteId) return
  throw new Problem(422, 'building_unknown', 'This building is not at this site. Choose one of the site.')
}

/** What a grant says must make sense, whoever gives it. */
export const requireTerms = async (
  transaction: Transaction,
  siteId: SiteId,
  { to, validFrom, validUntil }: Pick<StandingGrant, 'to' | 'validFrom' | 'validUntil'>,
): Promise<void> => {
  requirePeriod(validFrom, validUntil)
  if (to.kind === 'person') await requirePerson(transaction, to.personId)
  else await requireHomes(transaction, siteId, to.buildingId)
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
  to_all_residents: to.kind === 'residents' && to.buildingId === null,
})

const readGrant = async (transaction: Transaction, id: AccessGrantId): Promise<StoredGrant> => {
  const [grant] = await loadGrants(transaction, { ids: [id], withRevoked: true })
  if (grant === undefined) throw notFound()
  return grant
}

/** The person a fact about this grant is about, if it is one. */
const personOf = (to: GrantedTo) => (to.kind === 'person' ? { personId: to.personId } : {})

export const grantAccess = (deps: AccessDeps, asker: Asker, input: GrantInput): Promise<StoredGrant> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
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
  })

export const revokeGrant = (
  deps: AccessDeps,
  asker: Asker,
  { id, reason }: { readonly id: AccessGrantId; readonly reason: string },
): Promise<StoredGrant> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { siteId, accessProfileId, to } = await readGrant(transaction, id)
    const revoked = await transaction
      .$extendTables<AccessTables>()
      .updateTable('access_grant')
      .set({
        revoked_at: new Date(deps.world.now()),
        revoked_by: JSON.stringify(asker.actor),
        revoke_reason: reason,
      })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (revoked.numUpdatedRows === 0n) throw grantRevoked()
    await raiseSnapshotVersion(transaction, deps, asker.organizationId, siteId)
    const payload = { accessGrantId: id, accessProfileId }
    await record(transaction, deps, asker, { fact: accessFacts.revoked, siteId, ...personOf(to), payload })
    return readGrant(transaction, id)
  })

/** Every site whose snapshot names the person. */
const raiseSitesOf = async (transaction: Transaction, deps: AccessDeps, asker: Asker, personId: PersonId) => {
  for (const siteId of await sitesOfSubject(transaction, personId)) {
    await raiseSnapshotVersion(transaction, deps, asker.organizationId, siteId)
  }
}

export const suspendPerson = (
  deps: AccessDeps,
  asker: Asker,
  { personId, reason }: { readonly personId: PersonId; readonly reason: string },
): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    await requirePerson(transaction, personId)
    const tables = transaction.$extendTables<AccessTables>()
    const from = new Date(deps.world.now())
    const inserted = await tables
      .insertInto('access_suspension')
      .values({
        organization_id: asker.organizationId,
        person_id: personId,
        valid_from: from,
        valid_until: null,
        reason,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (inserted.numInsertedOrUpdatedRows === 0n) {
      // Either it is suspended, and the first reason stands, or a suspension of this very instant was ended in it.
      const reopened = await tables
        .updateTable('access_suspension')
        .set({ valid_until: null, reason })
        .where('person_id', '=', personId)
        .where('valid_from', '=', sql<Instant>`${from}`)
        .where('valid_until', 'is not', null)
        .executeTakeFirst()
      if (reopened.numUpdatedRows === 0n) return undefined
    }
    await raiseSitesOf(transaction, deps, asker, personId)
    await record(transaction, deps, asker, { fact: accessFacts.personSuspended, personId, payload: {} })
    return undefined
  })

export const restorePerson = (deps: AccessDeps, asker: Asker, personId: PersonId): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const ended = await transaction
      .$extendTables<AccessTables>()
      .updateTable('access_suspension')
      .set({ valid_until: sql<Date>`greatest(valid_from, ${new Date(deps.world.now())})` })
      .where('person_id', '=', personId)
      .where('valid_until', 'is', null)
      .executeTakeFirst()
    if (ended.numUpdatedRows === 0n) return undefined
    await raiseSitesOf(transaction, deps, asker, personId)
    await record(transaction, deps, asker, { fact: accessFacts.personRestored, personId, payload: {} })
    return undefined
  })
