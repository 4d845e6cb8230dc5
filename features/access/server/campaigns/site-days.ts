/** Days of a site's own calendar: which one it is there, and when one begins and ends. */
import { readSiteTime } from '@loge/features/places/server'
import { addDays, type CivilDay, instant, type Instant, parseCivilDay, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { Temporal } from 'temporal-polyfill'
import { notFound } from '../keep-entrance.ts'

export const dayOf = (text: string): CivilDay => {
  const day = parseCivilDay(text)
  if (day === undefined) throw new Error('a day that is none passed the wire')
  return day
}

export interface SiteDays {
  dayAt(at: Instant): CivilDay
  /** The first instant after the day. */
  endOf(day: string): Instant
}

export const siteDays = async (transaction: Transaction, siteId: SiteId): Promise<SiteDays> => {
  const time = await readSiteTime(transaction, siteId, undefined)
  if (time === undefined) throw notFound()
  const { timeZone } = time
  return {
    dayAt: (at) =>
      dayOf(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()),
    // Where the zone skips midnight, the day begins at the first instant there is.
    endOf: (day) =>
      instant(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds),
  }
}

export const isPast = (day: string, today: CivilDay): boolean =>
  dayOf(day) < today || dayOf(day) > addDays(today, 3_660)
