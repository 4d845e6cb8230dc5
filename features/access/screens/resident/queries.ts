/** What one resident's page asks the server. */
import { allPages, api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import type { Person, Tenancy } from '@loge/features/people/screens'
import type { moveRoutes, peopleRoutes, tenancyRoutes } from '@loge/features/people/wire'
import type { scheduleRoutes } from '@loge/features/schedules/wire'
import { queryOptions } from '@tanstack/react-query'
import type { accessRoutes, changeRoutes } from '../../wire.ts'

type Access = typeof accessRoutes
type Changes = typeof changeRoutes
export type Credential = WireAnswer<Access['listCredentials']>['data'][number]
export type Grant = WireAnswer<Access['listGrants']>['data'][number]
export type NewCredential = WireBody<Access['createCredential']>
export type PersonChange = WireBody<(typeof peopleRoutes)['change']>

const MOST = { limit: 200 } as const

/** With the tag that a correction names. */
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id],
    queryFn: ({ signal }) =>
      api.read<(typeof peopleRoutes)['read']>('GET', '/people/{id}', { params: { id }, signal }),
  })

export const tenanciesOfQuery = (personId: string) =>
  queryOptions({
    queryKey: ['tenancies', personId],
    queryFn: ({ signal }): Promise<readonly Tenancy[]> =>
      allPages((page) =>
        api.call<(typeof tenancyRoutes)['list']>('GET', '/tenancies', {
          query: { ...MOST, personId, ...page },
          signal,
        }),
      ),
  })

/** Who lives in a home now, and as what. */
export const householdQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['tenancies', 'household', unitId],
    queryFn: async ({ signal }) => {
      const query = { ...MOST, unitId, at: new Date().toISOString() }
      const [people, tenancies] = await Promise.all([
        api.call<(typeof peopleRoutes)['list']>('GET', '/people', { query, signal }),
        api.call<(typeof tenancyRoutes)['list']>('GET', '/tenancies', { query, signal }),
      ])
      const stayOf = new Map(tenancies.data.map((tenancy) => [tenancy.personId, tenancy]))
      // A list says no more than names; whether somebody is a child is read of each.
      const known = await Promise.all(
        people.data.map(({ id }) =>
          api.call<(typeof peopleRoutes)['read']>('GET', '/people/{id}', { params: { id }, signal }),
        ),
      )
      return known.map((person: Person) => ({ person, stay: stayOf.get(person.id) }))
    },
  })

export const credentialsOfQuery = (personId: string) =>
  queryOptions({
    queryKey: ['people', personId, 'credentials'],
    queryFn: ({ signal }): Promise<readonly Credential[]> =>
      allPages((page) =>
        api.call<Access['listCredentials']>('GET', '/credentials', {
          query: { ...MOST, personId, ...page },
          signal,
        }),
      ),
  })

export type Move = WireAnswer<(typeof moveRoutes)['list']>['data'][number]
export type NewMove = WireBody<(typeof moveRoutes)['plan']>

export const movesOfQuery = (personId: string) =>
  queryOptions({
    queryKey: ['moves', personId],
    queryFn: ({ signal }): Promise<readonly Move[]> =>
      allPages((page) =>
        api.call<(typeof moveRoutes)['list']>('GET', '/moves', {
          query: { ...MOST, personId, ...page },
          signal,
        }),
      ),
  })

export const planMove = (body: NewMove) => api.call<(typeof moveRoutes)['plan']>('POST', '/moves', { body })

export const undoMove = (id: string) =>
  api.call<(typeof moveRoutes)['undo']>('POST', '/moves/{id}/undo', { params: { id } })

export const tickMoveStep = (id: string, step: WireBody<(typeof moveRoutes)['tick']>) =>
  api.call<(typeof moveRoutes)['tick']>('POST', '/moves/{id}/steps', { params: { id }, body: step })

/** Rights given to this person, not those of everybody who lives somewhere. */
export const ownGrantsQuery = (personId: string) =>
  queryOptions({
    queryKey: ['people', personId, 'grants'],
    queryFn: ({ signal }): Promise<readonly Grant[]> =>
      allPages((page) =>
        api.call<Access['listGrants']>('GET', '/access-grants', {
          query: { ...MOST, personId, ...page },
          signal,
        }),
      ),
  })

export const isOver = ({ revokedAt, validUntil }: Grant, now: number): boolean =>
  revokedAt !== null || (validUntil !== null && Date.parse(validUntil) <= now)

/** The same right, with another end, in place of the present one: taken back exactly by undoing the change. */
export const endOwnRight = async (
  { id, siteId, accessProfileId, to, leaseClass, validFrom, reason: why }: Grant,
  /** `null`: it has none. */
  validUntil: string | null,
  reason: string,
) => {
  if (to.kind !== 'person' || to.personId === null) throw new Error('only a right of their own is ended here')
  const holder = { kind: to.kind, personId: to.personId }
  const edits: WireBody<Changes['applyChange']>['edits'] = [
    { kind: 'revoke', id },
    {
      kind: 'grant',
      accessProfileId,
      to: holder,
      leaseClass,
      validUntil,
      reason: why,
      ...(Date.parse(validFrom) > Date.now() ? { validFrom } : {}),
    },
  ]
  const { basedOn } = await api.call<Changes['previewChange']>('POST', '/access-changes/preview', {
    body: { siteId, edits },
  })
  return api.call<Changes['applyChange']>('POST', '/access-changes', {
    body: { siteId, basedOn, edits, reason },
  })
}

export const undoChange = (id: string) =>
  api.call<Changes['undoChange']>('POST', '/access-changes/{id}/undo', { params: { id } })

export const scheduleNamesQuery = queryOptions({
  queryKey: ['schedules', 'names'],
  queryFn: async ({ signal }): Promise<ReadonlyMap<string, string>> => {
    const schedules = await allPages((page) =>
      api.call<(typeof scheduleRoutes)['listSchedules']>('GET', '/schedules', {
        query: { ...MOST, ...page },
        signal,
      }),
    )
    return new Map(schedules.map(({ id, name }) => [id, name]))
  },
  staleTime: 5 * 60_000,
})

export const changePerson = (id: string, tag: string | undefined, body: PersonChange) =>
  api.call<(typeof peopleRoutes)['change']>('PATCH', '/people/{id}', {
    params: { id },
    body,
    ...(tag === undefined ? {} : { ifMatch: tag }),
  })

export const createCredential = (body: NewCredential) =>
  api.call<Access['createCredential']>('POST', '/credentials', { body })

export const replaceCredential = (id: string, body: Pick<NewCredential, 'value' | 'label'>) =>
  api.call<Access['replaceCredential']>('POST', '/credentials/{id}/replace', {
    params: { id },
    body,
  })

export const suspendCredential = (id: string) =>
  api.call<Access['suspendCredential']>('POST', '/credentials/{id}/suspend', { params: { id } })

export const reactivateCredential = (id: string) =>
  api.call<Access['reactivateCredential']>('POST', '/credentials/{id}/reactivate', { params: { id } })

export const reportLost = (id: string) =>
  api.call<Access['reportCredentialLost']>('POST', '/credentials/{id}/report-lost', { params: { id } })

/** `withdraws`: what took its place, which is over with the same act. */
export const reportFound = (id: string, withdraws?: string) =>
  api.call<Access['reportCredentialFound']>('POST', '/credentials/{id}/report-found', {
    params: { id },
    query: withdraws === undefined ? {} : { withdraws },
  })

export const suspendPerson = (id: string, reason: string) =>
  api.call<Access['suspendPerson']>('POST', '/people/{id}/suspend-access', {
    params: { id },
    body: { reason },
  })

export const restorePerson = (id: string) =>
  api.call<Access['restorePerson']>('POST', '/people/{id}/restore-access', { params: { id } })
