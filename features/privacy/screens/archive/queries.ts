/** What the archive asks the server. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { archiveRoutes } from '../../archive-wire.ts'

type Routes = typeof archiveRoutes
export type Archived = WireAnswer<Routes['list']>['data'][number]
export type Reason = WireBody<Routes['open']>['reason']
export type Kept = WireAnswer<Routes['open']>['data']

export const archiveQuery = queryOptions({
  queryKey: ['retention', 'archive'],
  queryFn: async ({ signal }) =>
    (await api.call<Routes['list']>('GET', '/retention/archive', { signal })).data,
})

export const openArchive = async (id: string, reason: Reason): Promise<Kept> =>
  (
    await api.call<Routes['open']>('POST', '/retention/archive/{id}/open', {
      params: { id },
      body: { reason },
    })
  ).data
