/**
 * A house with every rule a door may have: a car park and a laboratory that count who is inside, an airlock, a vault for
 * two, a shop that opens with the first who comes, a lift. Which rule stands where, and who may enter, is by chance.
 */
import type { SnapshotPassage, SnapshotZone } from '@loge/features/access/core'
import { instant } from '@loge/kernel'
import { RIG_PLAN } from './door-rig.ts'
import { SIMULATION_EPOCH_MS } from './machine.ts'
import type { Chance } from './random.ts'
import {
  plainDoor,
  type Carried,
  type DoorPlan,
  type DoorRules,
  type Dweller,
  type Grant,
  type SitePlan,
  type Version,
} from './rights.ts'

const PEOPLE = 6
const MINUTE = 60_000
/** When everybody is forgotten, by the minute of the story. */
const RESETS_AT = [9, 17, 25, 33].map((minute) => instant(SIMULATION_EPOCH_MS + minute * MINUTE))
const RESETS_UNTIL = instant(SIMULATION_EPOCH_MS + 60 * MINUTE)
/** Of the day, in which the shop opens with the first who comes. */
const SHOP_HOURS = [0.1, 0.4] as const

export const SHOP = 'shop'
export const CAR = 'car'
const NAMES = ['ramp', 'ramp-out', 'gate', 'airlock', 'lab', 'lab-out', 'vault', SHOP] as const
const FLOORS = ['floor-0', 'floor-1', 'floor-2'] as const

const idOf = (name: string): string =>
  `00000000-0000-7000-8000-${String([...NAMES, ...FLOORS].findIndex((own) => own === name)).padStart(12, '0')}`

export const planRuledHouse = (chance: Chance): SitePlan => {
  const blind = new Set<string>(['gate', ...(chance.isTrue(0.5) ? ['vault'] : [])])
  const door = (name: string): DoorPlan => ({
    entranceId: idOf(name),
    externalId: name,
    ...(blind.has(name) ? { hasNoContact: true } : {}),
  })
  const floor = (name: string): DoorPlan => ({ ...door(name), reader: CAR, hasNoContact: true })
  return { ...RIG_PLAN, hearsSmoke: true, doors: [...NAMES.map(door), ...FLOORS.map(floor)] }
}

type Leads = SnapshotZone['leads']

const counting = (chance: Chance, id: string): ((leads: Leads) => SnapshotZone) => {
  const mode = chance.isTrue(0.7) ? ('refused' as const) : ('recorded' as const)
  const resets = chance.isTrue(0.4) ? RESETS_AT : []
  return (leads) => ({
    id,
    leads,
    antiPassback: { mode, resets, resetsUntil: RESETS_UNTIL, forgottenAt: null },
  })
}

const passagesOf = (chance: Chance): Readonly<Record<string, SnapshotPassage>> => {
  const parking = counting(chance, 'parking')
  const lab = counting(chance, 'laboratory')
  const airlock: SnapshotZone = { id: 'airlock', leads: null, interlock: true }
  const forTwo = (probability: number): Pick<SnapshotPassage, 'twoPeopleWithinMs'> =>
    chance.isTrue(probability) ? { twoPeopleWithinMs: chance.pick([15_000, 30_000]) } : {}
  return {
    ramp: { zones: [parking('in')] },
    'ramp-out': { zones: [parking('out')], ...forTwo(0.3) },
    gate: { zones: [parking('in')], ...forTwo(0.3) },
    airlock: { zones: [airlock] },
    lab: { zones: [lab('in'), airlock], ...forTwo(0.3) },
    'lab-out': { zones: [lab('out'), ...(chance.isTrue(0.5) ? [airlock] : [])] },
    vault: { zones: [], ...forTwo(0.9) },
    'floor-2': { zones: [], ...forTwo(0.6) },
  }
}

const grantOf = (chance: Chance, person: string, entranceId: string): Grant => ({
  ref: `${person}-${entranceId.slice(-2)}`,
  to: { person },
  entranceId,
  fromMs: SIMULATION_EPOCH_MS - MINUTE,
  untilMs: null,
  hours: null,
  passesLockdown: chance.isTrue(0.3),
})

export const firstOfRuledHouse = (chance: Chance, { doors }: SitePlan): Version => {
  const passages = passagesOf(chance)
  const refs = Array.from({ length: PEOPLE }, (_, number) => `person-${number}`)
  return {
    madeAtMs: SIMULATION_EPOCH_MS - MINUTE,
    people: refs.map(
      (ref, number): Dweller => ({
        ref,
        suspended: number === PEOPLE - 1,
        homes: [],
        ...(number === 0 && chance.isTrue(0.7) ? { freeToPass: true } : {}),
      }),
    ),
    carried: refs.map(
      (ref, number): Carried => ({
        ref: `card-${number}`,
        owner: ref,
        kind: 'card',
        value: `04AB${String(number).padStart(6, '0')}`,
        lost: false,
      }),
    ),
    grants: refs.flatMap((ref) =>
      doors.filter(() => chance.isTrue(0.8)).map(({ entranceId }) => grantOf(chance, ref, entranceId)),
    ),
    doors: doors.map(({ entranceId, externalId }): DoorRules => {
      const passage = passages[externalId]
      return {
        ...plainDoor(entranceId),
        ...(passage === undefined ? {} : { passage }),
        ...(externalId === SHOP ? { openHours: SHOP_HOURS, opensForTheFirst: true } : {}),
      }
    }),
  }
}

export type Change = 'forget' | 'mode' | 'order' | 'end'

type AntiPassback = NonNullable<SnapshotZone['antiPassback']>

const countedOtherwise = (
  version: Version,
  zoneId: string,
  change: (settled: AntiPassback) => AntiPassback,
): Version => ({
  ...version,
  doors: version.doors.map((door): DoorRules => {
    const { passage } = door
    if (passage === undefined) return door
    const zones = passage.zones.map((zone) =>
      zone.id === zoneId && zone.antiPassback !== undefined
        ? { ...zone, antiPassback: change(zone.antiPassback) }
        : zone,
    )
    return { ...door, passage: { ...passage, zones } }
  }),
})

/** What is ordered for a door, or settled for a zone, changes. */
export const changeRuledHouse = (
  chance: Chance,
  before: Version,
  { act, atMs }: { readonly act: Change; readonly atMs: number },
): Version => {
  const version = { ...before, madeAtMs: atMs }
  const zoneId = chance.pick(['parking', 'laboratory'])
  const chosen = chance.pick(version.doors)
  const kind = chance.pick(['lockdown', 'lockdown', 'evacuation'] as const)
  const order = { ref: `order at ${atMs}`, kind, fromMs: atMs, untilMs: atMs + 24 * 60 * MINUTE }
  switch (act) {
    // A person says that nobody is counted inside from now on.
    case 'forget':
      return countedOtherwise(version, zoneId, (settled) => ({ ...settled, forgottenAt: instant(atMs) }))
    case 'mode':
      return countedOtherwise(version, zoneId, (settled) => ({
        ...settled,
        mode: settled.mode === 'refused' ? 'recorded' : 'refused',
      }))
    case 'order':
      return {
        ...version,
        doors: version.doors.map((door) => (door === chosen ? { ...door, emergencies: [order] } : door)),
      }
    case 'end':
      return { ...version, doors: version.doors.map((door) => ({ ...door, emergencies: [] })) }
  }
}
