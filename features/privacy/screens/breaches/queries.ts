/** What the page of breaches asks the server, and tells it. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { breachRoutes } from '../../breaches-wire.ts'

type Routes = typeof breachRoutes
export type BreachLine = WireAnswer<Routes['list']>['data'][number]
export type Breach = WireAnswer<Routes['read']>
export type BreachAct = WireBody<Routes['act']>
export type BreachFacts = WireBody<Routes['record']>
export type Concerned = Breach['concerned'][number]

export const BREACHES = ['privacy', 'breaches'] as const

export const breachesQuery = queryOptions({
  queryKey: [...BREACHES, 'list'],
  queryFn: async ({ signal }) =>
    (await api.call<Routes['list']>('GET', '/privacy/breaches', { signal })).data,
  refetchInterval: 60_000,
})

export const breachQuery = (id: string) =>
  queryOptions({
    queryKey: [...BREACHES, 'one', id],
    queryFn: ({ signal }) =>
      api.call<Routes['read']>('GET', '/privacy/breaches/{id}', { params: { id }, signal }),
    refetchInterval: 30_000,
  })

export const noticeQuery = (id: string, query: { stage: 'first' | 'follow_up'; language: 'en' | 'fr' }) =>
  queryOptions({
    queryKey: [...BREACHES, 'notice', id, query],
    queryFn: ({ signal }) =>
      api.call<Routes['notice']>('GET', '/privacy/breaches/{id}/notice', { params: { id }, query, signal }),
  })

export const letterQuery = (id: string) =>
  queryOptions({
    queryKey: [...BREACHES, 'letter', id],
    queryFn: ({ signal }) =>
      api.call<Routes['letter']>('GET', '/privacy/breach-letters/{id}', { params: { id }, signal }),
  })

export const recordBreach = (body: BreachFacts) =>
  api.call<Routes['record']>('POST', '/privacy/breaches', { body })
export const actOnBreach = ({ id, version }: Pick<Breach, 'id' | 'version'>, body: BreachAct) =>
  api.call<Routes['act']>('POST', '/privacy/breaches/{id}/acts', {
    params: { id },
    body,
    ifMatch: String(version),
  })
export const noteBreachLetterPosted = (id: string) =>
  api.call<Routes['posted']>('POST', '/privacy/breach-letters/{id}/posted', { params: { id } })
