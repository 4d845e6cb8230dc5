/** What taking equipment out for good asks the server. */
import { allPages, api } from '@loge/http/client'
import type { WireAnswer } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { disposeRoutes } from '../../wire.ts'

type Routes = typeof disposeRoutes

export type DisposalPlan = WireAnswer<Routes['readDisposal']>
export type Disposal = NonNullable<DisposalPlan['disposal']>

/** Whether the device announces itself again is a matter of time. */
const LOOK_AGAIN_MS = 3_000

const isMoving = (state: Disposal['state'] | undefined): boolean =>
  state === 'clearing' || state === 'waiting'

export const disposalQuery = (id: string) =>
  queryOptions({
    queryKey: ['devices', id, 'disposal'],
    queryFn: ({ signal }) =>
      api.call<Routes['readDisposal']>('GET', '/devices/{id}/disposal', { params: { id }, signal }),
    refetchInterval: ({ state }) => (isMoving(state.data?.disposal?.state) ? LOOK_AGAIN_MS : false),
  })

export const disposalsQuery = queryOptions({
  queryKey: ['devices', 'disposals'],
  queryFn: ({ signal }) =>
    allPages((page) =>
      api.call<Routes['listDisposals']>('GET', '/disposals', { query: { limit: 200, ...page }, signal }),
    ),
})

export const takeOut = (id: string, reason: string) =>
  api.call<Routes['disposeDevice']>('POST', '/devices/{id}/disposal', { params: { id }, body: { reason } })

export const confirmWiped = (id: string, note: string) =>
  api.call<Routes['confirmDisposal']>('POST', '/disposals/{id}/confirmation', {
    params: { id },
    body: { note },
  })
