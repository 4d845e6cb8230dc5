/** The rules of doors as they go into a snapshot: of each entrance what concerns it, with the instants of its resets. */
import type { StoredDevice } from '@loge/features/equipment/server'
import { offsetAt, type ZoneTable } from '@loge/features/schedules/core'
import { DAY_MS, instant, MINUTE_MS, SECOND_MS, type EntranceId, type Instant } from '@loge/kernel'
import {
  type RuledDoor,
  type SnapshotPassage,
  type SnapshotZone,
  unmetByZone,
  type ZoneRules,
} from '../../core/index.ts'
import type { StoredEntrance } from '../entrance-store.ts'
import type { RuledZone } from './store.ts'

type Settings = Pick<StoredEntrance, 'id' | 'parts' | 'holdOpenScheduleId'>

/** What a rule wants to know of a door. */
export const ruledDoor = (
  { id, parts, holdOpenScheduleId }: Settings,
  devices: ReadonlyMap<string, StoredDevice>,
): RuledDoor => ({
  id,
  roles: new Set(parts.map(({ role }) => role)),
  hasHours: holdOpenScheduleId !== null,
  edges: [...new Set(parts.flatMap(({ deviceId }) => devices.get(deviceId)?.edge_id ?? []))],
})

/** The instants at which a wall clock shows this minute of the day, one a day. */
const instantsOf = (table: ZoneTable, minute: number, { from, until }: Period): readonly Instant[] => {
  const found: Instant[] = []
  for (let day = from; day < until; day = instant(day + DAY_MS)) {
    const local = instant(day + minute * MINUTE_MS)
    const near = instant(local - offsetAt(table, local))
    found.push(instant(local - offsetAt(table, near)))
  }
  return found
}

export interface Period {
  readonly from: Instant
  readonly until: Instant
}

export interface RulesOfSite {
  readonly zones: readonly RuledZone[]
  readonly devices: ReadonlyMap<string, StoredDevice>
  readonly entrances: readonly StoredEntrance[]
  /** `undefined`: the clock of the site is not known, so nothing is forgotten at an hour. */
  readonly clock: ZoneTable | undefined
  readonly period: Period
}

const antiPassbackOf = (
  { antiPassback }: ZoneRules,
  { forgottenAt }: RuledZone,
  { clock, period }: RulesOfSite,
): Pick<SnapshotZone, 'antiPassback'> => {
  if (antiPassback === null) return {}
  const { mode, resetAt } = antiPassback
  const resets = resetAt === null || clock === undefined ? [] : instantsOf(clock, resetAt, period)
  return { antiPassback: { mode, resets, resetsUntil: period.until, forgottenAt } }
}

/**
 * The zones with rules that can be kept: state is kept by each edge, so one that lies on several has none. One without
 * a way out refuses nobody for having gone in.
 */
const zonesInForce = (site: RulesOfSite) => {
  const doors = new Map(site.entrances.map((one) => [one.id, ruledDoor(one, site.devices)]))
  return site.zones.flatMap((zone) => {
    const own = zone.entranceIds.flatMap((id) => doors.get(id) ?? [])
    const unmet = new Set(unmetByZone(zone.rules, own).map(({ need }) => need))
    const rules = unmet.has('leads') ? { ...zone.rules, antiPassback: null } : zone.rules
    if (rules.antiPassback === null && rules.interlock === null) return []
    if (unmet.has('oneEdge')) return []
    const shared = {
      id: zone.id,
      ...antiPassbackOf(rules, zone, site),
      ...(rules.interlock === null ? {} : { interlock: true as const }),
    }
    return [
      { zone, snapshotOf: (id: EntranceId): SnapshotZone => ({ ...shared, leads: rules.leads[id] ?? null }) },
    ]
  })
}

/** Of each entrance what goes into its snapshot. */
export const compileRules = (site: RulesOfSite) => {
  const inForce = zonesInForce(site)
  return ({ id, twoPeople }: StoredEntrance): { readonly passage?: SnapshotPassage } => {
    const zones = inForce
      .filter(({ zone }) => zone.entranceIds.includes(id))
      .map(({ snapshotOf }) => snapshotOf(id))
    const seconds = twoPeople?.withinSeconds
    const forTwo = seconds === undefined ? {} : { twoPeopleWithinMs: seconds * SECOND_MS }
    return zones.length === 0 && seconds === undefined ? {} : { passage: { ...forTwo, zones } }
  }
}
