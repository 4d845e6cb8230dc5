/** Why a decision is what it is: every check in order, and what each right to this entrance said. */
import type { Instant } from '@loge/kernel'
import {
  type Attempt,
  type Decision,
  decideEntry,
  firstLine,
  judgeLine,
  LINE_ALLOWS,
  lineRetryAt,
} from './decide-entry.ts'
import { NOWHERE, type Policy } from './policy.ts'
import { REFUSALS, type Refusal } from './refusal.ts'

export interface Check {
  /** The refusal this check would have given. */
  readonly refusal: Refusal
  readonly outcome: 'passed' | 'failed' | 'notReached'
}

/** One right of the person to this entrance, and what it says at that instant. */
export interface LineVerdict {
  readonly grantId: string
  readonly profileId: string
  readonly scheduleId: string | null
  readonly validFrom: Instant
  readonly validUntil: Instant | null
  /** `null`: it allows. */
  readonly refusal: Refusal | null
  readonly retryAt: Instant | null
}

export interface Explanation {
  readonly decision: Decision
  readonly checks: readonly Check[]
  readonly lines: readonly LineVerdict[]
}

/** The list of refusals is the list of checks: what comes before the reason passed, what comes after was not reached. */
const checksOf = (decision: Decision): readonly Check[] => {
  const failed = decision.allowed ? REFUSALS.length : REFUSALS.indexOf(decision.refusal)
  return REFUSALS.map((refusal, position) => ({
    refusal,
    outcome: position < failed ? 'passed' : position === failed ? 'failed' : 'notReached',
  }))
}

const describeLine = (policy: Policy, line: number, attempt: Attempt): LineVerdict => {
  const grant = policy.lines.grant[line] ?? NOWHERE
  const rule = policy.lines.rule[line] ?? NOWHERE
  const verdict = judgeLine(policy, line, attempt)
  const until = policy.grants.until[grant] ?? 0
  return {
    grantId: policy.grants.ids[grant] ?? '',
    profileId: policy.ruleProfiles[rule] ?? '',
    scheduleId: policy.schedules.ids[policy.ruleSchedule[rule] ?? NOWHERE] ?? null,
    validFrom: (policy.grants.from[grant] ?? 0) as Instant,
    validUntil: until === Infinity ? null : (until as Instant),
    refusal: verdict === LINE_ALLOWS ? null : (REFUSALS[verdict] ?? 'no_grant_here'),
    retryAt: lineRetryAt(policy, line, attempt),
  }
}

const linesHere = (policy: Policy, attempt: Attempt): readonly LineVerdict[] => {
  const subject =
    attempt.kind === null ? attempt.subject : (policy.credentials.subject[attempt.credential] ?? NOWHERE)
  const { starts, entrance } = policy.lines
  const end = starts[subject + 1] ?? 0
  const found: LineVerdict[] = []
  const first = subject === NOWHERE ? NOWHERE : firstLine(policy, subject, attempt.entrance)
  for (let line = first; line !== NOWHERE && line < end && entrance[line] === attempt.entrance; line++) {
    found.push(describeLine(policy, line, attempt))
  }
  return found
}

export const explain = (policy: Policy | null, attempt: Attempt): Explanation => {
  const decision = decideEntry(policy, attempt)
  return { decision, checks: checksOf(decision), lines: policy === null ? [] : linesHere(policy, attempt) }
}
