import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMs, type Instant } from '@loge/kernel'
import { attemptAsSubject } from './attempt.ts'
import { compilePolicy } from './compile-policy.ts'
import { decideEntry } from './decide-entry.ts'
import { decidePassage, passageOfCommand } from './decide-passage.ts'
import { DoorMemory } from './door-memory.ts'
import { edgeFacts } from './edge-facts.ts'
import { accessFacts } from './facts.ts'
import type { NewEdgeEvent } from './link-message.ts'
import { PASSAGE_RULE_NAMES, PASSAGE_RULES } from './passage-rules.ts'
import { REFUSALS } from './refusal.ts'
import { entrance, hours, momentAt, smallSite, T0 } from './small-site.fixture.ts'
import type { Snapshot, SnapshotEntrance, SnapshotZone } from './snapshot.ts'

const SENSOR = { role: 'doorSensor', externalId: 'd', key: 'leaf' } as const
const PEOPLE = ['amina', 'bruno', 'caretaker']
type AntiPassback = NonNullable<SnapshotZone['antiPassback']>
const FIRM: AntiPassback = { mode: 'refused', resets: [], resetsUntil: hours(240), forgottenAt: null }

const parking = (leads: 'in' | 'out', rule: Partial<AntiPassback> = {}): Partial<SnapshotEntrance> => ({
  parts: [SENSOR],
  passage: { zones: [{ id: 'parking', leads, antiPassback: { ...FIRM, ...rule } }] },
})
const airlock: Partial<SnapshotEntrance> = {
  parts: [SENSOR],
  passage: { zones: [{ id: 'airlock', leads: null, interlock: true }] },
}
const safe: Partial<SnapshotEntrance> = { passage: { twoPeopleWithinMs: 30_000, zones: [] } }

/** Three people with every right to every door; the caretaker goes in and out as the work asks. */
const house = (doors: Readonly<Record<string, Partial<SnapshotEntrance>>>): Snapshot => {
  const entrances = Object.entries(doors).map(([id, changes]) => entrance(id, changes))
  return {
    ...smallSite(),
    entrances,
    schedules: [],
    rules: [{ profileId: 'p', entrances: entrances.map((_door, position) => position), schedule: null }],
    grants: [{ id: 'g', rules: [0], validFrom: hours(-48), validUntil: null, leaseClass: 'resident' }],
    subjects: PEOPLE.map((ref) => ({
      ref,
      suspended: false,
      grants: [0],
      ...(ref === 'caretaker' ? { freeToPass: true as const } : {}),
    })),
    credentials: [],
  }
}

interface Told {
  readonly at?: Instant
  readonly clockTrusted?: boolean
  readonly fire?: boolean
}

/** One door loop in miniature: decides, records, remembers. */
class Building {
  memory = new DoorMemory()
  readonly journal: NewEdgeEvent[] = []
  #policy
  #decisions = 0

  constructor(snapshot: Snapshot) {
    this.#policy = compilePolicy(snapshot)
  }

  tell(type: string, entranceId: string, more: Partial<NewEdgeEvent> = {}): void {
    const event = { type, occurredAt: T0, clockTrusted: true, entranceId, payload: {}, ...more }
    this.journal.push(event)
    this.memory.note(event, this.#policy)
  }

  /** What became of a badge: `opened`, `opened: why…` or the refusal. */
  badge(who: string, door: string, { at = T0, clockTrusted = true, fire = false }: Told = {}): string {
    const moment = momentAt(at, { clockTrusted })
    const attempt = attemptAsSubject(
      { entrance: this.#policy.entranceOf.get(door) ?? -1, subject: PEOPLE.indexOf(who) },
      moment,
    )
    const passage = decidePassage(this.#policy, this.memory, decideEntry(this.#policy, attempt), {
      entranceId: door,
      moment,
      fire,
    })
    const decisionId = String(++this.#decisions)
    const about = { occurredAt: at, clockTrusted, subjectRef: who }
    if (!passage.decision.allowed) {
      const reason = passage.decision.refusal
      this.tell(accessFacts.doorRefused.type, door, { ...about, payload: { decisionId, reason } })
      return reason
    }
    const { firstDecisionId } = passage
    const payload = { decisionId, ...(firstDecisionId === null ? {} : { firstDecisionId }) }
    this.tell(edgeFacts.unlockOrdered.type, door, { ...about, payload })
    return ['opened', ...passage.against.map(({ rule, why }) => `${rule} ${why}`)].join(', ')
  }

  /** Badges, pulls the door, lets it close. */
  walk(who: string, door: string, told: Told = {}): string {
    const outcome = this.badge(who, door, told)
    if (outcome.startsWith('opened')) this.leaf(door, told)
    return outcome
  }

  leaf(door: string, { at = T0, clockTrusted = true }: Told = {}): void {
    this.tell(accessFacts.doorLeafOpened.type, door, { occurredAt: at, clockTrusted })
    this.tell(accessFacts.doorClosed.type, door, { occurredAt: at, clockTrusted })
  }

  remote(door: string): readonly string[] {
    return passageOfCommand(this.#policy, this.memory, {
      entranceId: door,
      moment: momentAt(T0),
      fire: false,
    }).map(({ rule, why }) => `${rule} ${why}`)
  }

  /** Killed and started again: nothing is left but the journal. */
  restart(clockTrusted = true): void {
    this.memory = new DoorMemory()
    for (const event of this.journal) this.memory.note(event, this.#policy)
    this.memory.begin(clockTrusted)
  }
}

const carPark = (rule: Partial<AntiPassback> = {}) =>
  new Building(house({ in: parking('in', rule), out: parking('out', rule) }))

describe('a badge that went in goes out before it enters again', () => {
  test('is refused when it does not, and enters again once it went out', () => {
    const house = carPark()
    expect(house.walk('amina', 'in')).toBe('opened')
    expect(house.walk('amina', 'in')).toBe('already_inside')
    expect(house.walk('bruno', 'in')).toBe('opened')
    expect(house.walk('amina', 'out')).toBe('opened')
    expect(house.walk('amina', 'in')).toBe('opened')
  })

  test('is only recorded where the rule says so', () => {
    const house = carPark({ mode: 'recorded' })
    house.walk('amina', 'in')
    expect(house.walk('amina', 'in')).toBe('opened, antiPassback recorded_only')
  })

  test('is never kept inside: whoever came in unseen goes out, and it is recorded', () => {
    const house = carPark()
    expect(house.walk('amina', 'out')).toBe('opened')
    expect(house.walk('amina', 'out')).toBe('opened, antiPassback leads_out')
  })

  test('counts nobody who did not open the door', () => {
    const house = carPark()
    expect(house.badge('amina', 'in')).toBe('opened')
    expect(house.badge('amina', 'in')).toBe('opened')
  })

  test('counts nobody for a door pulled long after, or left by the button', () => {
    const late = carPark()
    late.badge('amina', 'in')
    late.leaf('in', { at: addMs(T0, 60_000) })
    expect(late.badge('amina', 'in', { at: addMs(T0, 61_000) })).toBe('opened')
    const pressed = carPark()
    pressed.badge('amina', 'in')
    pressed.tell(accessFacts.doorExitPressed.type, 'in')
    pressed.leaf('in')
    expect(pressed.badge('amina', 'in')).toBe('opened')
  })

  test('counts both of two who go through a door that one of them opened', () => {
    const house = carPark()
    house.badge('amina', 'in')
    house.tell(accessFacts.doorLeafOpened.type, 'in')
    house.badge('bruno', 'in')
    expect(house.badge('amina', 'in')).toBe('already_inside')
    expect(house.badge('bruno', 'in')).toBe('already_inside')
  })

  test('counts by the lock where nothing watches the leaf', () => {
    const bare = new Building(house({ in: { ...parking('in'), parts: [] }, out: parking('out') }))
    bare.badge('amina', 'in')
    bare.tell(accessFacts.doorUnlockFailed.type, 'in')
    expect(bare.badge('amina', 'in')).toBe('opened')
    bare.tell(accessFacts.doorOpened.type, 'in')
    expect(bare.badge('amina', 'in')).toBe('already_inside')
  })

  test('counts each by the answer of the lock, also when it comes after the next was let in', () => {
    const bare = new Building(house({ in: { ...parking('in'), parts: [] }, out: parking('out') }))
    bare.badge('amina', 'in')
    bare.badge('bruno', 'in')
    bare.tell(accessFacts.doorOpened.type, 'in', { subjectRef: 'amina' })
    expect(bare.badge('bruno', 'in')).toBe('opened')
    expect(bare.badge('amina', 'in')).toBe('already_inside')
  })

  test('never stops who takes care of the house', () => {
    const house = carPark()
    house.walk('caretaker', 'in')
    expect(house.walk('caretaker', 'in')).toBe('opened')
  })

  test('stops them again once that has ended, by the clock of the door', () => {
    const snapshot = house({ in: parking('in'), out: parking('out') })
    const subjects = snapshot.subjects.map((one) =>
      one.ref === 'caretaker' ? { ...one, freeToPassUntil: hours(1) } : one,
    )
    const building = new Building({ ...snapshot, subjects })
    building.walk('caretaker', 'in')
    expect(building.walk('caretaker', 'in', { at: addMs(hours(1), -1) })).toBe('opened')
    expect(building.walk('caretaker', 'in', { at: hours(1) })).toBe('already_inside')
  })

  test.each([
    ['at its hour', { resets: [hours(1)] }, hours(1), 'opened'],
    ['not before its hour', { resets: [hours(1)] }, addMs(hours(1), -1), 'already_inside'],
    ['by a person', { forgottenAt: addMs(T0, 1) }, hours(1), 'opened'],
    ['not by a person before', { forgottenAt: T0 }, hours(1), 'already_inside'],
    ['after a day when no hour is known', { resets: [hours(-9)], resetsUntil: T0 }, hours(24), 'opened'],
  ] as const)('is forgotten %s', (_when, rule, at, outcome) => {
    const house = carPark(rule)
    house.walk('amina', 'in')
    expect(house.walk('amina', 'in', { at })).toBe(outcome)
  })

  test.each([
    ['somebody leaves by the button', accessFacts.doorExitPressed.type, 'in'],
    ['the doors were released', accessFacts.doorReleased.type, 'in'],
    ['the way out was forced', accessFacts.doorForced.type, 'out'],
    ['the way out opened for nobody known', accessFacts.doorLeafOpened.type, 'out'],
  ])('is forgotten when %s', (_what, type, door) => {
    const house = carPark()
    house.walk('amina', 'in')
    house.tell(type, door)
    expect(house.badge('amina', 'in')).toBe('opened')
  })
})

describe('a door for two people', () => {
  const vault = () => new Building(house({ vault: safe }))

  test('opens for the second of two, and tells who was the first', () => {
    const house = vault()
    expect(house.badge('amina', 'vault')).toBe('second_person_awaited')
    expect(house.badge('amina', 'vault')).toBe('second_person_awaited')
    expect(house.badge('bruno', 'vault', { at: addMs(T0, 29_999) })).toBe('opened')
    expect(house.journal.at(-1)).toMatchObject({ payload: { firstDecisionId: '2' } })
    expect(house.badge('amina', 'vault')).toBe('second_person_awaited')
  })

  test.each([30_000, -1])('does not open %i ms after the first', (waitedMs) => {
    const house = vault()
    house.badge('amina', 'vault')
    expect(house.badge('bruno', 'vault', { at: addMs(T0, waitedMs) })).toBe('second_person_awaited')
  })

  test('remembers the first after a restart, unless nobody knows how long that took', () => {
    const house = vault()
    house.badge('amina', 'vault')
    house.restart(false)
    expect(house.badge('bruno', 'vault')).toBe('second_person_awaited')
    house.restart()
    expect(house.badge('amina', 'vault')).toBe('opened')
  })

  test('asks nobody for company on the way out', () => {
    const zones = [{ id: 'z', leads: 'out' as const }]
    const out = new Building(house({ vault: { passage: { twoPeopleWithinMs: 30_000, zones } } }))
    expect(out.badge('amina', 'vault')).toBe('opened')
  })
})

describe('one door of an airlock at a time', () => {
  const lock = () => new Building(house({ street: airlock, hall: airlock }))

  test('waits until the other was closed, or was never pulled', () => {
    const house = lock()
    expect(house.badge('amina', 'street')).toBe('opened')
    expect(house.badge('bruno', 'hall')).toBe('other_door_open')
    house.tell(accessFacts.doorLeafOpened.type, 'street')
    expect(house.badge('amina', 'hall', { at: hours(1) })).toBe('other_door_open')
    expect(house.badge('amina', 'street', { at: hours(1) })).toBe('opened')
    house.tell(accessFacts.doorClosed.type, 'street')
    expect(house.badge('amina', 'hall', { at: hours(1) })).toBe('opened')
    expect(house.badge('amina', 'street', { at: addMs(hours(1), 8_000) })).toBe('opened')
  })

  test('still waits after a restart, until its contact says otherwise or says nothing any more', () => {
    const house = lock()
    house.badge('amina', 'street')
    house.tell(accessFacts.doorLeafOpened.type, 'street')
    house.restart()
    expect(house.badge('amina', 'hall', { at: hours(1) })).toBe('other_door_open')
    house.memory.lost('street')
    expect(house.badge('amina', 'hall', { at: hours(1) })).toBe('opened')
  })

  test('opens from afar for a reason, and that is recorded', () => {
    const house = lock()
    house.memory.leaf('street', true)
    expect(house.remote('hall')).toEqual(['interlock command'])
    house.memory.leaf('street', false)
    expect(house.remote('hall')).toEqual([])
  })
})

describe('what comes before every rule', () => {
  const inside = (doors: Parameters<typeof house>[0]) => {
    const building = new Building(house(doors))
    building.walk('amina', 'in')
    return building
  }

  test('fire, and an order at any door of the zone', () => {
    const calm = inside({ in: parking('in'), out: parking('out') })
    expect(calm.badge('amina', 'in', { fire: true })).toBe('opened, antiPassback emergency')
    const orders = [{ id: 'o', kind: 'evacuation' as const, from: T0, until: hours(1) }]
    const evacuated = inside({ in: parking('in'), out: { ...parking('out'), orders } })
    expect(evacuated.badge('amina', 'in')).toBe('opened, antiPassback emergency')
    expect(evacuated.badge('amina', 'in', { at: hours(1) })).toBe('already_inside')
  })

  test('a clock that nobody believes', () => {
    const house = inside({ in: parking('in'), out: parking('out') })
    expect(house.badge('amina', 'in', { clockTrusted: false })).toBe('opened, antiPassback clock_untrusted')
    house.walk('bruno', 'in', { clockTrusted: false })
    expect(house.badge('bruno', 'in')).toBe('opened')
  })

  test('the right to enter, which no rule gives', () => {
    const house = inside({ in: { ...parking('in'), lockedDown: true }, out: parking('out') })
    expect(house.badge('amina', 'in', { fire: true })).toBe('entrance_locked_down')
  })
})

test('the refusals of the rules are the last of the list, in the order of the rules', () => {
  expect(REFUSALS.slice(-PASSAGE_RULE_NAMES.length)).toEqual(
    PASSAGE_RULE_NAMES.map((rule) => PASSAGE_RULES[rule].refusal),
  )
})

describe('whatever happens in a car park of two ways in and one out', () => {
  const DOORS = { north: 'in', south: 'in', exit: 'out' } as const
  const aStep = fc.record({
    kind: fc.constantFrom('walk', 'walk', 'walk', 'badge', 'button', 'kill'),
    who: fc.constantFrom('amina', 'bruno'),
    door: fc.constantFrom('north', 'south', 'exit'),
    afterMs: fc.integer({ min: 0, max: 5 * 3_600_000 }),
  })
  const RESETS = [hours(3), hours(11), hours(19)]

  /** Who is inside in the plainest words: a set of names, emptied at its hours. */
  const oracle = () => {
    let inside = new Map<string, Instant>()
    return {
      forget: () => (inside = new Map()),
      refuses: (who: string, door: keyof typeof DOORS, at: Instant) => {
        const since = inside.get(who)
        const isForgotten = since === undefined || RESETS.some((reset) => since < reset && reset <= at)
        return DOORS[door] === 'in' && !isForgotten
      },
      passed: (who: string, door: keyof typeof DOORS, at: Instant) =>
        DOORS[door] === 'in' ? inside.set(who, at) : inside.delete(who),
    }
  }

  test('the door refuses exactly whom a plain list of names would, through every kill', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 40 }), (steps) => {
        const rule = { resets: RESETS }
        const doors = Object.entries(DOORS).map(([id, leads]) => [id, parking(leads, rule)])
        const building = new Building(house(Object.fromEntries(doors)))
        const names = oracle()
        let at = T0
        for (const { kind, who, door, afterMs } of steps) {
          at = addMs(at, afterMs + 10_000)
          if (kind === 'kill') building.restart()
          else if (kind === 'button') {
            building.tell(accessFacts.doorExitPressed.type, door, { occurredAt: at })
            names.forget()
          } else {
            const refuses = names.refuses(who, door, at)
            const outcome = building[kind](who, door, { at })
            expect(outcome === 'already_inside').toBe(refuses)
            if (kind === 'walk' && !refuses) names.passed(who, door, at)
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})
