/** What the page of roles asks and tells the server. */
import type { siteRoutes } from '@loge/features/places/wire'
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import type { DayText } from '@loge/ui'
import { queryOptions } from '@tanstack/react-query'
import type { accountsRoutes } from '../../wire.ts'

type Routes = typeof accountsRoutes
type RolePage = WireAnswer<Routes['roles']>
export type Role = RolePage['data'][number]
export type RoleContent = WireBody<Routes['createRole']>
type Permission = RoleContent['permissions'][number]
export type Account = WireAnswer<Routes['accounts']>['data'][number]
export type Scope = WireBody<Routes['giveRole']>['scope']

/** Roles are few by nature: the first pages are all of them. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async ({ signal }) => {
    const data: Role[] = []
    let cursor: string | null = null
    for (;;) {
      const query: { limit: number; cursor?: string } =
        cursor === null ? { limit: 200 } : { limit: 200, cursor }
      const page: RolePage = await api.call<Routes['roles']>('GET', '/roles', { query, signal })
      data.push(...page.data)
      cursor = page.nextCursor
      // The server names what it knows; a permission of another release is one all the same.
      if (cursor === null) return { data, permissions: page.permissions as Permission[] }
    }
  },
})

export const accountsQuery = (cursor: string | undefined) =>
  queryOptions({
    queryKey: ['accounts', cursor ?? 'first'],
    queryFn: ({ signal }) =>
      api.call<Routes['accounts']>('GET', '/accounts', {
        query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) },
        signal,
      }),
  })

/** Asked under its own name: the shell knows the same sites, and is not imported from here. */
export const sitesQuery = queryOptions({
  queryKey: ['sites'],
  queryFn: ({ signal }) => api.call<(typeof siteRoutes)['list']>('GET', '/sites', { query: {}, signal }),
  staleTime: 10 * 60_000,
})

/** Makes a role, or changes the version of it that is shown. */
export const saveRole = (role: Role | undefined, content: RoleContent) =>
  role === undefined
    ? api.call<Routes['createRole']>('POST', '/roles', { body: content })
    : api.call<Routes['changeRole']>('PATCH', '/roles/{id}', {
        params: { id: role.id },
        body: content,
        ifMatch: String(role.version),
      })

export const retireRole = ({ id, version }: Role) =>
  api.call<Routes['retireRole']>('DELETE', '/roles/{id}', { params: { id }, ifMatch: String(version) })

/** `place` is a kind of scope, or a site. */
export const scopeOf = (place: string): Scope =>
  place === 'own' || place === 'organization' ? { kind: place } : { kind: 'site', siteId: place }

/** Until the end of that day, by the clock of this device. */
export const endOf = (day: DayText): string => {
  const end = new Date(`${day}T00:00:00`)
  end.setDate(end.getDate() + 1)
  return end.toISOString()
}

export const giveRole = ({
  accountId,
  wanted,
}: {
  accountId: string
  wanted: WireBody<Routes['giveRole']>
}) =>
  api.call<Routes['giveRole']>('POST', '/accounts/{id}/roles', { params: { id: accountId }, body: wanted })

export const takeRole = ({ accountId, assignmentId }: { accountId: string; assignmentId: string }) =>
  api.call<Routes['takeRole']>('DELETE', '/accounts/{id}/roles/{assignmentId}', {
    params: { id: accountId, assignmentId },
  })

export type Delegation = WireAnswer<Routes['delegations']>['data'][number]
export type HandOver = WireBody<Routes['handOver']>

export const delegationsQuery = queryOptions({
  queryKey: ['delegations'],
  queryFn: ({ signal }) => api.call<Routes['delegations']>('GET', '/delegations', { signal }),
})

/** What one holds oneself. */
export const ownAccountQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', id],
    queryFn: ({ signal }) => api.call<Routes['account']>('GET', '/accounts/{id}', { params: { id }, signal }),
  })

/** When that day begins, by the clock of this device. */
export const beginOf = (day: DayText): string => new Date(`${day}T00:00:00`).toISOString()

export const handOver = (body: HandOver) => api.call<Routes['handOver']>('POST', '/delegations', { body })

export const endHandOver = (id: string) =>
  api.call<Routes['endHandOver']>('DELETE', '/delegations/{id}', { params: { id } })
