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
import {
  grantFrom,
  grantUntil,
  lineEntrance,
  lineGrant,
  lineRule,
  lineSchedule,
  NOWHERE,
  type Policy,
} from './policy.ts'
import { PASSAGE_RULES, RIGHT_REFUSALS, rulesAt } from './passage-rules.ts'
import { OF_CREDENTIALS, REFUSALS, type Refusal } from './refusal.ts'
import type { SnapshotEntrance } from './snapshot.ts'
import { type Timing, timingOf } from './timing.ts'

export interface Check {
  /** The refusal this check would have given. */
  readonly refusal: Refusal
  /** `atDoor`: what only the door can judge, when somebody stands there: what is presented, and its own rules. */
  readonly outcome: 'passed' | 'failed' | 'notReached' | 'atDoor'
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

/**
 * The list of refusals is the list of checks: what comes before the reason passed, what comes after was not reached.
 * Of the rules of doors those that this door has.
 */
const checksOf = (
  decision: Decision,
  entrance: SnapshotEntrance | undefined,
  isAsked: boolean,
): readonly Check[] => {
  const failed = decision.allowed ? RIGHT_REFUSALS.length : RIGHT_REFUSALS.indexOf(decision.refusal)
  const ofRights = RIGHT_REFUSALS.map((refusal, position): Check => {
    if (isAsked && OF_CREDENTIALS.has(refusal)) return { refusal, outcome: 'atDoor' }
    const outcome = position < failed ? 'passed' : position === failed ? 'failed' : 'notReached'
    return { refusal, outcome }
  })
  const outcome = decision.allowed ? 'atDoor' : 'notReached'
  const ofRules = entrance === undefined ? [] : rulesAt(entrance)
  return [...ofRights, ...ofRules.map((rule): Check => ({ refusal: PASSAGE_RULES[rule].refusal, outcome }))]
}

const describeLine = (policy: Policy, line: number, timing: Timing): LineVerdict => {
  const grant = lineGrant(policy, line)
  const verdict = judgeLine(policy, line, timing)
  const until = grantUntil(policy, grant)
  return {
    grantId: policy.grants.ids[grant] ?? '',
    profileId: policy.ruleProfiles[lineRule(policy, line)] ?? '',
    scheduleId: policy.schedules.ids[lineSchedule(policy, line)] ?? null,
    validFrom: grantFrom(policy, grant) as Instant,
    validUntil: until === Infinity ? null : (until as Instant),
    refusal: verdict === LINE_ALLOWS ? null : (REFUSALS[verdict] ?? 'no_grant_here'),
    retryAt: lineRetryAt(policy, line, verdict, timing.at),
  }
}

const linesHere = (policy: Policy, attempt: Attempt): readonly LineVerdict[] => {
  const subject =
    attempt.kind === null ? attempt.subject : (policy.credentials.subject[attempt.credential] ?? NOWHERE)
  const end = policy.lines.starts[subject + 1] ?? 0
  const timing = timingOf(policy, attempt)
  const found: LineVerdict[] = []
  const first = subject === NOWHERE ? NOWHERE : firstLine(policy, subject, attempt.entrance)
  for (
    let line = first;
    line !== NOWHERE && line < end && lineEntrance(policy, line) === attempt.entrance;
    line++
  ) {
    found.push(describeLine(policy, line, timing))
  }
  return found
}

export const explain = (policy: Policy | null, attempt: Attempt): Explanation => {
  const decision = decideEntry(policy, attempt)
  const checks = checksOf(decision, policy?.entrances[attempt.entrance], attempt.kind === null)
  return { decision, checks, lines: policy === null ? [] : linesHere(policy, attempt) }
}
