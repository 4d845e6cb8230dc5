/** Settles the rules of a site. A change adds a version; doing it twice is doing it once. */
import { findPlace } from '@loge/features/places/server'
import { requireVersion } from '@loge/http'
import type { SiteId } from '@loge/kernel'
import { accessFacts, changedRules, type HouseRules } from '../../core/index.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { notFound } from '../keep-entrance.ts'
import { record } from '../record.ts'
import { raiseSnapshotVersion } from '../snapshot-version.ts'
import { addHouseVersion, loadHouseRules } from './store.ts'

interface Change {
  readonly siteId: SiteId
  readonly ifMatch: string | undefined
  readonly rules: HouseRules
}

export const changeHouseRules = (
  deps: AccessDeps,
  asker: Asker,
  { siteId, ifMatch, rules }: Change,
): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId, actor } = asker
    if ((await findPlace(transaction, 'site', siteId)) === undefined) throw notFound()
    // First, because it lets one change of a site after the other.
    await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
    const before = await loadHouseRules(transaction, siteId)
    requireVersion(ifMatch, before.revision)
    const changed = changedRules(before.rules, rules)
    if (changed.length === 0) return undefined
    const version = { organizationId, siteId, rules, changedBy: actor, validFrom: deps.world.now() }
    await addHouseVersion(transaction, { ...version, revision: before.revision + 1 })
    await record(transaction, deps, asker, {
      fact: accessFacts.houseRulesChanged,
      siteId,
      payload: { rules: changed },
    })
    return undefined
  })
