/**
 * Civil dates as whole numbers: the days since 1970-01-01 of the proleptic Gregorian calendar, without clock or zone.
 * The conversion is Howard Hinnant's `days_from_civil` (https://howardhinnant.github.io/date_algorithms.html).
 */

declare const brand: unique symbol
export type CivilDay = number & { readonly [brand]: 'CivilDay' }

/** ISO 8601: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

export interface CivilFields {
  readonly year: number
  readonly month: number
  readonly day: number
}

const DAYS_OF_400_YEARS = 146_097
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/

export const asCivilDay = (days: number): CivilDay => {
  if (!Number.isSafeInteger(days)) throw new RangeError(`not a civil day: ${days}`)
  return days as CivilDay
}

export const addDays = (day: CivilDay, count: number): CivilDay => asCivilDay(day + count)

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** The day of a year, month (1–12) and day of the month. Does not check that the month has such a day. */
export const civilDay = (year: number, month: number, day: number): CivilDay => {
  // The year is counted from March, so that the leap day comes last.
  const fromMarch = month > 2 ? month - 3 : month + 9
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * fromMarch + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return asCivilDay(era * DAYS_OF_400_YEARS + dayOfEra - 719_468)
}

export const civilFields = (day: CivilDay): CivilFields => {
  const shifted = day + 719_468
  const era = Math.floor(shifted / DAYS_OF_400_YEARS)
  const dayOfEra = shifted - era * DAYS_OF_400_YEARS
  const leapDaysPassed =
    Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDaysPassed) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  }
}

/** 1970-01-01 was a Thursday. */
export const weekdayOf = (day: CivilDay): Weekday => (((((day + 3) % 7) + 7) % 7) + 1) as Weekday

/** ISO 8601 week: the one that holds the year's Thursday. Its year may differ from the date's. */
export const isoWeekOf = (day: CivilDay): { readonly year: number; readonly week: number } => {
  const thursday = addDays(day, 4 - weekdayOf(day))
  const { year } = civilFields(thursday)
  return { year, week: Math.floor((thursday - civilDay(year, 1, 1)) / 7) + 1 }
}

/** Reads `2028-02-29`; `undefined` when there is no such date. */
export const parseCivilDay = (text: string): CivilDay | undefined => {
  const match = DATE.exec(text)
  if (match === null) return undefined
  const day = civilDay(Number(match[1]), Number(match[2]), Number(match[3]))
  return formatCivilDay(day) === text ? day : undefined
}

export const formatCivilDay = (day: CivilDay): string => {
  const { year, month, day: dayOfMonth } = civilFields(day)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
}
