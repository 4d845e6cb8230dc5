/** What only a pane or a press asks the server, apart from what every page of the console already knows. */
import type { WireBody } from '@loge/http/contract'
import { allPages as all, api } from '@loge/http/client'
import type { equipmentRoutes } from '@loge/features/equipment/wire'
import type { peopleRoutes } from '@loge/features/people/wire'
import type { buildingRoutes, floorRoutes, WireLocation } from '@loge/features/places/wire'
import { queryOptions } from '@tanstack/react-query'
import type { accessRoutes, liftRoutes } from '../../wire.ts'
import type { Device, ShownName } from './queries.ts'

type Access = typeof accessRoutes
type Equipment = typeof equipmentRoutes

export const deviceQuery = (id: string) =>
  queryOptions({
    queryKey: ['devices', id],
    queryFn: ({ signal }) =>
      api.call<Equipment['readDevice']>('GET', '/devices/{id}', { params: { id }, signal }),
  })

export const unknownPayloadsQuery = queryOptions({
  queryKey: ['devices', 'unknown-payloads'],
  queryFn: async ({ signal }) =>
    (
      await api.call<Equipment['listUnknownPayloads']>('GET', '/devices/unknown-payloads', {
        query: { limit: 50 },
        signal,
      })
    ).data,
})

export const buildingsQuery = queryOptions({
  queryKey: ['buildings'],
  queryFn: ({ signal }) =>
    all((page) =>
      api.call<(typeof buildingRoutes)['list']>('GET', '/buildings', {
        query: { limit: 200, ...page },
        signal,
      }),
    ),
  staleTime: 10 * 60_000,
})

export const floorsQuery = queryOptions({
  queryKey: ['floors'],
  queryFn: ({ signal }) =>
    all((page) =>
      api.call<(typeof floorRoutes)['list']>('GET', '/floors', { query: { limit: 200, ...page }, signal }),
    ),
  staleTime: 10 * 60_000,
})

export const profilesQuery = queryOptions({
  queryKey: ['access-profiles'],
  queryFn: ({ signal }) =>
    all((page) =>
      api.call<Access['listProfiles']>('GET', '/access-profiles', { query: { limit: 200, ...page }, signal }),
    ),
  staleTime: 5 * 60_000,
})

export const accessOfQuery = (personId: string) =>
  queryOptions({
    queryKey: ['people', personId, 'access'],
    queryFn: ({ signal }) =>
      api.call<Access['accessOfPerson']>('GET', '/people/{id}/access', {
        params: { id: personId },
        query: {},
        signal,
      }),
    refetchInterval: 60_000,
  })

/** How many may enter now; the list comes with the names, when they are asked for. */
export const whoQuery = (entranceId: string, at?: string) =>
  queryOptions({
    queryKey: ['who', entranceId, at ?? 'now'],
    queryFn: ({ signal }) =>
      api.call<Access['whoMayEnter']>('GET', '/entrances/{id}/who', {
        params: { id: entranceId },
        query: { limit: 1, ...(at === undefined ? {} : { at }) },
        signal,
      }),
    staleTime: 10_000,
  })

export const everybodyWhoQuery = (entranceId: string, at?: string) =>
  queryOptions({
    queryKey: ['who', entranceId, at ?? 'now', 'everybody'],
    queryFn: ({ signal }) =>
      all((page) =>
        api.call<Access['whoMayEnter']>('GET', '/entrances/{id}/who', {
          params: { id: entranceId },
          query: { limit: 200, ...(at === undefined ? {} : { at }), ...page },
          signal,
        }),
      ),
    staleTime: 10_000,
  })

export const explainQuery = (entranceId: string, person: string, at: string | undefined) =>
  queryOptions({
    queryKey: ['explain', entranceId, person, at ?? 'now'],
    queryFn: ({ signal }) =>
      api.call<Access['explainEntrance']>('GET', '/entrances/{id}/explain', {
        params: { id: entranceId },
        query: { person, ...(at === undefined ? {} : { at }) },
        signal,
      }),
    staleTime: 0,
  })

/** An order never changes its reason. */
export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['orders', id],
    queryFn: ({ signal }) =>
      api.call<Equipment['readCommand']>('GET', '/commands/{id}', { params: { id }, signal }),
    staleTime: Infinity,
  })

export const eventEvidenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', id, 'evidence'],
    queryFn: ({ signal }) =>
      api.call<Access['explainEvent']>('GET', '/events/{id}/evidence', { params: { id }, signal }),
    staleTime: 5 * 60_000,
  })

export const peopleSearchQuery = (text: string) =>
  queryOptions({
    queryKey: ['people', 'search', text],
    queryFn: async ({ signal }) =>
      (
        await (text === ''
          ? api.call<(typeof peopleRoutes)['list']>('GET', '/people', { query: { limit: 12 }, signal })
          : api.call<(typeof peopleRoutes)['search']>('POST', '/people/search', {
              body: { q: text, limit: 12 },
              signal,
            }))
      ).data,
  })

/** As many at once as the server shows. */
const NAMES_AT_ONCE = 200

export const showNames = async (
  personIds: readonly string[] | 'ofEvent',
  reason: WireBody<Access['showNames']>['reason'],
  about: { readonly eventId?: string; readonly entranceId?: string },
): Promise<readonly ShownName[]> => {
  if (personIds === 'ofEvent')
    return (await api.call<Access['showNames']>('POST', '/names', { body: { reason, ...about } })).data
  const shown: ShownName[] = []
  for (let from = 0; from < personIds.length; from += NAMES_AT_ONCE) {
    const body = { personIds: personIds.slice(from, from + NAMES_AT_ONCE), reason, ...about }
    shown.push(...(await api.call<Access['showNames']>('POST', '/names', { body })).data)
  }
  return shown
}

export type Finding = WireBody<Access['inspectEntrance']>['finding']

export const inspectEntrance = (id: string, finding: Finding) =>
  api.call<Access['inspectEntrance']>('POST', '/entrances/{id}/inspections', {
    params: { id },
    body: { finding },
  })

export const openEntrance = (entranceId: string, reason: string) =>
  api.call<Access['openEntrance']>('POST', '/entrances/{id}/open', {
    params: { id: entranceId },
    body: { reason },
  })

/** Codes are taken again at this door, and at all of the site where it was the site that took none. */
export const releaseCodes = (entranceId: string, reason: string) =>
  api.call<Access['releaseCodes']>('POST', '/entrances/{id}/codes/release', {
    params: { id: entranceId },
    body: { reason },
  })

export const configQuery = (id: string) =>
  queryOptions({
    queryKey: ['devices', id, 'config'],
    queryFn: ({ signal }) =>
      api.call<Equipment['readConfig']>('GET', '/devices/{id}/config', { params: { id }, query: {}, signal }),
  })

/** As they were wanted then. */
export const configThenQuery = (id: string, at: string) =>
  queryOptions({
    queryKey: ['devices', id, 'config', at],
    queryFn: ({ signal }) =>
      api.call<Equipment['readConfig']>('GET', '/devices/{id}/config', {
        params: { id },
        query: { at },
        signal,
      }),
  })

export const entranceThenQuery = (id: string, at: string) =>
  queryOptions({
    queryKey: ['entrances', id, 'then', at],
    queryFn: ({ signal }) =>
      api.call<Access['readEntrance']>('GET', '/entrances/{id}', { params: { id }, query: { at }, signal }),
  })

/** Wants a setting again, or what the device reports; refused when somebody wants another meanwhile. */
export const settleDrift = (
  id: string,
  revision: number,
  {
    key,
    value,
    why,
  }: { readonly key: string; readonly value: string | number | boolean; readonly why: string },
) =>
  api.call<Equipment['changeConfig']>('PUT', '/devices/{id}/config', {
    params: { id },
    body: { values: { [key]: value }, why },
    ifMatch: String(revision),
  })

export const adoptDevice = (
  id: string,
  body: {
    readonly name: string
    readonly kind: NonNullable<Device['kind']>
    readonly location: WireLocation
  },
) => api.call<Equipment['adoptDevice']>('POST', '/devices/{id}/adopt', { params: { id }, body: { ...body } })

export const moveDevice = async (id: string, location: WireLocation) => {
  const { tag } = await api.read<Equipment['readDevice']>('GET', '/devices/{id}', { params: { id } })
  return api.call<Equipment['changeDevice']>('PATCH', '/devices/{id}', {
    params: { id },
    body: { location },
    ...(tag === undefined ? {} : { ifMatch: tag }),
  })
}

type EntranceBody = NonNullable<Parameters<typeof api.call<Access['createEntrance']>>[2]['body']>
export type EntrancePart = NonNullable<EntranceBody['parts']>[number]

export const createEntrance = (body: EntranceBody) =>
  api.call<Access['createEntrance']>('POST', '/entrances', { body })

type Lift = typeof liftRoutes

/** Takes the controller in if nobody did, and makes an entrance of each floor: all of it or nothing. */
export const makeLift = (id: string, body: WireBody<Lift['makeLift']>) =>
  api.call<Lift['makeLift']>('POST', '/devices/{id}/lift', { params: { id }, body })

/** Changes an entrance as it is now; refused if somebody else changes it meanwhile. */
export const changeEntrance = async (
  id: string,
  change: (settings: Omit<EntranceBody, 'siteId'>) => Partial<EntranceBody>,
) => {
  const { answer, tag } = await api.read<Access['readEntrance']>('GET', '/entrances/{id}', {
    params: { id },
    query: {},
  })
  const {
    id: _id,
    siteId: _site,
    revision: _revision,
    lockedDown: _locked,
    emergency: _emergency,
    placement: _placement,
    unconfirmed: _unconfirmed,
    codesBlocked: _codes,
    ...settings
  } = answer
  return api.call<Access['changeEntrance']>('PUT', '/entrances/{id}', {
    params: { id },
    body: { ...settings, ...change(settings) },
    ...(tag === undefined ? {} : { ifMatch: tag }),
  })
}

export const addParts = (id: string, parts: readonly EntrancePart[]) =>
  changeEntrance(id, (settings) => ({ parts: [...(settings.parts ?? []), ...parts] }))

export const moveEntrance = (id: string, location: WireLocation) => changeEntrance(id, () => ({ location }))
