/** What the screens of documents ask and tell the server. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { audienceRoutes } from '../../audience-wire.ts'
import type { documentRoutes } from '../../documents-wire.ts'

type Routes = typeof documentRoutes
export type DocumentAnswer = WireAnswer<Routes['read']>
export type DocumentVersion = DocumentAnswer['version']
export type Answering = WireBody<Routes['answer']>

export const documentsQuery = queryOptions({
  queryKey: ['documents'],
  queryFn: ({ signal }) => api.call<Routes['list']>('GET', '/documents', { signal }),
})

export const signaturesQuery = queryOptions({
  queryKey: ['documents', 'signatures'],
  queryFn: async ({ signal }) =>
    (await api.call<Routes['signatures']>('GET', '/documents/confidentiality/signatures', { signal })).data,
})
export type Signature = WireAnswer<Routes['signatures']>['data'][number]

export const audienceQuery = queryOptions({
  queryKey: ['audience'],
  queryFn: ({ signal }) => api.call<(typeof audienceRoutes)['read']>('GET', '/audience', { signal }),
})

export const openDocumentsQuery = queryOptions({
  queryKey: ['documents', 'open'],
  queryFn: async ({ signal }) => (await api.call<Routes['open']>('GET', '/documents/open', { signal })).data,
})

/** What is being written, or what to start from. */
export const termsQuery = (draft: number | undefined) =>
  queryOptions({
    queryKey: ['documents', 'terms', draft ?? 'template'],
    queryFn: async ({ signal }) => {
      if (draft === undefined)
        return (await api.call<Routes['template']>('GET', '/documents/terms/template', { signal })).content
      const params = { document: 'terms', number: draft } as const
      const path = '/documents/{document}/versions/{number}'
      return (await api.call<Routes['read']>('GET', path, { params, signal })).content
    },
  })

export const draftTerms = (body: WireBody<Routes['draft']>) =>
  api.call<Routes['draft']>('PUT', '/documents/terms/draft', { body })

export const publishTerms = (body: WireBody<Routes['publish']>) =>
  api.call<Routes['publish']>('POST', '/documents/terms/draft/publish', { body })

export const answerDocument = (body: Answering) =>
  api.call<Routes['answer']>('POST', '/documents/answers', { body })
