/** What the page of security measures asks and tells the server. */
import { api } from '@loge/http/client'
import type { WireAnswer } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { measureRoutes } from '../../measures-wire.ts'

type Routes = typeof measureRoutes
export type Measure = WireAnswer<Routes['list']>['data'][number]

export const measuresQuery = queryOptions({
  queryKey: ['privacy', 'measures'],
  queryFn: async ({ signal }) =>
    (await api.call<Routes['list']>('GET', '/privacy/measures', { signal })).data,
})

export const lookNow = () => api.call<Routes['look']>('POST', '/privacy/measures/looks', {})
