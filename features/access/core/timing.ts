/** The time as far as it is known, for whatever is decided at a door. */
import type { Instant } from '@loge/kernel'
import type { Policy } from './policy.ts'

/** A clock may lag the server's by this much and still be believed. */
export const CLOCK_LEEWAY_MS = 5 * 60_000

export interface Timing {
  readonly at: Instant
  /** Whether the clock may be believed. Else it is `at` or later, nobody knows how much. */
  readonly certain: boolean
  readonly contactAt: Instant
}

export interface Clocked {
  /** The clock when it is trusted; else the last trusted instant, moved on by what the monotonic clock counted since. */
  readonly now: Instant
  readonly clockTrusted: boolean
  /** When the server was last heard; `null`: not since the snapshot was made. */
  readonly lastContactAt: Instant | null
}

/**
 * A trusted clock that shows a time before the snapshot was made has lost it (a boot in 1970), whatever it says about
 * itself. Time has certainly reached the making of the snapshot, which is also a contact.
 */
export const timingOf = ({ madeAt }: Pick<Policy, 'madeAt'>, clocked: Clocked): Timing => {
  const { now, clockTrusted, lastContactAt } = clocked
  const certain = clockTrusted && now >= madeAt - CLOCK_LEEWAY_MS
  return {
    at: certain || now > madeAt ? now : madeAt,
    certain,
    contactAt: lastContactAt !== null && lastContactAt > madeAt ? lastContactAt : madeAt,
  }
}
