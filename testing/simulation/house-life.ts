/** What happens to the rights of a house by chance: people move, badges are lost, codes are given, doors are closed. */
import { SIMULATION_EPOCH_MS } from './machine.ts'
import type { Chance } from './random.ts'
import {
  plainDoor,
  type Carried,
  type DoorRules,
  type Dweller,
  type Grant,
  type SitePlan,
  type Version,
} from './rights.ts'

const MINUTE = 60_000
const FIRST_PEOPLE = 8
const STAIRCASES = ['staircase A', 'staircase B'] as const

/** The same person's number means the same digits in every house, but not everybody has a code in every house. */
export const codeOf = (number: number): string => String(481_903 + 7 * number)

interface Ground {
  readonly chance: Chance
  readonly plan: SitePlan
  /** Epoch. */
  readonly atMs: number
  /** Of two houses, which. */
  readonly parity: number
}

const homesOf = ({ chance, atMs }: Ground): Dweller['homes'] => {
  const staircase = chance.pick(STAIRCASES)
  const movesInMs = chance.isTrue(0.3) ? atMs + chance.integer(MINUTE, 90 * MINUTE) : atMs - MINUTE
  if (chance.isTrue(0.5)) return [{ staircase, fromMs: movesInMs, untilMs: null }]
  const movesOutMs = movesInMs + chance.integer(MINUTE, 90 * MINUTE)
  const home = { staircase, fromMs: movesInMs, untilMs: movesOutMs }
  const [other] = STAIRCASES.filter((name) => name !== staircase)
  if (other === undefined || chance.isTrue(0.5)) return [home]
  return [home, { staircase: other, fromMs: movesOutMs, untilMs: null }]
}

const hoursOf = (chance: Chance): readonly [number, number] => {
  const from = chance.integer(0, 22)
  return [from, chance.integer(from + 1, 23)]
}

const grantTo = ({ chance, plan, atMs }: Ground, ref: string, to: Grant['to']): Grant => ({
  ref,
  to,
  entranceId: chance.pick(plan.doors).entranceId,
  fromMs: atMs + (chance.isTrue(0.2) ? chance.integer(0, 30 * MINUTE) : -1_000),
  untilMs: chance.isTrue(0.3) ? atMs + chance.integer(MINUTE, 120 * MINUTE) : null,
  hours: chance.isTrue(0.3) ? hoursOf(chance) : null,
  passesLockdown: chance.isTrue(0.2),
})

type Newcomer = Pick<Version, 'people' | 'carried' | 'grants'>

const newcomer = (ground: Ground, number: number): Newcomer => {
  const ref = `person-${number}`
  const card: Carried = {
    ref: `card-${number}`,
    owner: ref,
    kind: 'card',
    value: `04AA${String(number).padStart(6, '0')}`,
    lost: false,
  }
  const code: Carried = { ref: `code-${number}`, owner: ref, kind: 'pin', value: codeOf(number), lost: false }
  const hasCode = number % 3 === 0 || number % 2 === ground.parity
  const hasOwnRight = ground.chance.isTrue(0.6)
  return {
    people: [{ ref, suspended: false, homes: homesOf(ground) }],
    carried: hasCode ? [card, code] : [card],
    grants: hasOwnRight ? [grantTo(ground, ref, { person: ref })] : [],
  }
}

export const firstVersion = (ground: Ground): Version => {
  const { plan, atMs } = ground
  const first = Array.from({ length: FIRST_PEOPLE }, (_, number) => newcomer(ground, number))
  return {
    madeAtMs: atMs,
    people: first.flatMap(({ people }) => people),
    carried: first.flatMap(({ carried }) => carried),
    grants: [
      ...first.flatMap(({ grants }) => grants),
      ...STAIRCASES.map((staircase) => grantTo(ground, staircase, { staircase })),
    ],
    doors: plan.doors.map(({ entranceId }) => plainDoor(entranceId)),
  }
}

const swap = <Item>(items: readonly Item[], old: Item, changed: Item): readonly Item[] =>
  items.map((item) => (item === old ? changed : item))

/** What is asked of a door changes: its hours, an order, its equipment. */
const otherRules = ({ chance, atMs }: Ground, door: DoorRules, serial: number): DoorRules => {
  const act = chance.pick(['hours', 'hours', 'order', 'order', 'order', 'end', 'close', 'retire'] as const)
  switch (act) {
    case 'hours':
      return { ...door, openHours: door.openHours === null ? hoursNear(chance, atMs) : null }
    case 'order': {
      const untilMs = atMs + chance.integer(MINUTE, 12 * MINUTE)
      const kind = chance.pick(['lockdown', 'lockdown', 'evacuation'] as const)
      const order = { ref: `order-${serial}`, kind, fromMs: atMs - 1_000, untilMs }
      return { ...door, emergencies: [...door.emergencies, order] }
    }
    case 'end':
      return { ...door, emergencies: [] }
    case 'close':
      return { ...door, lockedDown: !door.lockedDown && chance.isTrue(0.5) }
    case 'retire':
      return { ...door, retired: door.retired.length > 0 ? [] : [chance.pick(['reader', 'lock'] as const)] }
  }
}

/** Hours that begin or end while the story is told. */
const hoursNear = (chance: Chance, atMs: number): readonly [number, number] => {
  const hour = Math.floor((atMs - SIMULATION_EPOCH_MS) / 3_600_000) % 24
  const from = Math.min(22, hour + chance.integer(0, 1))
  return [from, from + 1]
}

export const nextVersion = (ground: Ground, before: Version, serial: number): Version => {
  const { chance, atMs } = ground
  const after = { ...before, madeAtMs: atMs }
  const { people, carried, grants, doors } = before
  const act = chance.pick([
    'person',
    'person',
    'carried',
    'newcomer',
    'door',
    'door',
    'door',
    'grant',
  ] as const)
  switch (act) {
    case 'person': {
      const one = chance.pick(people)
      const changed = chance.isTrue(0.6)
        ? { ...one, suspended: !one.suspended }
        : { ...one, homes: homesOf(ground) }
      return { ...after, people: swap(people, one, changed) }
    }
    case 'carried': {
      const one = chance.pick(carried)
      return { ...after, carried: swap(carried, one, { ...one, lost: !one.lost }) }
    }
    case 'newcomer': {
      const more = newcomer(ground, people.length)
      return {
        ...after,
        people: [...people, ...more.people],
        carried: [...carried, ...more.carried],
        grants: [...grants, ...more.grants],
      }
    }
    case 'grant': {
      const one = chance.pick(grants)
      const another = grantTo(ground, `${one.ref}-${serial}`, one.to)
      return { ...after, grants: chance.isTrue(0.5) ? swap(grants, one, another) : [...grants, another] }
    }
    case 'door': {
      const one = chance.pick(doors)
      return { ...after, doors: swap(doors, one, otherRules(ground, one, serial)) }
    }
  }
}
