/** Under which instant the log files an event, and whether it came late. */
import { addMs, DAY_MS, MINUTE_MS, SECOND_MS, type Instant } from '@loge/kernel'

/** On a working line an event is here within a second or two; after this it is marked late. */
const LATE_AFTER_MS = 10 * SECOND_MS

/** A clock may run a little ahead of ours; farther is a wrong clock. */
const BELIEVABLE_AHEAD_MS = 5 * MINUTE_MS

/** As long as movements are kept: what claims to be older would be filed in a month that may already be purged. */
const BELIEVABLE_BEHIND_MS = 92 * DAY_MS

export interface Filing {
  /** When it happened if that is believable, else when we heard of it. Orders the log and starts its retention. */
  readonly filedAt: Instant
  readonly late: boolean
}

export interface Arrival {
  readonly occurredAt: Instant
  readonly receivedAt: Instant
  readonly clockTrusted: boolean
  /** It waited in a journal for a line that was down: however short the wait, nobody saw it happen. */
  readonly fromBacklog?: boolean
}

/** An edge that booted in 1970 must not write into 1970, where nobody looks and no retention job comes by. */
export const fileEvent = ({ occurredAt, receivedAt, clockTrusted, fromBacklog = false }: Arrival): Filing => {
  const believable =
    clockTrusted &&
    occurredAt <= addMs(receivedAt, BELIEVABLE_AHEAD_MS) &&
    occurredAt >= addMs(receivedAt, -BELIEVABLE_BEHIND_MS)
  return {
    filedAt: believable ? occurredAt : receivedAt,
    late: fromBacklog || (clockTrusted && receivedAt - occurredAt > LATE_AFTER_MS),
  }
}
