/** Questions to the log. Every one is narrowed by organization and reach, and walks an index from its newest end. */
import type { EventId, Instant, OrganizationId } from '@loge/kernel'
import { executePrepared, type Transaction } from '@loge/storage'
import { sql, type Selectable, type SelectQueryBuilder } from 'kysely'
import { LOG_START, type Actor, type EventFilter, type EventReach, type StoredEvent } from '../core/index.ts'
import type { EventRow, EventTables } from './tables.ts'

export type StoredRow = Selectable<EventRow>

/** The log as a list sees it: newest first by when it happened. */
export interface ListPosition {
  readonly filedAt: number
  readonly id: string
}

export interface EventQuestion {
  readonly organizationId: OrganizationId
  readonly reach: EventReach
  readonly filter: EventFilter
}

/** Kinds and ids are stored apart; a row never pairs a kind with another kind's id. */
const actorOf = (row: StoredRow): Actor =>
  row.actor_id === null ? { kind: 'unknown' } : ({ kind: row.actor_kind, id: row.actor_id } as Actor)

const edgeOf = (row: StoredRow): Pick<StoredEvent, 'edge'> =>
  row.edge_id === null || row.edge_sequence === null
    ? {}
    : { edge: { id: row.edge_id, sequence: row.edge_sequence, clockTrusted: row.clock_trusted === true } }

export const storedEventOf = (row: StoredRow): StoredEvent => ({
  id: row.id,
  type: row.type,
  version: row.version,
  occurredAt: row.occurred_at,
  receivedAt: row.received_at,
  filedAt: row.filed_at,
  late: row.late,
  number: row.position,
  erased: row.salt === null,
  cursor: `${row.xact_id}.${row.position}`,
  actor: actorOf(row),
  payload: row.payload ?? {},
  ...(row.site_id === null ? {} : { siteId: row.site_id }),
  ...(row.entrance_id === null ? {} : { entranceId: row.entrance_id }),
  ...(row.device_id === null ? {} : { deviceId: row.device_id }),
  ...(row.person_id === null ? {} : { personId: row.person_id }),
  ...edgeOf(row),
})

type EventQuery<Output> = SelectQueryBuilder<object & EventTables, 'event', Output>

const narrow = <Output>(query: EventQuery<Output>, { organizationId, reach, filter }: EventQuestion) => {
  let narrowed = query.where('organization_id', '=', organizationId)
  if (!reach.wholeOrganization)
    narrowed = narrowed.where((row) =>
      row.or([
        ...(reach.siteIds.length > 0 ? [row('site_id', 'in', reach.siteIds)] : []),
        ...(reach.ownPersonId === undefined ? [] : [row('person_id', '=', reach.ownPersonId)]),
      ]),
    )
  if (filter.siteId !== undefined) narrowed = narrowed.where('site_id', '=', filter.siteId)
  if (filter.entranceId !== undefined) narrowed = narrowed.where('entrance_id', '=', filter.entranceId)
  if (filter.deviceId !== undefined) narrowed = narrowed.where('device_id', '=', filter.deviceId)
  if (filter.personId !== undefined) narrowed = narrowed.where('person_id', '=', filter.personId)
  if (filter.types !== undefined) narrowed = narrowed.where('type', 'in', filter.types)
  if (filter.from !== undefined) narrowed = narrowed.where(sql<boolean>`filed_at >= ${new Date(filter.from)}`)
  if (filter.until !== undefined)
    narrowed = narrowed.where(sql<boolean>`filed_at < ${new Date(filter.until)}`)
  return narrowed
}

/** One more than asked for tells whether there is another page. */
export const listEvents = async (
  transaction: Transaction,
  question: EventQuestion,
  page: { readonly limit: number; readonly after: ListPosition | undefined },
): Promise<readonly StoredRow[]> => {
  const events = transaction.$extendTables<EventTables>().selectFrom('event').selectAll()
  let query = narrow(events, question)
  if (page.after !== undefined)
    query = query.where(
      sql<boolean>`(filed_at, id) < (${new Date(page.after.filedAt)}, ${page.after.id}::uuid)`,
    )
  // A limit the plan does not know would be taken for a tenth of the log, and no plan would be kept.
  const limit = sql.lit(page.limit + 1)
  return executePrepared(transaction, query.orderBy('filed_at', 'desc').orderBy('id', 'desc').limit(limit))
}

export const findEvent = async (
  transaction: Transaction,
  question: EventQuestion,
  id: EventId,
): Promise<StoredRow | undefined> => {
  const events = transaction.$extendTables<EventTables>().selectFrom('event').selectAll()
  return narrow(events, question).where('id', '=', id).executeTakeFirst()
}

/** By the number people quote. */
export const findEventByNumber = async (
  transaction: Transaction,
  question: EventQuestion,
  number: number,
): Promise<StoredRow | undefined> => {
  const events = transaction.$extendTables<EventTables>().selectFrom('event').selectAll()
  return narrow(events, question).where(sql<boolean>`position = ${number}::bigint`).executeTakeFirst()
}

export interface BucketCount {
  readonly at: Instant
  readonly type: string
  readonly count: number
}

export const countEvents = (
  transaction: Transaction,
  question: EventQuestion,
  { from, bucketMs }: { readonly from: Instant; readonly bucketMs: number },
): Promise<readonly BucketCount[]> => {
  const at = sql<Instant>`date_bin(${`${bucketMs} milliseconds`}::interval, filed_at, ${new Date(from)}::timestamptz)`
  const events = transaction
    .$extendTables<EventTables>()
    .selectFrom('event')
    .select(['type', at.as('at'), sql<number>`count(*)`.as('count')])
  return narrow(events, question).groupBy(['at', 'type']).orderBy('at').orderBy('type').execute()
}

/**
 * In commit order, after a cursor. Only transactions that all have ended are shown: one that took a lower number and
 * commits later would otherwise appear behind a reader and never be read (docs/decisions/0004-commit-order-cursor.md).
 */
export const readCommitted = (
  transaction: Transaction,
  organizationId: OrganizationId,
  after: string,
  limit: number,
): Promise<readonly StoredRow[]> => {
  const [transactionId, position] = after.split('.')
  return transaction
    .$extendTables<EventTables>()
    .selectFrom('event')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where(sql<boolean>`(xact_id, position) > (${transactionId}::xid8, ${position}::bigint)`)
    .where(sql<boolean>`xact_id < loge.event_horizon()`)
    .orderBy('xact_id')
    .orderBy('position')
    .limit(limit)
    .execute()
}

/** Where a reader begins that wants only what comes from now on. */
export const readHead = async (transaction: Transaction, organizationId: OrganizationId): Promise<string> => {
  const row = await transaction
    .$extendTables<EventTables>()
    .selectFrom('event')
    .select(['xact_id', 'position'])
    .where('organization_id', '=', organizationId)
    .where(sql<boolean>`xact_id < loge.event_horizon()`)
    .orderBy('xact_id', 'desc')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? LOG_START : `${row.xact_id}.${row.position}`
}
