/**
 * Whether a door opens. The one function that decides: at the edge, behind the API's explain and in the console.
 * The hot path reads columns of numbers and allocates only the decision it returns.
 */
import type { Instant } from '@loge/kernel'
import { CREDENTIAL_KINDS, CREDENTIAL_STATUSES, NOWHERE, type Policy } from './policy.ts'
import { REFUSALS, type Refusal } from './refusal.ts'
import type { CredentialKind } from './snapshot.ts'
import { intervalAt, nextIntervalFrom } from './intervals.ts'

/** A clock may lag the server's by this much and still be believed. */
export const CLOCK_LEEWAY_MS = 5 * 60_000

/** What was presented where and when. Positions come from `attemptWithCredential` and `attemptAsSubject`. */
export interface Attempt {
  /** Position of the entrance, or `NOWHERE`. */
  readonly entrance: number
  /** What was presented; `null` when the question is about a person, whatever they carry. */
  readonly kind: CredentialKind | null
  /** Position of the credential, or `NOWHERE` when its digest is not known. Ignored when `kind` is `null`. */
  readonly credential: number
  /** Position of the subject when `kind` is `null`. */
  readonly subject: number
  /** The clock when it is trusted; else the last trusted instant, moved on by what the monotonic clock counted since. */
  readonly now: Instant
  readonly clockTrusted: boolean
  /** When the server was last heard; `null`: not since the snapshot was made. */
  readonly lastContactAt: Instant | null
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
 * Whether the attempt's clock may be believed. A trusted clock that shows a time before the snapshot was made has
 * lost it (a boot in 1970), whatever it says about itself.
 */
export const isClockCertain = (policy: Policy, attempt: Attempt): boolean =>
  attempt.clockTrusted && attempt.now >= policy.madeAt - CLOCK_LEEWAY_MS

/** The instant to decide at: time has certainly reached the making of the snapshot. */
export const decidedAt = (policy: Policy, attempt: Attempt): Instant =>
  isClockCertain(policy, attempt) || attempt.now > policy.madeAt ? attempt.now : policy.madeAt

/**
 * What one line says: `LINE_ALLOWS` or the place of its refusal. The comparisons are written so that a number that
 * is not one refuses.
 */
export const judgeLine = (policy: Policy, line: number, attempt: Attempt): number => {
  const at = decidedAt(policy, attempt)
  const { grants, lines, ruleSchedule, schedules } = policy
  const grant = lines.grant[line] ?? NOWHERE
  if (!(at >= (grants.from[grant] ?? NaN))) return GRANT_NOT_YET_VALID
  if (!(at < (grants.until[grant] ?? NaN))) return GRANT_EXPIRED
  const schedule = ruleSchedule[lines.rule[line] ?? NOWHERE] ?? NOWHERE
  if (schedule !== NOWHERE) {
    if (!(at < (schedules.coversUntil[schedule] ?? NaN))) return SNAPSHOT_STALE
    if (intervalAt(schedules, schedule, at) === NOWHERE) {
      return isClockCertain(policy, attempt) ? OUTSIDE_HOURS : CLOCK_UNTRUSTED
    }
  }
  const contactAt = Math.max(attempt.lastContactAt ?? policy.madeAt, policy.madeAt)
  return at < contactAt + (grants.leaseMs[grant] ?? NaN) ? LINE_ALLOWS : SNAPSHOT_STALE
}

/** The first line of this subject at this entrance, or `NOWHERE`. */
export const firstLine = (policy: Policy, subject: number, entrance: number): number => {
  const { starts, entrance: entrances } = policy.lines
  let low = starts[subject] ?? 0
  const end = starts[subject + 1] ?? 0
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((entrances[middle] ?? 0) < entrance) low = middle + 1
    else high = middle
  }
  return low < end && entrances[low] === entrance ? low : NOWHERE
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
  const { grants, lines, schedules, credentials } = policy
  const grant = lines.grant[line] ?? NOWHERE
  const rule = lines.rule[line] ?? NOWHERE
  const schedule = policy.ruleSchedule[rule] ?? NOWHERE
  const interval =
    schedule === NOWHERE ? NOWHERE : intervalAt(schedules, schedule, decidedAt(policy, attempt))
  const windowUntil =
    interval === NOWHERE
      ? Infinity
      : Math.min(schedules.bounds[interval + 1] ?? 0, schedules.coversUntil[schedule] ?? 0)
  const credentialUntil = who.credential === NOWHERE ? Infinity : (credentials.until[who.credential] ?? 0)
  return {
    allowed: true,
    subjectRef: policy.subjects.refs[who.subject] ?? '',
    credentialId: credentials.ids[who.credential] ?? null,
    grantId: grants.ids[grant] ?? '',
    profileId: policy.ruleProfiles[rule] ?? '',
    scheduleId: schedules.ids[schedule] ?? null,
    windowFrom: interval === NOWHERE ? null : ((schedules.bounds[interval] ?? 0) as Instant),
    windowUntil: bounded(windowUntil),
    until: bounded(Math.min(windowUntil, grants.until[grant] ?? 0, credentialUntil)),
    unlockMs: policy.entrances[attempt.entrance]?.unlockMs ?? 0,
  }
}

/** When the line that came closest may say yes. */
export const lineRetryAt = (policy: Policy, line: number, attempt: Attempt): Instant | null => {
  const verdict = judgeLine(policy, line, attempt)
  const { lines, grants, schedules, ruleSchedule } = policy
  const grant = lines.grant[line] ?? NOWHERE
  if (verdict === GRANT_NOT_YET_VALID) return (grants.from[grant] ?? 0) as Instant
  if (verdict !== OUTSIDE_HOURS) return null
  const schedule = ruleSchedule[lines.rule[line] ?? NOWHERE] ?? NOWHERE
  const opensAt = nextIntervalFrom(schedules, schedule, attempt.now)
  return opensAt !== null && opensAt < (grants.until[grant] ?? 0) ? opensAt : null
}

interface Known {
  readonly subject: number
  /** `NOWHERE` when the question is about the person. */
  readonly credential: number
}

const decideByGrants = (policy: Policy, attempt: Attempt, who: Known): Decision => {
  const { starts, entrance: entrances } = policy.lines
  const first = firstLine(policy, who.subject, attempt.entrance)
  const end = starts[who.subject + 1] ?? 0
  let closest = NO_GRANT_HERE
  let closestLine = NOWHERE
  for (let line = first; line !== NOWHERE && line < end && entrances[line] === attempt.entrance; line++) {
    const verdict = judgeLine(policy, line, attempt)
    if (verdict === LINE_ALLOWS) return allowBy(policy, attempt, who, line)
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
    grantId: policy.grants.ids[policy.lines.grant[closestLine] ?? NOWHERE] ?? null,
    retryAt: closestLine === NOWHERE ? null : lineRetryAt(policy, closestLine, attempt),
  }
}

const ACTIVE = CREDENTIAL_STATUSES.indexOf('active')
const LOST = CREDENTIAL_STATUSES.indexOf('lost')

/** What speaks against the credential itself, whoever its owner and wherever the door. */
const credentialRefusal = (policy: Policy, credential: number, at: Instant): Refusal | null => {
  const { status, from, until } = policy.credentials
  const itsStatus = status[credential]
  if (itsStatus === LOST) return 'credential_lost'
  if (itsStatus !== ACTIVE) return 'credential_suspended'
  if (!(at >= (from[credential] ?? NaN))) return 'credential_not_yet_valid'
  if (!(at < (until[credential] ?? NaN))) return 'credential_expired'
  return null
}

export const decideEntry = (policy: Policy | null, attempt: Attempt): Decision => {
  if (policy === null) return refuseWith('snapshot_missing')
  const { entrance, kind, now, throttledForMs } = attempt
  if (!(entrance >= 0 && entrance < policy.entrances.length)) return refuseWith('entrance_unknown')
  if (policy.lockedDown[entrance] !== 0) return refuseWith('entrance_locked_down')
  let subject = attempt.subject
  let credential = NOWHERE
  if (kind !== null) {
    const accepted = (policy.accepts[entrance] ?? 0) & (1 << CREDENTIAL_KINDS.indexOf(kind))
    if (accepted === 0) return refuseWith('credential_kind_not_accepted')
    if (throttledForMs > 0) return refuseWith('too_many_attempts', (now + throttledForMs) as Instant)
    credential = attempt.credential
    if (!(credential >= 0 && credential < policy.credentials.ids.length))
      return refuseWith('credential_unknown')
    subject = policy.credentials.subject[credential] ?? NOWHERE
    const refusal = credentialRefusal(policy, credential, decidedAt(policy, attempt))
    if (refusal !== null) return refuseKnown(policy, subject, credential, refusal)
  }
  if (!(subject >= 0 && subject < policy.subjects.refs.length)) return refuseWith('no_grant_here')
  if (policy.subjects.suspended[subject] !== 0)
    return refuseKnown(policy, subject, credential, 'person_suspended')
  return decideByGrants(policy, attempt, { subject, credential })
}
