/** The routes of emergencies, joined to what answers them. */
import type { Actor } from '@loge/features/events/core'
import { callerOf } from '@loge/features/places/server'
import { serve, tagged, versionTag } from '@loge/http'
import type { EmergencyId, Instant } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { emergencyRoutes as routes, type EmergencyView } from '../../emergency-wire.ts'
import type { AccessDeps } from '../deps.ts'
import { notFound } from '../keep-entrance.ts'
import { listPlacements, type Placement } from '../placements.ts'
import { loadProfiles } from '../profile-store.ts'
import { type AskingCall, requireSite, sitesWithin } from '../reach.ts'
import { endEmergency, orderEmergency, resumeEmergency } from './order-emergency.ts'
import { setPassesLockdown } from './pass-lockdown.ts'
import { loadEmergencies, type StoredEmergency } from './store.ts'
import { changeZone } from './change-zone.ts'
import { createZone, loadZones, removeZone } from './zones.ts'

/** As much as the edge of the site that knows least. */
export const tellDoors = (
  { siteId, version, endedVersion }: Pick<StoredEmergency, 'siteId' | 'version' | 'endedVersion'>,
  placements: readonly Placement[],
): EmergencyView['atDoors'] => {
  const own = placements.filter((placement) => placement.siteId === siteId)
  if (own.length === 0) return null
  const revokedAt = own.find(({ inForce }) => inForce === 'edge_revoked')?.revokedAt
  if (revokedAt !== undefined) return { told: 'edge_revoked', since: null, aloneSince: revokedAt }
  const alone = own.flatMap(({ aloneSince }) => aloneSince ?? [])
  const untold = own.filter(({ reportedVersion }) => (reportedVersion ?? 0) < (endedVersion ?? version))
  const reported = own.flatMap(({ reportedAt }) => reportedAt ?? [])
  return {
    told:
      untold.length === 0
        ? 'yes'
        : untold.some(({ aloneSince }) => aloneSince !== null)
          ? 'unknown'
          : 'pending',
    since: untold.length > 0 || reported.length === 0 ? null : (Math.max(...reported) as Instant),
    aloneSince: alone.length === 0 ? null : (Math.min(...alone) as Instant),
  }
}

const whoOf = (actor: Actor): EmergencyView['orderedBy'] => ({
  kind: actor.kind,
  id: actor.kind === 'unknown' ? null : actor.id,
})

const view = (emergency: StoredEmergency, placements: readonly Placement[], now: Instant): EmergencyView => ({
  id: emergency.id,
  siteId: emergency.siteId,
  kind: emergency.kind,
  zoneId: emergency.zoneId,
  entranceIds: emergency.entranceIds === null ? null : [...emergency.entranceIds],
  reason: emergency.reason,
  drill: emergency.drill,
  beganAt: emergency.from,
  until: emergency.until,
  orderedBy: whoOf(emergency.orderedBy),
  endedAt: emergency.endedAt,
  endedBy: emergency.endedBy === null ? null : whoOf(emergency.endedBy),
  stands: emergency.endedAt === null && now < emergency.until,
  atDoors: tellDoors(emergency, placements),
})

const shown = (deps: AccessDeps, call: AskingCall, emergency: StoredEmergency): Promise<EmergencyView> =>
  deps.database.transaction(call.organizationId, async (transaction) => {
    const now = deps.world.now()
    return view(emergency, await listPlacements(transaction, [emergency.siteId], now), now)
  })

const requireEmergency = async (deps: AccessDeps, call: AskingCall, id: EmergencyId): Promise<void> => {
  const [emergency] = await deps.database.transaction(call.organizationId, (transaction) =>
    loadEmergencies(transaction, { ids: [id] }),
  )
  if (emergency === undefined) throw notFound()
  requireSite(call.reach, emergency.siteId)
}

const inOne = <Answer>(
  deps: AccessDeps,
  { organizationId }: Pick<AskingCall, 'organizationId'>,
  work: (transaction: Transaction) => Promise<Answer>,
): Promise<Answer> => deps.database.transaction(organizationId, work)

const zones = (deps: AccessDeps) => [
  serve(routes.listZones, (call) =>
    inOne(deps, call, async (transaction) => ({
      data: [...(await loadZones(transaction, { siteIds: sitesWithin(call.reach, call.query.siteId) }))],
    })),
  ),
  serve(routes.createZone, (call) => {
    requireSite(call.reach, call.body.siteId)
    return tagged(call, createZone(deps, callerOf(call), call.body))
  }),
  serve(routes.changeZone, async (call) => {
    const { id } = call.params
    const find = () => inOne(deps, call, (transaction) => loadZones(transaction, { ids: [id] }))
    const [zone] = await find()
    if (zone === undefined) throw notFound()
    requireSite(call.reach, zone.siteId)
    await changeZone(deps, callerOf(call), { id, ifMatch: call.ifMatch, ...call.body })
    const [changed] = await find()
    if (changed === undefined) throw notFound()
    call.header('ETag', versionTag(changed.version))
    return changed
  }),
  serve(routes.removeZone, async (call) => {
    const [zone] = await inOne(deps, call, (transaction) => loadZones(transaction, { ids: [call.params.id] }))
    if (zone === undefined) throw notFound()
    requireSite(call.reach, zone.siteId)
    return removeZone(deps, callerOf(call), zone)
  }),
]

const orders = (deps: AccessDeps) => [
  serve(routes.listEmergencies, (call) =>
    inOne(deps, call, async (transaction) => {
      const now = deps.world.now()
      const siteIds = sitesWithin(call.reach, call.query.siteId)
      const placements = await listPlacements(transaction, siteIds, now)
      const emergencies = await loadEmergencies(transaction, { siteIds, limit: call.query.limit })
      return { data: emergencies.map((emergency) => view(emergency, placements, now)) }
    }),
  ),
  serve(routes.orderEmergency, async (call) => {
    requireSite(call.reach, call.body.siteId)
    return shown(deps, call, await orderEmergency(deps, callerOf(call), call.body))
  }),
  serve(routes.endEmergency, async (call) => {
    await requireEmergency(deps, call, call.params.id)
    return shown(deps, call, await endEmergency(deps, callerOf(call), call.params.id))
  }),
  serve(routes.resumeEmergency, async (call) => {
    await requireEmergency(deps, call, call.params.id)
    return shown(deps, call, await resumeEmergency(deps, callerOf(call), call.params.id))
  }),
  serve(routes.passLockdown, async (call) => {
    const { id } = call.params
    const [profile] = await inOne(deps, call, (transaction) => loadProfiles(transaction, { ids: [id] }))
    if (profile === undefined) throw notFound()
    requireSite(call.reach, profile.siteId)
    return setPassesLockdown(deps, callerOf(call), { id, passes: call.body.passes })
  }),
]

export const emergencyEndpoints = (deps: AccessDeps) => [...zones(deps), ...orders(deps)]
