/** Who one is: asked by every page, so apart from what only signing in needs. */
import type { WireAnswer } from '@loge/http/contract'
import { api } from '@loge/http/client'
import { queryOptions } from '@tanstack/react-query'
import { isNobody } from '../../core/email.ts'
import type { accountsRoutes } from '../../wire.ts'

type MeRoute = (typeof accountsRoutes)['me']
export type Me = WireAnswer<MeRoute>

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => api.call<MeRoute>('GET', '/me', { signal }),
  staleTime: 5 * 60_000,
  retry: false,
})

/** The first administrator of a real installation is nobody until they say who they are. */
export const isNamed = ({ account }: Me): boolean => account === null || !isNobody(account.email)
