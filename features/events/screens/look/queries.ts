/** What the screens ask the server about looks. */
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { api } from '@loge/http/client'
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { lookRoutes } from '../../wire.ts'

type Routes = typeof lookRoutes
export type Look = NonNullable<WireAnswer<Routes['read']>['look']>
export type NewLook = WireBody<Routes['open']>

export const lookQuery = (personId: string) =>
  queryOptions({
    queryKey: ['look', personId],
    queryFn: ({ signal }) =>
      api.call<Routes['read']>('GET', '/people/{id}/look', { params: { id: personId }, signal }),
    // It closes by itself, and the page with it.
    refetchInterval: 30_000,
  })

export const openLook = (personId: string, body: NewLook) =>
  api.call<Routes['open']>('POST', '/people/{id}/look', { params: { id: personId }, body })

export const endLook = (personId: string) =>
  api.call<Routes['end']>('DELETE', '/people/{id}/look', { params: { id: personId } })

/** What was shown under a look is shown no more once it is over. */
export const lookChanged = async (queries: QueryClient, personId: string): Promise<void> => {
  queries.removeQueries({ queryKey: ['events'], type: 'inactive' })
  await queries.invalidateQueries({ queryKey: ['look', personId] })
  await queries.invalidateQueries({ queryKey: ['events'] })
}

const PAGE = 20

export const myLooksQuery = infiniteQueryOptions({
  queryKey: ['me', 'looks'],
  queryFn: ({ pageParam, signal }) =>
    api.call<Routes['mine']>('GET', '/me/looks', {
      query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) },
      signal,
    }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
})

export const looksQuery = infiniteQueryOptions({
  queryKey: ['looks'],
  queryFn: ({ pageParam, signal }) =>
    api.call<Routes['list']>('GET', '/looks', {
      query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) },
      signal,
    }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
})
