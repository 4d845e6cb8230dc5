/** Creates, changes, closes and removes entrances. A change adds a version; nothing is overwritten. */
import type { Location } from '@loge/features/places/core'
import { findPlace, locate } from '@loge/features/places/server'
import { compileForSite } from '@loge/features/schedules/server'
import { Problem, requireVersion } from '@loge/http'
import { instant, newId, SECOND_MS, type EntranceId, type ScheduleId, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { accessFacts } from '../core/index.ts'
import type { EntranceInput } from '../wire.ts'
import { requireParts } from './accept-parts.ts'
import type { AccessDeps, Asker } from './deps.ts'
import {
  addEntranceVersion,
  type EntranceDefinition,
  loadEntrances,
  lockEntrance,
  setEntranceLocation,
  type StoredEntrance,
} from './entrance-store.ts'
import { requireNoFire } from './emergency/fire-holds.ts'
import { requireDistinctPlates } from './look-alikes.ts'
import { loadHouseRules } from './house/store.ts'
import { record } from './record.ts'
import { requireRulesKept, requireRulesKeptWithout } from './rules/require-kept.ts'
import { raiseSnapshotVersion } from './snapshot-version.ts'
import type { AccessTables } from './tables.ts'

export const notFound = (): Problem => new Problem(404, 'not_found', 'There is no such thing here.')

/** The schedules exist and have the effect that is needed here. */
export const requireSchedules = async (
  transaction: Transaction,
  deps: AccessDeps,
  siteId: SiteId,
  wanted: { readonly ids: readonly ScheduleId[]; readonly effect: 'allow' | 'holdOpen' },
): Promise<void> => {
  const site = await findPlace(transaction, 'site', siteId)
  if (site === undefined) throw notFound()
  const ids = [...new Set(wanted.ids)]
  if (ids.length === 0) return
  const now = deps.world.now()
  const found = await compileForSite(transaction, site, { ids, now, from: now, until: instant(now + 1) })
  if (found.filter(({ effect }) => effect === wanted.effect).length === ids.length) return
  throw new Problem(
    422,
    'schedule_unknown',
    'A schedule does not exist, or is of the other kind. Choose one that says when people may enter, or when the door stays open.',
  )
}

const definitionOf = (input: EntranceDefinition): EntranceDefinition => ({
  name: input.name,
  number: input.number,
  kind: input.kind,
  parts: input.parts,
  unlockMs: input.unlockMs,
  heldOpenMs: input.heldOpenMs,
  failMode: input.failMode,
  accepts: input.accepts,
  takesLookAlikes: input.takesLookAlikes === true,
  holdOpenScheduleId: input.holdOpenScheduleId,
  holdsAfterEntry: input.holdsAfterEntry === true,
  twoPeople: input.twoPeople ?? null,
  ...(input.fireOverAt === undefined ? {} : { fireOverAt: input.fireOverAt }),
})

const readEntrance = async (transaction: Transaction, id: EntranceId): Promise<StoredEntrance> => {
  const [entrance] = await loadEntrances(transaction, { ids: [id] })
  if (entrance === undefined) throw notFound()
  return entrance
}

const holdOpenIds = ({ holdOpenScheduleId }: EntranceInput): readonly ScheduleId[] =>
  holdOpenScheduleId === null ? [] : [holdOpenScheduleId]

export type NewEntrance = Omit<EntranceInput, 'unlockMs' | 'heldOpenMs'> & {
  readonly siteId: SiteId
  readonly unlockMs?: number | undefined
  readonly heldOpenMs?: number | undefined
}

/** What is not said of a new door is as the house settled it. */
const withHouseRules = async (transaction: Transaction, given: NewEntrance) => {
  const { rules } = await loadHouseRules(transaction, given.siteId)
  return {
    ...given,
    unlockMs: given.unlockMs ?? rules.unlockSeconds * SECOND_MS,
    heldOpenMs: given.heldOpenMs ?? rules.heldOpenSeconds * SECOND_MS,
  }
}

export const createEntrance = (deps: AccessDeps, asker: Asker, given: NewEntrance): Promise<StoredEntrance> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { siteId } = given
    const input = await withHouseRules(transaction, given)
    await requireSchedules(transaction, deps, siteId, { ids: holdOpenIds(input), effect: 'holdOpen' })
    const location = await locate(transaction, siteId, input.location)
    const { organizationId } = asker
    await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
    await requireParts(transaction, { siteId, kind: input.kind, parts: input.parts })
    if (input.takesLookAlikes === true) await requireDistinctPlates(transaction, siteId, deps.world.now())
    const id = newId(deps.world, 'entrance')
    await requireRulesKept(transaction, siteId, { ...input, id })
    const now = deps.world.now()
    await transaction
      .$extendTables<AccessTables>()
      .insertInto('entrance')
      .values({
        organization_id: organizationId,
        id,
        site_id: siteId,
        created_at: new Date(now),
        removed_at: null,
      })
      .execute()
    const definition = definitionOf(input)
    await addEntranceVersion(transaction, {
      organizationId,
      id,
      revision: 1,
      definition,
      lockedDown: false,
      validFrom: now,
    })
    await setEntranceLocation(transaction, { organizationId, id }, location)
    await record(transaction, deps, asker, {
      fact: accessFacts.entranceCreated,
      siteId,
      entranceId: id,
      payload: {},
    })
    return readEntrance(transaction, id)
  })

const lockCurrent = async (transaction: Transaction, id: EntranceId): Promise<StoredEntrance> => {
  const entrance = await lockEntrance(transaction, id)
  if (entrance === undefined) throw notFound()
  return entrance
}

type Described = EntranceDefinition & { readonly location: Location }

const fieldsThatChanged = (before: Described, after: Described): readonly string[] =>
  Object.entries(after)
    .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof Described]))
    .map(([field]) => field)

export interface EntranceChange {
  readonly id: EntranceId
  readonly ifMatch: string | undefined
}

export const changeEntrance = (
  deps: AccessDeps,
  asker: Asker,
  { id, ifMatch, input }: EntranceChange & { readonly input: EntranceInput },
): Promise<StoredEntrance> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId } = asker
    const current = await lockCurrent(transaction, id)
    requireVersion(ifMatch, current.revision)
    const { siteId, lockedDown } = current
    await requireSchedules(transaction, deps, siteId, { ids: holdOpenIds(input), effect: 'holdOpen' })
    const definition = definitionOf({ ...input, fireOverAt: current.fireOverAt })
    const location = await locate(transaction, siteId, input.location)
    const fields = fieldsThatChanged(current, { ...definition, location })
    if (fields.length === 0) return current
    await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
    await requireNoFire(transaction, organizationId, [{ entrance: current, parts: input.parts }])
    await requireParts(transaction, { siteId, kind: input.kind, parts: input.parts, current })
    if (input.takesLookAlikes === true && current.takesLookAlikes !== true)
      await requireDistinctPlates(transaction, siteId, deps.world.now())
    await requireRulesKept(transaction, siteId, { ...input, id })
    const revision = current.revision + 1
    await addEntranceVersion(transaction, {
      organizationId,
      id,
      revision,
      definition,
      lockedDown,
      validFrom: deps.world.now(),
    })
    await setEntranceLocation(transaction, { organizationId, id }, location)
    await record(transaction, deps, asker, {
      fact: accessFacts.entranceChanged,
      siteId,
      entranceId: id,
      payload: { fields },
    })
    return readEntrance(transaction, id)
  })

export const removeEntrance = (
  deps: AccessDeps,
  asker: Asker,
  { id, ifMatch }: EntranceChange,
): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const entrance = await lockCurrent(transaction, id)
    const { siteId, revision } = entrance
    requireVersion(ifMatch, revision)
    await raiseSnapshotVersion(transaction, deps, asker.organizationId, siteId)
    await requireNoFire(transaction, asker.organizationId, [{ entrance, parts: [] }])
    await requireRulesKeptWithout(transaction, { id, siteId })
    const tables = transaction.$extendTables<AccessTables>()
    const removedAt = new Date(deps.world.now())
    await tables.updateTable('entrance').set({ removed_at: removedAt }).where('id', '=', id).execute()
    await tables.deleteFrom('entrance_location').where('entrance_id', '=', id).execute()
    await record(transaction, deps, asker, {
      fact: accessFacts.entranceRemoved,
      siteId,
      entranceId: id,
      payload: {},
    })
    return undefined
  })

/** Locks an entrance down or releases it; doing it twice is doing it once. */
export const setLockDown = (
  deps: AccessDeps,
  asker: Asker,
  {
    id,
    lockedDown,
    reason,
  }: { readonly id: EntranceId; readonly lockedDown: boolean; readonly reason: string },
): Promise<StoredEntrance> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId } = asker
    const current = await lockCurrent(transaction, id)
    if (current.lockedDown === lockedDown) return current
    const { siteId } = current
    await addEntranceVersion(transaction, {
      organizationId,
      id,
      revision: current.revision + 1,
      definition: definitionOf(current),
      lockedDown,
      reason,
      validFrom: deps.world.now(),
    })
    await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
    const fact = lockedDown ? accessFacts.entranceLockedDown : accessFacts.entranceReleased
    await record(transaction, deps, asker, { fact, siteId, entranceId: id, payload: {} })
    return readEntrance(transaction, id)
  })
