/** Revokes grants: one, or many at once. */
import { takeBack } from '@loge/features/accounts/server'
import type { AccessGrantId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { accessFacts } from '../core/index.ts'
import type { AccessDeps, Asker } from './deps.ts'
import { grantRevoked, personOf, readGrant } from './grant-access.ts'
import { loadGrants, type StoredGrant } from './grant-store.ts'
import { namesShownBy } from './glass/store.ts'
import { notFound } from './keep-entrance.ts'
import { recordAll } from './record.ts'
import { raiseSnapshotVersion } from './snapshot-version.ts'
import type { AccessTables } from './tables.ts'

interface Revocation {
  readonly ids: readonly AccessGrantId[]
  readonly reason: string
}

export const revokeAll = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  { ids, reason }: Revocation,
): Promise<readonly StoredGrant[]> => {
  const grants = await loadGrants(transaction, { ids, withRevoked: true })
  if (grants.length !== ids.length) throw notFound()
  const revoked = await transaction
    .$extendTables<AccessTables>()
    .updateTable('access_grant')
    .set({
      revoked_at: new Date(deps.world.now()),
      revoked_by: JSON.stringify(asker.actor),
      revoke_reason: reason,
    })
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (revoked.numUpdatedRows !== BigInt(ids.length)) throw grantRevoked()
  // Whoever broke the glass sees names as long as they may enter, however that ends.
  const recorder = { organizationId: asker.organizationId, actor: asker.actor, at: deps.world.now() }
  for (const shown of await namesShownBy(transaction, ids))
    await takeBack(transaction, deps.world, recorder, shown)
  for (const siteId of new Set(grants.map((grant) => grant.siteId)))
    await raiseSnapshotVersion(transaction, deps, asker.organizationId, siteId)
  await recordAll(
    transaction,
    deps,
    asker,
    grants.map(({ id, siteId, accessProfileId, to }) => ({
      fact: accessFacts.revoked,
      siteId,
      ...personOf(to),
      payload: { accessGrantId: id, accessProfileId },
    })),
  )
  return grants
}

/** Revokes them all, or nothing when one of them is not there to revoke. */
export const revokeGrants = (
  deps: AccessDeps,
  asker: Asker,
  revocation: Revocation,
): Promise<readonly StoredGrant[]> =>
  deps.database.transaction(asker.organizationId, (transaction) =>
    revokeAll(transaction, deps, asker, revocation),
  )

export const revokeGrant = (
  deps: AccessDeps,
  asker: Asker,
  { id, reason }: { readonly id: AccessGrantId; readonly reason: string },
): Promise<StoredGrant> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    await revokeAll(transaction, deps, asker, { ids: [id], reason })
    return readGrant(transaction, id)
  })
