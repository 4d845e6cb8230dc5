/** The workload as Loge holds it at an edge: a snapshot with compiled hours, and the attempts. */
import {
  type Attempt,
  attemptWithCredential,
  compilePolicy,
  decideEntry,
  digestInput,
  normaliseValue,
  type Policy,
  type Snapshot,
} from '@loge/features/access/core'
import { compileIntervals, type ScheduleDefinition } from '@loge/features/schedules/core'
import { DAY_MS, HOUR_MS, instant, parseCivilDay, type Weekday } from '@loge/kernel'
import { keyedDigest } from '@loge/kernel/real-world'
import {
  credentials,
  ENTRANCES,
  HOLIDAYS,
  type WorkRequest,
  rules,
  RULES_PER_PROFILE,
  schedules,
  type WorkSchedule,
  YEAR_FROM,
  YEAR_UNTIL,
  ZONE,
} from './workload.ts'

export const digest = keyedDigest(new Uint8Array(32).fill(7))

const range = { from: instant(YEAR_FROM - 2 * DAY_MS), until: instant(YEAR_UNTIL + 2 * DAY_MS) }

const holidays = [...HOLIDAYS].map((date) => {
  const day = parseCivilDay(date)
  if (day === undefined) throw new Error(`not a date: ${date}`)
  return day
})

const define = (schedule: WorkSchedule): ScheduleDefinition => ({
  effect: 'allow',
  weekly: schedule.week.flatMap((windows, day) =>
    windows.map(([from, until]) => ({ days: [(day + 1) as Weekday], from, until })),
  ),
  onHolidays: schedule.holiday.map(([from, until]) => ({ from, until })),
  exceptions: [],
})

const zone = {
  zone: ZONE,
  offsets: [
    { at: instant(range.from - 2 * DAY_MS), offsetMs: HOUR_MS },
    { at: instant(Date.UTC(2026, 2, 29, 1)), offsetMs: 2 * HOUR_MS },
    { at: instant(Date.UTC(2026, 9, 25, 1)), offsetMs: HOUR_MS },
  ],
  coversUntil: instant(range.until + 2 * DAY_MS),
}

const compileHours = (): Snapshot['schedules'] => {
  const calendar = { region: null, added: holidays, removed: [] }
  return schedules.map((schedule, position) => ({
    id: `schedule-${position}`,
    intervals: compileIntervals(define(schedule), zone, calendar, range),
    coversUntil: range.until,
  }))
}

const makeSnapshot = (): Snapshot => {
  const memberships = credentials.flatMap(({ profiles }, subject) =>
    profiles.map((profile) => ({ subject, profile })),
  )
  const grantsOf = Map.groupBy(memberships.keys(), (grant) => memberships[grant]?.subject ?? 0)
  return {
    organizationId: 'organization',
    siteId: 'site',
    version: 1,
    madeAt: instant(YEAR_FROM),
    leaseMs: { visitor: DAY_MS, resident: 30 * DAY_MS, staff: 30 * DAY_MS },
    entrances: Array.from({ length: ENTRANCES }, (_none, position) => ({
      id: `entrance-${position}`,
      parts: [],
      unlockMs: 5000,
      heldOpenMs: 30_000,
      failMode: 'secure',
      accepts: ['card'],
      holdOpenSchedule: null,
      lockedDown: false,
    })),
    schedules: compileHours(),
    rules: rules.map(({ profile, entrance, schedule }) => ({
      profileId: `profile-${profile}`,
      entrances: [entrance],
      schedule,
    })),
    grants: memberships.map(({ profile }, grant) => ({
      id: `grant-${grant}`,
      rules: Array.from({ length: RULES_PER_PROFILE }, (_none, index) => profile * RULES_PER_PROFILE + index),
      validFrom: instant(YEAR_FROM),
      validUntil: null,
      leaseClass: 'resident',
    })),
    subjects: credentials.map((_credential, subject) => ({
      ref: `subject-${subject}`,
      suspended: false,
      grants: grantsOf.get(subject) ?? [],
    })),
    credentials: credentials.map(({ active, from, until, value }, subject) => ({
      id: `credential-${subject}`,
      kind: 'card',
      digest: digest(digestInput('card', value)),
      subject,
      status: active ? 'active' : 'suspended',
      validFrom: instant(from),
      validUntil: instant(until),
    })),
  }
}

export const policy: Policy = compilePolicy(makeSnapshot())

/** The attempt as the door loop hands it over once the credential is found. */
export const attemptOf = ({ credential, entrance, at }: WorkRequest): Attempt => ({
  entrance,
  kind: 'card',
  credential,
  subject: -1,
  now: instant(at),
  clockTrusted: true,
  lastContactAt: instant(at),
  throttledForMs: 0,
})

export const decideAttempt = (attempt: Attempt): boolean => decideEntry(policy, attempt).allowed

export interface RawRequest {
  readonly entranceId: string
  readonly value: string
  readonly at: number
}

/** The whole path of an edge: spelling, keyed digest, look-up, decision. */
export const decideRaw = ({ entranceId, value, at }: RawRequest): boolean => {
  const plain = normaliseValue('card', value)
  if (!plain.ok) return false
  const now = instant(at)
  const attempt = attemptWithCredential(
    policy,
    { entranceId, kind: 'card', digest: digest(digestInput('card', plain.value)) },
    { now, clockTrusted: true, lastContactAt: now },
  )
  return decideEntry(policy, attempt).allowed
}
