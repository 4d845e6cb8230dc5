/** Made-up sites for property tests: small, and full of edges that coincide. */
import fc from 'fast-check'
import { instant } from '@loge/kernel'
import { CREDENTIAL_KINDS } from './policy.ts'
import type { Snapshot, SnapshotOrder } from './snapshot.ts'
import { digestOf, entrance, smallSite } from './small-site.fixture.ts'

/** Ticks are minutes around the making of the snapshot, few enough that edges are met often. */
export const TICK_MS = 60_000
const MADE_AT = instant(1_774_738_800_000)
export const tick = (count: number) => instant(MADE_AT + count * TICK_MS)
export const aTick = fc.integer({ min: -8, max: 24 }).map(tick)
const positions = (count: number) => fc.uniqueArray(fc.integer({ min: 0, max: count - 1 }), { maxLength: 3 })

const aSchedule = fc
  .tuple(fc.uniqueArray(fc.integer({ min: -8, max: 24 }), { maxLength: 8 }), aTick)
  .map(([ticks, coversUntil]) => {
    const bounds = ticks.toSorted((one, other) => one - other).map(tick)
    return { id: 'hours', intervals: bounds.slice(0, bounds.length - (bounds.length % 2)), coversUntil }
  })

/** What an edge is sent has begun. */
const someOrders: fc.Arbitrary<readonly SnapshotOrder[]> = fc.array(
  fc.record({
    id: fc.constantFrom('one', 'other'),
    kind: fc.constantFrom('lockdown' as const, 'evacuation' as const),
    from: fc.integer({ min: -8, max: 0 }).map(tick),
    until: aTick,
  }),
  { maxLength: 2 },
)

const ENTRANCES = 3
export const aSite: fc.Arbitrary<Snapshot> = fc
  .record({
    accepts: fc.array(fc.subarray([...CREDENTIAL_KINDS]), { minLength: ENTRANCES, maxLength: ENTRANCES }),
    lockedDown: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: ENTRANCES, maxLength: ENTRANCES }),
    orders: fc.array(someOrders, { minLength: ENTRANCES, maxLength: ENTRANCES }),
    passes: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    schedules: fc.array(aSchedule, { minLength: 2, maxLength: 2 }),
    rules: fc.array(fc.record({ entrances: positions(ENTRANCES), schedule: fc.constantFrom(null, 0, 1) }), {
      minLength: 4,
      maxLength: 4,
    }),
    grants: fc.array(
      fc.record({
        rules: positions(4),
        validFrom: aTick,
        validUntil: fc.option(aTick),
        leaseClass: fc.constantFrom('visitor' as const, 'resident' as const, 'staff' as const),
      }),
      { minLength: 4, maxLength: 4 },
    ),
    subjects: fc.array(fc.record({ suspended: fc.integer({ min: 0, max: 5 }), grants: positions(4) }), {
      minLength: 3,
      maxLength: 3,
    }),
    credentials: fc.array(
      fc.record({
        kind: fc.constantFrom(...CREDENTIAL_KINDS),
        subject: fc.integer({ min: 0, max: 2 }),
        status: fc.constantFrom('active' as const, 'active' as const, 'suspended' as const, 'lost' as const),
        validFrom: aTick,
        validUntil: fc.option(aTick),
      }),
      { minLength: 4, maxLength: 4 },
    ),
  })
  .map((parts) => ({
    ...smallSite(),
    madeAt: MADE_AT,
    leaseMs: { visitor: 6 * TICK_MS, resident: 12 * TICK_MS, staff: 18 * TICK_MS },
    entrances: parts.accepts.map((accepts, position) =>
      entrance(`e${position}`, {
        accepts,
        lockedDown: parts.lockedDown[position] === 0,
        orders: parts.orders[position] ?? [],
      }),
    ),
    schedules: parts.schedules,
    rules: parts.rules.map((rule, position) => ({
      ...rule,
      profileId: `p${position}`,
      ...(parts.passes[position] === true ? { passesLockdown: true as const } : {}),
    })),
    grants: parts.grants.map((grant, position) => ({ ...grant, id: `g${position}` })),
    subjects: parts.subjects.map(({ grants, suspended }, position) => ({
      ref: `s${position}`,
      suspended: suspended === 0,
      grants,
    })),
    credentials: parts.credentials.map((credential, position) => ({
      ...credential,
      id: `c${position}`,
      digest: digestOf(position),
    })),
  }))
