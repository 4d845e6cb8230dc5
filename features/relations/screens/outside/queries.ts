/** What the desk of those outside asks the server, and tells it. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { newsletterRoutes } from '../../newsletter-wire.ts'
import type { relationsRoutes } from '../../wire.ts'

type Routes = typeof relationsRoutes
export type Line = WireAnswer<Routes['listMessages']>['data'][number]
export type Message = WireAnswer<Routes['readMessage']>
export type Act = WireBody<Routes['actOnMessage']>
export type ToTell = WireAnswer<Routes['listToTell']>['data'][number]
export type NewOutsider = WireBody<Routes['addOutsider']>

export const OUTSIDE = ['relations'] as const

export const messagesQuery = (state: 'open' | 'closed') =>
  queryOptions({
    queryKey: [...OUTSIDE, 'messages', state],
    queryFn: ({ signal }) =>
      api.call<Routes['listMessages']>('GET', '/relations/messages', {
        query: { state, limit: 100 },
        signal,
      }),
    refetchInterval: 60_000,
  })

export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: [...OUTSIDE, 'message', id],
    queryFn: ({ signal }) =>
      api.call<Routes['readMessage']>('GET', '/relations/messages/{id}', { params: { id }, signal }),
  })

export const sourcesQuery = queryOptions({
  queryKey: [...OUTSIDE, 'sources'],
  queryFn: ({ signal }) => api.call<Routes['listSources']>('GET', '/relations/sources', { signal }),
})

export const toTellQuery = queryOptions({
  queryKey: [...OUTSIDE, 'toTell'],
  queryFn: ({ signal }) => api.call<Routes['listToTell']>('GET', '/relations/to-tell', { signal }),
})

export const actOnMessage = ({ id, version }: Pick<Message, 'id' | 'version'>, body: Act) =>
  api.call<Routes['actOnMessage']>('POST', '/relations/messages/{id}/acts', {
    params: { id },
    body,
    ifMatch: String(version),
  })

export const addOutsider = (body: NewOutsider) =>
  api.call<Routes['addOutsider']>('POST', '/relations/people', { body })

export const noteTold = (id: string) =>
  api.call<Routes['noteTold']>('POST', '/relations/to-tell/{id}/told', { params: { id } })

type News = typeof newsletterRoutes
export type Lists = WireAnswer<News['listLists']>['data']
export type Subscription = WireAnswer<News['listSubscriptions']>['data'][number]

export const listsQuery = queryOptions({
  queryKey: [...OUTSIDE, 'lists'],
  queryFn: ({ signal }) => api.call<News['listLists']>('GET', '/relations/newsletter-lists', { signal }),
})

export const subscriptionsQuery = queryOptions({
  queryKey: [...OUTSIDE, 'subscriptions'],
  queryFn: ({ signal }) =>
    api.call<News['listSubscriptions']>('GET', '/relations/subscriptions', { query: { limit: 100 }, signal }),
})

export const issuesQuery = queryOptions({
  queryKey: [...OUTSIDE, 'issues'],
  queryFn: ({ signal }) => api.call<News['listIssues']>('GET', '/relations/newsletters', { signal }),
  refetchInterval: 30_000,
})

export const createList = (body: WireBody<News['createList']>) =>
  api.call<News['createList']>('POST', '/relations/newsletter-lists', { body })

export const sendNewsletter = (body: WireBody<News['send']>) =>
  api.call<News['send']>('POST', '/relations/newsletters', { body })

export const endSubscription = (id: string, by: 'staff' | 'bounced') =>
  api.call<News['end']>('POST', '/relations/subscriptions/{id}/end', { params: { id }, body: { by } })
