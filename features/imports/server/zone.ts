/** Civil days and instants of one time zone. Each day is asked for once: a list has few, many times. */
import { asCivilDay, instant, type CivilDay, type Instant } from '@loge/kernel'
import { Temporal } from 'temporal-polyfill'

const DAY_MS = 86_400_000

export interface Zone {
  readonly startOf: (day: CivilDay) => Instant
  /** The civil day that begins at this very instant, if one does. */
  readonly dayBeginningAt: (at: Instant) => CivilDay | undefined
  /** By the clock there, `2024-06-06T01:40:02.796+02:00`: the day people know, and the very instant. */
  readonly write: (at: Instant) => string
}

export const zoneOf = (timeZone: string): Zone => {
  const known = new Map<CivilDay, Instant>()
  const startOf = (day: CivilDay): Instant => {
    const found = known.get(day)
    if (found !== undefined) return found
    const [year, month, date] = new Date(day * DAY_MS).toISOString().slice(0, 10).split('-').map(Number)
    const plain = Temporal.PlainDate.from({ year: year ?? 1970, month: month ?? 1, day: date ?? 1 })
    const at = instant(plain.toZonedDateTime(timeZone).epochMilliseconds)
    known.set(day, at)
    return at
  }
  const dayBeginningAt = (at: Instant): CivilDay | undefined => {
    // A zone is at most a day away from UTC on either side.
    const around = Math.floor(at / DAY_MS)
    return [around - 1, around, around + 1].map(asCivilDay).find((day) => startOf(day) === at)
  }
  const write = (at: Instant): string =>
    Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(timeZone)
      .toString({ timeZoneName: 'never', fractionalSecondDigits: 3 })
  return { startOf, dayBeginningAt, write }
}
