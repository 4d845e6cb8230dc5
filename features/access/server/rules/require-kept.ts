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

const CANNOT_BE_KEPT =
  'The doors cannot keep this rule. See what each lacks, change that first, or leave the rule out.'

const refuseUnmet = (unmet: readonly UnmetNeed[], detail = CANNOT_BE_KEPT): void => {
  const [first] = unmet
  if (first === undefined) return
  throw new Problem(
    422,
    'rule_cannot_be_kept',
    detail,
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

/** What was so already does not keep anybody from changing something else. */
const newlyUnmet = (
  { rules }: Pick<RuledZone, 'rules'>,
  before: readonly RuledDoor[],
  after: readonly RuledDoor[],
): readonly UnmetNeed[] => {
  const known = new Set(unmetByZone(rules, before).map(({ rule, need }) => `${rule} ${need}`))
  return unmetByZone(rules, after).filter(({ rule, need }) => !known.has(`${rule} ${need}`))
}

const zonesOf = async (
  transaction: Transaction,
  siteId: SiteId,
  id: Door['id'],
): Promise<readonly RuledZone[]> =>
  (await loadRuledZones(transaction, { siteIds: [siteId] })).filter(({ entranceIds }) =>
    entranceIds.includes(id),
  )

/** Nobody is locked out for good: a zone that counts people keeps its ways in and out, or the rule ends first. */
export const requireRulesKeptWithout = async (
  transaction: Transaction,
  { id, siteId }: Pick<StoredEntrance, 'id' | 'siteId'>,
): Promise<void> => {
  for (const zone of await zonesOf(transaction, siteId, id)) {
    const before = await ruledDoors(transaction, zone)
    const after = before.filter((door) => door.id !== id)
    refuseUnmet(
      newlyUnmet(zone, before, after),
      `Without this entrance the zone “${zone.name}” could not keep its rule: who goes in could not come out, or the other way round. Change the rule of the zone first, or remove the zone.`,
    )
  }
}

/** An entrance may not be changed into one that its rules, or those of its zones, cannot stand on. */
export const requireRulesKept = async (
  transaction: Transaction,
  siteId: SiteId,
  door: Door,
): Promise<void> => {
  const devices = await devicesOf(transaction, [door])
  if (door.twoPeople?.withinSeconds !== undefined)
    refuseUnmet(unmetByDoor(ruledDoor(door, devices), NO_ZONE_RULES))
  for (const zone of await zonesOf(transaction, siteId, door.id)) {
    const before = await ruledDoors(transaction, zone)
    refuseUnmet(newlyUnmet(zone, before, await ruledDoors(transaction, zone, door)))
  }
}
