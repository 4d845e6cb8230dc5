/**
 * Nobody who works here learns anything of anybody before they have signed to keep it secret, where the register in force
 * says so. Doors and emergencies wait for no signature; what is one's own is nobody else's secret.
 */
import { readsOthers } from '@loge/features/accounts/core'
import { asksSecrecy } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { type Principal, Problem } from '@loge/http'
import type { AccountId, World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { insideAsPrivacy } from '../purpose.ts'
import { findOpen } from './answers.ts'

/** How long a signature that was found, or that nobody asks for, is not looked for again. */
const HOLDS_MS = 5_000

type Account = Extract<Principal, { readonly kind: 'account' }>

const isForMoreThanOwn = ({ grants }: Account, permission: string): boolean =>
  grants.some((grant) => grant.permission === permission && grant.scope.kind !== 'own')

/** Whether any of their rights lets them learn of other people. */
export const learnsOfOthers = (account: Account): boolean =>
  account.grants.some(({ permission, scope }) => scope.kind !== 'own' && readsOthers(permission))

export type SecrecyGate = (call: {
  readonly principal: Exclude<Principal, { readonly kind: 'anonymous' }>
  readonly permission: string
}) => Promise<void>

/** Throws a `Problem` 403 `confidentiality_unsigned`. */
export const createSecrecyGate = ({
  database,
  world,
}: {
  readonly database: Database
  readonly world: World
}): SecrecyGate => {
  const passedUntil = new Map<AccountId, number>()
  return async ({ principal, permission }) => {
    if (principal.kind !== 'account' || !readsOthers(permission)) return
    if (!isForMoreThanOwn(principal, permission)) return
    const { accountId, organizationId } = principal
    const now = world.now()
    if ((passedUntil.get(accountId) ?? 0) > now) return
    const owes = await insideAsPrivacy(database, organizationId, async (transaction) => {
      // Most registers ask for nothing: then no document is read for it.
      if (!asksSecrecy(await registerAt(transaction, organizationId, now))) return false
      const open = await findOpen({ transaction, world, organizationId, accountId, readsOthers: true })
      return open.some(({ document, asks }) => document === 'confidentiality' && asks === 'acceptance')
    })
    if (owes)
      throw new Problem(
        403,
        'confidentiality_unsigned',
        'Sign the undertaking of confidentiality first: GET /documents/open shows it, POST /documents/answers signs it.',
      )
    for (const [one, until] of passedUntil) if (until <= now) passedUntil.delete(one)
    passedUntil.set(accountId, now + HOLDS_MS)
  }
}
