/** A site of two doors for the tests of this feature: small enough to read, with every part a decision looks at. */
import { instant, type Instant } from '@loge/kernel'
import type { Moment } from './attempt.ts'
import type { Snapshot, SnapshotCredential, SnapshotEntrance, SnapshotGrant } from './snapshot.ts'

/** 2026-11-05T09:00Z */
export const T0 = instant(1_793_869_200_000)
export const hours = (count: number): Instant => instant(T0 + count * 3_600_000)

export const digestOf = (position: number): string => (position + 1).toString(16).padStart(8, '0').repeat(8)

export const entrance = (id: string, changes: Partial<SnapshotEntrance> = {}): SnapshotEntrance => ({
  id,
  parts: [],
  unlockMs: 5000,
  heldOpenMs: 30_000,
  failMode: 'secure',
  accepts: ['card', 'pin'],
  holdOpenSchedule: null,
  lockedDown: false,
  ...changes,
})

export interface Changes {
  readonly entrance?: Partial<SnapshotEntrance>
  readonly grant?: Partial<SnapshotGrant>
  readonly credential?: Partial<SnapshotCredential>
  readonly suspended?: boolean
}

/** One resident with a card may enter `front` from 08:00 to 18:00 for a day, and `garage` at any hour, for ever. */
export const smallSite = (changes: Changes = {}): Snapshot => ({
  organizationId: 'org',
  siteId: 'site',
  version: 7,
  madeAt: hours(-24),
  leaseMs: { visitor: 24 * 3_600_000, resident: 30 * 24 * 3_600_000, staff: 30 * 24 * 3_600_000 },
  entrances: [entrance('front', changes.entrance), entrance('garage'), entrance('roof')],
  schedules: [{ id: 'day', intervals: [hours(-1), hours(9), hours(23), hours(33)], coversUntil: hours(48) }],
  rules: [
    { profileId: 'profile-day', entrances: [0], schedule: 0 },
    { profileId: 'profile-garage', entrances: [1], schedule: null },
  ],
  grants: [
    {
      id: 'grant-day',
      rules: [0],
      validFrom: hours(-48),
      validUntil: hours(72),
      leaseClass: 'resident',
      ...changes.grant,
    },
    { id: 'grant-garage', rules: [1], validFrom: hours(-48), validUntil: null, leaseClass: 'resident' },
  ],
  subjects: [{ ref: 'subject', suspended: changes.suspended ?? false, grants: [0, 1] }],
  credentials: [
    {
      id: 'card',
      kind: 'card',
      digest: digestOf(0),
      subject: 0,
      status: 'active',
      validFrom: hours(-48),
      validUntil: null,
      ...changes.credential,
    },
  ],
})

export const momentAt = (now: Instant, changes: Partial<Moment> = {}): Moment => ({
  now,
  clockTrusted: true,
  lastContactAt: now,
  ...changes,
})
