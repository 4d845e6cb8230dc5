/**
 * Whether a door opens. The one function that decides: at the edge, behind the API's explain and in the console.
 * The hot path reads columns of numbers and allocates only the decision it returns.
 */
import type { Instant } from '@loge/kernel'
import {
  AMBIGUOUS,
  CELLS_A_LINE,
  CREDENTIAL_KINDS,
  CREDENTIAL_STATUSES,
  grantFrom,
  grantLeaseMs,
  grantUntil,
  lineEntrance,
  lineGrant,
  lineRule,
  lineSchedule,
  NOWHERE,
  type Policy,
} from './policy.ts'
import { REFUSALS, type Refusal } from './refusal.ts'
import type { CredentialKind } from './snapshot.ts'
import { ruleOf, standingOrder } from './emergency.ts'
import { intervalAt, nextIntervalFrom } from './intervals.ts'
import { type Clocked, type Timing, timingOf } from './timing.ts'

/** What was presented where and when. Positions come from `attemptWithCredential` and `attemptAsSubject`. */
export interface Attempt extends Clocked {
  /** Position of the entrance, or `NOWHERE`. */
  readonly entrance: number
  /** What was presented; `null` when the question is about a person, whatever they carry. */
  readonly kind: CredentialKind | null
  /** Position of the credential, `NOWHERE` when its digest is not known, `AMBIGUOUS` when it may be several. Ignored when `kind` is `null`. */
  readonly credential: number
  /** Position of the subject when `kind` is `null`. */
  readonly subject: number
  /** From `throttledForMs`; zero unless too many wrong codes were tried. */
  readonly throttledForMs: number
}

export interface Allowed {
  readonly allowed: true
  readonly subjectRef: string
  readonly credentialId: string | null
  readonly grantId: string
  readonly profileId: string
  /** `null`: at any hour. */
  readonly scheduleId: string | null
  readonly windowFrom: Instant | null
  readonly windowUntil: Instant | null
  /** The first instant at which this grant, in this window, with this credential, ends; `null`: open-ended. */
  readonly until: Instant | null
  readonly unlockMs: number
}

export interface Refused {
  readonly allowed: false
  readonly refusal: Refusal
  readonly subjectRef: string | null
  readonly credentialId: string | null
  /** The grant that came closest, if any. */
  readonly grantId: string | null
  /** When trying again may succeed, if that is known. */
  readonly retryAt: Instant | null
}

export type Decision = Allowed | Refused

const place = (refusal: Refusal): number => REFUSALS.indexOf(refusal)
const NO_GRANT_HERE = place('no_grant_here')
const GRANT_NOT_YET_VALID = place('grant_not_yet_valid')
const GRANT_EXPIRED = place('grant_expired')
const OUTSIDE_HOURS = place('outside_hours')
const SNAPSHOT_STALE = place('snapshot_stale')
const CLOCK_UNTRUSTED = place('clock_untrusted')
/** What `judgeLine` answers when nothing is in the way: after every refusal. */
export const LINE_ALLOWS = REFUSALS.length

/**
 * What one line says when all that is known is that it is `at` or later. What has ended then has ended; of the rest only
 * what holds at every hour from then on is honoured: begun, without an end, without a schedule.
 */
const judgeLineWithoutClock = (policy: Policy, line: number, { at, contactAt }: Timing): number => {
  const grant = lineGrant(policy, line)
  const until = grantUntil(policy, grant)
  if (at >= until) return GRANT_EXPIRED
  const schedule = lineSchedule(policy, line)
  if (schedule !== NOWHERE && at >= (policy.schedules.coversUntil[schedule] ?? NaN)) return SNAPSHOT_STALE
  if (!(at < contactAt + grantLeaseMs(policy, grant))) return SNAPSHOT_STALE
  const isTimeless = at >= grantFrom(policy, grant) && until === Infinity && schedule === NOWHERE
  return isTimeless ? LINE_ALLOWS : CLOCK_UNTRUSTED
}

/**
 * What one line says: `LINE_ALLOWS` or the place of its refusal. The comparisons are written so that a number that
 * is not one refuses.
 */
export const judgeLine = (policy: Policy, line: number, timing: Timing): number => {
  if (!timing.certain) return judgeLineWithoutClock(policy, line, timing)
  const { at, contactAt } = timing
  const grant = lineGrant(policy, line)
  if (!(at >= grantFrom(policy, grant))) return GRANT_NOT_YET_VALID
  if (!(at < grantUntil(policy, grant))) return GRANT_EXPIRED
  const schedule = lineSchedule(policy, line)
  if (schedule !== NOWHERE) {
    if (!(at < (policy.schedules.coversUntil[schedule] ?? NaN))) return SNAPSHOT_STALE
    if (intervalAt(policy.schedules, schedule, at) === NOWHERE) return OUTSIDE_HOURS
  }
  return at < contactAt + grantLeaseMs(policy, grant) ? LINE_ALLOWS : SNAPSHOT_STALE
}

/** The first line of this subject at this entrance, or `NOWHERE`. */
export const firstLine = (policy: Policy, subject: number, entrance: number): number => {
  const { starts, cells } = policy.lines
  let low = starts[subject] ?? 0
  const end = starts[subject + 1] ?? 0
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((cells[middle * CELLS_A_LINE] ?? 0) < entrance) low = middle + 1
    else high = middle
  }
  return low < end && cells[low * CELLS_A_LINE] === entrance ? low : NOWHERE
}

const refuseWith = (refusal: Refusal, retryAt: Instant | null = null): Refused => ({
  allowed: false,
  refusal,
  subjectRef: null,
  credentialId: null,
  grantId: null,
  retryAt,
})

const refuseKnown = (policy: Policy, subject: number, credential: number, refusal: Refusal): Refused => ({
  allowed: false,
  refusal,
  subjectRef: policy.subjects.refs[subject] ?? null,
  credentialId: policy.credentials.ids[credential] ?? null,
  grantId: null,
  retryAt:
    refusal === 'credential_not_yet_valid' ? ((policy.credentials.from[credential] ?? 0) as Instant) : null,
})

const bounded = (until: number): Instant | null => (until === Infinity ? null : (until as Instant))

const allowBy = (policy: Policy, attempt: Attempt, who: Known, line: number): Allowed => {
  const { schedules, credentials } = policy
  const grant = lineGrant(policy, line)
  const schedule = lineSchedule(policy, line)
  const interval =
    schedule === NOWHERE ? NOWHERE : intervalAt(schedules, schedule, timingOf(policy, attempt).at)
  const windowUntil =
    interval === NOWHERE
      ? Infinity
      : Math.min(schedules.bounds[interval + 1] ?? 0, schedules.coversUntil[schedule] ?? 0)
  const credentialUntil = who.credential === NOWHERE ? Infinity : (credentials.until[who.credential] ?? 0)
  return {
    allowed: true,
    subjectRef: policy.subjects.refs[who.subject] ?? '',
    credentialId: credentials.ids[who.credential] ?? null,
    grantId: policy.grants.ids[grant] ?? '',
    profileId: policy.ruleProfiles[lineRule(policy, line)] ?? '',
    scheduleId: schedules.ids[schedule] ?? null,
    windowFrom: interval === NOWHERE ? null : ((schedules.bounds[interval] ?? 0) as Instant),
    windowUntil: bounded(windowUntil),
    until: bounded(Math.min(windowUntil, grantUntil(policy, grant), credentialUntil)),
    unlockMs: policy.entrances[attempt.entrance]?.unlockMs ?? 0,
  }
}

/** When a line that gave this verdict may say yes. */
export const lineRetryAt = (policy: Policy, line: number, verdict: number, at: Instant): Instant | null => {
  const grant = lineGrant(policy, line)
  if (verdict === GRANT_NOT_YET_VALID) return grantFrom(policy, grant) as Instant
  if (verdict !== OUTSIDE_HOURS) return null
  const opensAt = nextIntervalFrom(policy.schedules, lineSchedule(policy, line), at)
  return opensAt !== null && opensAt < grantUntil(policy, grant) ? opensAt : null
}

interface Known {
  readonly subject: number
  /** `NOWHERE` when the question is about the person. */
  readonly credential: number
  /** The entrance is locked down: only what passes a lockdown counts. */
  readonly isLockedDown: boolean
}

/** Whether a credential holds at every hour from `at` on. A person has no hours. */
const isTimeless = ({ credentials }: Policy, credential: number, at: Instant): boolean =>
  credential === NOWHERE ||
  (at >= (credentials.from[credential] ?? NaN) && credentials.until[credential] === Infinity)

const decideByGrants = (policy: Policy, attempt: Attempt, timing: Timing, who: Known): Decision => {
  const first = firstLine(policy, who.subject, attempt.entrance)
  const end = policy.lines.starts[who.subject + 1] ?? 0
  let closest = NO_GRANT_HERE
  let closestLine = NOWHERE
  for (
    let line = first;
    line !== NOWHERE && line < end && lineEntrance(policy, line) === attempt.entrance;
    line++
  ) {
    if (who.isLockedDown && policy.rulePasses[lineRule(policy, line)] !== 1) continue
    let verdict = judgeLine(policy, line, timing)
    if (verdict === LINE_ALLOWS) {
      if (timing.certain || isTimeless(policy, who.credential, timing.at))
        return allowBy(policy, attempt, who, line)
      verdict = CLOCK_UNTRUSTED
    }
    if (verdict > closest) {
      closest = verdict
      closestLine = line
    }
  }
  return {
    allowed: false,
    refusal: REFUSALS[closest] ?? 'no_grant_here',
    subjectRef: policy.subjects.refs[who.subject] ?? null,
    credentialId: policy.credentials.ids[who.credential] ?? null,
    grantId: closestLine === NOWHERE ? null : (policy.grants.ids[lineGrant(policy, closestLine)] ?? null),
    retryAt: closestLine === NOWHERE ? null : lineRetryAt(policy, closestLine, closest, timing.at),
  }
}

const ACTIVE = CREDENTIAL_STATUSES.indexOf('active')
const LOST = CREDENTIAL_STATUSES.indexOf('lost')

/** What surely speaks against the credential itself, whoever its owner and wherever the door. */
const credentialRefusal = (policy: Policy, credential: number, { at, certain }: Timing): Refusal | null => {
  const { status, from, until } = policy.credentials
  const itsStatus = status[credential]
  if (itsStatus === LOST) return 'credential_lost'
  if (itsStatus !== ACTIVE) return 'credential_suspended'
  if (certain && !(at >= (from[credential] ?? NaN))) return 'credential_not_yet_valid'
  if (!(at < (until[credential] ?? NaN))) return 'credential_expired'
  return null
}

const decideByRights = (
  policy: Policy,
  attempt: Attempt,
  timing: Timing,
  isLockedDown: boolean,
): Decision => {
  const { entrance, kind, now, throttledForMs } = attempt
  let subject = attempt.subject
  let credential = NOWHERE
  if (kind !== null) {
    const accepted = (policy.accepts[entrance] ?? 0) & (1 << CREDENTIAL_KINDS.indexOf(kind))
    if (accepted === 0) return refuseWith('credential_kind_not_accepted')
    if (throttledForMs > 0) return refuseWith('too_many_attempts', (now + throttledForMs) as Instant)
    credential = attempt.credential
    if (!(credential >= 0 && credential < policy.credentials.ids.length))
      return refuseWith(credential === AMBIGUOUS ? 'plate_ambiguous' : 'credential_unknown')
    subject = policy.credentials.subject[credential] ?? NOWHERE
    const refusal = credentialRefusal(policy, credential, timing)
    if (refusal !== null) return refuseKnown(policy, subject, credential, refusal)
  }
  if (!(subject >= 0 && subject < policy.subjects.refs.length)) return refuseWith('no_grant_here')
  if (policy.subjects.suspended[subject] !== 0)
    return refuseKnown(policy, subject, credential, 'person_suspended')
  return decideByGrants(policy, attempt, timing, { subject, credential, isLockedDown })
}

/** Whoever may not pass is told of the lockdown and of nothing else: not even whether the credential is known. */
const decideUnderOrders = (policy: Policy, attempt: Attempt, timing: Timing): Decision => {
  const entrance = policy.entrances[attempt.entrance]
  const order = entrance === undefined ? undefined : standingOrder(entrance, timing.at, policy.madeAt)
  const lockedDown = entrance?.lockedDown !== false
  const isLockedDown = ruleOf({ fire: false, order, lockedDown, inHours: false }) === 'lockdown'
  const decision = decideByRights(policy, attempt, timing, isLockedDown)
  if (decision.allowed) {
    // Nobody knows what lies under an evacuation before it is over: whoever asks until when asks again then.
    const lifted = order?.kind === 'evacuation' ? order.until : Infinity
    return lifted < (decision.until ?? Infinity) ? { ...decision, until: lifted as Instant } : decision
  }
  if (!isLockedDown) return decision
  return refuseWith('entrance_locked_down', lockedDown ? null : (order?.until ?? null))
}

export const decideEntry = (policy: Policy | null, attempt: Attempt): Decision => {
  if (policy === null) return refuseWith('snapshot_missing')
  if (policy.isWithdrawn === true) return refuseWith('edge_withdrawn')
  const { entrance } = attempt
  if (!(entrance >= 0 && entrance < policy.entrances.length)) return refuseWith('entrance_unknown')
  const timing = timingOf(policy, attempt)
  return policy.mayBeLockedDown[entrance] === 0
    ? decideByRights(policy, attempt, timing, false)
    : decideUnderOrders(policy, attempt, timing)
}
