/** The routes of the house rules, joined to what answers them. */
import { accountNames, namesKnownTo } from '@loge/features/accounts/server'
import { callerOf, findPlace } from '@loge/features/places/server'
import { serve, versionTag } from '@loge/http'
import type { AccountId, SiteId } from '@loge/kernel'
import { changedRules, completeRules } from '../../core/index.ts'
import { houseRoutes as routes, type HouseRulesView } from '../../house-wire.ts'
import { viewActor } from '../changes/view-actor.ts'
import type { AccessDeps } from '../deps.ts'
import { notFound } from '../keep-entrance.ts'
import { type AskingCall, requireSite } from '../reach.ts'
import { changeHouseRules } from './keep-house-rules.ts'
import { loadHouseVersions, type StoredRules } from './store.ts'

/** What one reads of the past at once; the log holds the rest. */
const MOST_CHANGES = 20

const differences = (after: StoredRules, before: Pick<StoredRules, 'rules'>) =>
  changedRules(before.rules, after.rules).map((rule) => ({
    rule,
    from: before.rules[rule],
    to: after.rules[rule],
  }))

const read = ({ database }: AccessDeps, call: AskingCall, siteId: SiteId): Promise<HouseRulesView> =>
  database.transaction(call.organizationId, async (transaction) => {
    if ((await findPlace(transaction, 'site', siteId)) === undefined) throw notFound()
    const versions = await loadHouseVersions(transaction, siteId, MOST_CHANGES + 1)
    const accounts = versions.flatMap(({ changedBy }) =>
      changedBy.kind === 'account' ? [changedBy.id as AccountId] : [],
    )
    const names = namesKnownTo(call, siteId, await accountNames(transaction, call.organizationId, accounts))
    const usual = { rules: completeRules() }
    return {
      siteId,
      revision: versions[0]?.revision ?? 0,
      rules: (versions[0] ?? usual).rules,
      changes: versions.slice(0, MOST_CHANGES).map((version, index) => ({
        revision: version.revision,
        at: version.since,
        by: viewActor(version.changedBy, names),
        changed: differences(version, versions[index + 1] ?? usual),
      })),
    }
  })

export const houseEndpoints = (deps: AccessDeps) => [
  serve(routes.readHouseRules, async (call) => {
    requireSite(call.reach, call.params.id)
    const rules = await read(deps, call, call.params.id)
    call.header('ETag', versionTag(rules.revision))
    return rules
  }),
  serve(routes.changeHouseRules, async (call) => {
    const { id: siteId } = call.params
    requireSite(call.reach, siteId)
    await changeHouseRules(deps, callerOf(call), { siteId, ifMatch: call.ifMatch, rules: call.body })
    const rules = await read(deps, call, siteId)
    call.header('ETag', versionTag(rules.revision))
    return rules
  }),
]
