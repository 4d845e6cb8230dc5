/**
 * The life of a command: asked → sent → ended, each at most once. Past its deadline it is never handed over anew, and an
 * act reported after its deadline is never called done.
 */
import { addMs, type Instant } from '@loge/kernel'
import type { Command, CommandOutcome, OutcomeReport } from './command.ts'

/** How long after the deadline an edge that took a command may still answer: a reconnection with back-off. */
export const ANSWER_GRACE_MS = 30_000

export interface Ending {
  readonly outcome: CommandOutcome
  readonly reason: string | null
}

export type OutcomeVerdict =
  | { readonly kind: 'end'; readonly ending: Ending }
  /** The same end again: harmless. */
  | { readonly kind: 'repeated' }
  /** It has another end already, which stays: the report is only recorded. */
  | { readonly kind: 'contradicted' }

/**
 * First handed over only before its deadline. One that was sent and not answered is handed over again for a while
 * longer: an edge begins a command at most once and never late, so it can then say that it never began it.
 */
export const mayHandOver = (command: Command, now: Instant): boolean => {
  switch (command.state) {
    case 'asked':
      return now < command.deadlineAt
    case 'sent':
      return now < addMs(command.deadlineAt, ANSWER_GRACE_MS)
    case 'ended':
      return false
  }
}

export const decideOutcome = (command: Command, report: OutcomeReport): OutcomeVerdict => {
  if (command.state === 'ended')
    return command.outcome === report.outcome ? { kind: 'repeated' } : { kind: 'contradicted' }
  if (report.outcome === 'done' && report.at >= command.deadlineAt)
    return { kind: 'end', ending: { outcome: 'unknown', reason: 'reported_after_deadline' } }
  return { kind: 'end', ending: { outcome: report.outcome, reason: report.reason } }
}

/** What the passing of time alone ends; `undefined` while there is still something to wait for. */
export const decideOverdue = (command: Command, now: Instant): Ending | undefined => {
  if (command.state === 'asked' && now >= command.deadlineAt)
    return { outcome: 'unreachable', reason: 'no_edge_took_it' }
  if (command.state === 'sent' && now >= addMs(command.deadlineAt, ANSWER_GRACE_MS))
    return { outcome: 'unknown', reason: 'edge_did_not_answer' }
  return undefined
}
