/** What the page of the register asks and tells the server. */
import type { Register } from '@loge/features/law/core'
import type { lawRoutes } from '@loge/features/law/wire'
import { api } from '@loge/http/client'
import type { WireAnswer } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'

type Routes = typeof lawRoutes
export type Version = WireAnswer<Routes['versions']>['data'][number]

export const registerQuery = queryOptions({
  queryKey: ['register', 'in-force'],
  queryFn: ({ signal }) => api.call<Routes['read']>('GET', '/register', { signal }),
})

export const versionsQuery = queryOptions({
  queryKey: ['register', 'versions'],
  queryFn: ({ signal }) =>
    api.call<Routes['versions']>('GET', '/register/versions', { query: { limit: 20 }, signal }),
})

export const versionQuery = (number: number) =>
  queryOptions({
    queryKey: ['register', 'version', number],
    queryFn: ({ signal }) =>
      api.call<Routes['version']>('GET', '/register/versions/{number}', { params: { number }, signal }),
  })

export const writeDraft = (body: { readonly content: Register; readonly replaces: string | null }) =>
  api.call<Routes['draft']>('PUT', '/register/draft', { body })

export const publishDraft = (body: { readonly hash: string; readonly effectiveOn?: string }) =>
  api.call<Routes['publish']>('POST', '/register/draft/publish', { body })

export const discardDraft = (hash: string) =>
  api.call<Routes['discard']>('DELETE', '/register/draft', { query: { hash } })

export const withdrawVersion = (number: number) =>
  api.call<Routes['withdraw']>('POST', '/register/versions/{number}/withdraw', {
    params: { number },
    body: {},
  })
