/** What the page of who signs in asks and tells the server. */
import type { peopleRoutes } from '@loge/features/people/wire'
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { accountsRoutes } from '../../wire.ts'
import type { Account } from '../roles/queries.ts'

type Routes = typeof accountsRoutes
export type Invitation = WireBody<Routes['createAccount']>
export type HandedLink = WireAnswer<Routes['issueLink']>
export type KnownPerson = WireAnswer<(typeof peopleRoutes)['list']>['data'][number]

const fromTheStart = (): string | null => null

export const accountListQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['accounts', 'list', q],
    queryFn: ({ signal, pageParam }) => {
      const page = { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) }
      return q === ''
        ? api.call<Routes['accounts']>('GET', '/accounts', { query: page, signal })
        : api.call<Routes['searchAccounts']>('POST', '/accounts/search', { body: { ...page, q }, signal })
    },
    initialPageParam: fromTheStart(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** At most one: a person has one account. */
export const accountOfQuery = (personId: string) =>
  queryOptions({
    queryKey: ['accounts', 'of', personId],
    queryFn: async ({ signal }) => {
      const query = { personId, limit: 1 }
      const page = await api.call<Routes['accounts']>('GET', '/accounts', { query, signal })
      return page.data[0] ?? null
    },
  })

/** Whoever is on file under such a name, so that nobody is written down twice. */
export const knownQuery = (name: string) =>
  queryOptions({
    queryKey: ['people', 'known', name],
    queryFn: async ({ signal }) => {
      const body = { q: name, limit: 5 }
      return (await api.call<(typeof peopleRoutes)['search']>('POST', '/people/search', { body, signal }))
        .data
    },
  })

/** A list of people says who they are, and no more. */
export const emailOnFileQuery = (personId: string) =>
  queryOptions({
    queryKey: ['people', personId, 'email'],
    queryFn: async ({ signal }) => {
      const params = { id: personId }
      return (await api.call<(typeof peopleRoutes)['read']>('GET', '/people/{id}', { params, signal })).email
    },
  })

export const invite = (body: Invitation) => api.call<Routes['createAccount']>('POST', '/accounts', { body })

export const makeLink = (id: string) =>
  api.call<Routes['issueLink']>('POST', '/accounts/{id}/sign-in-links', { params: { id } })

export const signOutAccount = (id: string) =>
  api.call<Routes['signOutAccount']>('DELETE', '/accounts/{id}/sessions', { params: { id } })

/** From the version that is shown. */
export type AccountChange = WireBody<Routes['changeAccount']>

export const changeAccount = ({ id, version }: Account, body: AccountChange): Promise<Account> =>
  api.call<Routes['changeAccount']>('PATCH', '/accounts/{id}', {
    params: { id },
    body,
    ifMatch: String(version),
  })
