/** What the screens of emergencies ask the server, and order. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { emergencyRoutes } from '../../wire.ts'

type Routes = typeof emergencyRoutes

export type Emergency = WireAnswer<Routes['listEmergencies']>['data'][number]
export type Order = WireBody<Routes['orderEmergency']>

/** That a door went silent, and that an order ended by itself, is a matter of time, not of events. */
const LOOK_AGAIN_MS = 15_000

export const emergenciesQuery = queryOptions({
  queryKey: ['emergencies'],
  refetchInterval: LOOK_AGAIN_MS,
  queryFn: async ({ signal }) =>
    (await api.call<Routes['listEmergencies']>('GET', '/emergencies', { query: {}, signal })).data,
})

export const zonesQuery = queryOptions({
  queryKey: ['emergencies', 'zones'],
  queryFn: async ({ signal }) =>
    (await api.call<Routes['listZones']>('GET', '/zones', { query: {}, signal })).data,
})

export const orderEmergency = (body: Order) =>
  api.call<Routes['orderEmergency']>('POST', '/emergencies', { body })
export const endEmergency = (id: string) =>
  api.call<Routes['endEmergency']>('POST', '/emergencies/{id}/end', { params: { id } })
export const resumeEmergency = (id: string) =>
  api.call<Routes['resumeEmergency']>('POST', '/emergencies/{id}/resume', { params: { id } })
export const createZone = (body: WireBody<Routes['createZone']>) =>
  api.call<Routes['createZone']>('POST', '/zones', { body })
