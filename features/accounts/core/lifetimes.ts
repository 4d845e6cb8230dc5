/** How long proofs of identity last. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '@loge/kernel'

export const LINK_MS = 10 * MINUTE_MS
/** Of the link of somebody who never came yet: it finds them when they read their letters. */
export const INVITATION_MS = 3 * DAY_MS
export const CHALLENGE_MS = 5 * MINUTE_MS
/** Changes of how one signs in need a proof this fresh. */
export const CONFIRMED_MS = 10 * MINUTE_MS
/** A session is marked as used at most this often, so that reading does not mean writing. */
export const TOUCH_MS = MINUTE_MS

export interface SessionLifetime {
  readonly idleMs: number
  readonly absoluteMs: number
}

/** A console stands open in an office; a resident's telephone stays in a pocket and opens only their own doors. */
export const sessionLifetime = (scopeKinds: readonly string[]): SessionLifetime =>
  scopeKinds.length > 0 && scopeKinds.every((kind) => kind === 'own')
    ? { idleMs: 30 * DAY_MS, absoluteMs: 180 * DAY_MS }
    : { idleMs: 12 * HOUR_MS, absoluteMs: 7 * DAY_MS }

export const isConfirmed = (confirmedAt: Instant | undefined, now: Instant): boolean =>
  confirmedAt !== undefined && now - confirmedAt < CONFIRMED_MS

/** Failures older than this are forgotten. */
export const FAILURES_MS = DAY_MS
const FREE_FAILURES = 4
const LONGEST_WAIT_MS = 15 * MINUTE_MS

/** So many failures within such a time lock an address out from one network, for as long. */
export const LOCK_OUT = { failures: 10, withinMs: 15 * MINUTE_MS, forMs: 15 * MINUTE_MS } as const

/** After the n-th failure in a row: nothing for the first few, then 1 s, 2 s, 4 s … a quarter of an hour. */
export const waitAfter = (failures: number): number =>
  failures <= FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT_MS, SECOND_MS * 2 ** (failures - FREE_FAILURES - 1))
