/** What a schedule says: weekly windows, what holidays change, dated exceptions. Wall-clock time, no zone. */
import type { CivilDay, Weekday } from '@loge/kernel'

export const DAY_MINUTES = 1_440

/** `allow`: a right that uses the schedule counts now. `holdOpen`: the entrance itself stays unlocked. */
export type Effect = 'allow' | 'holdOpen'

/**
 * Minutes of the local day: `from` 0–1439, `until` 1–1440 and exclusive. `until` at or before `from` means the
 * window ends on the next day. 1440 is 24:00.
 */
export interface Window {
  readonly from: number
  readonly until: number
}

export interface WeeklyWindow extends Window {
  readonly days: readonly Weekday[]
}

/** Replaces everything else on its days, both included. No windows: closed. */
export interface ScheduleException {
  readonly firstOn: CivilDay
  readonly lastOn: CivilDay
  readonly windows: readonly Window[]
}

export interface ScheduleDefinition {
  readonly effect: Effect
  readonly weekly: readonly WeeklyWindow[]
  /** The windows of a public holiday (none: closed); `null` when holidays are days like any other. */
  readonly onHolidays: readonly Window[] | null
  readonly exceptions: readonly ScheduleException[]
}
