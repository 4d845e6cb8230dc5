/** What the screens of the service ask the server, and tell it. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { serviceRoutes } from '../../wire.ts'

type Routes = typeof serviceRoutes
export type Interruption = WireAnswer<Routes['read']>['data'][number]
export type NewInterruption = WireBody<Routes['record']>

export const serviceQuery = queryOptions({
  queryKey: ['service'],
  queryFn: ({ signal }) => api.call<Routes['read']>('GET', '/service', { signal }),
})

export const record = (body: NewInterruption) =>
  api.call<Routes['record']>('POST', '/service/interruptions', { body })

export const change = (
  { id, version }: Pick<Interruption, 'id' | 'version'>,
  body: WireBody<Routes['change']>,
) =>
  api.call<Routes['change']>('PATCH', '/service/interruptions/{id}', {
    params: { id },
    body,
    ifMatch: String(version),
  })
