/** Under which instant the log files an event, and whether it came late. */
import { addMs, DAY_MS, MINUTE_MS, type Instant } from '@loge/kernel'

/** Later than this after it happened, an event is marked late. */
const LATE_AFTER_MS = MINUTE_MS

/** A clock may run a little ahead of ours; farther is a wrong clock. */
const BELIEVABLE_AHEAD_MS = 5 * MINUTE_MS

/** As long as movements are kept: what claims to be older would be filed in a month that may already be purged. */
const BELIEVABLE_BEHIND_MS = 92 * DAY_MS

export interface Filing {
  /** When it happened if that is believable, else when we heard of it. Orders the log and starts its retention. */
  readonly filedAt: Instant
  readonly late: boolean
}

/** An edge that booted in 1970 must not write into 1970, where nobody looks and no retention job comes by. */
export const fileEvent = (occurredAt: Instant, receivedAt: Instant, clockTrusted: boolean): Filing => {
  const believable =
    clockTrusted &&
    occurredAt <= addMs(receivedAt, BELIEVABLE_AHEAD_MS) &&
    occurredAt >= addMs(receivedAt, -BELIEVABLE_BEHIND_MS)
  return {
    filedAt: believable ? occurredAt : receivedAt,
    late: clockTrusted && receivedAt - occurredAt > LATE_AFTER_MS,
  }
}
