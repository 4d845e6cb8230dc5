/** What is given to, or taken from, somebody who moves settles the step of the checklist that asks for it. */
import { settleMoveStep, settleMoveSteps } from '@loge/features/people/server'
import type { MoveId, PersonId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { CredentialKind } from '../core/index.ts'
import { loadCredentials, type StoredCredential } from './credential-store.ts'
import type { AccessDeps, Asker } from './deps.ts'

/** A plate opens a barrier; it lets nobody into their home. */
const LETS_IN: ReadonlySet<CredentialKind> = new Set(['card', 'pin', 'qr', 'mobileKey'])

export type Holder = Pick<StoredCredential, 'siteId' | 'personId'>

/** Whoever moves in has a badge or a code to come in with. */
export const settleGiven = async (
  transaction: Transaction,
  deps: Pick<AccessDeps, 'world'>,
  caller: Asker,
  { siteId, personId, kind }: Holder & Pick<StoredCredential, 'kind'>,
): Promise<void> => {
  if (!LETS_IN.has(kind)) return
  const step = { siteId, personId, kind: 'in', key: 'badge', isDone: () => true } as const
  await settleMoveStep(transaction, { dependencies: deps, caller }, step)
}

/** The same of many who are given a card at once. Answers with the moves that were ticked by it. */
export const settleManyGiven = (
  transaction: Transaction,
  deps: Pick<AccessDeps, 'world'>,
  caller: Asker,
  { siteId, personIds }: { readonly siteId: SiteId; readonly personIds: readonly PersonId[] },
): Promise<ReadonlyMap<PersonId, MoveId>> =>
  settleMoveSteps(
    transaction,
    { dependencies: deps, caller },
    { siteId, personIds, kind: 'in', key: 'badge' },
  )

/** Whoever leaves has no badge that works: each was reported lost, ended, or blocked before the house did so by itself. */
export const settleTaken = async (
  transaction: Transaction,
  deps: Pick<AccessDeps, 'world'>,
  caller: Asker,
  { siteId, personId }: Holder,
): Promise<void> => {
  const now = deps.world.now()
  const carried = await loadCredentials(transaction, { siteIds: [siteId], personId })
  const badges = carried.filter(({ kind }) => kind === 'card')
  await settleMoveStep(
    transaction,
    { dependencies: deps, caller },
    {
      siteId,
      personId,
      kind: 'out',
      key: 'badgeBack',
      isDone: ({ settledAt }) =>
        badges.every(
          ({ status, statusSince, validUntil }) =>
            status === 'lost' ||
            (status === 'suspended' && (settledAt === null || statusSince < settledAt)) ||
            (validUntil !== null && validUntil <= now),
        ),
    },
  )
}
