/**
 * A schedule turned into instants, so that a door compares integers. An instant belongs to a window when the local
 * clock shows a time inside it; both daylight-saving nights follow from that one sentence. When the clock jumps
 * forward, a window that begins in the missing hour begins at the first instant after it. When the clock goes back,
 * both passes of the repeated hour belong.
 */
import { asCivilDay, DAY_MS, instant, type Instant } from '@loge/kernel'
import { type LocalOpening, openingsBetween } from './day-plan.ts'
import { describeHolidays, type HolidayCalendar, type Holidays } from './holidays.ts'
import type { ScheduleDefinition } from './schedule.ts'
import { stretchesOf, type ZoneStretch, type ZoneTable } from './zone-table.ts'

export interface Range {
  readonly from: Instant
  /** Exclusive. */
  readonly until: Instant
}

export interface Opening extends Range {
  readonly source: LocalOpening
}

const localDay = (localMs: number) => asCivilDay(Math.floor(localMs / DAY_MS))

const openingsOfStretch = (
  schedule: ScheduleDefinition,
  holidays: Holidays,
  stretch: ZoneStretch,
): readonly Opening[] => {
  const localFrom = stretch.from + stretch.offsetMs
  const localUntil = stretch.until + stretch.offsetMs
  const openings: Opening[] = []
  for (const source of openingsBetween(schedule, holidays, localDay(localFrom), localDay(localUntil - 1))) {
    const from = Math.max(source.from, localFrom)
    const until = Math.min(source.until, localUntil)
    if (from < until)
      openings.push({
        from: instant(from - stretch.offsetMs),
        until: instant(until - stretch.offsetMs),
        source,
      })
  }
  return openings
}

/** Every opening with the window behind it, cut to the range, by start; overlapping windows are all named. */
export const listOpenings = (
  schedule: ScheduleDefinition,
  zone: ZoneTable,
  calendar: HolidayCalendar,
  range: Range,
): readonly Opening[] => {
  if (range.until <= range.from) return []
  const stretches = stretchesOf(zone, range.from, range.until)
  const first = localDay(range.from - DAY_MS)
  const last = localDay(range.until + DAY_MS)
  const holidays = describeHolidays(calendar, asCivilDay(first - 1), asCivilDay(last + 1))
  return stretches
    .flatMap((stretch) => openingsOfStretch(schedule, holidays, stretch))
    .toSorted((one, other) => one.from - other.from || one.until - other.until)
}

/** Flat and ascending: [from, until, from, until, …], `until` exclusive, touching windows merged. */
export const compileIntervals = (
  schedule: ScheduleDefinition,
  zone: ZoneTable,
  calendar: HolidayCalendar,
  range: Range,
): readonly number[] => {
  const intervals: number[] = []
  for (const { from, until } of listOpenings(schedule, zone, calendar, range)) {
    const last = intervals.at(-1)
    if (last !== undefined && from <= last) intervals[intervals.length - 1] = Math.max(last, until)
    else intervals.push(from, until)
  }
  return intervals
}
