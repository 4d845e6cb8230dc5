/** Interruptions as they are kept, and what the log is told of each. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { addMs, formatId, type Id, type Instant, newId, type OrganizationId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import { HISTORY_MS, type Interruption, type serviceFacts, shareThere } from '../core/index.ts'
import { type InterruptionRow, tablesOf } from './tables.ts'

export interface StoredInterruption extends Interruption {
  readonly id: Id<'interruption'>
  readonly words: { readonly en: string; readonly fr: string } | null
  readonly version: number
}

export const storedOf = (row: Selectable<InterruptionRow>): StoredInterruption => ({
  id: row.id,
  kind: row.kind,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  cause: row.cause,
  words: row.words,
  cancelledAt: row.cancelled_at,
  version: row.version,
})

export interface Standing {
  readonly since: Instant | null
  readonly share: number
  /** What goes on, what is to come and what was within the history, the latest first. */
  readonly interruptions: readonly StoredInterruption[]
}

const MOST_SHOWN = 500

export const readStanding = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  now: Instant,
): Promise<Standing> => {
  const tables = tablesOf(transaction)
  const from = addMs(now, -HISTORY_MS)
  const rows = await tables
    .selectFrom('interruption')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where(sql<boolean>`(ends_at is null or ends_at > ${new Date(from)})`)
    .orderBy('starts_at', 'desc')
    .limit(MOST_SHOWN)
    .execute()
  const beat = await tables
    .selectFrom('service_beat')
    .select('since')
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  const interruptions = rows.map(storedOf)
  const since = beat?.since ?? null
  const counted = since === null || since < from ? from : since
  return {
    since,
    share: since === null ? 1 : shareThere(interruptions, { since: counted, now }),
    interruptions,
  }
}

export const tell = (
  transaction: Transaction,
  world: World,
  organizationId: OrganizationId,
  {
    fact,
    actor,
    interruption: { id, cause, startsAt, endsAt },
  }: {
    readonly fact: (typeof serviceFacts)[keyof typeof serviceFacts]
    readonly actor: Actor
    readonly interruption: Pick<StoredInterruption, 'id' | 'cause' | 'startsAt' | 'endsAt'>
  },
): Promise<void> =>
  appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: fact.type,
      occurredAt: world.now(),
      actor,
      payload: {
        interruptionId: formatId('interruption', id),
        cause,
        startsAt: new Date(startsAt).toISOString(),
        endsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
      },
    },
  ])
