/** What the page of API keys asks and tells the server. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { infiniteQueryOptions } from '@tanstack/react-query'
import type { accountsRoutes } from '../../wire.ts'

type Routes = typeof accountsRoutes
export type ApiKey = WireAnswer<Routes['apiKeys']>['data'][number]
export type NewKey = WireAnswer<Routes['createApiKey']>
export type WantedKey = WireBody<Routes['createApiKey']>

const fromTheStart = (): string | null => null

export const keysQuery = infiniteQueryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal, pageParam }) =>
    api.call<Routes['apiKeys']>('GET', '/api-keys', {
      query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
      signal,
    }),
  initialPageParam: fromTheStart(),
  getNextPageParam: ({ nextCursor }) => nextCursor,
})

export const makeKey = (body: WantedKey) => api.call<Routes['createApiKey']>('POST', '/api-keys', { body })

export const revokeKey = (id: string) =>
  api.call<Routes['revokeApiKey']>('DELETE', '/api-keys/{id}', { params: { id } })

/** Whether it is accepted at that moment. */
export const isInUse = ({ revokedAt, expiresAt }: ApiKey, now: number): boolean =>
  revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now)
