/** What the recruiters’ part of the desk asks the server, and tells it. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { applicationRoutes } from '../../applications-wire.ts'
import { OUTSIDE } from '../outside/queries.ts'

type Routes = typeof applicationRoutes
export type Line = WireAnswer<Routes['list']>['data'][number]
export type Application = WireAnswer<Routes['read']>
export type Act = WireBody<Routes['act']>

export const applicationsQuery = (state: 'open' | 'closed') =>
  queryOptions({
    queryKey: [...OUTSIDE, 'applications', state],
    queryFn: ({ signal }) =>
      api.call<Routes['list']>('GET', '/applications', { query: { state, limit: 100 }, signal }),
    refetchInterval: 60_000,
  })

/** Each reading is kept and shown to the candidate: it is asked for once, and again only after something was done. */
export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: [...OUTSIDE, 'application', id],
    queryFn: ({ signal }) =>
      api.call<Routes['read']>('GET', '/applications/{id}', { params: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })

export const talentsQuery = queryOptions({
  queryKey: [...OUTSIDE, 'talents'],
  queryFn: ({ signal }) => api.call<Routes['listTalents']>('GET', '/talents', { signal }),
})

export const openingsQuery = queryOptions({
  queryKey: [...OUTSIDE, 'openings'],
  queryFn: ({ signal }) => api.call<Routes['listOpenings']>('GET', '/job-openings', { signal }),
})

export const actOnApplication = ({ id, version }: Pick<Application, 'id' | 'version'>, body: Act) =>
  api.call<Routes['act']>('POST', '/applications/{id}/acts', {
    params: { id },
    body,
    ifMatch: String(version),
  })

export const beginOpening = (body: WireBody<Routes['open']>) =>
  api.call<Routes['open']>('POST', '/job-openings', { body })

export const closeOpening = (id: string) =>
  api.call<Routes['close']>('POST', '/job-openings/{id}/close', { params: { id } })
