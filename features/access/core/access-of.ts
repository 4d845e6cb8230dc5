/** What one person may open at an instant, and for each entrance why, or why not. */
import type { Instant } from '@loge/kernel'
import { attemptAsSubject, type Moment } from './attempt.ts'
import { type Decision, decideEntry } from './decide-entry.ts'
import type { Policy } from './policy.ts'
import { accessUntil } from './who.ts'

export interface AccessHere {
  readonly entranceId: string
  readonly decision: Decision
  /** Until when, through all rights that follow one another; `null` when refused or open-ended. */
  readonly until: Instant | null
}

/** One entry for every entrance of the site, in the site's order. */
export const accessOf = (policy: Policy, subject: number, moment: Moment): readonly AccessHere[] =>
  policy.entrances.map(({ id: entranceId }, entrance) => {
    const attempt = attemptAsSubject({ entrance, subject }, moment)
    const decision = decideEntry(policy, attempt)
    return { entranceId, decision, until: decision.allowed ? accessUntil(policy, attempt, decision) : null }
  })
