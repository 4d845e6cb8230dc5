/** When a letter that did not leave is tried again, and when no more. */
import { addMs, HOUR_MS, MINUTE_MS, type Instant } from '@loge/kernel'

/** Why a letter did not leave, and whether trying again can help. */
export const FAILURES = {
  mail_not_set_up: { passes: true },
  server_unreachable: { passes: true },
  server_busy: { passes: true },
  sign_in_refused: { passes: true },
  address_refused: { passes: false },
  letter_refused: { passes: false },
  account_closed: { passes: false },
  not_allowed: { passes: false },
} as const satisfies Readonly<Record<string, { readonly passes: boolean }>>

export type FailureCode = keyof typeof FAILURES

/** After the first try, after the second, and so on; the last one repeats. */
const PAUSES_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS] as const

/** How long a letter is worth sending: a day later it tells nothing new. */
export const WORTH_MS = 24 * HOUR_MS

export interface FailedTry {
  readonly code: FailureCode
  /** This one counted. */
  readonly attempts: number
  readonly now: Instant
  readonly deadlineAt: Instant
}

export type AfterFailure =
  | { readonly state: 'waiting'; readonly nextTryAt: Instant }
  | { readonly state: 'failed' | 'given_up' }

/** The last try is at the deadline itself. */
export const afterFailure = ({ code, attempts, now, deadlineAt }: FailedTry): AfterFailure => {
  if (!FAILURES[code].passes) return { state: 'failed' }
  if (now >= deadlineAt) return { state: 'given_up' }
  const pause = PAUSES_MS[Math.min(attempts, PAUSES_MS.length) - 1] ?? MINUTE_MS
  const next = addMs(now, pause)
  return { state: 'waiting', nextTryAt: next < deadlineAt ? next : deadlineAt }
}
