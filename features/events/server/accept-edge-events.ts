/**
 * Takes a batch from an edge: each number counts once, whatever is doubled, reordered or repeated. The answer says up
 * to where nothing is missing, so the edge may let go of it.
 */
import {
  newId,
  type Clock,
  type EdgeId,
  type OrganizationId,
  type Randomness,
  type SiteId,
} from '@loge/kernel'
import { Problem } from '@loge/http'
import type { Transaction } from '@loge/storage'
import { acceptSequences, contiguousOf, eventFacts, type Gap, type NewEvent } from '../core/index.ts'
import { appendEvents, appendForeignEvents } from './append-events.ts'
import type { EventTables } from './tables.ts'

export interface EdgeBatch {
  readonly edgeId: EdgeId
  /** Each with its number and whether the edge's clock was right. */
  readonly events: readonly NewEvent[]
  /** Where the edge's journal begins, when it knows: what is missing below it will never come. */
  readonly oldestAvailable?: number
  /** Where the facts about the numbering itself belong. */
  readonly siteId?: SiteId
}

export interface EdgeAcknowledgement {
  /** Highest number below which nothing is missing. */
  readonly acknowledged: number
  readonly stored: number
  /** Those told for the first time, by number. */
  readonly fresh: readonly NewEvent[]
  readonly duplicates: number
}

export interface EdgeReceipt {
  readonly acknowledged: number
  /** Highest number that ever arrived; 0 before the first. */
  readonly highest: number
}

/** An edge that numbers at random would grow the receipt without end. */
const MOST_GAPS = 1_000

const readRuns = async (transaction: Transaction, organizationId: OrganizationId, edgeId: EdgeId) => {
  const row = await transaction
    .$extendTables<EventTables>()
    .selectFrom('edge_receipt')
    .select('runs')
    .where('organization_id', '=', organizationId)
    .where('edge_id', '=', edgeId)
    .forUpdate()
    .executeTakeFirst()
  return row?.runs ?? []
}

export const readEdgeReceipt = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  edgeId: EdgeId,
): Promise<EdgeReceipt> => {
  const runs = await readRuns(transaction, organizationId, edgeId)
  return { acknowledged: contiguousOf(runs), highest: (runs.at(-1) ?? 1) - 1 }
}

/** Makes the row first, so that two deliveries of one edge wait for each other from the very first batch. */
const claimRuns = async (
  transaction: Transaction,
  clock: Clock,
  organizationId: OrganizationId,
  edgeId: EdgeId,
): Promise<readonly number[]> => {
  await transaction
    .$extendTables<EventTables>()
    .insertInto('edge_receipt')
    .values({
      organization_id: organizationId,
      edge_id: edgeId,
      runs: JSON.stringify([]),
      received_at: new Date(clock.now()),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return readRuns(transaction, organizationId, edgeId)
}

const saveRuns = (
  transaction: Transaction,
  clock: Clock,
  organizationId: OrganizationId,
  { edgeId, runs }: { readonly edgeId: EdgeId; readonly runs: readonly number[] },
) =>
  transaction
    .$extendTables<EventTables>()
    .updateTable('edge_receipt')
    .set({ runs: JSON.stringify(runs), received_at: new Date(clock.now()) })
    .where('organization_id', '=', organizationId)
    .where('edge_id', '=', edgeId)
    .execute()

const spanOf = (event: NewEvent, edgeId: EdgeId): Gap => {
  const { edge } = event
  const from = edge?.sequence ?? 0
  const to = edge?.throughSequence ?? from
  if (
    edge?.id !== edgeId ||
    !Number.isSafeInteger(from) ||
    !Number.isSafeInteger(to) ||
    from < 1 ||
    to < from
  )
    throw new Problem(
      400,
      'edge_batch_invalid',
      'Each event must carry this edge and its number, from 1 upward.',
    )
  return { from, to }
}

const numberingFact =
  (world: Clock & Randomness, batch: EdgeBatch) =>
  (type: string, gap: Gap): NewEvent => ({
    id: newId(world, 'event'),
    type,
    occurredAt: world.now(),
    actor: { kind: 'edge', id: batch.edgeId },
    payload: { firstSequence: gap.from, lastSequence: gap.to },
    ...(batch.siteId === undefined ? {} : { siteId: batch.siteId }),
  })

export const acceptEdgeEvents = async (
  transaction: Transaction,
  world: Clock & Randomness,
  organizationId: OrganizationId,
  batch: EdgeBatch,
): Promise<EdgeAcknowledgement> => {
  const spans = batch.events.map((event) => spanOf(event, batch.edgeId))
  const before = await claimRuns(transaction, world, organizationId, batch.edgeId)
  const accepted = acceptSequences(before, spans, batch.oldestAvailable)
  if (accepted.runs.length / 2 > MOST_GAPS)
    throw new Problem(
      409,
      'edge_numbering_broken',
      'The numbers of this edge have too many gaps to be believed.',
    )

  const fresh = accepted.fresh.flatMap((at) => batch.events[at] ?? [])
  await appendForeignEvents(transaction, world, organizationId, fresh)
  const fact = numberingFact(world, batch)
  await appendEvents(transaction, world, organizationId, [
    ...accepted.openedGaps.map((gap) => fact(eventFacts.gapDetected.type, gap)),
    ...accepted.closedGaps.map((gap) => fact(eventFacts.gapClosed.type, gap)),
    ...accepted.lost.map((gap) => fact(eventFacts.eventsLost.type, gap)),
  ])
  await saveRuns(transaction, world, organizationId, { edgeId: batch.edgeId, runs: accepted.runs })
  return {
    acknowledged: accepted.contiguous,
    stored: fresh.length,
    fresh,
    duplicates: batch.events.length - fresh.length,
  }
}
