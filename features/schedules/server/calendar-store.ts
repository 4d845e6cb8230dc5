/** Reads holiday calendars, as they are or as they were, into what core compiles with. */
import { parseCivilDay, type CivilDay, type HolidayCalendarId, type Instant } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { isHolidayRegion, type HolidayCalendar, type HolidayRegion } from '../core/index.ts'
import type { ScheduleTables } from './tables.ts'

export interface StoredCalendar extends HolidayCalendar {
  readonly id: HolidayCalendarId
  readonly name: string
  readonly revision: number
  readonly retiredAt: Instant | null
}

const civilDayOf = (text: string): CivilDay => {
  const day = parseCivilDay(text)
  if (day === undefined) throw new RangeError('a date column holds no date')
  return day
}

interface CalendarFilter {
  readonly ids?: readonly HolidayCalendarId[]
  /** The days as they stood then. */
  readonly asOf: Instant
}

/** The calendars asked for, or all, with the days that hold at `asOf`. */
export const loadCalendars = async (
  transaction: Transaction,
  { ids, asOf }: CalendarFilter,
): Promise<readonly StoredCalendar[]> => {
  if (ids?.length === 0) return []
  const tables = transaction.$extendTables<ScheduleTables>()
  const when = new Date(asOf)
  const days = sql<readonly { day: string; change: 'added' | 'removed' }[]>`coalesce((
    select json_agg(json_build_object('day', d.day, 'change', d.change) order by d.day)
    from holiday_calendar_day d
    where d.organization_id = c.organization_id and d.holiday_calendar_id = c.id
      and d.valid_from <= ${when} and (d.valid_until is null or d.valid_until > ${when})), '[]')`
  const rows = await tables
    .selectFrom('holiday_calendar as c')
    .select(['c.id', 'c.name', 'c.region', 'c.revision', 'c.retired_at'])
    .select(days.as('days'))
    .$if(ids !== undefined, (query) => query.where('c.id', 'in', [...(ids ?? [])]))
    .orderBy('c.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    region: row.region,
    revision: row.revision,
    retiredAt: row.retired_at,
    added: row.days.filter(({ change }) => change === 'added').map(({ day }) => civilDayOf(day)),
    removed: row.days.filter(({ change }) => change === 'removed').map(({ day }) => civilDayOf(day)),
  }))
}

/** A region we know; a part of France we do not know by name follows the whole. */
export const regionOf = (text: string | null): HolidayRegion | null => {
  if (text === null) return null
  if (isHolidayRegion(text)) return text
  return text.startsWith('FR') ? 'FR' : null
}
