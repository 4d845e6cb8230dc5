/** What the page of regular reports asks and tells the server. */
import type { accountsRoutes } from '@loge/features/accounts/wire'
import { allPages, api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { reportRoutes } from '../../wire.ts'

type Routes = typeof reportRoutes
export type Report = WireAnswer<Routes['setUp']>
export type ReportRun = WireAnswer<Routes['run']>
export type ReportInput = WireBody<Routes['setUp']>
type Accounts = (typeof accountsRoutes)['accounts']

export const reportsQuery = queryOptions({
  queryKey: ['reports'],
  queryFn: async ({ signal }) => (await api.call<Routes['list']>('GET', '/reports', { signal })).data,
})

export const runsQuery = (id: string) =>
  queryOptions({
    queryKey: ['reports', id, 'runs'],
    queryFn: async ({ signal }) =>
      (await api.call<Routes['runs']>('GET', '/reports/{id}/runs', { params: { id }, signal })).data,
  })

/** Whoever signs in to look after the house; who has rights over their own home only reads no log of a site. */
export const readersQuery = queryOptions({
  queryKey: ['accounts', 'readers'],
  queryFn: async ({ signal }) => {
    const accounts = await allPages((cursor) =>
      api.call<Accounts>('GET', '/accounts', { query: { limit: 200, status: 'active', ...cursor }, signal }),
    )
    return accounts
      .filter(({ roles }) => roles.some(({ scope }) => scope.kind !== 'own'))
      .map(({ id, personName }) => ({ id, name: personName }))
  },
})

export const setUpReport = (body: ReportInput) => api.call<Routes['setUp']>('POST', '/reports', { body })

export const changeReport = ({ id, version }: Report, body: ReportInput) =>
  api.call<Routes['change']>('PUT', '/reports/{id}', { params: { id }, body, ifMatch: String(version) })

export const removeReport = ({ id }: Report) =>
  api.call<Routes['remove']>('DELETE', '/reports/{id}', { params: { id } })

export const restoreReport = ({ id }: Report) =>
  api.call<Routes['restore']>('POST', '/reports/{id}/restore', { params: { id } })

export const runReport = ({ id }: Report) =>
  api.call<Routes['run']>('POST', '/reports/{id}/run', { params: { id } })

/** As it would be sent again. */
export const inputOf = ({ name, siteId, filters, rhythm, time, readers, paused }: Report): ReportInput => ({
  name,
  siteId,
  filters,
  rhythm,
  time,
  readers: readers.map(({ id }) => id),
  paused,
})

export const fileOf = (report: Report, run: ReportRun, format: 'csv' | 'ndjson', language: string): string =>
  `/api/v1/reports/${report.id}/runs/${run.id}/file?format=${format}&language=${language}`
