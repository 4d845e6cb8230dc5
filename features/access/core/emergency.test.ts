/** What governs a door: the order of precedence, whatever the order in which the orders were given. */
import fc from 'fast-check'
import { instant, type Instant } from '@loge/kernel'
import { describe, expect, test } from 'vitest'
import { attemptWithCredential } from './attempt.ts'
import { compilePolicy } from './compile-policy.ts'
import { decideEntry } from './decide-entry.ts'
import {
  DOOR_RULES,
  type DoorCircumstances,
  type DoorRule,
  emergencyHere,
  ruleOf,
  standingOrder,
} from './emergency.ts'
import { holdAt, type SeenAtDoor } from './hold-open.ts'
import { type Changes, digestOf, hours, momentAt, smallSite } from './small-site.fixture.ts'
import type { Snapshot, SnapshotOrder } from './snapshot.ts'

const order = (kind: SnapshotOrder['kind'], until = hours(8), from = hours(-24)): SnapshotOrder => ({
  id: `${kind} until ${until}`,
  kind,
  from,
  until,
})
const lockdown = order('lockdown')
const evacuation = order('evacuation')
const calm: DoorCircumstances = { fire: false, order: undefined, lockedDown: false, inHours: false }

describe('what governs a door', () => {
  test.each<[DoorRule, Partial<DoorCircumstances>]>([
    ['rights', {}],
    ['schedule', { inHours: true }],
    ['lockdown', { inHours: true, lockedDown: true }],
    ['lockdown', { inHours: true, order: lockdown }],
    ['evacuation', { inHours: true, lockedDown: true, order: evacuation }],
    ['fire', { inHours: true, lockedDown: true, order: lockdown, fire: true }],
    ['fire', { order: evacuation, fire: true }],
  ])('is %s when %o', (rule, so) => {
    expect(ruleOf({ ...calm, ...so })).toBe(rule)
  })

  test('never goes back in the list when something more happens', () => {
    const some = fc.record({
      fire: fc.boolean(),
      order: fc.constantFrom(undefined, lockdown, evacuation),
      lockedDown: fc.boolean(),
      inHours: fc.boolean(),
    })
    fc.assert(
      fc.property(some, (so) => {
        const place = (changed: Partial<DoorCircumstances>) =>
          DOOR_RULES.indexOf(ruleOf({ ...so, ...changed }))
        expect(place({ fire: true })).toBeLessThanOrEqual(place({ order: evacuation, fire: false }))
        expect(place({ order: evacuation })).toBeLessThanOrEqual(place({ order: lockdown }))
        expect(place({ lockedDown: true })).toBeLessThanOrEqual(place({ lockedDown: false }))
      }),
    )
  })
})

describe('whoever looks at a door', () => {
  const looked = (orders: readonly SnapshotOrder[], lockedDown = false) =>
    emergencyHere({ orders, lockedDown }, hours(0), hours(0))

  test('is told of no order where none stands', () => {
    expect(looked([])).toBeNull()
    expect(looked([order('lockdown', hours(-1))])).toBeNull()
  })

  test('is told which stands, since when, and until when', () => {
    expect(looked([lockdown])).toEqual({ kind: 'lockdown', since: lockdown.from, until: lockdown.until })
    expect(looked([lockdown, evacuation])).toEqual({
      kind: 'evacuation',
      since: evacuation.from,
      until: evacuation.until,
    })
  })

  test('is told no end of a door that was closed alone, unless an evacuation opens it', () => {
    expect(looked([], true)).toEqual({ kind: 'lockdown', since: null, until: null })
    expect(looked([lockdown], true)).toMatchObject({ kind: 'lockdown', until: null })
    expect(looked([evacuation], true)).toMatchObject({ kind: 'evacuation', until: evacuation.until })
  })
})

describe('of several orders', () => {
  const someOrders = fc.array(
    fc
      .tuple(fc.constantFrom('lockdown' as const, 'evacuation' as const), fc.integer({ min: -4, max: 12 }))
      .map(([kind, until]) => order(kind, hours(until))),
    { maxLength: 6 },
  )

  test('the same one stands, whichever was given first', () => {
    fc.assert(
      fc.property(
        someOrders.chain((orders) =>
          fc.tuple(fc.constant(orders), fc.shuffledSubarray(orders, { minLength: orders.length })),
        ),
        ([orders, shuffled]) => {
          const stands = (given: readonly SnapshotOrder[]) =>
            standingOrder({ orders: given }, hours(0), hours(-1))
          expect(stands(shuffled)).toEqual(stands(orders))
        },
      ),
    )
  })

  test('an evacuation that stands lifts every lockdown, and none outlives its end', () => {
    fc.assert(
      fc.property(someOrders, fc.integer({ min: -4, max: 12 }), (orders, tick) => {
        const at = hours(tick)
        const standing = standingOrder({ orders }, at, hours(-24))
        const alive = orders.filter(({ until }) => at < until)
        expect(standing?.kind).toBe(
          alive.some(({ kind }) => kind === 'evacuation')
            ? 'evacuation'
            : alive.length > 0
              ? 'lockdown'
              : undefined,
        )
      }),
    )
  })

  test('one the snapshot was made after has begun, though the clock of the door lags', () => {
    const late = order('lockdown', hours(8), hours(0))
    expect(standingOrder({ orders: [late] }, instant(hours(0) - 60_000), hours(0))).toBe(late)
    expect(standingOrder({ orders: [late] }, instant(hours(0) - 60_000), hours(-1))).toBeUndefined()
  })
})

const site = (orders: readonly SnapshotOrder[], more: Changes = {}, passes = false): Snapshot => {
  const made = smallSite({ ...more, entrance: { orders, holdOpenSchedule: 0, ...more.entrance } })
  return passes ? { ...made, rules: made.rules.map((rule) => ({ ...rule, passesLockdown: true })) } : made
}
const decide = (snapshot: Snapshot, now: Instant, more: Parameters<typeof momentAt>[1] = {}) => {
  const policy = compilePolicy(snapshot)
  const presented = { entranceId: 'front', kind: 'card' as const, digest: digestOf(0) }
  return decideEntry(policy, attemptWithCredential(policy, presented, momentAt(now, more)))
}
const held = (snapshot: Snapshot, now: Instant, seen?: SeenAtDoor, more = {}) =>
  holdAt(compilePolicy(snapshot), 'front', momentAt(now, more), seen)?.cause

describe('a lockdown', () => {
  test('refuses until its end, says when that is, and then is over without anybody', () => {
    expect(decide(site([lockdown]), hours(7))).toMatchObject({
      refusal: 'entrance_locked_down',
      retryAt: hours(8),
    })
    expect(decide(site([lockdown]), hours(8))).toMatchObject({ allowed: true })
  })

  test('lets in by a profile that passes it, and by no other', () => {
    expect(decide(site([lockdown], {}, true), hours(1))).toMatchObject({ allowed: true })
    expect(decide(site([], { entrance: { lockedDown: true } }, true), hours(1)).allowed).toBe(true)
    expect(decide(site([lockdown], { credential: { status: 'lost' } }, true), hours(1))).toMatchObject({
      refusal: 'entrance_locked_down',
    })
  })

  test('shuts a door its hours held open', () => {
    expect(held(site([lockdown]), hours(1))).toBeUndefined()
    expect(held(site([]), hours(1))).toBe('schedule')
  })

  test('stays without a clock until its end has certainly passed', () => {
    expect(decide(site([lockdown]), hours(1), { clockTrusted: false })).toMatchObject({
      refusal: 'entrance_locked_down',
    })
    expect(decide(site([lockdown]), hours(9), { clockTrusted: false })).not.toMatchObject({
      refusal: 'entrance_locked_down',
    })
  })
})

describe('an evacuation', () => {
  test('holds the door open in spite of a lockdown, and without a clock', () => {
    const both = site([lockdown, evacuation], { entrance: { lockedDown: true, holdOpenSchedule: null } })
    expect(held(both, hours(1))).toBe('evacuation')
    expect(held(both, hours(1), undefined, { clockTrusted: false })).toBe('evacuation')
    expect(held(both, hours(8))).toBeUndefined()
    expect(decide(both, hours(1))).toMatchObject({ allowed: true })
  })
})

describe('what the building itself sees', () => {
  const atDoor = (seen: Partial<SeenAtDoor>): SeenAtDoor => ({ fire: false, enteredAt: null, ...seen })

  test('a fire holds the door open whatever was ordered, without a snapshot too', () => {
    expect(held(site([lockdown], { entrance: { lockedDown: true } }), hours(1), atDoor({ fire: true }))).toBe(
      'fire',
    )
    expect(holdAt(null, 'front', momentAt(hours(1)), atDoor({ fire: true }))?.cause).toBe('fire')
  })

  test('an edge taken out of service holds no door open by its hours, and still lets out of danger', () => {
    const holdBy = (snapshot: ReturnType<typeof site>, at: Instant, seen?: SeenAtDoor) =>
      holdAt({ ...compilePolicy(snapshot), isWithdrawn: true }, 'front', momentAt(at), seen)?.cause
    expect(held(site([]), hours(1))).toBe('schedule')
    expect(holdBy(site([]), hours(1))).toBeUndefined()
    expect(holdBy(site([evacuation]), hours(1))).toBe('evacuation')
    expect(holdBy(site([]), hours(1), atDoor({ fire: true }))).toBe('fire')
  })

  test('hours that wait for the first person hold the door only from then on, and not by an entry before them', () => {
    const waiting = site([], { entrance: { holdsAfterEntry: true } })
    expect(held(waiting, hours(1))).toBeUndefined()
    expect(held(waiting, hours(1), atDoor({ enteredAt: hours(-2) }))).toBeUndefined()
    expect(held(waiting, hours(1), atDoor({ enteredAt: hours(0) }))).toBe('schedule')
    expect(held(waiting, hours(24), atDoor({ enteredAt: hours(0) }))).toBeUndefined()
  })
})
