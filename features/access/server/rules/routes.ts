/** The routes of the rules of doors, joined to what answers them. */
import { mayReadPeople } from '@loge/features/events/server'
import { callerOf } from '@loge/features/places/server'
import { serve, versionTag } from '@loge/http'
import { asId, type PersonId, type SiteId, type ZoneId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Leads, Policy, UnmetNeed, ZoneRules } from '../../core/index.ts'
import { ruleRoutes as routes, type ZoneRulesInput, type ZoneRulesView } from '../../rules-wire.ts'
import { whenAsked } from '../as-of.ts'
import type { AccessDeps } from '../deps.ts'
import { loadEntrances } from '../entrance-store.ts'
import { requirePeopleWithin } from '../grant-access.ts'
import { notFound } from '../keep-entrance.ts'
import { rightsAt } from '../known-rights.ts'
import { type AskingCall, reachesSite, requireSite, sitesWithin } from '../reach.ts'
import { readInside } from './count-inside.ts'
import { readFreePassages, setFreePassage } from './free-passage.ts'
import { changeZoneRules, forgetInside, requireOwnEntrances } from './keep-rules.ts'
import { unmetAt } from './require-kept.ts'
import { loadRuledZones, type RuledZone } from './store.ts'

const rulesOf = ({ leads, antiPassback, interlock }: ZoneRulesInput): ZoneRules => ({
  leads: Object.fromEntries(leads.map((one): [string, Leads] => [one.entranceId, one.leads])),
  antiPassback,
  interlock,
})

const viewUnmet = (unmet: readonly UnmetNeed[]) =>
  unmet.map(({ rule, need, entranceIds }) => ({
    rule,
    need,
    entranceIds: entranceIds.map((id) => asId('entrance', id)),
  }))

interface Seen {
  readonly unmet: readonly UnmetNeed[]
  readonly inside: number | null
}

const view = (zone: RuledZone, { unmet, inside }: Seen): ZoneRulesView => ({
  id: zone.id,
  name: zone.name,
  entranceIds: [...zone.entranceIds],
  revision: zone.revision,
  // In the order of its doors: that of the keys of a JSON column is nobody's.
  leads: zone.entranceIds.flatMap((entranceId) => {
    const leads = zone.rules.leads[entranceId]
    return leads === undefined ? [] : [{ entranceId, leads }]
  }),
  antiPassback: zone.rules.antiPassback,
  interlock: zone.rules.interlock,
  unmet: viewUnmet(unmet),
  inside,
})

const policyOf = async (deps: AccessDeps, call: AskingCall, siteId: RuledZone['siteId']): Promise<Policy> => {
  const site = { organizationId: call.organizationId, siteId }
  return (await rightsAt(deps, site, whenAsked(undefined, deps.world.now()))).policy
}

const findZone = async (transaction: Transaction, call: AskingCall, id: ZoneId): Promise<RuledZone> => {
  const [zone] = await loadRuledZones(transaction, { ids: [id] })
  if (zone === undefined) throw notFound()
  requireSite(call.reach, zone.siteId)
  return zone
}

const requireZone = (deps: AccessDeps, call: AskingCall, id: ZoneId): Promise<RuledZone> =>
  deps.database.transaction(call.organizationId, (transaction) => findZone(transaction, call, id))

const seen = async (
  deps: AccessDeps,
  call: AskingCall,
  zone: RuledZone,
  rules: ZoneRules = zone.rules,
): Promise<Seen> => {
  const policy = await policyOf(deps, call, zone.siteId)
  return deps.database.transaction(call.organizationId, async (transaction) => ({
    unmet: await unmetAt(transaction, zone, rules),
    inside: await readInside(transaction, {
      organizationId: call.organizationId,
      policy,
      zone,
      now: deps.world.now(),
    }),
  }))
}

const zoneRoutes = (deps: AccessDeps) => [
  serve(routes.readDoorRules, async (call) => {
    const { id } = call.params
    const found = await deps.database.transaction(call.organizationId, async (transaction) => {
      const [entrance] = await loadEntrances(transaction, { ids: [id] })
      if (entrance === undefined) throw notFound()
      requireSite(call.reach, entrance.siteId)
      const zones = await loadRuledZones(transaction, { siteIds: [entrance.siteId] })
      return { entrance, zones: zones.filter(({ entranceIds }) => entranceIds.includes(id)) }
    })
    const zones: ZoneRulesView[] = []
    for (const zone of found.zones) zones.push(view(zone, await seen(deps, call, zone)))
    const { siteId, twoPeople } = found.entrance
    return { entranceId: id, siteId, twoPeople: twoPeople ?? null, zones }
  }),
  serve(routes.previewZoneRules, async (call) => {
    const zone = await requireZone(deps, call, call.params.id)
    const rules = rulesOf(call.body)
    requireOwnEntrances(zone, rules)
    const { unmet, inside } = await seen(deps, call, zone, rules)
    return { unmet: viewUnmet(unmet), inside }
  }),
  serve(routes.changeZoneRules, async (call) => {
    const { id } = call.params
    await requireZone(deps, call, id)
    await changeZoneRules(deps, callerOf(call), { id, ifMatch: call.ifMatch, rules: rulesOf(call.body) })
    const zone = await requireZone(deps, call, id)
    call.header('ETag', versionTag(zone.revision))
    return view(zone, await seen(deps, call, zone))
  }),
  serve(routes.forgetInside, async (call) => {
    await requireZone(deps, call, call.params.id)
    return forgetInside(deps, callerOf(call), { id: call.params.id, reason: call.body.reason })
  }),
]

/** Whoever passes freely at this site already is known to those who manage it, and can be counted again. */
const requireReached = async (
  deps: AccessDeps,
  call: AskingCall,
  { personId, siteId }: { readonly personId: PersonId; readonly siteId: SiteId },
): Promise<void> => {
  const known = await deps.database.transaction(call.organizationId, (transaction) =>
    readFreePassages(transaction, deps.world.now(), { personId, siteIds: [siteId] }),
  )
  if (known.length === 0) await requirePeopleWithin(deps, call, [personId])
}

const personRoutes = (deps: AccessDeps) => [
  serve(routes.giveFreePassage, async (call) => {
    requireSite(call.reach, call.body.siteId)
    await requireReached(deps, call, { personId: call.params.id, siteId: call.body.siteId })
    return setFreePassage(deps, callerOf(call), { personId: call.params.id, ...call.body })
  }),
  serve(routes.readFreePassage, async (call) => {
    const found = await deps.database.transaction(call.organizationId, (transaction) =>
      readFreePassages(transaction, deps.world.now(), { personId: call.params.id }),
    )
    const sites = found.filter(({ siteId }) => reachesSite(call.reach, siteId))
    return { sites: sites.map(({ personId: _person, ...one }) => one) }
  }),
  serve(routes.listFreePassages, async (call) => {
    const siteIds = sitesWithin(call.reach, call.query.siteId)
    const found = await deps.database.transaction(call.organizationId, (transaction) =>
      readFreePassages(transaction, deps.world.now(), { siteIds }),
    )
    return {
      data: found.map((one) => ({ ...one, personId: mayReadPeople(call, one.siteId) ? one.personId : null })),
    }
  }),
]

export const ruleEndpoints = (deps: AccessDeps) => [...zoneRoutes(deps), ...personRoutes(deps)]
