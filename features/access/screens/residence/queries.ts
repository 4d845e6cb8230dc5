/** What the screens of doors ask the server. */
import type { WireAnswer } from '@loge/http/contract'
import { allPages as all, api } from '@loge/http/client'
import type { equipmentRoutes } from '@loge/features/equipment/wire'
import type { listEvents } from '@loge/features/events/wire'
import type { peopleRoutes } from '@loge/features/people/wire'
import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { accessRoutes } from '../../wire.ts'
import { alarmFilter, WHOLE_LIST } from './questions.ts'

type Access = typeof accessRoutes
type Equipment = typeof equipmentRoutes

export type Entrance = WireAnswer<Access['listEntrances']>['data'][number]
export type Placement = WireAnswer<Access['listPlacements']>['data'][number]
export type Explanation = WireAnswer<Access['explainEntrance']>
export type Who = WireAnswer<Access['whoMayEnter']>
export type OwnAccess = WireAnswer<Access['accessOfPerson']>
export type Device = WireAnswer<Equipment['listDevices']>['data'][number]
export type DeviceDetail = WireAnswer<Equipment['readDevice']>
export type Person = WireAnswer<(typeof peopleRoutes)['list']>['data'][number]
export type ShownName = WireAnswer<Access['showNames']>['data'][number]
export type LogEvent = WireAnswer<typeof listEvents>['data'][number]

/** Whether an edge went silent is a matter of time, not of events. */
const LOOK_AGAIN_MS = 30_000

export const entrancesQuery = queryOptions({
  queryKey: ['entrances'],
  refetchInterval: LOOK_AGAIN_MS,
  queryFn: ({ signal }) =>
    all((page) =>
      api.call<Access['listEntrances']>('GET', '/entrances', { query: { ...WHOLE_LIST, ...page }, signal }),
    ),
})

export const devicesQuery = queryOptions({
  queryKey: ['devices'],
  // What a device says of itself comes a little after the event that it caused.
  refetchInterval: LOOK_AGAIN_MS,
  queryFn: ({ signal }) =>
    all((page) =>
      api.call<Equipment['listDevices']>('GET', '/devices', { query: { ...WHOLE_LIST, ...page }, signal }),
    ),
})

export const placementsQuery = queryOptions({
  queryKey: ['placements'],
  queryFn: async ({ signal }) =>
    (await api.call<Access['listPlacements']>('GET', '/placements', { query: {}, signal })).data,
  refetchInterval: LOOK_AGAIN_MS,
})

export const alarmsKey = ['events', 'alarms'] as const

/** Doors forced or held open since yesterday. */
export const alarmsQuery = (now: number) => {
  const query = alarmFilter(now)
  return queryOptions({
    queryKey: [...alarmsKey, query.from],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await api.call<typeof listEvents>('GET', '/events', { query, signal })).data,
  })
}

/** Asks what `residenceQuestions` names, unless it is known: the live line keeps it true from then on. */
export const prefetchResidence = (client: QueryClient, now: number): void => {
  const once = { staleTime: Infinity }
  void client.prefetchQuery({ ...entrancesQuery, ...once })
  void client.prefetchQuery({ ...devicesQuery, ...once })
  void client.prefetchQuery({ ...placementsQuery, ...once })
  void client.prefetchQuery({ ...alarmsQuery(now), ...once })
}
