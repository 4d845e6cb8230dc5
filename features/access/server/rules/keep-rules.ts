/** Settles the rules of a zone, and forgets who is counted inside. A change adds a version; nothing is overwritten. */
import { Problem, requireVersion } from '@loge/http'
import type { ZoneId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { accessFacts, type ForgetReason, PASSAGE_RULE_NAMES, type ZoneRules } from '../../core/index.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { notFound } from '../keep-entrance.ts'
import { record } from '../record.ts'
import { raiseSnapshotVersion } from '../snapshot-version.ts'
import { requireZoneRules } from './require-kept.ts'
import { addZoneRules, lockZone, type RuledZone } from './store.ts'

interface Change {
  readonly id: ZoneId
  readonly ifMatch: string | undefined
  readonly rules: ZoneRules
}

export const requireOwnEntrances = ({ entranceIds }: RuledZone, { leads }: ZoneRules): void => {
  const own = new Set<string>(entranceIds)
  if (Object.keys(leads).every((id) => own.has(id))) return
  throw new Problem(
    422,
    'entrance_unknown',
    'An entrance does not belong to this zone. Choose entrances of the zone.',
  )
}

const locked = async (transaction: Transaction, id: ZoneId): Promise<RuledZone> => {
  const zone = await lockZone(transaction, id)
  if (zone === undefined) throw notFound()
  return zone
}

export const changeZoneRules = (
  deps: AccessDeps,
  asker: Asker,
  { id, ifMatch, rules }: Change,
): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId } = asker
    const zone = await locked(transaction, id)
    requireVersion(ifMatch, zone.revision)
    requireOwnEntrances(zone, rules)
    await raiseSnapshotVersion(transaction, deps, organizationId, zone.siteId)
    await requireZoneRules(transaction, zone, rules)
    const { entranceIds } = zone
    const revision = zone.revision + 1
    const validFrom = deps.world.now()
    // Who went in or out before it counted was not seen, or long ago: a count begins with nobody inside.
    const begins = zone.rules.antiPassback === null && rules.antiPassback !== null
    const forgottenAt = begins ? validFrom : zone.forgottenAt
    await addZoneRules(transaction, {
      organizationId,
      id,
      revision,
      rules,
      forgottenAt,
      entranceIds,
      validFrom,
    })
    const standing = PASSAGE_RULE_NAMES.filter((rule) => rule !== 'twoPeople' && rules[rule] !== null)
    await record(transaction, deps, asker, {
      fact: accessFacts.zoneRulesChanged,
      siteId: zone.siteId,
      payload: { zoneId: id, rules: standing },
    })
    return undefined
  })

export const forgetInside = (
  deps: AccessDeps,
  asker: Asker,
  { id, reason }: { readonly id: ZoneId; readonly reason: ForgetReason },
): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId } = asker
    const { rules, siteId, entranceIds, revision: before } = await locked(transaction, id)
    if (rules.antiPassback === null) return undefined
    const now = deps.world.now()
    const revision = before + 1
    const version = { organizationId, id, rules, revision, entranceIds, forgottenAt: now, validFrom: now }
    await addZoneRules(transaction, version)
    await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
    await record(transaction, deps, asker, {
      fact: accessFacts.zoneForgotten,
      siteId,
      payload: { zoneId: id, reason },
    })
    return undefined
  })
