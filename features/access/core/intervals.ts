/** Looking up an instant in the effective intervals of a compiled schedule. */
import type { Instant } from '@loge/kernel'
import { NOWHERE, type PolicySchedules } from './policy.ts'

/** Position in `bounds` of the first bound after `at`, within this schedule. */
const firstBoundAfter = (schedules: PolicySchedules, schedule: number, at: Instant): number => {
  const { starts, bounds } = schedules
  let low = starts[schedule] ?? 0
  let high = starts[schedule + 1] ?? 0
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((bounds[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** Position in `bounds` of the interval that holds `at` (start included, end excluded), or `NOWHERE`. */
export const intervalAt = (schedules: PolicySchedules, schedule: number, at: Instant): number => {
  const after = firstBoundAfter(schedules, schedule, at)
  // Between a `from` and its `until` an odd number of bounds has passed.
  return ((after - (schedules.starts[schedule] ?? 0)) & 1) === 1 ? after - 1 : NOWHERE
}

/** When the next interval begins after `at`, or `null`. */
export const nextIntervalFrom = (
  schedules: PolicySchedules,
  schedule: number,
  at: Instant,
): Instant | null => {
  const after = firstBoundAfter(schedules, schedule, at)
  const passed = after - (schedules.starts[schedule] ?? 0)
  const position = (passed & 1) === 1 ? after + 1 : after
  return position < (schedules.starts[schedule + 1] ?? 0)
    ? ((schedules.bounds[position] ?? 0) as Instant)
    : null
}
