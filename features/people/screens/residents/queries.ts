/** What the list of residents asks the server: people, where they live, and what homes are called. */
import { allPages, api } from '@loge/http/client'
import type { WireAnswer } from '@loge/http/contract'
import type { buildingRoutes, unitRoutes } from '@loge/features/places/wire'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { peopleRoutes, tenancyRoutes } from '../../wire.ts'

export type Person = WireAnswer<(typeof peopleRoutes)['read']>
export type PersonLine = WireAnswer<(typeof peopleRoutes)['list']>['data'][number]
export type Tenancy = WireAnswer<(typeof tenancyRoutes)['list']>['data'][number]
export type Unit = WireAnswer<(typeof unitRoutes)['list']>['data'][number]
type Building = WireAnswer<(typeof buildingRoutes)['list']>['data'][number]

const MOST = { limit: 200 } as const
const MANY = { limit: 1_000 } as const
/** Homes are built less often than people move. */
const SELDOM_MS = 10 * 60_000

const fromTheStart = (): string | null => null

/** By name. The first are shown while the others are on their way. */
export const peopleQuery = infiniteQueryOptions({
  queryKey: ['people', 'everybody'],
  queryFn: ({ signal, pageParam }) =>
    api.call<(typeof peopleRoutes)['list']>('GET', '/people', {
      query: pageParam === null ? MOST : { ...MANY, cursor: pageParam },
      signal,
    }),
  initialPageParam: fromTheStart(),
  getNextPageParam: ({ nextCursor }) => nextCursor,
})

export const tenanciesQuery = queryOptions({
  queryKey: ['tenancies'],
  queryFn: ({ signal }): Promise<readonly Tenancy[]> =>
    allPages((page) =>
      api.call<(typeof tenancyRoutes)['list']>('GET', '/tenancies', { query: { ...MANY, ...page }, signal }),
    ),
})

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: ({ signal }): Promise<readonly Unit[]> =>
    allPages((page) =>
      api.call<(typeof unitRoutes)['list']>('GET', '/units', { query: { ...MOST, ...page }, signal }),
    ),
  staleTime: SELDOM_MS,
})

export const buildingsQuery = queryOptions({
  queryKey: ['buildings'],
  queryFn: ({ signal }): Promise<readonly Building[]> =>
    allPages((page) =>
      api.call<(typeof buildingRoutes)['list']>('GET', '/buildings', { query: { ...MOST, ...page }, signal }),
    ),
  staleTime: SELDOM_MS,
})
