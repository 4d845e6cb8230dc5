/** What the privacy desk asks the server, and tells it. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { deedRoutes } from '../../deeds-wire.ts'
import type { requestRoutes } from '../../requests-wire.ts'
import type { tellingRoutes } from '../../telling-wire.ts'
import type { privacyRoutes } from '../../wire.ts'

type Routes = typeof requestRoutes
export type Line = WireAnswer<Routes['list']>['data'][number]
export type Case = WireAnswer<Routes['read']>
export type Letter = Case['letters'][number]
export type Act = WireBody<Routes['act']>
export type Deed = NonNullable<Extract<Act, { kind: 'granted' }>['deed']>
export type CaseScope = WireAnswer<(typeof deedRoutes)['scope']>
export type ToldNotice = Case['notices'][number]
export type NewCase = WireBody<Routes['record']>

export type FileKind = Case['files'][number]['kind']

export const REQUESTS = ['privacy', 'requests'] as const

const RUNNING_MS = 2_000

export const requestsQuery = (state: 'open' | 'ended') =>
  queryOptions({
    queryKey: [...REQUESTS, state],
    queryFn: ({ signal }) =>
      api.call<Routes['list']>('GET', '/privacy/requests', { query: { state, limit: 200 }, signal }),
    refetchInterval: 60_000,
  })

export const reportQuery = (year: number) =>
  queryOptions({
    queryKey: [...REQUESTS, 'report', year],
    queryFn: ({ signal }) =>
      api.call<Routes['report']>('GET', '/privacy/requests/report', { query: { year }, signal }),
  })

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: [...REQUESTS, 'one', id],
    queryFn: ({ signal }) =>
      api.call<Routes['read']>('GET', '/privacy/requests/{id}', { params: { id }, signal }),
    // What was done is looked at again by itself, a moment later.
    refetchInterval: ({ state: { data } }) =>
      data?.deed?.state === 'due' ||
      data?.deed?.state === 'done' ||
      data?.notices.some(({ state: told }) => told === 'waiting')
        ? RUNNING_MS
        : false,
  })

export const candidatesQuery = (id: string) =>
  queryOptions({
    queryKey: [...REQUESTS, 'candidates', id],
    queryFn: ({ signal }) =>
      api.call<Routes['candidates']>('GET', '/privacy/requests/{id}/candidates', { params: { id }, signal }),
  })

export const caseScopeQuery = (id: string) =>
  queryOptions({
    queryKey: [...REQUESTS, 'case scope', id],
    queryFn: ({ signal }) =>
      api.call<(typeof deedRoutes)['scope']>('GET', '/privacy/requests/{id}/scope', {
        params: { id },
        signal,
      }),
  })

export const scopeQuery = (personId: string) =>
  queryOptions({
    queryKey: [...REQUESTS, 'scope', personId],
    queryFn: ({ signal }) =>
      api.call<(typeof privacyRoutes)['preview']>('GET', '/people/{id}/privacy/preview', {
        params: { id: personId },
        signal,
      }),
  })

export const erasureQuery = (id: string) =>
  queryOptions({
    queryKey: [...REQUESTS, 'erasure', id],
    queryFn: ({ signal }) =>
      api.call<(typeof privacyRoutes)['progress']>('GET', '/erasures/{id}', { params: { id }, signal }),
    refetchInterval: ({ state: { data } }) =>
      data === undefined || data.endedAt === null ? RUNNING_MS : false,
  })

export const openNoticesQuery = queryOptions({
  queryKey: [...REQUESTS, 'notices'],
  queryFn: async ({ signal }) =>
    (await api.call<(typeof tellingRoutes)['open']>('GET', '/privacy/notices', { signal })).data,
})

export const actOn = ({ id, version }: Pick<Case, 'id' | 'version'>, body: Act) =>
  api.call<Routes['act']>('POST', '/privacy/requests/{id}/acts', {
    params: { id },
    body,
    ifMatch: String(version),
  })

export const previewAct = (id: string, body: Act) =>
  api.call<Routes['preview']>('POST', '/privacy/requests/{id}/acts/preview', { params: { id }, body })

export const recordCase = (body: NewCase) => api.call<Routes['record']>('POST', '/privacy/requests', { body })

export const notePosted = (id: string) =>
  api.call<Routes['posted']>('POST', '/privacy/letters/{id}/posted', { params: { id } })

type Telling = typeof tellingRoutes

export const noteTold = (id: string) =>
  api.call<Telling['told']>('POST', '/privacy/notices/{id}/told', { params: { id } })

export const noteReply = (id: string, body: WireBody<Telling['replied']>) =>
  api.call<Telling['replied']>('POST', '/privacy/notices/{id}/reply', { params: { id }, body })

export const addFile = (id: string, kind: FileKind, file: File) =>
  api.call<Routes['addFile']>('POST', '/privacy/requests/{id}/files', {
    params: { id },
    query: { kind },
    file,
  })
