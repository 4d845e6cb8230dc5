/** What the pages of support access ask and tell the server. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { supportRoutes } from '../../support-wire.ts'

type Routes = typeof supportRoutes
export type SupportAccess = WireAnswer<Routes['list']>['data'][number]
export type OwnSupportAccess = WireAnswer<Routes['mine']>['data'][number]
export type SupportShown = WireAnswer<Routes['read']>
export type SupportToOpen = WireBody<Routes['open']>
export type SupportPurpose = WireAnswer<Routes['list']>['purposes'][number]
export type SupportDataToAdd = WireBody<Routes['add']>
export type SupportCategory = SupportAccess['categories'][number]

export const supportQuery = queryOptions({
  queryKey: ['support'],
  queryFn: ({ signal }) => api.call<Routes['list']>('GET', '/privacy/support', { signal }),
})

export const supportStatisticsQuery = queryOptions({
  queryKey: ['support', 'statistics'],
  queryFn: async ({ signal }) =>
    (await api.call<Routes['statistics']>('GET', '/privacy/support/statistics', { signal })).data,
})

export const mySupportQuery = queryOptions({
  queryKey: ['me', 'support'],
  queryFn: async ({ signal }) => (await api.call<Routes['mine']>('GET', '/me/support', { signal })).data,
})

export const openSupport = (body: SupportToOpen) =>
  api.call<Routes['open']>('POST', '/privacy/support', { body })
export const addSupportData = (id: string, body: SupportDataToAdd) =>
  api.call<Routes['add']>('POST', '/privacy/support/{id}/data', { params: { id }, body })
export const readSupport = (id: string, category: SupportCategory) =>
  api.call<Routes['read']>('GET', '/privacy/support/{id}/data', { params: { id }, query: { category } })
export const endSupport = (id: string) =>
  api.call<Routes['end']>('POST', '/privacy/support/{id}/end', { params: { id } })
export const reviewSupport = (id: string, finding: 'in_order' | 'not_in_order') =>
  api.call<Routes['review']>('POST', '/privacy/support/{id}/review', { params: { id }, body: { finding } })
export const agreeToSupport = (id: string) =>
  api.call<Routes['agree']>('POST', '/me/support/{id}/agree', { params: { id } })
export const stopSupport = (id: string) =>
  api.call<Routes['stop']>('POST', '/me/support/{id}/end', { params: { id } })
