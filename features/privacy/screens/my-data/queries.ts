/** What My data asks the server, and tells it. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { myDataRoutes } from '../../my-data-wire.ts'
import type { decisionRoutes } from '../../decisions-wire.ts'
import type { requestRoutes } from '../../requests-wire.ts'

type Routes = typeof myDataRoutes
export type MyData = WireAnswer<Routes['read']>
export type Kept = MyData['categories'][number]
export type Consent = MyData['consents'][number]
export type Contact = MyData['contact']
export type Directive = NonNullable<MyData['directive']>
export type NewDirective = WireBody<Routes['lodge']>
export type Use = WireBody<Routes['object']>['to']

export const myDataQuery = queryOptions({
  queryKey: ['me', 'data'],
  queryFn: ({ signal }) => api.call<Routes['read']>('GET', '/me/data', { signal }),
})

export const ownErasureQuery = queryOptions({
  queryKey: ['me', 'erasure'],
  queryFn: ({ signal }) => api.call<Routes['erasure']>('GET', '/me/data/erasure', { signal }),
})

export const fileOf = (scope: 'access' | 'portability'): string => `/api/v1/me/data/copy?scope=${scope}`

export const agree = (consent: Consent, language: 'en' | 'fr') =>
  api.call<Routes['consent']>('POST', '/me/consents', {
    body: { purpose: consent.purpose, shown: consent.shown[language], language },
  })

export const takeBack = ({ purpose }: Consent) =>
  api.call<Routes['withdraw']>('DELETE', '/me/consents/{purpose}', { params: { purpose } })

export const sayNo = (to: Use) => api.call<Routes['object']>('POST', '/me/objections', { body: { to } })

export const allowAgain = (to: Use) =>
  api.call<Routes['allow']>('DELETE', '/me/objections/{to}', { params: { to } })

export const changeContact = (
  { version }: Contact,
  body: WireBody<Routes['changeContact']>,
): Promise<Contact> =>
  api.call<Routes['changeContact']>('PATCH', '/me/data/contact', { body, ifMatch: String(version) })

export const lodge = (body: NewDirective) => api.call<Routes['lodge']>('PUT', '/me/directive', { body })

export const revoke = () => api.call<Routes['revoke']>('DELETE', '/me/directive', {})

type Requests = typeof requestRoutes
export type OwnRequest = WireAnswer<Requests['mine']>['data'][number]
export type Right = OwnRequest['right']

export const myRequestsQuery = queryOptions({
  queryKey: ['me', 'requests'],
  queryFn: async ({ signal }) =>
    (await api.call<Requests['mine']>('GET', '/me/privacy/requests', { signal })).data,
})

export const ask = (body: WireBody<Requests['ask']>) =>
  api.call<Requests['ask']>('POST', '/me/privacy/requests', { body })

export type Decision = WireAnswer<(typeof decisionRoutes)['mine']>['data'][number]

export const myDecisionsQuery = queryOptions({
  queryKey: ['me', 'decisions'],
  queryFn: ({ signal }) => api.call<(typeof decisionRoutes)['mine']>('GET', '/me/decisions', { signal }),
})

/** In the order people ask for them. */
export const ASKED = [
  'erasure',
  'rectification',
  'completion',
  'access',
  'information',
  'restriction',
  'objection',
  'objection_to_marketing',
  'consent_withdrawal',
  'portability',
  'portability_to_third_party',
  'automated_decision',
  'post_mortem',
  'complaint_information',
  'safeguards',
  'question',
] as const satisfies readonly Right[]

/** Nothing is done before it is accepted; withdrawing costs nothing. */
export const answerFee = (id: string, answer: 'accept' | 'withdraw') =>
  api.call<Requests['answerFee']>('POST', '/me/privacy/requests/{id}/fee', {
    params: { id },
    body: { answer },
  })
