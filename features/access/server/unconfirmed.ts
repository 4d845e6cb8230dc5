/** Keeps which locks took orders to open and did not confirm them, as the edges tell it. */
import type { NewEvent } from '@loge/features/events/core'
import type { EntranceId, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { followOpening, judgesLock, type Unconfirmed } from '../core/index.ts'
import type { AccessTables } from './tables.ts'

export const loadUnconfirmed = async (
  transaction: Transaction,
  entranceIds: readonly EntranceId[],
): Promise<ReadonlyMap<EntranceId, Unconfirmed>> => {
  const rows = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('entrance_unconfirmed')
    .select(['entrance_id', 'times', 'since', 'last_at'])
    .where(sql<boolean>`entrance_id = any(${[...entranceIds]}::uuid[])`)
    .execute()
  return new Map(
    rows.map(({ entrance_id, last_at: lastAt, times, since }) => [entrance_id, { times, since, lastAt }]),
  )
}

/** Somebody looked, or the lock answered: nothing is doubted any more. */
export const forgetUnconfirmed = async (transaction: Transaction, entranceId: EntranceId): Promise<void> => {
  await transaction
    .$extendTables<AccessTables>()
    .deleteFrom('entrance_unconfirmed')
    .where('entrance_id', '=', entranceId)
    .execute()
}

const keep = async (
  transaction: Transaction,
  {
    organizationId,
    entranceId,
  }: { readonly organizationId: OrganizationId; readonly entranceId: EntranceId },
  { times, since, lastAt }: Unconfirmed,
): Promise<void> => {
  const known = { times, since: new Date(since), last_at: new Date(lastAt) }
  await transaction
    .$extendTables<AccessTables>()
    .insertInto('entrance_unconfirmed')
    .columns(['organization_id', 'entrance_id', 'times', 'since', 'last_at'])
    // An edge may still speak of an entrance that its server has forgotten.
    .expression((from) =>
      from
        .selectFrom('entrance')
        .select(['organization_id', 'id'])
        .select([
          sql<number>`${times}::integer`.as('times'),
          sql<Date>`${known.since}::timestamptz`.as('since'),
          sql<Date>`${known.last_at}::timestamptz`.as('last_at'),
        ])
        .where('organization_id', '=', organizationId)
        .where('id', '=', entranceId),
    )
    .onConflict((conflict) => conflict.columns(['organization_id', 'entrance_id']).doUpdateSet(known))
    .execute()
}

/** `events`: those an edge told for the first time, in its order. */
export const followOpenings = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  events: readonly NewEvent[],
): Promise<void> => {
  const telling = events.flatMap(({ entranceId, ...event }) =>
    entranceId !== undefined && judgesLock(event) ? [{ entranceId, event }] : [],
  )
  if (telling.length === 0) return
  const entranceIds = [...new Set(telling.map(({ entranceId }) => entranceId))]
  const before = await loadUnconfirmed(transaction, entranceIds)
  for (const entranceId of entranceIds) {
    const own = telling.filter((one) => one.entranceId === entranceId)
    const known = before.get(entranceId)
    const now = own.reduce((state, { event }) => followOpening(state, event), known)
    if (now !== undefined) await keep(transaction, { organizationId, entranceId }, now)
    else if (known !== undefined) await forgetUnconfirmed(transaction, entranceId)
  }
}
