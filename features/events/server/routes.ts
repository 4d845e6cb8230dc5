/** The log over HTTP: each handler narrows its question by what the caller may reach, and folds people in the answer. */
import { createCursor, Problem, serve, toPage, type Endpoint, type StreamEvent } from '@loge/http'
import { addMs, DAY_MS, MINUTE_MS, type Instant, type OrganizationId } from '@loge/kernel'
import { z } from 'zod'
import { operationOf, parseCursor, type StoredEvent } from '../core/index.ts'
import {
  listEvents as listRoute,
  listEventTypes,
  readEvent,
  readHistogram,
  readVerification,
  streamEvents,
  wireEvent,
} from '../wire.ts'
import { answerEvent, type BuildingOf, type BuildingsOf } from './answer.ts'
import { currentCatalogue } from './current-catalogue.ts'
import type { EventHub } from './event-hub.ts'
import type { ExportDeps } from './export-events.ts'
import { exportRoute } from './export-route.ts'
import { questionOf, readerOf } from './question.ts'
import {
  countEvents,
  findEvent,
  listEvents,
  storedEventOf,
  type BucketCount,
  type ListPosition,
} from './read-events.ts'
import { lookEndpoints, type LookEndpointDeps } from './looks/look-routes.ts'
import { readSeal } from './read-seal.ts'
import type { EventTables } from './tables.ts'
import { viewEndpoints } from './views/view-routes.ts'

export interface EventEndpointDeps extends LookEndpointDeps {
  readonly hub: EventHub
  /** In which buildings people lived; the log itself knows nothing of homes. */
  readonly homeBuildings: BuildingsOf
  readonly siteZones: ExportDeps['siteZones']
  readonly namesOf: ExportDeps['namesOf']
  readonly wordsOf: ExportDeps['wordsOf']
}

const buildingsFor = (
  { homeBuildings }: EventEndpointDeps,
  organizationId: OrganizationId,
  events: readonly StoredEvent[],
): Promise<BuildingOf> =>
  homeBuildings(
    organizationId,
    events.flatMap(({ personId }) => personId ?? []),
  )

const LONGEST_PERIOD_MS = 92 * DAY_MS

const listCursor = createCursor<ListPosition>('events', z.object({ filedAt: z.number().int(), id: z.uuid() }))

const list = (deps: EventEndpointDeps): Endpoint =>
  serve(listRoute, async (call) => {
    const { limit } = call.query
    const after = listCursor.decode(call.query.cursor)
    const { rows, reader } = await deps.database.transaction(call.organizationId, async (transaction) => {
      const judged = await questionOf(transaction, deps, call)
      return { rows: await listEvents(transaction, judged.question, { limit, after }), reader: judged.reader }
    })
    const positionOf = (row: (typeof rows)[number]): ListPosition => ({ filedAt: row.filed_at, id: row.id })
    const { data, nextCursor } = toPage(rows, limit, { cursor: listCursor, positionOf })
    const events = data.map(storedEventOf)
    const buildingOf = await buildingsFor(deps, call.organizationId, events)
    return { data: events.map((event) => answerEvent(event, reader, buildingOf)), nextCursor }
  })

const readOne = (deps: EventEndpointDeps): Endpoint =>
  serve(readEvent, async (call) => {
    const { organizationId, reach, params } = call
    const { event, seal, reader } = await deps.database.transaction(organizationId, async (transaction) => {
      const row = await findEvent(transaction, { organizationId, reach, filter: {} }, params.id)
      if (row === undefined) throw new Problem(404, 'event_unknown', 'No event you may see has this id.')
      return {
        event: storedEventOf(row),
        seal: await readSeal(transaction, row),
        reader: await readerOf(transaction, deps, call),
      }
    })
    const buildingOf = await buildingsFor(deps, organizationId, [event])
    return { event: answerEvent(event, reader, buildingOf), seal }
  })

const bucketsOf = (counts: readonly BucketCount[]) => {
  const buckets = new Map<Instant, Record<string, number>>()
  for (const { at, type, count } of counts) buckets.set(at, { ...buckets.get(at), [type]: count })
  return [...buckets].map(([at, byType]) => ({ at, counts: byType }))
}

const histogram = (deps: EventEndpointDeps): Endpoint =>
  serve(readHistogram, async (call) => {
    const { from, until, bucketMinutes } = call.query
    const counts = await deps.database.transaction(call.organizationId, async (transaction) => {
      const { question } = await questionOf(transaction, deps, call)
      if (until > addMs(from, LONGEST_PERIOD_MS))
        throw new Problem(400, 'time_range_invalid', 'Ask for 92 days at most.')
      return countEvents(transaction, question, { from, bucketMs: bucketMinutes * MINUTE_MS })
    })
    return { buckets: bucketsOf(counts) }
  })

const stream = (deps: EventEndpointDeps): Endpoint =>
  serve(streamEvents, async function* (call, lastEventId): AsyncGenerator<StreamEvent> {
    if (lastEventId !== undefined && parseCursor(lastEventId) === undefined)
      throw new Problem(400, 'cursor_invalid', 'Start the stream again without Last-Event-ID.')
    const { question } = await deps.database.transaction(call.organizationId, (transaction) =>
      questionOf(transaction, deps, call),
    )
    const { organizationId, reach, filter } = question
    // What happens from now on is in no look: live, everybody but oneself stays folded.
    const reader = { principal: call.principal, reach, looks: [] }
    const after = lastEventId ?? (await deps.hub.headOf(organizationId))
    // A reader whose line breaks before the first event would else not know from where to go on.
    yield { id: after, event: 'start', data: {} }
    const events = deps.hub.subscribe({ organizationId, reach, filter, after, left: call.left })
    for await (const event of events) {
      const buildingOf = await buildingsFor(deps, organizationId, [event])
      const data = z.encode(wireEvent, answerEvent(event, reader, buildingOf))
      yield { id: event.cursor, event: 'event', data }
    }
  })

const types = ({ database }: EventEndpointDeps): Endpoint =>
  serve(listEventTypes, async (call) => {
    const undeclared = await database.transaction(call.organizationId, (transaction) =>
      transaction
        .$extendTables<EventTables>()
        .selectFrom('undeclared_event')
        .selectAll()
        .where('organization_id', '=', call.organizationId)
        .orderBy('last_at', 'desc')
        .limit(100)
        .execute(),
    )
    return {
      types: currentCatalogue().definitions.map((definition) => ({
        ...definition,
        operation: operationOf(definition.type),
        payload: { ...definition.payload },
      })),
      undeclared: undeclared.map((row) => ({
        type: row.type,
        key: row.key === '' ? null : row.key,
        times: row.times,
        firstAt: row.first_at,
        lastAt: row.last_at,
      })),
    }
  })

const verification = ({ database }: EventEndpointDeps): Endpoint =>
  serve(readVerification, async (call) => {
    const row = await database.transaction(call.organizationId, (transaction) =>
      transaction
        .$extendTables<EventTables>()
        .selectFrom('event_verification')
        .selectAll()
        .where('organization_id', '=', call.organizationId)
        .executeTakeFirst(),
    )
    if (row === undefined) {
      const nothing = { blocks: 0, events: 0, erased: 0, purged: 0, broken: null, head: null }
      return { state: 'never_checked', checkedAt: null, ...nothing }
    }
    const { blocks, events, erased, purged } = row
    const broken =
      row.broken_block === null || row.broken_what === null
        ? null
        : { block: row.broken_block, what: row.broken_what, eventId: row.broken_event_id }
    return {
      state: broken === null ? 'intact' : 'broken',
      checkedAt: row.checked_at,
      blocks,
      events,
      erased,
      purged,
      broken,
      head: { number: row.head_number, hash: row.head_hash.toString('hex') },
    }
  })

export const eventEndpoints = (deps: EventEndpointDeps): readonly Endpoint[] => [
  list(deps),
  histogram(deps),
  stream(deps),
  types(deps),
  verification(deps),
  exportRoute(deps),
  // Before `/events/{id}`, which would take their path for an id.
  ...viewEndpoints(deps),
  readOne(deps),
  ...lookEndpoints(deps),
]
