/** A schedule that is correct and yet surely not what somebody meant: said, not refused. */
import { DAY_MS, instant, type Instant } from '@loge/kernel'
import { compileIntervals } from './effective-intervals.ts'
import type { HolidayCalendar } from './holidays.ts'
import type { ScheduleDefinition } from './schedule.ts'
import type { ZoneTable } from './zone-table.ts'

export type ScheduleWarning = 'never_opens' | 'never_closes'

/** A year and a month: longer than any pattern a week, a holiday or a year repeats. */
const AHEAD_MS = 400 * DAY_MS

export const warnAbout = (
  schedule: ScheduleDefinition,
  zone: ZoneTable,
  calendar: HolidayCalendar,
  at: Instant,
): readonly ScheduleWarning[] => {
  const until = instant(Math.min(at + AHEAD_MS, zone.coversUntil))
  const intervals = compileIntervals(schedule, zone, calendar, { from: at, until })
  if (intervals.length === 0) return ['never_opens']
  return intervals.length === 2 && intervals[0] === at && intervals[1] === until ? ['never_closes'] : []
}
