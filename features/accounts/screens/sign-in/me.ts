/** Who one is: asked by every page, so apart from what only signing in needs. */
import type { WireAnswer } from '@loge/http/contract'
import { api } from '@loge/http/client'
import { queryOptions } from '@tanstack/react-query'
import type { accountsRoutes } from '../../wire.ts'

type MeRoute = (typeof accountsRoutes)['me']
export type Me = WireAnswer<MeRoute>

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => api.call<MeRoute>('GET', '/me', { signal }),
  staleTime: 5 * 60_000,
  retry: false,
})
