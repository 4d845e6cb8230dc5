/** Once devices announced themselves: adopts them, joins each door's parts to an entrance, and gives everyone their rights. */
import { likelyRole } from '@loge/features/access/core'
import {
  type AccessDeps,
  createCredential,
  createEntrance,
  createProfile,
  grantAccess,
  makeLift,
} from '@loge/features/access/server'
import type { EquipmentKind } from '@loge/features/equipment/core'
import {
  adoptDevice,
  type EquipmentDeps,
  loadDevices,
  type StoredDevice,
} from '@loge/features/equipment/server'
import type { Location } from '@loge/features/places/core'
import type { Caller } from '@loge/features/places/server'
import { createSchedule } from '@loge/features/schedules/server'
import type { AccessProfileId, DeviceId, EntranceId, PersonId, ScheduleId } from '@loge/kernel'
import { componentKeyOf, externalIdOf } from '../discovery.ts'
import { SMOKE } from '../equipment/detector.ts'
import { KEYPAD } from '../equipment/hall.ts'
import type { Platform } from '../equipment/equipment.ts'
import { relayOf } from '../equipment/lift.ts'
import {
  LEVELS,
  type Residence,
  type SimulatedEntrance,
  type SimulatedEquipment,
  type SimulatedLift,
  type SimulatedPlace,
} from '../residence.ts'
import type { MovedIn } from './move-in.ts'

export interface Installer {
  readonly deps: AccessDeps & EquipmentDeps
  readonly caller: Caller
  readonly residence: Residence
  readonly movedIn: MovedIn
}

const KINDS: Readonly<Record<SimulatedEquipment['kind'], EquipmentKind>> = {
  intercom: 'intercom',
  washer: 'machine',
  dryer: 'machine',
  terminal: 'machine',
  parcelLockers: 'parcelLockers',
  letterboxes: 'letterboxes',
  noticeBoard: 'noticeBoard',
  detector: 'sensor',
}

/** What is announced so far, by external id. */
export const announcedDevices = async ({
  deps,
  caller,
  movedIn,
}: Installer): Promise<ReadonlyMap<string, StoredDevice>> => {
  const devices = await deps.database.transaction(caller.organizationId, (transaction) =>
    loadDevices(transaction, { siteId: movedIn.siteId }),
  )
  return new Map(devices.map((device) => [device.external_id, device]))
}

/** The external ids of everything the residence has. */
export const expectedIds = ({ entrances, lifts, equipment }: Residence): readonly string[] =>
  [...entrances, ...lifts, ...equipment].map(({ key }) => externalIdOf(key))

const adopt = async (
  { deps, caller }: Pick<Installer, 'deps' | 'caller'>,
  device: StoredDevice | undefined,
  placing: { readonly name: string; readonly kind: EquipmentKind; readonly location: Location },
): Promise<void> => {
  if (device?.state === 'to_be_adopted') await adoptDevice(deps, caller, device.id, placing)
}

/** A staircase by its building; the ground floor unless it is below. */
const locationIn = (
  { movedIn }: Pick<Installer, 'movedIn'>,
  { staircase, level, area }: SimulatedPlace,
): Location => {
  const building = staircase === null ? undefined : movedIn.buildings.get(staircase)
  const floorId = building?.floors.get(level) ?? null
  return { buildingId: building?.id ?? null, floorId, unitId: null, area: area?.fr ?? null }
}

/** A part of an entrance that is equipment of its own. */
interface PartBeside {
  readonly role: 'fireInput' | 'reader'
  readonly deviceId: DeviceId
  readonly componentKey: string
}

/** Its fire input, and the panel with its keypad. */
const partsBesideOf = (
  { residence }: Pick<Installer, 'residence'>,
  { key }: SimulatedEntrance,
  devices: ReadonlyMap<string, StoredDevice>,
): readonly PartBeside[] =>
  residence.equipment.flatMap((one) => {
    const device = one.unlocks.includes(key) ? devices.get(externalIdOf(one.key)) : undefined
    if (device === undefined) return []
    const [role, component] =
      one.kind === 'detector' ? (['fireInput', SMOKE] as const) : (['reader', KEYPAD] as const)
    return [{ role, deviceId: device.id, componentKey: componentKeyOf(one.key, component) }]
  })

/** Adopts a door that announced itself and joins its parts to a new entrance. */
export const installDoor = async (
  installer: Pick<Installer, 'deps' | 'caller' | 'movedIn'>,
  entrance: SimulatedEntrance,
  device: StoredDevice,
  beside: readonly PartBeside[] = [],
): Promise<EntranceId> => {
  const { deps, caller, movedIn } = installer
  const location = locationIn(installer, entrance.place)
  await adopt(installer, device, { name: entrance.name.fr, kind: 'door', location })
  const parts = device.components.flatMap((component) => {
    const role = likelyRole(component)
    return role === undefined ? [] : [{ role, deviceId: device.id, componentKey: component.key }]
  })
  const made = await createEntrance(deps, caller, {
    siteId: movedIn.siteId,
    location: locationIn(installer, entrance.place),
    name: entrance.name.fr,
    number: String(entrance.number),
    kind: 'common',
    parts: [...parts, ...beside],
    unlockMs: entrance.unlockMs,
    heldOpenMs: entrance.heldOpenMs,
    failMode: 'secure',
    accepts: ['card', 'pin', 'qr', 'mobileKey', ...(entrance.readsPlates ? (['licencePlate'] as const) : [])],
    takesLookAlikes: entrance.readsPlates,
    holdOpenScheduleId: null,
  })
  return made.id
}

/** Where a lift stops, among the keys of entrances. */
const stopOf = (lift: SimulatedLift, level: number): string => `${lift.key}:${level}`

/** Makes a lift of its controller; what its floors are known by here, with their entrances. */
const installLift = async (
  { deps, caller, movedIn }: Installer,
  lift: SimulatedLift,
  device: StoredDevice,
): Promise<readonly (readonly [string, EntranceId])[]> => {
  const building = movedIn.buildings.get(lift.staircase)
  const keyOf = (platform: Platform, key: string): string => componentKeyOf(lift.key, { platform, key })
  const made = await makeLift(deps, caller, {
    deviceId: device.id,
    mayAdopt: () => true,
    lift: {
      name: lift.name.fr,
      location: { buildingId: building?.id ?? null, area: null },
      reader: keyOf('tag', 'reader'),
      floors: lift.levels.map((level) => ({
        lock: keyOf('lock', relayOf(level)),
        name: `${lift.name.fr}, ${LEVELS.get(level) ?? level}`,
        floorId: building?.floors.get(level) ?? null,
      })),
    },
  })
  return lift.levels.flatMap((level, at) => {
    const floor = made[at]
    return floor === undefined ? [] : [[stopOf(lift, level), floor.id] as const]
  })
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const
const WORKING_DAYS = [1, 2, 3, 4, 5, 6] as const
const hours = (from: number, until: number) => ({ from: from * 60, until: until * 60 })

const makeSchedule = async (
  { deps, caller }: Installer,
  name: string,
  window: {
    readonly from: number
    readonly until: number
    readonly days: readonly (1 | 2 | 3 | 4 | 5 | 6 | 7)[]
  },
): Promise<ScheduleId> => {
  const weekly = [{ from: window.from, until: window.until, days: [...window.days] }]
  return (
    await createSchedule(deps, caller, { name, effect: 'allow', weekly, holidays: null, exceptions: [] })
  ).id
}

interface Line {
  readonly keys: readonly string[]
  readonly scheduleId: ScheduleId | null
}

const makeProfile = async (
  { deps, caller, movedIn }: Installer,
  entrances: ReadonlyMap<string, EntranceId>,
  { name, lines }: { readonly name: string; readonly lines: readonly Line[] },
): Promise<AccessProfileId> => {
  const idsOf = (keys: readonly string[]): EntranceId[] => keys.flatMap((key) => entrances.get(key) ?? [])
  const made = await createProfile(deps, caller, {
    siteId: movedIn.siteId,
    name,
    lines: lines.map(({ keys, scheduleId }) => ({ entranceIds: idsOf(keys), scheduleId })),
  })
  return made.id
}

type GrantTo = Parameters<typeof grantAccess>[2]['to']

const grant = async (
  { deps, caller, movedIn }: Installer,
  accessProfileId: AccessProfileId,
  { to, reason, staff = false }: { readonly to: GrantTo; readonly reason: string; readonly staff?: boolean },
): Promise<void> => {
  await grantAccess(deps, caller, {
    siteId: movedIn.siteId,
    accessProfileId,
    to,
    leaseClass: staff ? 'staff' : 'resident',
    validUntil: null,
    reason,
  })
}

const grantResidents = async (
  installer: Installer,
  entrances: ReadonlyMap<string, EntranceId>,
): Promise<void> => {
  const { movedIn, residence } = installer
  const common = await makeProfile(installer, entrances, {
    name: 'Parties communes',
    lines: [{ keys: ['carriage-door', 'garden-gate', 'bin-room'], scheduleId: null }],
  })
  await grant(installer, common, {
    to: { kind: 'residents', buildingId: null },
    reason: 'Habite la résidence',
  })
  for (const staircase of ['A', 'B', 'C'] as const) {
    const buildingId = movedIn.buildings.get(staircase)?.id
    if (buildingId === undefined) continue
    const keys = residence.entrances
      .filter(({ forWhom, place }) => forWhom === 'staircase' && place.staircase === staircase)
      .map(({ key }) => key)
    const stops = residence.lifts
      .filter((lift) => lift.staircase === staircase)
      .flatMap((lift) => lift.levels.filter((level) => level <= 0).map((level) => stopOf(lift, level)))
    const profile = await makeProfile(installer, entrances, {
      name: `Escalier ${staircase}`,
      lines: [{ keys: [...keys, ...stops], scheduleId: null }],
    })
    await grant(installer, profile, {
      to: { kind: 'residents', buildingId },
      reason: `Habite l’escalier ${staircase}`,
    })
  }
  const laundryHours = await makeSchedule(installer, 'Laverie, 7 h à 22 h', {
    ...hours(7, 22),
    days: EVERY_DAY,
  })
  const laundry = await makeProfile(installer, entrances, {
    name: 'Laverie',
    lines: [{ keys: ['laundry-room'], scheduleId: laundryHours }],
  })
  await grant(installer, laundry, {
    to: { kind: 'residents', buildingId: null },
    reason: 'Habite la résidence',
  })
}

const grantSubscribers = async (
  installer: Installer,
  entrances: ReadonlyMap<string, EntranceId>,
): Promise<void> => {
  const { movedIn, residence } = installer
  const bikeHours = await makeSchedule(installer, 'Local à vélos, 6 h à 23 h', {
    ...hours(6, 23),
    days: EVERY_DAY,
  })
  const bikes = await makeProfile(installer, entrances, {
    name: 'Vélos',
    lines: [{ keys: ['bike-room'], scheduleId: bikeHours }],
  })
  const cars = await makeProfile(installer, entrances, {
    name: 'Parking',
    lines: [{ keys: ['parking-gate', 'parking-door'], scheduleId: null }],
  })
  for (const person of residence.people) {
    const personId = movedIn.people.get(person.key)
    if (personId === undefined || person.badge === null) continue
    if (person.hasBike)
      await grant(installer, bikes, { to: { kind: 'person', personId }, reason: 'Place de vélo' })
    if (person.hasCar)
      await grant(installer, cars, { to: { kind: 'person', personId }, reason: 'Place de parking' })
  }
}

/** To each floor above the ground those who live there; the others are common to their staircase. */
const grantFloors = async (
  installer: Installer,
  entrances: ReadonlyMap<string, EntranceId>,
): Promise<void> => {
  const { movedIn, residence } = installer
  for (const lift of residence.lifts) {
    for (const level of lift.levels.filter((one) => one > 0)) {
      const floor = await makeProfile(installer, entrances, {
        name: `${lift.name.fr}, ${LEVELS.get(level) ?? level}`,
        lines: [{ keys: [stopOf(lift, level)], scheduleId: null }],
      })
      const homes = residence.homes.filter(
        (home) => home.staircase === lift.staircase && home.floor === level,
      )
      const people = residence.people.filter(
        ({ badge, home }) => badge !== null && homes.some(({ label }) => label === home),
      )
      for (const { key } of people) {
        const personId = movedIn.people.get(key)
        if (personId !== undefined)
          await grant(installer, floor, { to: { kind: 'person', personId }, reason: 'Habite à cet étage' })
      }
    }
  }
}

const grantStaff = async (
  installer: Installer,
  entrances: ReadonlyMap<string, EntranceId>,
): Promise<void> => {
  const { movedIn, residence } = installer
  const morning = await makeSchedule(installer, 'Du lundi au samedi, 6 h à 13 h', {
    ...hours(6, 13),
    days: WORKING_DAYS,
  })
  const everywhere = [...entrances.keys()]
  const halls = ['carriage-door', 'hall-a', 'hall-b', 'hall-c', 'bin-room']
  const profiles = {
    house: await makeProfile(installer, entrances, {
      name: 'Toute la résidence',
      lines: [{ keys: everywhere, scheduleId: null }],
    }),
    morning: await makeProfile(installer, entrances, {
      name: 'Halls, le matin',
      lines: [{ keys: halls, scheduleId: morning }],
    }),
  }
  for (const { key, role } of residence.staff) {
    const personId = movedIn.people.get(key)
    if (personId === undefined) continue
    const profile = role === 'manager' || role === 'caretaker' ? profiles.house : profiles.morning
    await grant(installer, profile, { to: { kind: 'person', personId }, reason: REASONS[role], staff: true })
  }
}

const REASONS = {
  manager: 'Gestion de la résidence',
  caretaker: 'Gardien de la résidence',
  cleaner: 'Entretien des parties communes',
  post: 'Distribution du courrier',
} as const

const givePlates = async ({ deps, caller, movedIn, residence }: Installer): Promise<void> => {
  for (const { key, plate } of residence.people) {
    const personId: PersonId | undefined = movedIn.people.get(key)
    if (personId === undefined || plate === null) continue
    const credential = { siteId: movedIn.siteId, personId, kind: 'licencePlate', value: plate } as const
    await createCredential(deps, caller, { ...credential, validUntil: null })
  }
}

const giveBadges = async ({ deps, caller, movedIn, residence }: Installer): Promise<void> => {
  for (const { key, badge } of [...residence.people, ...residence.staff]) {
    const personId: PersonId | undefined = movedIn.people.get(key)
    if (personId === undefined || badge === null) continue
    await createCredential(deps, caller, {
      siteId: movedIn.siteId,
      personId,
      kind: 'card',
      value: badge,
      validUntil: null,
    })
  }
}

export const furnish = async (
  installer: Installer,
  devices: ReadonlyMap<string, StoredDevice>,
): Promise<void> => {
  const { residence } = installer
  for (const { key, name, kind, place } of residence.equipment) {
    const location = locationIn(installer, place)
    await adopt(installer, devices.get(externalIdOf(key)), { name: name.fr, kind: KINDS[kind], location })
  }
  const entrances = new Map<string, EntranceId>()
  for (const entrance of residence.entrances) {
    const device = devices.get(externalIdOf(entrance.key))
    if (device === undefined) continue
    const beside = partsBesideOf(installer, entrance, devices)
    entrances.set(entrance.key, await installDoor(installer, entrance, device, beside))
  }
  for (const lift of residence.lifts) {
    const device = devices.get(externalIdOf(lift.key))
    if (device === undefined) continue
    for (const [key, id] of await installLift(installer, lift, device)) entrances.set(key, id)
  }
  await giveBadges(installer)
  await givePlates(installer)
  await grantResidents(installer, entrances)
  await grantFloors(installer, entrances)
  await grantSubscribers(installer, entrances)
  await grantStaff(installer, entrances)
}
