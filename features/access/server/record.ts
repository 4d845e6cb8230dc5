/** Adds facts of this feature to the log, inside the transaction that makes them true. */
import { appendEvents } from '@loge/features/events/server'
import type { FactDefinition, NewEvent } from '@loge/features/events/core'
import { newId, type DeviceId, type EntranceId, type PersonId, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { AccessDeps, Asker } from './deps.ts'

export interface AccessFact {
  readonly fact: FactDefinition
  readonly siteId?: SiteId
  readonly entranceId?: EntranceId
  readonly personId?: PersonId
  readonly deviceId?: DeviceId
  readonly payload: NewEvent['payload']
}

export const recordAll = (
  transaction: Transaction,
  { world }: Pick<AccessDeps, 'world'>,
  asker: Asker,
  facts: readonly AccessFact[],
): Promise<void> =>
  appendEvents(
    transaction,
    world,
    asker.organizationId,
    facts.map(({ fact, ...event }) => ({
      id: newId(world, 'event'),
      occurredAt: world.now(),
      actor: asker.actor,
      type: fact.type,
      ...event,
    })),
  )

export const record = (
  transaction: Transaction,
  deps: Pick<AccessDeps, 'world'>,
  asker: Asker,
  fact: AccessFact,
): Promise<void> => recordAll(transaction, deps, asker, [fact])
