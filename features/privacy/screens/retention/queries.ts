/** What the page of retention asks and tells the server. */
import type { peopleRoutes } from '@loge/features/people/wire'
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { retentionRoutes } from '../../retention-wire.ts'

type Routes = typeof retentionRoutes
export type Retention = WireAnswer<Routes['read']>
export type Step = Retention['due'][number]
export type Run = Retention['runs'][number]
export type Hold = WireAnswer<Routes['holds']>['data'][number]
export type HoldToPlace = WireBody<Routes['place']>

export const retentionQuery = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => api.call<Routes['read']>('GET', '/retention', { signal }),
})

export const holdsQuery = queryOptions({
  queryKey: ['retention', 'holds'],
  queryFn: async ({ signal }) =>
    (await api.call<Routes['holds']>('GET', '/retention/holds', { signal })).data,
})

/** Whoever is on file under such a name. */
export const namedQuery = (name: string) =>
  queryOptions({
    queryKey: ['people', 'named', name],
    queryFn: async ({ signal }) => {
      const body = { q: name, limit: 8 }
      return (await api.call<(typeof peopleRoutes)['search']>('POST', '/people/search', { body, signal }))
        .data
    },
    enabled: name.trim().length >= 2,
  })

export const runNow = () => api.call<Routes['run']>('POST', '/retention/runs', {})
export const placeHold = (body: HoldToPlace) =>
  api.call<Routes['place']>('POST', '/retention/holds', { body })
export const liftHold = (id: string) =>
  api.call<Routes['lift']>('POST', '/retention/holds/{id}/lift', { params: { id } })
