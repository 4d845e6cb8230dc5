/** What the screens ask the server about saved views. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { viewRoutes } from '../../wire.ts'
import type { EventSearch } from '../log/search.ts'

type Routes = typeof viewRoutes
export type SavedView = WireAnswer<Routes['list']>['data'][number]
export type ViewInput = WireBody<Routes['save']>

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async ({ signal }) => (await api.call<Routes['list']>('GET', '/events/views', { signal })).data,
})

export const saveView = (body: ViewInput) => api.call<Routes['save']>('POST', '/events/views', { body })

export const changeView = ({ id, version }: SavedView, body: ViewInput) =>
  api.call<Routes['change']>('PUT', '/events/views/{id}', { params: { id }, body, ifMatch: String(version) })

export const removeView = ({ id }: SavedView) =>
  api.call<Routes['remove']>('DELETE', '/events/views/{id}', { params: { id } })

/** What of an address is worth a name: everything but the event whose detail is open. */
export const filtersOfView = ({ event: _event, range, ...rest }: EventSearch): ViewInput['filters'] => ({
  ...rest,
  ...(range === undefined || range === 'day' ? {} : { range }),
})

const sorted = (filters: object): string =>
  JSON.stringify(Object.entries(filters).toSorted(([one], [other]) => (one < other ? -1 : 1)))

export const isSame = (one: ViewInput['filters'], other: ViewInput['filters']): boolean =>
  sorted(one) === sorted(other)

export const inputOf = ({ name, siteId, filters }: SavedView): ViewInput => ({ name, siteId, filters })
