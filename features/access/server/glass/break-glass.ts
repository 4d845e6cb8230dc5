/** Breaks the glass: a grant that ends, and names to see as long; gives it back; and what somebody else says of it. */
import { handOverAsAgreed } from '@loge/features/accounts/server'
import { Problem } from '@loge/http'
import { type AccountId, type GlassBreakId, type GlassKeyId, newId, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { acceptBreak, acceptReview, accessFacts, type GlassRefusal, isBrokenAt } from '../../core/index.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { grantIn } from '../grant-access.ts'
import { notFound } from '../keep-entrance.ts'
import { record } from '../record.ts'
import { revokeAll } from '../revoke-grants.ts'
import { readSnapshotVersion } from '../snapshot-version.ts'
import { loadBreaks, lockKey, type StoredBreak, tablesOf } from './store.ts'

/** To find a door and whoever is behind it; nothing that changes anything, and nothing that opens. */
const TO_SEE = ['places.read', 'people.read', 'schedules.read', 'equipment.read', 'access.read'] as const

const SAID: Record<GlassRefusal, string> = {
  glass_key_over: 'This key is over or was withdrawn. Ask a manager for another one.',
  glass_broken_already: 'The glass is broken already: the doors open until it ends.',
  glass_still_broken: 'It is still open. End it, or wait for its end, then write what you found.',
  glass_reviewed_already: 'Somebody has reviewed it already.',
  glass_review_own: 'Nobody reviews what they did themselves. Ask somebody else who looks after the site.',
}
const refused = (code: GlassRefusal): Problem =>
  new Problem(code === 'glass_review_own' ? 403 : 409, code, SAID[code])

const readBreak = async (transaction: Transaction, id: GlassBreakId): Promise<StoredBreak> => {
  const [taken] = await loadBreaks(transaction, { ids: [id] })
  if (taken === undefined) throw notFound()
  return taken
}

export interface Breaking {
  readonly id: GlassKeyId
  readonly accountId: AccountId
  readonly reason: string
}

export const breakGlass = (
  deps: AccessDeps,
  asker: Asker,
  { id: keyId, accountId, reason }: Breaking,
): Promise<StoredBreak> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId } = asker
    const key = await lockKey(transaction, keyId)
    if (key?.accountId !== accountId) throw notFound()
    const at = deps.world.now()
    const isBroken = (await loadBreaks(transaction, { keyIds: [keyId], openAt: at })).length > 0
    const accepted = acceptBreak(key, { at, isBroken })
    if (!accepted.ok) throw refused(accepted.refusal)
    const { siteId, personId, accessProfileId, givenBy, showsNames } = key
    const until = accepted.value
    const to = { kind: 'person', personId } as const
    // A lease of staff: a door that was told keeps to the end of the grant, whether or not it hears of the server.
    const terms = { siteId, accessProfileId, to, leaseClass: 'staff', validUntil: until, reason } as const
    const grant = await grantIn(transaction, deps, asker, terms)
    const scope = { kind: 'site', siteId } as const
    const agreed = { giverId: givenBy, accountId, permissions: TO_SEE, scope, until, reason }
    const recorder = { organizationId, actor: asker.actor, at }
    const delegationId = showsNames
      ? await handOverAsAgreed(transaction, deps.world, recorder, agreed)
      : undefined
    const id = newId(deps.world, 'glassBreak')
    await tablesOf(transaction)
      .insertInto('glass_break')
      .values({
        organization_id: organizationId,
        id,
        glass_key_id: keyId,
        site_id: siteId,
        person_id: personId,
        access_grant_id: grant.id,
        delegation_id: delegationId ?? null,
        reason,
        broken_at: new Date(at),
        snapshot_version: (await readSnapshotVersion(transaction, siteId))?.version ?? 0,
        reviewed_at: null,
        reviewed_by: null,
        conclusion: null,
      })
      .execute()
    const payload = {
      glassKeyId: keyId,
      glassBreakId: id,
      accessGrantId: grant.id,
      until: new Date(until).toISOString(),
    }
    await record(transaction, deps, asker, { fact: accessFacts.glassBroken, siteId, personId, payload })
    return readBreak(transaction, id)
  })

/** What somebody withdrew or gave back before is over already. */
export const closeIn = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  taken: StoredBreak,
): Promise<void> => {
  const { id, siteId, personId, accessGrantId, reason } = taken
  if (!isBrokenAt(taken, deps.world.now())) return
  await revokeAll(transaction, deps, asker, { ids: [accessGrantId], reason })
  const payload = { glassBreakId: id }
  await record(transaction, deps, asker, { fact: accessFacts.glassClosed, siteId, personId, payload })
}

export const closeGlass = (
  deps: AccessDeps,
  asker: Asker,
  { id, glassKeyId }: Pick<StoredBreak, 'id' | 'glassKeyId'>,
): Promise<StoredBreak> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    await lockKey(transaction, glassKeyId)
    await closeIn(transaction, deps, asker, await readBreak(transaction, id))
    return readBreak(transaction, id)
  })

export interface Review {
  readonly conclusion: string
  readonly reviewer: { readonly accountId: AccountId; readonly personId: PersonId }
}

export const reviewGlass = (
  deps: AccessDeps,
  asker: Asker,
  { id, glassKeyId }: Pick<StoredBreak, 'id' | 'glassKeyId'>,
  { conclusion, reviewer }: Review,
): Promise<StoredBreak> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    await lockKey(transaction, glassKeyId)
    const taken = await readBreak(transaction, id)
    const at = deps.world.now()
    const accepted = acceptReview(taken, { at, reviewer: reviewer.personId })
    if (!accepted.ok) throw refused(accepted.refusal)
    await tablesOf(transaction)
      .updateTable('glass_break')
      .set({ reviewed_at: new Date(at), reviewed_by: reviewer.accountId, conclusion })
      .where('id', '=', id)
      .execute()
    const { siteId, personId } = taken
    const payload = { glassBreakId: id }
    await record(transaction, deps, asker, { fact: accessFacts.glassReviewed, siteId, personId, payload })
    return readBreak(transaction, id)
  })
