/** Whether the hours of an entrance say that it is held open. A door that cannot tell stays shut. */
import type { Instant } from '@loge/kernel'
import type { Moment } from './attempt.ts'
import { CLOCK_LEEWAY_MS } from './decide-entry.ts'
import { intervalAt } from './intervals.ts'
import { NOWHERE, type Policy } from './policy.ts'

/** Until when the entrance is held open at this moment, or `null` when it is not. */
export const heldOpenUntil = (policy: Policy | null, entranceId: string, moment: Moment): Instant | null => {
  const position = policy?.entranceOf.get(entranceId)
  if (policy === null || position === undefined) return null
  const entrance = policy.entrances[position]
  if (entrance === undefined || entrance.lockedDown || entrance.holdOpenSchedule === null) return null
  const { schedules } = policy
  const certain = moment.clockTrusted && moment.now >= policy.madeAt - CLOCK_LEEWAY_MS
  if (!certain || !(moment.now < (schedules.coversUntil[entrance.holdOpenSchedule] ?? NaN))) return null
  const interval = intervalAt(schedules, entrance.holdOpenSchedule, moment.now)
  return interval === NOWHERE ? null : ((schedules.bounds[interval + 1] ?? 0) as Instant)
}
