/** Looking up an instant in the effective intervals of a compiled schedule. */
import type { Instant } from '@loge/kernel'
import { type IntervalIndex, NOWHERE, type PolicySchedules } from './policy.ts'

/** About one bound in each bucket; the limit keeps the index of a hostile schedule small. */
const MOST_BUCKETS = 4096

/** Position of the first bound in [low, high) that is not before `at`. */
const search = (
  bounds: Float64Array,
  span: { readonly low: number; readonly high: number },
  at: number,
): number => {
  let { low, high } = span
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((bounds[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

export const indexIntervals = (starts: Uint32Array, bounds: Float64Array): IntervalIndex => {
  const schedules = starts.length - 1
  const indexStarts = new Uint32Array(schedules + 1)
  const widthMs = new Float64Array(schedules)
  const firstBound: number[] = []
  for (let schedule = 0; schedule < schedules; schedule++) {
    const low = starts[schedule] ?? 0
    const high = starts[schedule + 1] ?? 0
    const buckets = Math.min(MOST_BUCKETS, high - low)
    const begins = bounds[low] ?? 0
    const width = buckets === 0 ? 1 : Math.max(1, ((bounds[high - 1] ?? 0) - begins) / buckets)
    widthMs[schedule] = width
    for (let bucket = 0; bucket < buckets; bucket++)
      firstBound.push(search(bounds, { low, high }, begins + bucket * width))
    firstBound.push(high)
    indexStarts[schedule + 1] = firstBound.length
  }
  return { starts: indexStarts, firstBound: Uint32Array.from(firstBound), widthMs }
}

/**
 * Position in `bounds` of the first bound after `at`, within this schedule. The bucket says where to look; the two
 * steps make the answer right even where rounding put the instant one bucket off.
 */
const firstBoundAfter = (schedules: PolicySchedules, schedule: number, at: Instant): number => {
  const { starts, bounds, index } = schedules
  const begins = starts[schedule] ?? 0
  const ends = starts[schedule + 1] ?? 0
  if (begins === ends || at < (bounds[begins] ?? 0)) return begins
  const firstBucket = index.starts[schedule] ?? 0
  const lastBucket = (index.starts[schedule + 1] ?? 0) - 2
  const distance = Math.floor((at - (bounds[begins] ?? 0)) / (index.widthMs[schedule] ?? 1))
  const bucket = distance > lastBucket - firstBucket ? lastBucket : firstBucket + distance
  let low = index.firstBound[bucket] ?? begins
  while (low > begins && (bounds[low - 1] ?? 0) > at) low--
  while (low < ends && (bounds[low] ?? 0) <= at) low++
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
