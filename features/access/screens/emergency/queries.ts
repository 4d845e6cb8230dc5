/** What the screens of emergencies ask the server, and order. */
import type { OrderAttempt } from './order-attempt.ts'
import { allPages, api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { accountsRoutes } from '@loge/features/accounts/wire'
import type { accessRoutes, emergencyRoutes, fireRoutes, glassRoutes } from '../../wire.ts'

type Routes = typeof emergencyRoutes
type Glass = typeof glassRoutes
type Fire = typeof fireRoutes

export type Emergency = WireAnswer<Routes['listEmergencies']>['data'][number]
export type Order = WireBody<Routes['orderEmergency']>

/** That a door went silent, and that an order ended by itself, is a matter of time, not of events. */
const LOOK_AGAIN_MS = 15_000

export const emergenciesQuery = queryOptions({
  queryKey: ['emergencies'],
  refetchInterval: LOOK_AGAIN_MS,
  queryFn: async ({ signal }) =>
    (await api.call<Routes['listEmergencies']>('GET', '/emergencies', { query: {}, signal })).data,
})

export const zonesQuery = queryOptions({
  queryKey: ['emergencies', 'zones'],
  queryFn: async ({ signal }) =>
    (await api.call<Routes['listZones']>('GET', '/zones', { query: {}, signal })).data,
})

export const orderEmergency = ({ body, idempotencyKey }: Pick<OrderAttempt, 'body' | 'idempotencyKey'>) =>
  api.call<Routes['orderEmergency']>('POST', '/emergencies', { body, idempotencyKey })
export const endEmergency = (id: string) =>
  api.call<Routes['endEmergency']>('POST', '/emergencies/{id}/end', { params: { id } })
export const resumeEmergency = (id: string) =>
  api.call<Routes['resumeEmergency']>('POST', '/emergencies/{id}/resume', { params: { id } })
export const createZone = (body: WireBody<Routes['createZone']>) =>
  api.call<Routes['createZone']>('POST', '/zones', { body })

export type Zone = WireAnswer<Routes['listZones']>['data'][number]

export const changeZone = ({ id, version }: Zone, body: WireBody<Routes['changeZone']>) =>
  api.call<Routes['changeZone']>('PUT', '/zones/{id}', { params: { id }, body, ifMatch: String(version) })

export const removeZone = (id: string) =>
  api.call<Routes['removeZone']>('DELETE', '/zones/{id}', { params: { id } })
export type FireInput = WireAnswer<Fire['listFireInputs']>['data'][number]

export const fireInputsQuery = queryOptions({
  queryKey: ['fire-inputs'],
  refetchInterval: LOOK_AGAIN_MS,
  queryFn: async ({ signal }) =>
    (await api.call<Fire['listFireInputs']>('GET', '/fire-inputs', { query: {}, signal })).data,
})
export const settleFireInput = (body: WireBody<Fire['settleFireInput']>) =>
  api.call<Fire['settleFireInput']>('PUT', '/fire-inputs', { body })
export const resetFireInput = (body: WireBody<Fire['resetFireInput']>) =>
  api.call<Fire['resetFireInput']>('POST', '/fire-inputs/reset', { body })
export const endFire = (body: WireBody<Fire['endFire']>) =>
  api.call<Fire['endFire']>('POST', '/fire-inputs/over', { body })

/** Under the key of the rights, so that a change of a group is seen here. */
export const profilesQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['access-profiles', 'named', siteId],
    queryFn: ({ signal }) =>
      allPages((page) =>
        api.call<(typeof accessRoutes)['listProfiles']>('GET', '/access-profiles', {
          query: { siteId, limit: 200, ...page },
          signal,
        }),
      ),
  })
export const passLockdown = (id: string, passes: boolean) =>
  api.call<Routes['passLockdown']>('POST', '/access-profiles/{id}/pass-lockdown', {
    params: { id },
    body: { passes },
  })

export type GlassKey = WireAnswer<Glass['listGlassKeys']>['data'][number]
export type OwnGlassKey = WireAnswer<Glass['ownGlassKeys']>['data'][number]
export type GlassBreak = WireAnswer<Glass['listGlassBreaks']>['data'][number]

/** All of it begins with this key: one event about a key behind glass touches them all. */
export const GLASS = ['glass'] as const

export const glassKeysQuery = queryOptions({
  queryKey: [...GLASS, 'keys'],
  queryFn: async ({ signal }) =>
    (await api.call<Glass['listGlassKeys']>('GET', '/glass-keys', { signal })).data,
})
export const glassBreaksQuery = queryOptions({
  queryKey: [...GLASS, 'breaks'],
  refetchInterval: LOOK_AGAIN_MS,
  queryFn: async ({ signal }) =>
    (await api.call<Glass['listGlassBreaks']>('GET', '/glass-breaks', { query: {}, signal })).data,
})
export const ownGlassQuery = queryOptions({
  queryKey: [...GLASS, 'own'],
  refetchInterval: LOOK_AGAIN_MS,
  queryFn: async ({ signal }) =>
    (await api.call<Glass['ownGlassKeys']>('GET', '/me/glass-keys', { signal })).data,
})
/** Whom a key may be given. */
export const namedQuery = queryOptions({
  queryKey: ['accounts', 'named'],
  queryFn: async ({ signal }) =>
    (
      await api.call<(typeof accountsRoutes)['accounts']>('GET', '/accounts', {
        query: { limit: 200 },
        signal,
      })
    ).data,
})

export const giveGlassKey = (body: WireBody<Glass['giveGlassKey']>) =>
  api.call<Glass['giveGlassKey']>('POST', '/glass-keys', { body })
export const withdrawGlassKey = (id: string) =>
  api.call<Glass['withdrawGlassKey']>('DELETE', '/glass-keys/{id}', { params: { id } })
export const breakGlass = (id: string, reason: string) =>
  api.call<Glass['breakGlass']>('POST', '/glass-keys/{id}/break', { params: { id }, body: { reason } })
export const giveBackGlass = (id: string) =>
  api.call<Glass['giveBackGlass']>('POST', '/me/glass-breaks/{id}/close', { params: { id } })
export const closeGlass = (id: string) =>
  api.call<Glass['closeGlass']>('POST', '/glass-breaks/{id}/close', { params: { id } })
export const reviewGlass = (id: string, conclusion: string) =>
  api.call<Glass['reviewGlassBreak']>('POST', '/glass-breaks/{id}/review', {
    params: { id },
    body: { conclusion },
  })
