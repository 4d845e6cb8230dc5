/**
 * The simulated Résidence des Tilleuls as data: 84 homes in three staircases, the people who live there, its twelve
 * entrances, the lift of one staircase and its equipment. The same seed gives the same residence. All of it is invented; phone numbers come
 * from the ranges the French regulator keeps for fiction (ARCEP decision 2018-0881: 02 61 91 …, 06 39 98 …).
 */
import { chanceFrom, type Chance } from '../simulation/random.ts'
import { FAMILY_NAMES, MEN, WOMEN } from './names.ts'

export type Staircase = 'A' | 'B' | 'C'

export interface SimulatedHome {
  /** As on the letterbox: `C 33`. */
  readonly label: string
  readonly staircase: Staircase
  readonly floor: number
}

export interface SimulatedPerson {
  /** Stable within one seed; names nobody. */
  readonly key: string
  readonly civility: 'mrs' | 'mr' | null
  readonly givenName: string
  readonly familyName: string
  readonly language: 'fr' | 'en'
  readonly home: string
  readonly role: 'holder' | 'housemate' | 'minor' | 'owner'
  readonly email: string | null
  readonly mobile: string | null
  readonly landline: string | null
  /** Upper-case hex UID of a 7-byte badge; `null` for those too young to have one. */
  readonly badge: string | null
  /** As it is written on the car; `null` without one. */
  readonly plate: string | null
  readonly hasBike: boolean
  readonly hasCar: boolean
}

/** Where something is: in a staircase, or on the grounds. */
export interface SimulatedPlace {
  readonly staircase: Staircase | null
  /** 0 is the ground floor; cellars are below. */
  readonly level: number
  /** In words, where a building and a floor do not say it. */
  readonly area: { readonly en: string; readonly fr: string } | null
}

export interface SimulatedEntrance {
  readonly number: number
  readonly key: string
  readonly name: { readonly en: string; readonly fr: string }
  readonly place: SimulatedPlace
  readonly unlockMs: number
  readonly heldOpenMs: number
  /** Runs on a battery rather than on mains. */
  readonly battery: boolean
  /** A camera at the barrier reads number plates. */
  readonly readsPlates: boolean
  /** Who has it in their profile. */
  readonly forWhom: 'everyone' | 'staircase' | 'bikes' | 'cars' | 'laundry' | 'staff'
}

/** One reader in the car, a relay for the button of each floor. */
export interface SimulatedLift {
  readonly key: string
  readonly name: { readonly en: string; readonly fr: string }
  readonly staircase: Staircase
  readonly levels: readonly number[]
}

export interface SimulatedEquipment {
  readonly key: string
  readonly kind:
    | 'intercom'
    | 'washer'
    | 'dryer'
    | 'terminal'
    | 'parcelLockers'
    | 'letterboxes'
    | 'noticeBoard'
    | 'detector'
  readonly name: { readonly en: string; readonly fr: string }
  readonly place: SimulatedPlace
  /** Parcel compartments or letterboxes. */
  readonly compartments: number
  /** Keys of the entrances it unlocks: when there is smoke, or to a code typed at it. */
  readonly unlocks: readonly string[]
}

export interface SimulatedStaff {
  readonly key: string
  readonly civility: 'mrs' | 'mr'
  readonly givenName: string
  readonly familyName: string
  readonly role: 'manager' | 'caretaker' | 'cleaner' | 'post'
  readonly badge: string
}

export interface Residence {
  readonly name: string
  readonly homes: readonly SimulatedHome[]
  readonly people: readonly SimulatedPerson[]
  readonly staff: readonly SimulatedStaff[]
  readonly entrances: readonly SimulatedEntrance[]
  readonly lifts: readonly SimulatedLift[]
  readonly equipment: readonly SimulatedEquipment[]
}

const HOMES_PER_STAIRCASE: Readonly<Record<Staircase, number>> = { A: 30, B: 30, C: 24 }
const HOMES_PER_FLOOR = 6
const PEOPLE = 190

const inStaircase = (staircase: Staircase, level = 0): SimulatedPlace => ({ staircase, level, area: null })
const onGrounds = (en: string, fr: string): SimulatedPlace => ({
  staircase: null,
  level: 0,
  area: { en, fr },
})
const STREET = onGrounds('on rue Lamartine', 'sur la rue Lamartine')
const COURT = onGrounds('off the courtyard', 'sur la cour')
const LAUNDRY = onGrounds('in the laundry room', 'à la laverie')
const PARKING = onGrounds('at the car park', 'au parking')

const entrance = (
  number: number,
  key: string,
  [en, fr]: readonly [string, string],
  rest: Partial<Pick<SimulatedEntrance, 'unlockMs' | 'heldOpenMs' | 'battery' | 'readsPlates'>> &
    Pick<SimulatedEntrance, 'forWhom' | 'place'>,
): SimulatedEntrance => ({
  number,
  key,
  name: { en, fr },
  place: rest.place,
  unlockMs: rest.unlockMs ?? 5_000,
  heldOpenMs: rest.heldOpenMs ?? 60_000,
  battery: rest.battery ?? false,
  readsPlates: rest.readsPlates ?? false,
  forWhom: rest.forWhom,
})

export const ENTRANCES: readonly SimulatedEntrance[] = [
  entrance(1, 'carriage-door', ['Carriage door', 'Porte cochère'], {
    forWhom: 'everyone',
    place: STREET,
    unlockMs: 8_000,
  }),
  entrance(2, 'hall-a', ['Hall A', 'Hall A'], { forWhom: 'staircase', place: inStaircase('A') }),
  entrance(3, 'hall-b', ['Hall B', 'Hall B'], { forWhom: 'staircase', place: inStaircase('B') }),
  entrance(4, 'hall-c', ['Hall C', 'Hall C'], { forWhom: 'staircase', place: inStaircase('C') }),
  entrance(5, 'garden-gate', ['Garden gate', 'Portillon du jardin'], {
    forWhom: 'everyone',
    place: onGrounds('at the garden', 'au jardin'),
  }),
  entrance(6, 'parking-gate', ['Parking gate', 'Portail du parking'], {
    forWhom: 'cars',
    place: PARKING,
    unlockMs: 12_000,
    heldOpenMs: 120_000,
    readsPlates: true,
  }),
  entrance(7, 'parking-door', ['Parking door', 'Porte du parking'], {
    forWhom: 'cars',
    place: PARKING,
    battery: true,
  }),
  entrance(8, 'bike-room', ['Bike room', 'Local à vélos'], {
    forWhom: 'bikes',
    place: COURT,
    battery: true,
    unlockMs: 8_000,
  }),
  entrance(9, 'laundry-room', ['Laundry room', 'Laverie'], { forWhom: 'laundry', place: COURT }),
  entrance(10, 'bin-room', ['Bin room', 'Local à poubelles'], {
    forWhom: 'everyone',
    place: COURT,
    battery: true,
  }),
  entrance(11, 'cellars-c', ['Cellars C', 'Caves C'], {
    forWhom: 'staircase',
    place: inStaircase('C', -1),
  }),
  entrance(12, 'lodge', ['The lodge', 'La loge'], { forWhom: 'staff', place: inStaircase('A') }),
]

export const LIFTS: readonly SimulatedLift[] = [
  {
    key: 'lift-c',
    name: { en: 'Lift C', fr: 'Ascenseur C' },
    staircase: 'C',
    levels: [-1, 0, 1, 2, 3],
  },
]

/** As they are called in every staircase. */
export const LEVELS: ReadonlyMap<number, string> = new Map([
  [-1, 'Sous-sol'],
  [0, 'Rez-de-chaussée'],
  [1, '1er étage'],
  [2, '2e étage'],
  [3, '3e étage'],
  [4, '4e étage'],
])

const named = (
  key: string,
  kind: SimulatedEquipment['kind'],
  [en, fr]: readonly [string, string],
  {
    place = COURT,
    compartments = 0,
    unlocks = [],
  }: Partial<Pick<SimulatedEquipment, 'place' | 'compartments' | 'unlocks'>> = {},
): SimulatedEquipment => ({
  key,
  kind,
  name: { en, fr },
  place,
  compartments,
  unlocks,
})

const EQUIPMENT: readonly SimulatedEquipment[] = [
  named('street-panel', 'intercom', ['Street panel', 'Platine de rue'], {
    place: STREET,
    unlocks: ['carriage-door'],
  }),
  named('hall-c-panel', 'intercom', ['Hall C panel', 'Platine du hall C'], {
    place: inStaircase('C'),
    unlocks: ['hall-c'],
  }),
  named('parking-panel', 'intercom', ['Parking panel', 'Platine du parking'], {
    place: PARKING,
    unlocks: ['parking-gate'],
  }),
  ...[1, 2, 3, 4].map((number) =>
    named(`washer-${number}`, 'washer', [`Washer ${number}`, `Lave-linge ${number}`], { place: LAUNDRY }),
  ),
  ...[1, 2].map((number) =>
    named(`dryer-${number}`, 'dryer', [`Dryer ${number}`, `Sèche-linge ${number}`], { place: LAUNDRY }),
  ),
  named('payment-terminal', 'terminal', ['Payment terminal', 'Borne de paiement'], { place: LAUNDRY }),
  named('parcel-lockers', 'parcelLockers', ['Parcel lockers', 'Consigne à colis'], {
    place: onGrounds('under the carriage porch', 'sous le porche'),
    compartments: 18,
  }),
  named('letterboxes', 'letterboxes', ['Letterboxes', 'Boîtes aux lettres'], {
    place: onGrounds('under the carriage porch', 'sous le porche'),
    compartments: 84,
  }),
  named('notice-board', 'noticeBoard', ['Notice board', 'Panneau d’affichage']),
  named('hall-a-smoke', 'detector', ['Smoke detector, hall A', 'Détecteur de fumée, hall A'], {
    place: inStaircase('A'),
    unlocks: ['hall-a', 'carriage-door'],
  }),
]

const makeHomes = (): readonly SimulatedHome[] =>
  (['A', 'B', 'C'] as const).flatMap((staircase) =>
    Array.from({ length: HOMES_PER_STAIRCASE[staircase] }, (_, index) => {
      const floor = Math.floor(index / HOMES_PER_FLOOR)
      return { label: `${staircase} ${floor}${(index % HOMES_PER_FLOOR) + 1}`, staircase, floor }
    }),
  )

const newBadge = (chance: Chance, taken: Set<string>): string => {
  for (;;) {
    // 0x04 is the manufacturer byte of the commonest 7-byte chips.
    const badge =
      `04${Array.from(chance.bytes(6), (byte) => byte.toString(16).padStart(2, '0')).join('')}`.toUpperCase()
    if (taken.has(badge)) continue
    taken.add(badge)
    return badge
  }
}

const asciiOf = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/[^A-Za-z-]/g, '')
    .toLowerCase()
const twoDigits = (number: number): string => String(number).padStart(2, '0')
const fictionMobile = (index: number): string => `+3363998${String(index).padStart(4, '0')}`
const fictionLandline = (index: number): string =>
  `+3326191${twoDigits(Math.floor(index / 100))}${twoDigits(index % 100)}`

interface Household {
  readonly home: SimulatedHome
  readonly size: number
}

/** Every home has somebody; the rest of the 190 are spread, five to a home at most. */
const fillHomes = (homes: readonly SimulatedHome[], chance: Chance): readonly Household[] => {
  const sizes = homes.map(() => 1)
  let left = PEOPLE - homes.length
  while (left > 0) {
    const index = chance.integer(0, homes.length - 1)
    if ((sizes[index] ?? 5) >= 5) continue
    sizes[index] = (sizes[index] ?? 0) + 1
    left -= 1
  }
  return homes.map((home, index) => ({ home, size: sizes[index] ?? 1 }))
}

const roleIn = (position: number): SimulatedPerson['role'] => {
  if (position === 0) return 'holder'
  return position === 1 ? 'housemate' : 'minor'
}

interface Maker {
  readonly chance: Chance
  readonly badges: Set<string>
  count: number
}

/** Those of French plates, without the letters they never use. */
const PLATE_LETTERS = 'ABCDEFGHJKLMNPQRSTVWXYZ'

/** Digits of its own for each: no camera takes one car of the residence for another. */
const plateOf = (index: number): string => {
  const letter = (step: number): string => PLATE_LETTERS.charAt((index * step) % PLATE_LETTERS.length)
  const digits = String((index * 7 + 113) % 1_000).padStart(3, '0')
  return `${letter(3)}${letter(5)}-${digits}-${letter(11)}${letter(13)}`
}

const makePerson = (
  maker: Maker,
  household: Household,
  position: number,
  familyName: string,
): SimulatedPerson => {
  const { chance } = maker
  const index = maker.count
  maker.count += 1
  const woman = chance.isTrue(0.52)
  const role = roleIn(position)
  const givenName = chance.pick(woman ? WOMEN : MEN)
  const grownUp = role !== 'minor'
  const keepsBadge = grownUp || chance.isTrue(0.6)
  const person = {
    key: `person-${index + 1}`,
    civility: grownUp ? (woman ? ('mrs' as const) : ('mr' as const)) : null,
    givenName,
    familyName,
    language: chance.isTrue(0.06) ? ('en' as const) : ('fr' as const),
    home: household.home.label,
    role,
    email: grownUp ? `${asciiOf(givenName)}.${asciiOf(familyName)}.${index + 1}@tilleuls.example` : null,
    mobile: grownUp ? fictionMobile(index) : null,
    landline: position === 0 && chance.isTrue(0.4) ? fictionLandline(index) : null,
    badge: keepsBadge ? newBadge(chance, maker.badges) : null,
    hasBike: chance.isTrue(0.22),
    hasCar: grownUp && chance.isTrue(0.35),
  }
  return { ...person, plate: person.hasCar ? plateOf(index) : null }
}

/** Mrs Okafor of C 33 keeps a bicycle: the person of the guide and of the README. */
const asMrsOkafor = (person: SimulatedPerson): SimulatedPerson => ({
  ...person,
  civility: 'mrs',
  givenName: 'Chioma',
  familyName: 'Okafor',
  email: 'chioma.okafor@tilleuls.example',
  language: 'fr',
  hasBike: true,
})

const makePeople = (homes: readonly SimulatedHome[], maker: Maker): readonly SimulatedPerson[] =>
  fillHomes(homes, maker.chance).flatMap((household) => {
    const familyName = maker.chance.pick(FAMILY_NAMES).replaceAll('-', ' ')
    const people = Array.from({ length: household.size }, (_, position) =>
      makePerson(
        maker,
        household,
        position,
        position === 1 && maker.chance.isTrue(0.3)
          ? maker.chance.pick(FAMILY_NAMES).replaceAll('-', ' ')
          : familyName,
      ),
    )
    const [first, ...others] = people
    return household.home.label === 'C 33' && first ? [asMrsOkafor(first), ...others] : people
  })

const makeStaff = (maker: Maker): readonly SimulatedStaff[] => [
  {
    key: 'manager',
    civility: 'mrs',
    givenName: 'Hélène',
    familyName: 'Marchand',
    role: 'manager',
    badge: newBadge(maker.chance, maker.badges),
  },
  {
    key: 'caretaker',
    civility: 'mr',
    givenName: 'Joaquim',
    familyName: 'Teixeira',
    role: 'caretaker',
    badge: newBadge(maker.chance, maker.badges),
  },
  {
    key: 'cleaner',
    civility: 'mrs',
    givenName: 'Amina',
    familyName: 'Haddad',
    role: 'cleaner',
    badge: newBadge(maker.chance, maker.badges),
  },
  {
    key: 'post',
    civility: 'mr',
    givenName: 'Bruno',
    familyName: 'Picard',
    role: 'post',
    badge: newBadge(maker.chance, maker.badges),
  },
]

export const makeResidence = (seed: number): Residence => {
  const homes = makeHomes()
  const maker: Maker = { chance: chanceFrom(seed, 1), badges: new Set(), count: 0 }
  return {
    name: 'Résidence des Tilleuls',
    homes,
    people: makePeople(homes, maker),
    staff: makeStaff(maker),
    entrances: ENTRANCES,
    lifts: LIFTS,
    equipment: EQUIPMENT,
  }
}
