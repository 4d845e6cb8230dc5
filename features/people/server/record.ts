/** Records what happened to a person, in the transaction that makes it true. */
import { appendEvents } from '@loge/features/events/server'
import type { PayloadValue } from '@loge/features/events/core'
import type { Caller } from '@loge/features/places/server'
import {
  asCivilDay,
  type CivilDay,
  DAY_MS,
  formatCivilDay,
  HOUR_MS,
  newId,
  type PersonId,
  type SiteId,
  type World,
} from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { peopleFacts } from '../core/index.ts'

/** Kiribati is fourteen hours ahead. */
const FIRST_ZONE_MS = 14 * HOUR_MS

export interface PeopleDependencies {
  readonly database: Database
  readonly world: World
}

/** The civil day it is where the day begins first: what is of today there is not yet to come. */
export const latestToday = ({ now }: Pick<World, 'now'>): string =>
  formatCivilDay(asCivilDay(Math.floor((now() + FIRST_ZONE_MS) / DAY_MS)))

export const todayUtc = ({ now }: Pick<World, 'now'>): CivilDay => asCivilDay(Math.floor(now() / DAY_MS))

/** One call of one use case. */
export interface Asked {
  readonly dependencies: Pick<PeopleDependencies, 'world'>
  readonly caller: Caller
}

interface Happened {
  readonly fact: keyof typeof peopleFacts
  readonly personId: PersonId
  readonly siteId?: SiteId
  readonly payload: Readonly<Record<string, PayloadValue>>
}

export const record = (
  transaction: Transaction,
  { dependencies: { world }, caller }: Asked,
  { fact, ...happened }: Happened,
): Promise<void> =>
  appendEvents(transaction, world, caller.organizationId, [
    {
      ...happened,
      id: newId(world, 'event'),
      type: peopleFacts[fact].type,
      occurredAt: world.now(),
      actor: caller.actor,
    },
  ])
