/** What the page of letters asks and tells the server. */
import { api } from '@loge/http/client'
import type { WireAnswer } from '@loge/http/contract'
import { infiniteQueryOptions } from '@tanstack/react-query'
import type { noticeRoutes } from '../../wire.ts'

type Routes = typeof noticeRoutes
export type Letter = WireAnswer<Routes['list']>['data'][number]

const fromTheStart = (): string | null => null

export const lettersQuery = (state: Letter['state'] | undefined) =>
  infiniteQueryOptions({
    queryKey: ['notices', state ?? 'all'],
    queryFn: ({ signal, pageParam }) =>
      api.call<Routes['list']>('GET', '/notices', {
        query: {
          limit: 50,
          ...(state === undefined ? {} : { state }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: fromTheStart(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export const tryAgain = (id: string) =>
  api.call<Routes['tryAgain']>('POST', '/notices/{id}/try-again', { params: { id } })

export const writeToMyself = () => api.call<Routes['test']>('POST', '/notices/test', {})
