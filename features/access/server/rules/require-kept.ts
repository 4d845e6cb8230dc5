/** Refuses what the doors of a rule could not keep: a promise that nobody keeps is worse than none. */
import { loadDevices, type StoredDevice } from '@loge/features/equipment/server'
import { Problem } from '@loge/http'
import type { SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import {
  NO_ZONE_RULES,
  type RuledDoor,
  unmetByDoor,
  unmetByZone,
  type UnmetNeed,
  type ZoneRules,
} from '../../core/index.ts'
import { type EntranceDefinition, loadEntrances, type StoredEntrance } from '../entrance-store.ts'
import { ruledDoor } from './compile-rules.ts'
import { loadRuledZones, type RuledZone } from './store.ts'

type Door = Pick<StoredEntrance, 'id'> &
  Pick<EntranceDefinition, 'parts' | 'holdOpenScheduleId' | 'twoPeople'>

const devicesOf = async (
  transaction: Transaction,
  doors: readonly Door[],
): Promise<ReadonlyMap<string, StoredDevice>> => {
  const ids = [...new Set(doors.flatMap(({ parts }) => parts.map(({ deviceId }) => deviceId)))]
  const devices = ids.length === 0 ? [] : await loadDevices(transaction, { ids })
  return new Map(devices.map((device) => [device.id, device]))
}

const refuseUnmet = (unmet: readonly UnmetNeed[]): void => {
  const [first] = unmet
  if (first === undefined) return
  throw new Problem(
    422,
    'rule_cannot_be_kept',
    'The doors cannot keep this rule. See what each lacks, change that first, or leave the rule out.',
    unmet.map(({ rule, need }) => ({
      pointer: `/${rule}`,
      code: need,
      message: `The rule ${rule} needs ${need}.`,
    })),
  )
}

const ruledDoors = async (
  transaction: Transaction,
  zone: Pick<RuledZone, 'siteId' | 'entranceIds'>,
  instead?: Door,
): Promise<readonly RuledDoor[]> => {
  const stored = await loadEntrances(transaction, { ids: zone.entranceIds, siteIds: [zone.siteId] })
  const doors = stored.map((door): Door => (door.id === instead?.id ? instead : door))
  const devices = await devicesOf(transaction, doors)
  return doors.map((door) => ruledDoor(door, devices))
}

/** What stands in the way of these rules at the doors of a zone. */
export const unmetAt = async (
  transaction: Transaction,
  zone: Pick<RuledZone, 'siteId' | 'entranceIds'>,
  rules: ZoneRules,
): Promise<readonly UnmetNeed[]> => unmetByZone(rules, await ruledDoors(transaction, zone))

export const requireZoneRules = async (
  transaction: Transaction,
  zone: RuledZone,
  rules: ZoneRules,
): Promise<void> => refuseUnmet(await unmetAt(transaction, zone, rules))

/** An entrance may not be changed into one that its rules, or those of its zones, cannot stand on. */
export const requireRulesKept = async (
  transaction: Transaction,
  siteId: SiteId,
  door: Door,
): Promise<void> => {
  const devices = await devicesOf(transaction, [door])
  if (door.twoPeople?.withinSeconds !== undefined)
    refuseUnmet(unmetByDoor(ruledDoor(door, devices), NO_ZONE_RULES))
  const zones = await loadRuledZones(transaction, { siteIds: [siteId] })
  for (const zone of zones.filter(({ entranceIds }) => entranceIds.includes(door.id))) {
    const before = await ruledDoors(transaction, zone)
    const known = new Set(unmetByZone(zone.rules, before).map(({ rule, need }) => `${rule} ${need}`))
    const after = unmetByZone(zone.rules, await ruledDoors(transaction, zone, door))
    // What was so already does not keep anybody from changing something else.
    refuseUnmet(after.filter(({ rule, need }) => !known.has(`${rule} ${need}`)))
  }
}
