/** What is asked and told about whose data are frozen. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { restrictionRoutes } from '../../restriction-wire.ts'

type Routes = typeof restrictionRoutes
export type Restriction = WireAnswer<Routes['list']>['data'][number]
export type Freezing = WireBody<Routes['restrict']>
export type ToldHow = WireBody<Routes['told']>['how']

export const restrictionsQuery = queryOptions({
  queryKey: ['restrictions'],
  queryFn: async ({ signal }) =>
    (await api.call<Routes['list']>('GET', '/privacy/restrictions', { signal })).data,
})

export const freeze = (body: Freezing) =>
  api.call<Routes['restrict']>('POST', '/privacy/restrictions', { body })
export const noteTold = (id: string, how: ToldHow) =>
  api.call<Routes['told']>('POST', '/privacy/restrictions/{id}/told', { params: { id }, body: { how } })
export const lift = (id: string) =>
  api.call<Routes['lift']>('POST', '/privacy/restrictions/{id}/lift', { params: { id } })
