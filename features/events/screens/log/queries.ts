/** What the log screens ask the server. */
import type { WireAnswer } from '@loge/http/contract'
import { api } from '@loge/http/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { listEvents, readEvent, readHistogram, readVerification } from '../../wire.ts'
import { KINDS } from './appearance.ts'
import type { EventSearch, Span } from './search.ts'

export type LogEvent = WireAnswer<typeof listEvents>['data'][number]
export type EventWithSeal = WireAnswer<typeof readEvent>
export type Buckets = WireAnswer<typeof readHistogram>['buckets']

export const filtersOf = (search: EventSearch) => ({
  ...(search.site === undefined ? {} : { siteId: search.site }),
  ...(search.entrance === undefined ? {} : { entranceId: search.entrance }),
  ...(search.device === undefined ? {} : { deviceId: search.device }),
  ...(search.person === undefined ? {} : { personId: search.person }),
  ...(search.kind === undefined ? {} : { type: KINDS[search.kind].join(',') }),
})

/** One passage leaves about four events, and is one line. */
const ON_ONE_PAGE = 100
const LONGEST_PAGE = 200

const iso = (at: number) => new Date(at).toISOString()

export const eventsQuery = (search: EventSearch, span: Span) => {
  const filters = filtersOf(search)
  return infiniteQueryOptions({
    queryKey: ['events', 'list', filters, span.from, span.until ?? null],
    queryFn: ({ pageParam, signal }) =>
      api.call<typeof listEvents>('GET', '/events', {
        query: {
          ...filters,
          from: iso(span.from),
          ...(span.until === undefined ? {} : { until: iso(span.until) }),
          limit: ON_ONE_PAGE,
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** More than this nobody reads on paper; the file has no such end. */
export const MOST_PRINTED = 1_000

/** All of a period at once, up to what paper takes. */
export const eventsForPrintQuery = (
  search: EventSearch,
  { from, until }: { from: number; until: number },
) => {
  const query = { ...filtersOf(search), from: iso(from), until: iso(until), limit: LONGEST_PAGE }
  return queryOptions({
    queryKey: ['events', 'print', query],
    queryFn: async ({ signal }) => {
      const events: LogEvent[] = []
      let cursor: string | null = null
      do {
        const page: WireAnswer<typeof listEvents> = await api.call<typeof listEvents>('GET', '/events', {
          query: { ...query, ...(cursor === null ? {} : { cursor }) },
          signal,
        })
        events.push(...page.data)
        cursor = page.nextCursor
      } while (cursor !== null && events.length < MOST_PRINTED)
      return { events, isWhole: cursor === null }
    },
    staleTime: Infinity,
  })
}

/** The newest few of one entrance, device or of everything, for the panels of other screens. */
export const latestEventsQuery = (search: EventSearch, limit: number) => {
  const filters = filtersOf(search)
  return queryOptions({
    queryKey: ['events', 'latest', filters, limit],
    queryFn: ({ signal }) =>
      api.call<typeof listEvents>('GET', '/events', { query: { ...filters, limit }, signal }),
  })
}

export const histogramQuery = (search: EventSearch, span: Span, now: number) => {
  const filters = filtersOf(search)
  const until = span.until ?? Math.floor(now / span.bucketMs) * span.bucketMs + span.bucketMs
  return queryOptions({
    queryKey: ['events', 'histogram', filters, span.from, until, span.bucketMs],
    queryFn: ({ signal }) =>
      api.call<typeof readHistogram>('GET', '/events/histogram', {
        query: { ...filters, from: iso(span.from), until: iso(until), bucketMinutes: span.bucketMs / 60_000 },
        signal,
      }),
  })
}

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'one', id],
    queryFn: ({ signal }) => api.call<typeof readEvent>('GET', '/events/{id}', { params: { id }, signal }),
    // An event never changes; only its seal is still to come during the first minute.
    refetchInterval: (query) => (query.state.data?.seal === null ? 20_000 : false),
  })

export const verificationQuery = queryOptions({
  queryKey: ['events', 'verification'],
  queryFn: ({ signal }) => api.call<typeof readVerification>('GET', '/events/verification', { signal }),
  staleTime: 60_000,
})
