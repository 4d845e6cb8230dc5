/** Before a site gets another clock or other public holidays: which schedules open at other instants, which days change. */
import { readPlace, requireTimeZone, type Caller } from '@loge/features/places/server'
import { addDays, civilDay, DAY_MS, formatCivilDay, instant, type Instant, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { compareHolidays, compareOpenings, describeHolidays, NO_HOLIDAYS, offsetAt } from '../core/index.ts'
import { regionOf } from './calendar-store.ts'
import { compileForSite, type SiteTime } from './compile-for-site.ts'
import type { ScheduleDeps } from './keep-schedule.ts'
import { readZoneTable } from './zone-table.ts'

/** Long enough for a week, an exception and the next change of the clocks to show. */
const AHEAD_MS = 60 * DAY_MS
const YEAR_DAYS = 365

const offsetOf = ({ timeZone }: SiteTime, at: Instant): number => {
  const table = readZoneTable(timeZone, instant(at - DAY_MS), instant(at + DAY_MS))
  if (table === undefined) throw new RangeError(`nobody knows the time zone ${timeZone}`)
  return offsetAt(table, at)
}

const today = (at: Instant) => {
  const date = new Date(at)
  return civilDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

const holidaysOf = ({ holidayRegion }: SiteTime, now: Instant) => {
  const first = today(now)
  return describeHolidays(
    { ...NO_HOLIDAYS, region: regionOf(holidayRegion) },
    first,
    addDays(first, YEAR_DAYS),
  )
}

const changedSchedules = async (
  transaction: Transaction,
  { before, after, now }: { readonly before: SiteTime; readonly after: SiteTime; readonly now: Instant },
) => {
  const question = { now, from: now, until: instant(now + AHEAD_MS) }
  const [present, wanted] = [
    await compileForSite(transaction, before, question),
    await compileForSite(transaction, after, question),
  ]
  return present.flatMap(({ id, name, effect, intervals }) => {
    const other = wanted.find((one) => one.id === id)
    const change = other && compareOpenings(intervals, other.intervals, now)
    return change === undefined ? [] : [{ id, name, effect, ...change }]
  })
}

export const previewSiteTime = (
  { database, world }: ScheduleDeps,
  { organizationId, reach }: Caller,
  { siteId, wanted }: { readonly siteId: SiteId; readonly wanted: SiteTime },
) =>
  database.transaction(organizationId, async (transaction) => {
    const before = await readPlace(transaction, reach, { kind: 'site', id: siteId })
    requireTimeZone(wanted.timeZone)
    const now = world.now()
    const schedules = await changedSchedules(transaction, { before, after: wanted, now })
    const { gained, lost } = compareHolidays(holidaysOf(before, now), holidaysOf(wanted, now))
    const view = ({ day, code }: (typeof gained)[number]) => ({ on: formatCivilDay(day), code })
    return {
      shiftMinutes: Math.round((offsetOf(wanted, now) - offsetOf(before, now)) / 60_000),
      schedules,
      holidays: { gained: gained.map(view), lost: lost.map(view) },
    }
  })
