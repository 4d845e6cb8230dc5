/** What the rules of doors ask the server, and settle. */
import { allPages as all, api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import type { scheduleRoutes } from '@loge/features/schedules/wire'
import { queryOptions } from '@tanstack/react-query'
import type { ruleRoutes } from '../../wire.ts'

type Rules = typeof ruleRoutes
type Schedules = typeof scheduleRoutes

export type DoorRules = WireAnswer<Rules['readDoorRules']>
export type ZoneRules = DoorRules['zones'][number]
export type ZoneDraft = WireBody<Rules['changeZoneRules']>
export type ForgetReason = WireBody<Rules['forgetInside']>['reason']

export type FreeReason = NonNullable<WireBody<Rules['giveFreePassage']>['reason']>

export const doorRulesQuery = (id: string) =>
  queryOptions({
    queryKey: ['door-rules', id],
    queryFn: ({ signal }) =>
      api.call<Rules['readDoorRules']>('GET', '/entrances/{id}/rules', { params: { id }, signal }),
  })

/** What stands in the way of a draft; it changes nothing. */
export const draftQuery = (id: string, draft: ZoneDraft) =>
  queryOptions({
    queryKey: ['door-rules', 'draft', id, draft],
    queryFn: ({ signal }) =>
      api.call<Rules['previewZoneRules']>('POST', '/zones/{id}/rules/preview', {
        params: { id },
        body: draft,
        signal,
      }),
  })

export const holdOpenSchedulesQuery = queryOptions({
  queryKey: ['schedules', 'holdOpen'],
  queryFn: ({ signal }) =>
    all((page) =>
      api.call<Schedules['listSchedules']>('GET', '/schedules', {
        query: { limit: 200, effect: 'holdOpen', ...page },
        signal,
      }),
    ),
})

export const settleZone = (id: string, revision: number, body: ZoneDraft) =>
  api.call<Rules['changeZoneRules']>('PUT', '/zones/{id}/rules', {
    params: { id },
    body,
    ifMatch: String(revision),
  })

export const forgetInside = (id: string, reason: ForgetReason) =>
  api.call<Rules['forgetInside']>('POST', '/zones/{id}/forget-inside', { params: { id }, body: { reason } })

export const freePassageQuery = (personId: string) =>
  queryOptions({
    queryKey: ['door-rules', 'free-passage', personId],
    queryFn: ({ signal }) =>
      api.call<Rules['readFreePassage']>('GET', '/people/{id}/free-passage', {
        params: { id: personId },
        signal,
      }),
  })

export type FreePassage = WireAnswer<Rules['listFreePassages']>['data'][number]

export const freePassagesQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['door-rules', 'free-passages', siteId],
    queryFn: async ({ signal }) =>
      (await api.call<Rules['listFreePassages']>('GET', '/free-passages', { query: { siteId }, signal }))
        .data,
  })

/** `null`: counted again. */
export const setFreePassage = (
  personId: string,
  siteId: string,
  { reason, until }: { readonly reason: FreeReason | null; readonly until: string | null },
) =>
  api.call<Rules['giveFreePassage']>('POST', '/people/{id}/free-passage', {
    params: { id: personId },
    body: { siteId, reason, until },
  })
