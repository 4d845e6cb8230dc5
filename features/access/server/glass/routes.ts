/** The routes of keys behind glass, joined to what answers them. */
import { accountNames } from '@loge/features/accounts/server'
import { callerOf } from '@loge/features/places/server'
import { Problem, serve, type Principal } from '@loge/http'
import type { GlassBreakId, GlassKeyId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { isBrokenAt } from '../../core/index.ts'
import { type GlassBreakView, type GlassKeyView, glassRoutes as routes } from '../../glass-wire.ts'
import type { AccessDeps } from '../deps.ts'
import { tellDoors } from '../emergency/routes.ts'
import { loadEntrances } from '../entrance-store.ts'
import { notFound } from '../keep-entrance.ts'
import { listPlacements } from '../placements.ts'
import { loadProfiles } from '../profile-store.ts'
import { type AskingCall, requireSite, sitesWithin } from '../reach.ts'
import { breakGlass, closeGlass, reviewGlass } from './break-glass.ts'
import { giveKey, withdrawKey } from './keep-keys.ts'
import { loadBreaks, loadKeys, type StoredBreak, type StoredKey } from './store.ts'

const accountOf = (principal: Principal) => {
  if (principal.kind === 'account') return principal
  throw new Problem(403, 'account_required', 'This is for a person signed in, not for an API key.')
}

type Asking = Pick<AskingCall, 'organizationId'>

const viewKeys = async (
  transaction: Transaction,
  { organizationId }: Asking,
  keys: readonly StoredKey[],
): Promise<GlassKeyView[]> => {
  const siteIds: readonly SiteId[] = [...new Set(keys.map(({ siteId }) => siteId))]
  const ids = keys.map(({ accessProfileId }) => accessProfileId)
  const profiles = new Map((await loadProfiles(transaction, { ids })).map((one) => [one.id, one]))
  const entrances = keys.length === 0 ? [] : await loadEntrances(transaction, { siteIds })
  const people = keys.map(({ accountId }) => accountId)
  const names = await accountNames(transaction, organizationId, people)
  return keys.map((key) => {
    const profile = profiles.get(key.accessProfileId)
    const here = entrances.filter(({ siteId }) => siteId === key.siteId)
    const opened = new Set(profile?.lines.flatMap(({ entranceIds }) => entranceIds) ?? [])
    return {
      id: key.id,
      siteId: key.siteId,
      accountId: key.accountId,
      accessProfileId: key.accessProfileId,
      forMinutes: key.forMinutes,
      showsNames: key.showsNames,
      validUntil: key.validUntil,
      reason: key.reason,
      givenAt: key.givenAt,
      personName: names.get(key.accountId) ?? '',
      profileName: profile?.name ?? '',
      opens: here.filter(({ id }) => opened.has(id)).length,
      entrances: here.length,
      passesLockdown: profile?.passesLockdown === true,
    }
  })
}

const viewBreaks = async (
  transaction: Transaction,
  deps: AccessDeps,
  { organizationId }: Asking,
  taken: readonly StoredBreak[],
): Promise<GlassBreakView[]> => {
  const now = deps.world.now()
  const siteIds = [...new Set(taken.map(({ siteId }) => siteId))]
  const placements = await listPlacements(transaction, siteIds, now)
  const people = taken.flatMap(({ accountId, reviewedBy }) => [
    accountId,
    ...(reviewedBy === null ? [] : [reviewedBy]),
  ])
  const names = await accountNames(transaction, organizationId, people)
  return taken.map((one) => ({
    id: one.id,
    glassKeyId: one.glassKeyId,
    siteId: one.siteId,
    accountId: one.accountId,
    personName: names.get(one.accountId) ?? '',
    reason: one.reason,
    brokenAt: one.brokenAt,
    until: one.until,
    closedAt: one.closedAt,
    stands: isBrokenAt(one, now),
    showsNames: one.delegationId !== null,
    review:
      one.reviewedAt === null
        ? null
        : {
            at: one.reviewedAt,
            // Who it was may be over before the opening is.
            by: one.reviewedBy === null ? '' : (names.get(one.reviewedBy) ?? ''),
            conclusion: one.conclusion ?? '',
          },
    atDoors: tellDoors({ siteId: one.siteId, version: one.version, endedVersion: null }, placements),
  }))
}

const inOne = <Answer>(
  deps: AccessDeps,
  { organizationId }: Asking,
  work: (transaction: Transaction) => Promise<Answer>,
): Promise<Answer> => deps.database.transaction(organizationId, work)

const shownBreak = (deps: AccessDeps, call: Asking, taken: StoredBreak): Promise<GlassBreakView> =>
  inOne(deps, call, async (transaction) => {
    const [view] = await viewBreaks(transaction, deps, call, [taken])
    if (view === undefined) throw notFound()
    return view
  })

const findKey = async (deps: AccessDeps, call: AskingCall, id: GlassKeyId): Promise<StoredKey> => {
  const [key] = await inOne(deps, call, (transaction) => loadKeys(transaction, { ids: [id] }))
  if (key === undefined) throw notFound()
  requireSite(call.reach, key.siteId)
  return key
}

const readBreak = async (deps: AccessDeps, call: Asking, id: GlassBreakId): Promise<StoredBreak> => {
  const [taken] = await inOne(deps, call, (transaction) => loadBreaks(transaction, { ids: [id] }))
  if (taken === undefined) throw notFound()
  return taken
}

const findBreak = async (deps: AccessDeps, call: AskingCall, id: GlassBreakId): Promise<StoredBreak> => {
  const taken = await readBreak(deps, call, id)
  requireSite(call.reach, taken.siteId)
  return taken
}

const managing = (deps: AccessDeps) => [
  serve(routes.listGlassKeys, (call) =>
    inOne(deps, call, async (transaction) => ({
      data: await viewKeys(
        transaction,
        call,
        await loadKeys(transaction, { siteIds: sitesWithin(call.reach, undefined) }),
      ),
    })),
  ),
  serve(routes.giveGlassKey, async (call) => {
    requireSite(call.reach, call.body.siteId)
    const giverId = accountOf(call.principal).accountId
    const key = await giveKey(deps, { ...callerOf(call), giverId }, call.body)
    const [view] = await inOne(deps, call, (transaction) => viewKeys(transaction, call, [key]))
    if (view === undefined) throw notFound()
    return view
  }),
  serve(routes.withdrawGlassKey, async (call) =>
    withdrawKey(deps, callerOf(call), await findKey(deps, call, call.params.id)),
  ),
  serve(routes.listGlassBreaks, (call) =>
    inOne(deps, call, async (transaction) => {
      const which = { siteIds: sitesWithin(call.reach, undefined), limit: call.query.limit }
      return { data: await viewBreaks(transaction, deps, call, await loadBreaks(transaction, which)) }
    }),
  ),
  serve(routes.closeGlass, async (call) => {
    const taken = await findBreak(deps, call, call.params.id)
    return shownBreak(deps, call, await closeGlass(deps, callerOf(call), taken))
  }),
  serve(routes.reviewGlassBreak, async (call) => {
    const reviewer = accountOf(call.principal)
    const taken = await findBreak(deps, call, call.params.id)
    const review = { conclusion: call.body.conclusion, reviewer }
    return shownBreak(deps, call, await reviewGlass(deps, callerOf(call), taken, review))
  }),
]

const own = (deps: AccessDeps) => [
  serve(routes.ownGlassKeys, (call) =>
    inOne(deps, call, async (transaction) => {
      const { principal } = call
      if (principal.kind !== 'account') return { data: [] }
      const at = deps.world.now()
      const all = await loadKeys(transaction, { accountId: principal.accountId })
      const keys = all.filter(({ validUntil }) => at < validUntil)
      const open = await loadBreaks(transaction, { keyIds: keys.map(({ id }) => id), openAt: at })
      const taken = await viewBreaks(transaction, deps, call, open)
      return {
        data: (await viewKeys(transaction, call, keys)).map((key) => ({
          ...key,
          taken: taken.find(({ glassKeyId }) => glassKeyId === key.id) ?? null,
        })),
      }
    }),
  ),
  serve(routes.breakGlass, async (call) => {
    const { accountId } = accountOf(call.principal)
    const breaking = { id: call.params.id, accountId, reason: call.body.reason }
    return shownBreak(deps, call, await breakGlass(deps, callerOf(call), breaking))
  }),
  serve(routes.giveBackGlass, async (call) => {
    const taken = await readBreak(deps, call, call.params.id)
    if (taken.accountId !== accountOf(call.principal).accountId) throw notFound()
    return shownBreak(deps, call, await closeGlass(deps, callerOf(call), taken))
  }),
]

export const glassEndpoints = (deps: AccessDeps) => [...managing(deps), ...own(deps)]
