/** What the page of data handed over on request asks the server, and tells it. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { releaseRoutes } from '../../releases-wire.ts'

type Routes = typeof releaseRoutes
export type Release = WireAnswer<Routes['list']>['data'][number]
export type ReleaseRecipient = WireAnswer<Routes['list']>['recipients'][number]
export type ReleaseToOpen = WireBody<Routes['open']>
export type ReleaseDecision = WireBody<Routes['decide']>['decision']

export const releasesQuery = queryOptions({
  queryKey: ['privacy', 'releases'],
  queryFn: ({ signal }) => api.call<Routes['list']>('GET', '/privacy/releases', { signal }),
})

export const releaseLetterQuery = (id: string) =>
  queryOptions({
    queryKey: ['privacy', 'releases', 'letter', id],
    queryFn: ({ signal }) =>
      api.call<Routes['letter']>('GET', '/privacy/release-letters/{id}', { params: { id }, signal }),
  })

export const openRelease = (body: ReleaseToOpen) =>
  api.call<Routes['open']>('POST', '/privacy/releases', { body })
export const decideRelease = (id: string, decision: ReleaseDecision, reasons: string) =>
  api.call<Routes['decide']>('POST', '/privacy/releases/{id}/decision', {
    params: { id },
    body: { decision, reasons },
  })
export const lookAtRelease = (id: string) =>
  api.call<Routes['content']>('POST', '/privacy/releases/{id}/content', { params: { id } })
export const giveRelease = (id: string, contentHash: string) =>
  api.call<Routes['give']>('POST', '/privacy/releases/{id}/give', { params: { id }, body: { contentHash } })
export const noteReleaseLetterPosted = (id: string) =>
  api.call<Routes['posted']>('POST', '/privacy/release-letters/{id}/posted', { params: { id } })
