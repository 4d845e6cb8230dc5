/** Who may enter where, in the plainest words: the simulation's truth, and the source of its snapshots. */
import { createHmac } from 'node:crypto'
import { digestInput, normaliseValue, type CredentialKind, type Snapshot } from '@loge/features/access/core'
import { DAY_MS, instant } from '@loge/kernel'

export interface Right {
  readonly ref: string
  readonly kind: CredentialKind
  readonly value: string
  readonly entranceId: string
  readonly fromMs: number
  /** Exclusive; `null`: open-ended. */
  readonly untilMs: number | null
  /** Hours of the day in UTC, until exclusive; `null`: at every hour. */
  readonly hours: readonly [from: number, until: number] | null
  readonly lost: boolean
  readonly suspended: boolean
}

/** Who may enter from one moment on. */
export interface Version {
  readonly madeAtMs: number
  readonly rights: readonly Right[]
}

export interface DoorPlan {
  readonly entranceId: string
  readonly externalId: string
}

export interface SitePlan {
  readonly organizationId: string
  readonly siteId: string
  readonly siteKey: string
  readonly doors: readonly DoorPlan[]
  readonly coversFromMs: number
  readonly coversUntilMs: number
}

export const LEASE_MS = 30 * DAY_MS

export const digestWith = (siteKey: string, kind: CredentialKind, value: string): string => {
  const normalised = normaliseValue(kind, value)
  if (!normalised.ok) throw new RangeError('not a credential')
  return createHmac('sha256', Buffer.from(siteKey, 'hex'))
    .update(digestInput(kind, normalised.value))
    .digest('hex')
}

const daily = (plan: SitePlan, [from, until]: readonly [number, number]): readonly number[] => {
  const intervals: number[] = []
  for (let day = plan.coversFromMs; day < plan.coversUntilMs; day += DAY_MS) {
    intervals.push(day + from * 3_600_000, day + until * 3_600_000)
  }
  return intervals
}

/** One grant, rule, subject and credential for each right: nothing is shared, so nothing can be confused. */
export const snapshotOf = (
  plan: SitePlan,
  rights: readonly Right[],
  version: number,
  madeAtMs: number,
): Snapshot => {
  const timed = rights.filter((right) => right.hours !== null)
  return {
    organizationId: plan.organizationId,
    siteId: plan.siteId,
    version,
    madeAt: instant(madeAtMs),
    leaseMs: { visitor: LEASE_MS, resident: LEASE_MS, staff: LEASE_MS },
    entrances: plan.doors.map(({ entranceId, externalId }) => ({
      id: entranceId,
      parts: (['reader', 'lock', 'doorSensor', 'exitButton'] as const).map((role) => ({
        role,
        externalId,
        key: role,
      })),
      unlockMs: 5_000,
      heldOpenMs: 60_000,
      failMode: 'secure',
      accepts: ['card', 'pin', 'qr', 'mobileKey', 'licencePlate'],
      holdOpenSchedule: null,
      lockedDown: false,
    })),
    schedules: timed.map((right, index) => ({
      id: `schedule-${index}`,
      intervals: right.hours === null ? [] : daily(plan, right.hours),
      coversUntil: instant(plan.coversUntilMs),
    })),
    rules: rights.map((right) => ({
      profileId: `profile-${right.ref}`,
      entrances: [plan.doors.findIndex((door) => door.entranceId === right.entranceId)],
      schedule: right.hours === null ? null : timed.indexOf(right),
    })),
    grants: rights.map((right, index) => ({
      id: `grant-${right.ref}`,
      rules: [index],
      validFrom: instant(right.fromMs),
      validUntil: right.untilMs === null ? null : instant(right.untilMs),
      leaseClass: 'resident',
    })),
    subjects: rights.map((right, index) => ({ ref: right.ref, suspended: right.suspended, grants: [index] })),
    credentials: rights.map((right, index) => ({
      id: `credential-${right.ref}`,
      kind: right.kind,
      digest: digestWith(plan.siteKey, right.kind, right.value),
      subject: index,
      status: right.lost ? 'lost' : 'active',
      validFrom: instant(0),
      validUntil: null,
    })),
  }
}
