/** When the day of a move has come: whoever left for good presents nothing here any more, in the same transaction. */
import { livesThereAt, type Move } from '@loge/features/people/core'
import { findTenancies, takeDueMoves } from '@loge/features/people/server'
import { systemCaller } from '@loge/features/places/server'
import type { OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { loadCredentials } from './credential-store.ts'
import type { AccessDeps, Asker } from './deps.ts'
import { applyStatus } from './keep-credential.ts'

type Deps = Pick<AccessDeps, 'database' | 'world'>

/** Suspended, not lost: whoever comes back, or keeps another home here, gets the same badge back. */
const blockWhatTheyCarry = async (
  transaction: Transaction,
  deps: Deps,
  asker: Asker,
  { personId, siteId }: Move,
): Promise<void> => {
  const now = deps.world.now()
  const homes = await findTenancies(transaction, { personId, siteId })
  if (homes.some((home) => livesThereAt(home, now))) return
  const carried = await loadCredentials(transaction, { personId, siteIds: [siteId] })
  for (const { id, status } of carried)
    if (status === 'active') await applyStatus(transaction, deps, asker, { id, status: 'suspended' })
}

export const happenMoves = (deps: Deps, organizationId: OrganizationId): Promise<void> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const caller = systemCaller(organizationId, 'moves')
    for (const move of await takeDueMoves(transaction, { dependencies: deps, caller }))
      if (move.kind === 'out') await blockWhatTheyCarry(transaction, deps, caller, move)
  })
