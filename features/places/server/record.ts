/** Records what happened to a place, in the transaction that makes it true. */
import { appendEvents } from '@loge/features/events/server'
import { newId, type SiteId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { placesFacts } from '../core/index.ts'
import type { Caller } from './caller.ts'
import type { FindHomes } from './own-places.ts'

export interface PlacesDependencies {
  readonly database: Database
  readonly world: World
}

/** Reading asks besides which homes are the caller's own. */
export interface PlacesReaders extends PlacesDependencies {
  readonly findHomes: FindHomes
}

/** One call of one use case. */
export interface Asked {
  readonly dependencies: PlacesDependencies
  readonly caller: Caller
}

interface Happened {
  readonly fact: keyof typeof placesFacts
  readonly siteId?: SiteId
  readonly payload: Readonly<Record<string, string | readonly string[]>>
}

export const record = async (
  transaction: Transaction,
  { dependencies: { world }, caller }: Asked,
  { fact, siteId, payload }: Happened,
): Promise<void> => {
  const event = {
    id: newId(world, 'event'),
    type: placesFacts[fact].type,
    occurredAt: world.now(),
    actor: caller.actor,
    payload,
  }
  await appendEvents(transaction, world, caller.organizationId, [
    siteId === undefined ? event : { ...event, siteId },
  ])
}
