/** Why a schedule is open or closed at an instant, and when that changes next. */
import { asCivilDay, addMs, DAY_MS, instant, type CivilDay, type Instant } from '@loge/kernel'
import { type DayRule, planDay } from './day-plan.ts'
import { compileIntervals, listOpenings } from './effective-intervals.ts'
import { describeHolidays, type HolidayCalendar } from './holidays.ts'
import type { ScheduleDefinition, Window } from './schedule.ts'
import { offsetAt, type ZoneTable } from './zone-table.ts'

export interface MomentExplanation {
  readonly open: boolean
  /** The rule of the day that decided. Inside a window begun the evening before, that is the day before. */
  readonly rule: DayRule
  readonly day: CivilDay
  /** The window that holds the instant; `null` when closed. */
  readonly window: Window | null
  /** When open turns to closed or the other way; `null` when nothing changes before `searchedUntil`. */
  readonly nextChangeAt: Instant | null
  readonly searchedUntil: Instant
}

/** A schedule that changes at all changes within a year; the rest covers holidays that move. */
const HORIZONS_MS = [8 * DAY_MS, 400 * DAY_MS] as const

const findNextChange = (
  schedule: ScheduleDefinition,
  zone: ZoneTable,
  calendar: HolidayCalendar,
  at: Instant,
): { readonly nextChangeAt: Instant | null; readonly searchedUntil: Instant } => {
  let searchedUntil = at
  for (const horizon of HORIZONS_MS) {
    searchedUntil = instant(Math.min(at + horizon, zone.coversUntil))
    const intervals = compileIntervals(schedule, zone, calendar, { from: at, until: searchedUntil })
    const change = intervals.find((edge) => edge > at && edge < searchedUntil)
    if (change !== undefined) return { nextChangeAt: instant(change), searchedUntil }
  }
  return { nextChangeAt: null, searchedUntil }
}

export const explainMoment = (
  schedule: ScheduleDefinition,
  zone: ZoneTable,
  calendar: HolidayCalendar,
  at: Instant,
): MomentExplanation => {
  const change = findNextChange(schedule, zone, calendar, at)
  const [opening] = listOpenings(schedule, zone, calendar, { from: at, until: addMs(at, 1) })
  if (opening !== undefined) {
    const { plan, window } = opening.source
    return {
      open: true,
      rule: plan.rule,
      day: plan.day,
      window: { from: window.from, until: window.until },
      ...change,
    }
  }
  const day = asCivilDay(Math.floor((at + offsetAt(zone, at)) / DAY_MS))
  const { rule } = planDay(schedule, describeHolidays(calendar, day, day), day)
  return { open: false, rule, day, window: null, ...change }
}
