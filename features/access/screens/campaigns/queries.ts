/** What the screens of review campaigns ask the server, and decide. */
import { allPages, api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { campaignRoutes } from '../../wire.ts'

type Routes = typeof campaignRoutes

export type Campaign = WireAnswer<Routes['readCampaign']>
export type Item = WireAnswer<Routes['campaignItems']>['data'][number]
export type Decide = WireBody<Routes['decideItems']>
export type Asked = WireBody<Routes['previewDecision']>

/** All of it begins with this key: one event about a campaign touches it all. */
export const CAMPAIGNS = ['campaigns'] as const
const LOOK_AGAIN_MS = 60 * 60_000

/** That a day has come is a matter of time, not of events. */
export const campaignsQuery = queryOptions({
  queryKey: [...CAMPAIGNS, 'list'],
  refetchInterval: LOOK_AGAIN_MS,
  queryFn: async ({ signal }) =>
    (await api.call<Routes['listCampaigns']>('GET', '/access-campaigns', { query: { limit: 50 }, signal }))
      .data,
})

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: [...CAMPAIGNS, id],
    queryFn: ({ signal }) =>
      api.call<Routes['readCampaign']>('GET', '/access-campaigns/{id}', { params: { id }, signal }),
  })

export const itemsQuery = (id: string) =>
  queryOptions({
    queryKey: [...CAMPAIGNS, id, 'items'],
    queryFn: ({ signal }) =>
      allPages((page) =>
        api.call<Routes['campaignItems']>('GET', '/access-campaigns/{id}/items', {
          params: { id },
          query: { limit: 200, ...page },
          signal,
        }),
      ),
  })

/** Looked at anew each time: what stands may have changed. */
export const decisionPreviewQuery = (id: string, asked: Asked) =>
  queryOptions({
    queryKey: ['access-changes', 'preview', id, asked],
    queryFn: ({ signal }) =>
      api.call<Routes['previewDecision']>('POST', '/access-campaigns/{id}/decisions/preview', {
        params: { id },
        body: asked,
        signal,
      }),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })

export const openCampaign = (body: WireBody<Routes['openCampaign']>) =>
  api.call<Routes['openCampaign']>('POST', '/access-campaigns', { body })
export const decide = (id: string, body: Decide) =>
  api.call<Routes['decideItems']>('POST', '/access-campaigns/{id}/decisions', { params: { id }, body })
export const undoDecision = (id: string, decisionId: string) =>
  api.call<Routes['undoDecision']>('POST', '/access-campaigns/{id}/decisions/{decisionId}/undo', {
    params: { id, decisionId },
  })
export const closeCampaign = (id: string, reason: string | null) =>
  api.call<Routes['closeCampaign']>('POST', '/access-campaigns/{id}/close', {
    params: { id },
    body: { reason },
  })
type Reviewers = WireBody<Routes['nameReviewers']>['reviewers']

export const nameReviewers = (id: string, reviewers: Reviewers, inPlaceOf: NonNullable<Reviewers>) =>
  api.call<Routes['nameReviewers']>('POST', '/access-campaigns/{id}/reviewers', {
    params: { id },
    body: { reviewers, inPlaceOf },
  })
