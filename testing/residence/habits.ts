/**
 * A day of the residence: who comes and goes, when, by which doors. The same residence, seed and day give the same
 * plan; carrying it out is `live.ts`'s.
 */
import { chanceFrom, type Chance } from '../simulation/random.ts'
import { compartmentsOf } from './equipment/hall.ts'
import type { Residence, SimulatedPerson } from './residence.ts'

export type TripStep =
  /** Shows the badge outside, or has the plate read, waits for the lock, walks through. */
  | { readonly kind: 'enter'; readonly entrance: string; readonly plate?: string }
  | { readonly kind: 'leave'; readonly entrance: string }
  /** Shows the badge in the car and goes up; by the stairs where that releases nothing. */
  | { readonly kind: 'ride'; readonly lift: string; readonly level: number }
  /** Walks through and holds the door for somebody. */
  | { readonly kind: 'hold'; readonly entrance: string; readonly forMs: number }
  | { readonly kind: 'pause'; readonly forMs: number }
  | { readonly kind: 'run'; readonly machine: 'washer' | 'dryer'; readonly forMs: number }
  | { readonly kind: 'ring'; readonly panel: string; readonly home: string }
  | { readonly kind: 'deliver'; readonly homes: readonly string[]; readonly compartments: readonly string[] }
  | { readonly kind: 'collectMail'; readonly home: string }
  | { readonly kind: 'collectParcel' }

export interface Trip {
  /** After midnight. */
  readonly atMs: number
  readonly who: string
  /** `null`: comes with empty hands. */
  readonly badge: string | null
  readonly steps: readonly TripStep[]
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const enter = (entrance: string): TripStep => ({ kind: 'enter', entrance })
const leave = (entrance: string): TripStep => ({ kind: 'leave', entrance })
const walk = (chance: Chance): TripStep => ({ kind: 'pause', forMs: chance.integer(6_000, 20_000) })

/** A camera in rain or at night takes a character for one that looks like it. */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'I',
  '5': 'S',
  '8': 'B',
  B: '8',
  S: '5',
  Z: '2',
}

const driveIn = (plate: string, chance: Chance): TripStep => {
  const isBlurred = chance.isTrue(0.15)
  const read = isBlurred ? plate.replace(/[0158BSZ]/, (seen) => LOOKS_LIKE[seen] ?? seen) : plate
  return { kind: 'enter', entrance: 'parking-gate', plate: read }
}

const hallOf = (person: SimulatedPerson): string => `hall-${person.home.slice(0, 1).toLowerCase()}`

/** Whoever comes in by the hall goes up: one floor on foot, more by the lift, where there is one. */
const upFromHall = (person: SimulatedPerson, { lifts, homes }: Residence, trip: Trip): Trip => {
  const last = trip.steps.at(-1)
  const home = homes.find(({ label }) => label === person.home)
  const lift = lifts.find(({ staircase }) => staircase === home?.staircase)
  if (home === undefined || lift === undefined || home.floor < 2) return trip
  if (last?.kind !== 'enter' || last.entrance !== hallOf(person)) return trip
  return { ...trip, steps: [...trip.steps, { kind: 'ride', lift: lift.key, level: home.floor }] }
}

/** Around an hour, rarely far from it. */
const around = (chance: Chance, hour: number, spreadHours: number): number => {
  const swing = (chance.next() + chance.next() + chance.next()) / 1.5 - 1
  return Math.min(DAY - 1, Math.max(0, Math.round((hour + swing * spreadHours) * HOUR)))
}

const goOut = (person: SimulatedPerson, chance: Chance): readonly TripStep[] => {
  const hall = leave(hallOf(person))
  if (person.hasCar && chance.isTrue(0.6))
    return [hall, walk(chance), enter('parking-door'), walk(chance), leave('parking-gate')]
  if (person.hasBike && chance.isTrue(0.5))
    return [hall, walk(chance), enter('bike-room'), walk(chance), leave('carriage-door')]
  return [hall, walk(chance), leave('carriage-door')]
}

const comeHome = (person: SimulatedPerson, chance: Chance): readonly TripStep[] => {
  const mail: readonly TripStep[] = chance.isTrue(0.3)
    ? [{ kind: 'collectMail', home: person.home }]
    : chance.isTrue(0.08)
      ? [{ kind: 'collectParcel' }]
      : []
  const way: readonly TripStep[] =
    person.plate !== null && chance.isTrue(0.6)
      ? [driveIn(person.plate, chance), walk(chance), leave('parking-door')]
      : [enter('carriage-door'), ...mail]
  return [...way, walk(chance), enter(hallOf(person))]
}

const outing = (
  person: SimulatedPerson,
  chance: Chance,
  [from, to]: readonly [number, number],
): readonly Trip[] => {
  const { key: who, badge } = person
  const leavesAt = around(chance, from, 0.8)
  const returnsAt = Math.max(leavesAt + 20 * MINUTE, around(chance, to, 1.2))
  return [
    { atMs: leavesAt, who, badge, steps: goOut(person, chance) },
    ...(returnsAt < DAY ? [{ atMs: returnsAt, who, badge, steps: comeHome(person, chance) }] : []),
  ]
}

const chores = (person: SimulatedPerson, chance: Chance): readonly Trip[] => {
  const { key: who, badge } = person
  const hall = hallOf(person)
  const trips: Trip[] = []
  if (chance.isTrue(0.18))
    trips.push({
      atMs: around(chance, 19.5, 1.5),
      who,
      badge,
      steps: [
        leave(hall),
        walk(chance),
        enter('bin-room'),
        walk(chance),
        leave('bin-room'),
        walk(chance),
        enter(hall),
      ],
    })
  if (person.role === 'holder' && chance.isTrue(0.14)) {
    const machine = chance.isTrue(0.7) ? 'washer' : 'dryer'
    const run: TripStep = { kind: 'run', machine, forMs: chance.integer(35, 70) * MINUTE }
    const steps = [
      leave(hall),
      walk(chance),
      enter('laundry-room'),
      walk(chance),
      run,
      leave('laundry-room'),
      walk(chance),
      enter(hall),
    ]
    trips.push({ atMs: around(chance, 14, 6), who, badge, steps })
  }
  if (person.home.startsWith('C') && chance.isTrue(0.05))
    trips.push({
      atMs: around(chance, 16, 4),
      who,
      badge,
      steps: [enter('cellars-c'), walk(chance), leave('cellars-c')],
    })
  return trips
}

/** Bread, the dog, a letter: half an hour out at any time of the day. */
const errand = (person: SimulatedPerson, chance: Chance): readonly Trip[] => {
  const hour = 7 + chance.next() * 14.5
  return person.role === 'minor' || !chance.isTrue(0.4) ? [] : outing(person, chance, [hour, hour + 0.5])
}

const HOURS: Readonly<Record<'working' | 'school' | 'home', readonly [number, number]>> = {
  working: [8, 18],
  school: [8.1, 16.7],
  home: [10.5, 12],
}

const tripsOf = (person: SimulatedPerson, chance: Chance, isWeekend: boolean): readonly Trip[] => {
  // The youngest have no badge and go with their parents.
  if (person.role === 'owner' || person.badge === null) return []
  const works = person.role === 'minor' ? 'school' : chance.isTrue(0.72) ? 'working' : 'home'
  const hours = isWeekend ? ([chance.integer(9, 12), chance.integer(14, 20)] as const) : HOURS[works]
  const goes = chance.isTrue(isWeekend ? 0.7 : 0.93)
  const evening = person.role !== 'minor' && chance.isTrue(0.15) ? outing(person, chance, [20, 23]) : []
  return [
    ...(goes ? outing(person, chance, hours) : []),
    ...evening,
    ...errand(person, chance),
    ...chores(person, chance),
  ]
}

const staffTrips = (residence: Residence, chance: Chance, isWeekend: boolean): readonly Trip[] =>
  residence.staff.flatMap(({ key: who, role, badge }): readonly Trip[] => {
    if (isWeekend && role !== 'post') return []
    switch (role) {
      case 'caretaker':
        return [
          {
            atMs: around(chance, 7.4, 0.2),
            who,
            badge,
            steps: [enter('carriage-door'), walk(chance), enter('lodge')],
          },
          {
            atMs: around(chance, 9, 0.7),
            who,
            badge,
            steps: ['bin-room', 'laundry-room', 'cellars-c', 'parking-door'].flatMap((key) => [
              enter(key),
              walk(chance),
              leave(key),
            ]),
          },
          {
            atMs: around(chance, 18.8, 0.3),
            who,
            badge,
            steps: [leave('lodge'), walk(chance), leave('carriage-door')],
          },
        ]
      case 'cleaner':
        return [
          {
            atMs: around(chance, 6.3, 0.4),
            who,
            badge,
            steps: ['carriage-door', 'hall-a', 'hall-b', 'hall-c'].flatMap((key) => [
              enter(key),
              walk(chance),
            ]),
          },
        ]
      case 'post': {
        const homes = residence.homes.map(({ label }) => label).filter(() => chance.isTrue(0.5))
        const compartments = compartmentsOf(18).filter(() => chance.isTrue(0.25))
        const deliver: TripStep = { kind: 'deliver', homes, compartments }
        return [
          {
            atMs: around(chance, 9.2, 0.6),
            who,
            badge,
            steps: [enter('carriage-door'), walk(chance), deliver, leave('carriage-door')],
          },
        ]
      }
      case 'manager':
        return [
          {
            atMs: around(chance, 9.5, 1),
            who,
            badge,
            steps: [enter('carriage-door'), walk(chance), enter('lodge')],
          },
        ]
    }
  })

/** What a residence sees now and then: a visitor who rings, a badge nobody knows, the wrong hall, a door kept open. */
const surprises = (residence: Residence, chance: Chance): readonly Trip[] => {
  const visits = Array.from(
    { length: chance.integer(4, 9) },
    (): Trip => ({
      atMs: around(chance, 18.5, 4),
      who: 'visitor',
      badge: null,
      steps: [
        {
          kind: 'ring',
          panel: chance.pick(['street-panel', 'hall-c-panel', 'parking-panel']),
          home: chance.pick(residence.homes).label,
        },
      ],
    }),
  )
  const strangers = Array.from(
    { length: chance.integer(1, 3) },
    (): Trip => ({
      atMs: chance.integer(0, DAY - 1),
      who: 'stranger',
      badge: `04${Buffer.from(chance.bytes(6)).toString('hex').toUpperCase()}`,
      steps: [enter('carriage-door')],
    }),
  )
  const mistaken = Array.from({ length: chance.integer(2, 4) }, (): Trip => {
    const person = chance.pick(
      residence.people.filter(({ badge, home }) => badge !== null && !home.startsWith('C')),
    )
    return { atMs: around(chance, 15, 7), who: person.key, badge: person.badge, steps: [enter('hall-c')] }
  })
  const mover = chance.pick(residence.people.filter(({ role }) => role === 'holder'))
  const holding: Trip = {
    atMs: around(chance, 11, 3),
    who: mover.key,
    badge: mover.badge,
    steps: [{ kind: 'hold', entrance: hallOf(mover), forMs: 90_000 }],
  }
  return [...visits, ...strangers, ...mistaken, ...(chance.isTrue(0.5) ? [holding] : [])]
}

/** `day`: days since 1970-01-01, which was a Thursday. */
export const planDay = (residence: Residence, seed: number, day: number): readonly Trip[] => {
  const chance = chanceFrom(seed, day)
  const isWeekend = (day + 4) % 7 === 0 || (day + 4) % 7 === 6
  return [
    ...residence.people.flatMap((person) =>
      tripsOf(person, chance, isWeekend).map((trip) => upFromHall(person, residence, trip)),
    ),
    ...staffTrips(residence, chance, isWeekend),
    ...surprises(residence, chance),
  ].sort((a, b) => a.atMs - b.atMs)
}

/** Some who come home today, and a stranger among them: whoever looks for the first time should not see an empty house. */
export const firstComers = (trips: readonly Trip[], count: number): readonly Trip[] => {
  const home = trips.filter(({ who, steps }) => who.startsWith('person-') && steps[0]?.kind === 'enter')
  const stranger = trips.find(({ who }) => who === 'stranger')
  const comers = Array.from({ length: count }, (_, at) => home[Math.floor((at * home.length) / count)])
  return [...comers.slice(0, 3), stranger, ...comers.slice(3)].flatMap((trip) =>
    trip === undefined ? [] : [trip],
  )
}
