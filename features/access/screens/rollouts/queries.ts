/** What the pages of roll-outs ask the server. */
import type { rolloutRoutes } from '@loge/features/equipment/wire'
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query'

type Routes = typeof rolloutRoutes

export type Rollout = WireAnswer<Routes['listRollouts']>['data'][number]
export type RolloutDetail = WireAnswer<Routes['readRollout']>
export type RolloutItem = RolloutDetail['items'][number]
export type ItemState = RolloutItem['state']
export type Preview = WireAnswer<Routes['previewRollout']>
export type Wish = NonNullable<WireBody<Routes['previewRollout']>['wish']>
export type Start = WireBody<Routes['startRollout']>

/** How far a device is, is told by readings, which are no events. */
const LOOK_AGAIN_MS = 2_000

const isOpen = ({ state, counts }: Rollout): boolean => state === 'running' || (counts.asked ?? 0) > 0

export const rolloutsQuery = queryOptions({
  queryKey: ['rollouts', 'list'],
  queryFn: async ({ signal }) =>
    (await api.call<Routes['listRollouts']>('GET', '/rollouts', { query: { limit: 100 }, signal })).data,
  refetchInterval: ({ state }) => (state.data?.some(isOpen) === true ? LOOK_AGAIN_MS : false),
})

/** Those that wait for a person. */
export const pausedQuery = queryOptions({
  queryKey: ['rollouts', 'paused'],
  queryFn: async ({ signal }) =>
    (
      await api.call<Routes['listRollouts']>('GET', '/rollouts', {
        query: { limit: 50, state: 'paused' },
        signal,
      })
    ).data,
})

export const rolloutQuery = (id: string) =>
  queryOptions({
    queryKey: ['rollouts', id],
    queryFn: ({ signal }) =>
      api.call<Routes['readRollout']>('GET', '/rollouts/{id}', { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data !== undefined && isOpen(state.data) ? LOOK_AGAIN_MS : false),
  })

export const previewQuery = (deviceIds: readonly string[], wish: Wish | undefined) =>
  queryOptions({
    queryKey: ['rollouts', 'preview', deviceIds, wish],
    queryFn: ({ signal }) =>
      api.call<Routes['previewRollout']>('POST', '/rollouts/preview', {
        body: { deviceIds: [...deviceIds], ...(wish === undefined ? {} : { wish }) },
        signal,
      }),
    enabled: deviceIds.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })

export const startRollout = (body: Start) => api.call<Routes['startRollout']>('POST', '/rollouts', { body })

const ACTS = {
  stop: (id: string) => api.call<Routes['stopRollout']>('POST', '/rollouts/{id}/stop', { params: { id } }),
  resume: (id: string) =>
    api.call<Routes['resumeRollout']>('POST', '/rollouts/{id}/resume', { params: { id } }),
  undo: (id: string) => api.call<Routes['undoRollout']>('POST', '/rollouts/{id}/undo', { params: { id } }),
} as const
export type RolloutAct = keyof typeof ACTS

export const actOnRollout = (id: string, act: RolloutAct): Promise<RolloutDetail> => ACTS[act](id)

export const useRolloutsMoved = () => {
  const queries = useQueryClient()
  return () =>
    Promise.all([['rollouts'], ['devices']].map((queryKey) => queries.invalidateQueries({ queryKey })))
}
