/** Files of customers, prospects and contacts, as the server keeps them: the same for each kind. */
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { api } from '@loge/http/client'
import { queryOptions } from '@tanstack/react-query'
import type { fileRoutes, showRoutes } from '../../files-wire.ts'
import type { Kind } from './search.ts'

type Routes = (typeof fileRoutes)['prospect']
export type Line = WireAnswer<Routes['list']>['data'][number]
export type File = WireAnswer<Routes['read']>
type ShowFiles = (typeof fileRoutes)['visitor']
export type Act = WireBody<ShowFiles['act']>
/** At a show, also where they were met and what they agreed to. */
export type NewFile = WireBody<Routes['open']> &
  Partial<Pick<WireBody<ShowFiles['open']>, 'showId' | 'agreed'>>
export type Agreed = NonNullable<NewFile['agreed']>
export type NewShow = WireBody<(typeof showRoutes)['add']>

export const FILES = ['relation-files'] as const
/** They differ in path alone. */
const PATH = {
  customer: '/customers',
  prospect: '/prospects',
  contact: '/client-contacts',
  visitor: '/show-contacts',
  supplied: '/organiser-contacts',
} as const
const listPath = (kind: Kind) => PATH[kind] as '/prospects'
const filePath = (kind: Kind) => `${PATH[kind]}/{id}` as '/prospects/{id}'
const actPath = (kind: Kind) => `${PATH[kind]}/{id}/acts` as '/show-contacts/{id}/acts'
const offersPath = (kind: Kind) => `${PATH[kind]}/offers` as '/prospects/offers'

export const filesQuery = (kind: Kind, state: 'open' | 'ended') =>
  queryOptions({
    queryKey: [...FILES, kind, state],
    queryFn: ({ signal }) =>
      api.call<Routes['list']>('GET', listPath(kind), { query: { state, limit: 100 }, signal }),
  })

export const fileQuery = (kind: Kind, id: string) =>
  queryOptions({
    queryKey: [...FILES, kind, 'one', id],
    queryFn: ({ signal }) => api.call<Routes['read']>('GET', filePath(kind), { params: { id }, signal }),
  })

export const offersQuery = (kind: Kind) =>
  queryOptions({
    queryKey: [...FILES, kind, 'offers'],
    queryFn: ({ signal }) => api.call<Routes['offers']>('GET', offersPath(kind), { signal }),
  })

export const openFile = (kind: Kind, body: NewFile) =>
  api.call<Routes['open']>('POST', listPath(kind), { body })

export const actOnFile = (kind: Kind, { id, version }: Pick<File, 'id' | 'version'>, body: Act) =>
  api.call<ShowFiles['act']>('POST', actPath(kind), { params: { id }, body, ifMatch: String(version) })

export const showsQuery = queryOptions({
  queryKey: [...FILES, 'shows'],
  queryFn: ({ signal }) => api.call<(typeof showRoutes)['list']>('GET', '/shows', { signal }),
})

export const addShow = (body: NewShow) => api.call<(typeof showRoutes)['add']>('POST', '/shows', { body })
