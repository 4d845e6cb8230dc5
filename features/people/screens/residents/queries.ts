/** What the list of residents asks the server: people, where they live, and what homes are called. */
import { allPages, api } from '@loge/http/client'
import type { WireAnswer } from '@loge/http/contract'
import type { buildingRoutes, unitRoutes } from '@loge/features/places/wire'
import { queryOptions } from '@tanstack/react-query'
import type { peopleRoutes, tenancyRoutes } from '../../wire.ts'

export type Person = WireAnswer<(typeof peopleRoutes)['list']>['data'][number]
export type Tenancy = WireAnswer<(typeof tenancyRoutes)['list']>['data'][number]
export type Unit = WireAnswer<(typeof unitRoutes)['list']>['data'][number]
type Building = WireAnswer<(typeof buildingRoutes)['list']>['data'][number]

const MOST = { limit: 200 } as const
/** Homes are built less often than people move. */
const SELDOM_MS = 10 * 60_000

export const peopleQuery = queryOptions({
  queryKey: ['people', 'everybody'],
  queryFn: ({ signal }): Promise<readonly Person[]> =>
    allPages((page) =>
      api.call<(typeof peopleRoutes)['list']>('GET', '/people', { query: { ...MOST, ...page }, signal }),
    ),
})

export const tenanciesQuery = queryOptions({
  queryKey: ['tenancies'],
  queryFn: ({ signal }): Promise<readonly Tenancy[]> =>
    allPages((page) =>
      api.call<(typeof tenancyRoutes)['list']>('GET', '/tenancies', { query: { ...MOST, ...page }, signal }),
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
