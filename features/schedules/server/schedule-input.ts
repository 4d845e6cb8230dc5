/** Between the wire's schedule and the one core knows. */
import {
  formatCivilDay,
  parseCivilDay,
  type CivilDay,
  type HolidayCalendarId,
  type Instant,
} from '@loge/kernel'
import { Problem } from '@loge/http'
import type { Transaction } from '@loge/storage'
import {
  acceptSchedule,
  NO_HOLIDAYS,
  warnAbout,
  type HolidayCalendar,
  type ScheduleDefinition,
  type ScheduleFault,
} from '../core/index.ts'
import type { ScheduleInput, ScheduleView } from '../wire.ts'
import { loadCalendars } from './calendar-store.ts'
import type { StoredSchedule } from './schedule-store.ts'

const MESSAGES: Readonly<Record<ScheduleFault['code'], string>> = {
  window_zero_length: 'A window must last: write 00:00 to 24:00 for a whole day.',
  window_out_of_day: 'A window begins between 00:00 and 23:59 and ends between 00:01 and 24:00.',
  window_without_days: 'A weekly window needs at least one day.',
  too_many_windows: 'A schedule holds at most 100 windows in one place.',
  exception_ends_before_it_begins: 'The last day of an exception is not before its first.',
  exceptions_overlap: 'Two exceptions may not share a day: split one of them.',
  too_many_exceptions: 'A schedule holds at most 400 exceptions.',
}

const dayOf = (text: string): CivilDay => {
  const day = parseCivilDay(text)
  if (day === undefined) throw new Problem(422, 'schedule_invalid', 'A date of an exception does not exist.')
  return day
}

/** The end of a day may be written 00:00 of the next: both are 24:00. */
const closing = <Window extends { readonly from: number; readonly until: number }>(window: Window): Window =>
  window.until === 0 && window.from > 0 ? { ...window, until: 1_440 } : window

export const definitionOf = (input: ScheduleInput): ScheduleDefinition => {
  const answer = acceptSchedule({
    effect: input.effect,
    weekly: input.weekly.map(closing),
    onHolidays: input.holidays?.windows.map(closing) ?? null,
    exceptions: input.exceptions.map(({ firstOn, lastOn, windows }) => ({
      firstOn: dayOf(firstOn),
      lastOn: dayOf(lastOn),
      windows: windows.map(closing),
    })),
  })
  if (answer.ok) return answer.value
  const errors = answer.refusal.map(({ pointer, code }) => ({
    pointer: pointer.replace('/onHolidays', '/holidays/windows'),
    code,
    message: MESSAGES[code],
  }))
  throw new Problem(
    422,
    'schedule_invalid',
    'The schedule was not saved: see what is wrong in each place.',
    errors,
  )
}

/** The calendar the schedule names, checked to exist and not to be retired; `null` when it follows the site. */
export const calendarIdOf = async (
  transaction: Transaction,
  input: ScheduleInput,
  asOf: Instant,
): Promise<HolidayCalendarId | null> => {
  const calendar = input.holidays?.calendar ?? 'site'
  if (calendar === 'site') return null
  const [found] = await loadCalendars(transaction, { ids: [calendar], asOf })
  if (found === undefined || found.retiredAt !== null)
    throw new Problem(422, 'holiday_calendar_unknown', 'There is no such holiday calendar, or it is retired.')
  return calendar
}

/**
 * Without a site there is no zone and perhaps no calendar. Whether a schedule ever opens or closes does not depend
 * on the zone, and every region has holidays, so UTC and France stand for any.
 */
const warningsOf = (
  schedule: StoredSchedule,
  calendars: ReadonlyMap<string, HolidayCalendar>,
  at: Instant,
) => {
  const utc = { zone: 'UTC', offsets: [{ at, offsetMs: 0 }], coversUntil: (at + 401 * 86_400_000) as Instant }
  const own = schedule.calendarId === null ? undefined : (calendars.get(schedule.calendarId) ?? NO_HOLIDAYS)
  return [...warnAbout(schedule.definition, utc, own ?? { ...NO_HOLIDAYS, region: 'FR' }, at)]
}

const writable = <Window>(windows: readonly Window[]): Window[] => [...windows]

const viewOf = (
  schedule: StoredSchedule,
  calendars: ReadonlyMap<string, HolidayCalendar>,
  at: Instant,
): ScheduleView => {
  const { effect, weekly, onHolidays, exceptions } = schedule.definition
  return {
    id: schedule.id,
    name: schedule.name,
    effect,
    weekly: weekly.map((window) => ({ ...window, days: writable(window.days) })),
    holidays:
      onHolidays === null ? null : { calendar: schedule.calendarId ?? 'site', windows: writable(onHolidays) },
    exceptions: exceptions.map(({ firstOn, lastOn, windows }) => ({
      firstOn: formatCivilDay(firstOn),
      lastOn: formatCivilDay(lastOn),
      windows: writable(windows),
    })),
    revision: schedule.revision,
    validFrom: schedule.validFrom,
    retiredAt: schedule.retiredAt,
    warnings: warningsOf(schedule, calendars, at),
  }
}

/** As the wire shows them, with what is surely not meant. */
export const viewSchedules = async (
  transaction: Transaction,
  schedules: readonly StoredSchedule[],
  at: Instant,
): Promise<ScheduleView[]> => {
  const ids = [...new Set(schedules.flatMap(({ calendarId }) => (calendarId === null ? [] : [calendarId])))]
  const calendars = await loadCalendars(transaction, { ids, asOf: at })
  const byId = new Map<string, HolidayCalendar>(calendars.map((calendar) => [calendar.id, calendar]))
  return schedules.map((schedule) => viewOf(schedule, byId, at))
}
