/** What the page of edges asks and tells the server. */
import type { siteRoutes } from '@loge/features/places/wire'
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { edgeRoutes } from '../../wire.ts'

type Routes = typeof edgeRoutes
export type Edge = WireAnswer<Routes['listEdges']>['data'][number]
export type Enrolment = WireAnswer<Routes['issueEnrolment']>
export type Wanted = WireBody<Routes['issueEnrolment']>

/** That an edge went silent, and how much it has still to tell, is a matter of time, not of events. */
const LOOK_AGAIN_MS = 10_000

export const edgesQuery = queryOptions({
  queryKey: ['edges'],
  refetchInterval: LOOK_AGAIN_MS,
  queryFn: async ({ signal }) => (await api.call<Routes['listEdges']>('GET', '/edges', { signal })).data,
})

/** Asked under its own name: the shell knows the same sites, and is not imported from here. */
export const sitesQuery = queryOptions({
  queryKey: ['sites'],
  queryFn: ({ signal }) => api.call<(typeof siteRoutes)['list']>('GET', '/sites', { query: {}, signal }),
  staleTime: 10 * 60_000,
})

export const issueEnrolment = (body: Wanted) =>
  api.call<Routes['issueEnrolment']>('POST', '/edges/enrolments', { body })

export const revokeEdge = ({ id, revision }: Edge) =>
  api.call<Routes['revokeEdge']>('DELETE', '/edges/{id}', { params: { id }, ifMatch: String(revision) })
