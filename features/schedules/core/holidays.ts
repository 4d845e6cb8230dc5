/** Which civil days are holidays: a region's rules, and what an organization added or removed. */
import { addDays, civilDay, civilFields, weekdayOf, type CivilDay } from '@loge/kernel'
import { type HolidayRegion, type RuleDate, rulesOf } from './holiday-rules.ts'

/** The holidays of a stretch of days, each with its code. */
export type Holidays = ReadonlyMap<CivilDay, string>

export interface HolidayCalendar {
  /** `null`: only the days added by hand. */
  readonly region: HolidayRegion | null
  readonly added: readonly CivilDay[]
  readonly removed: readonly CivilDay[]
}

/** The code of a day somebody added by hand. */
export const ADDED_HOLIDAY = 'addedByHand'

export const NO_HOLIDAYS: HolidayCalendar = { region: null, added: [], removed: [] }

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
export const easterSunday = (year: number): CivilDay => {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const yearOfCentury = year % 100
  const correction = Math.floor((century + 8) / 25)
  const epact =
    (19 * golden + century - Math.floor(century / 4) - Math.floor((century - correction + 1) / 3) + 15) % 30
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * late + 114
  return civilDay(year, Math.floor(days / 31), (days % 31) + 1)
}

const nextWeekday = (from: CivilDay, weekday: number): CivilDay =>
  addDays(from, (weekday - weekdayOf(from) + 7) % 7)

const firstSundayOfSeptember = (year: number): CivilDay => nextWeekday(civilDay(year, 9, 1), 7)

const naefels = (year: number): CivilDay => {
  const thursday = nextWeekday(civilDay(year, 4, 1), 4)
  return thursday === addDays(easterSunday(year), -3) ? addDays(thursday, 7) : thursday
}

const dayOf = (on: RuleDate, year: number): CivilDay | undefined => {
  switch (on[0]) {
    case 'fixed':
      return civilDay(year, on[1], on[2])
    case 'fixedOn':
    case 'fixedUnlessOn': {
      const day = civilDay(year, on[1], on[2])
      return on[3].includes(weekdayOf(day)) === (on[0] === 'fixedOn') ? day : undefined
    }
    case 'easter':
      return addDays(easterSunday(year), on[1])
    case 'firstSundayOfSeptember':
      return addDays(firstSundayOfSeptember(year), on[1])
    case 'federalFast':
      return addDays(firstSundayOfSeptember(year), 14 + on[1])
    case 'naefels':
      return naefels(year)
  }
}

/** The holidays from `first` to `last`, both included. When two fall on one day, the first rule names it. */
export const describeHolidays = (calendar: HolidayCalendar, first: CivilDay, last: CivilDay): Holidays => {
  const holidays = new Map<CivilDay, string>()
  const keep = (day: CivilDay | undefined, code: string): void => {
    if (day !== undefined && first <= day && day <= last && !holidays.has(day)) holidays.set(day, code)
  }
  if (calendar.region !== null)
    for (let { year } = civilFields(first); year <= civilFields(last).year; year += 1)
      for (const rule of rulesOf(calendar.region)) keep(dayOf(rule.on, year), rule.code)
  for (const day of calendar.removed) holidays.delete(day)
  for (const day of calendar.added) keep(day, ADDED_HOLIDAY)
  return holidays
}
