/** Somebody Loge writes to: where, in which language, and what they may be told at that moment. */
import type { AccountId, Instant, OrganizationId, PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Grant } from '../core/index.ts'
import { findAccount } from './account-store.ts'
import { loadEveryGrant } from './delegations.ts'
import { languageOf } from './neighbours.ts'

export interface Correspondent {
  readonly accountId: AccountId
  readonly personId: PersonId
  readonly email: string
  /** Null: they never said. */
  readonly language: 'en' | 'fr' | null
  readonly grants: readonly Grant[]
}

/** `undefined` when the account is gone or suspended. */
export const findCorrespondent = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { accountId, at }: { readonly accountId: AccountId; readonly at: Instant },
): Promise<Correspondent | undefined> => {
  const account = await findAccount(transaction, organizationId, accountId)
  if (account?.status !== 'active') return undefined
  return {
    accountId,
    personId: account.personId,
    email: account.email,
    language: await languageOf(transaction, organizationId, account.personId),
    grants: await loadEveryGrant(transaction, organizationId, { accountId, at }),
  }
}
