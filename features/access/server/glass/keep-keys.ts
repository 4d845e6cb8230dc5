/** Names who may break the glass, and takes that back. */
import { findAccount } from '@loge/features/accounts/server'
import { Problem } from '@loge/http'
import { addMs, type AccountId, DAY_MS, newId } from '@loge/kernel'
import { accessFacts } from '../../core/index.ts'
import type { GlassKeyInput } from '../../glass-wire.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { profileUnknown } from '../grant-access.ts'
import { notFound } from '../keep-entrance.ts'
import { lockProfile } from '../profile-store.ts'
import { record } from '../record.ts'
import { closeIn } from './break-glass.ts'
import { loadBreaks, loadKeys, lockKey, type StoredKey, tablesOf } from './store.ts'

/** Looked at again at least once a year, like every right that is rarely used. */
const LONGEST_MS = 366 * DAY_MS

export const giveKey = (
  deps: AccessDeps,
  asker: Asker & { readonly giverId: AccountId },
  input: GlassKeyInput,
): Promise<StoredKey> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId, giverId } = asker
    const { siteId, accountId, accessProfileId, forMinutes, showsNames, validUntil, reason } = input
    const now = deps.world.now()
    if (validUntil <= now || validUntil > addMs(now, LONGEST_MS))
      throw new Problem(422, 'hand_over_period', 'It must end in the future, and within a year.')
    const account = await findAccount(transaction, organizationId, accountId)
    if (account === undefined) throw notFound()
    if (account.status !== 'active')
      throw new Problem(422, 'account_suspended', 'This account is suspended. Resume it first.')
    const profile = await lockProfile(transaction, accessProfileId)
    if (profile?.siteId !== siteId) throw profileUnknown()
    const id = newId(deps.world, 'glassKey')
    const { personId } = account
    await tablesOf(transaction)
      .insertInto('glass_key')
      .values({
        organization_id: organizationId,
        id,
        site_id: siteId,
        account_id: accountId,
        person_id: personId,
        access_profile_id: accessProfileId,
        for_minutes: forMinutes,
        shows_names: showsNames,
        reason,
        given_at: new Date(now),
        given_by: giverId,
        valid_until: new Date(validUntil),
        withdrawn_at: null,
      })
      .execute()
    const payload = { glassKeyId: id, until: new Date(validUntil).toISOString() }
    await record(transaction, deps, asker, { fact: accessFacts.glassKeyGiven, siteId, personId, payload })
    const [key] = await loadKeys(transaction, { ids: [id] })
    if (key === undefined) throw notFound()
    return key
  })

/** Whoever has it in hand gives it back with that. Withdrawing it twice is withdrawing it once. */
export const withdrawKey = (deps: AccessDeps, asker: Asker, { id }: StoredKey): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const key = await lockKey(transaction, id)
    if (key?.withdrawnAt !== null) return undefined
    const now = deps.world.now()
    for (const taken of await loadBreaks(transaction, { keyIds: [id], openAt: now }))
      await closeIn(transaction, deps, asker, taken)
    await tablesOf(transaction)
      .updateTable('glass_key')
      .set({ withdrawn_at: new Date(now) })
      .where('id', '=', id)
      .execute()
    const { siteId, personId } = key
    const payload = { glassKeyId: id }
    await record(transaction, deps, asker, { fact: accessFacts.glassKeyWithdrawn, siteId, personId, payload })
    return undefined
  })
