/** Creates, changes and retires holiday calendars: a region's rules, plus and minus days. */
import type { Caller } from '@loge/features/places/server'
import { Problem, requireVersion } from '@loge/http'
import {
  civilDay,
  formatCivilDay,
  newId,
  parseCivilDay,
  type HolidayCalendarId,
  type Instant,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { describeHolidays, isHolidayRegion, scheduleFacts, type HolidayCalendar } from '../core/index.ts'
import type { HolidayCalendarInput, HolidayCalendarView } from '../wire.ts'
import { loadCalendars, type StoredCalendar } from './calendar-store.ts'
import { changeForAll, record, type ScheduleDeps } from './keep-schedule.ts'
import type { ScheduleTables } from './tables.ts'

export const viewCalendar = (calendar: StoredCalendar): HolidayCalendarView => ({
  id: calendar.id,
  name: calendar.name,
  region: calendar.region,
  added: calendar.added.map(formatCivilDay),
  removed: calendar.removed.map(formatCivilDay),
  revision: calendar.revision,
  retiredAt: calendar.retiredAt,
})

/** The holidays of a year, by date. */
export const holidaysOfYear = (calendar: HolidayCalendar, year: number) =>
  [...describeHolidays(calendar, civilDay(year, 1, 1), civilDay(year, 12, 31))]
    .toSorted(([one], [other]) => one - other)
    .map(([day, code]) => ({ on: formatCivilDay(day), code }))

export const findCalendar = async (
  transaction: Transaction,
  id: HolidayCalendarId,
  asOf: Instant,
): Promise<StoredCalendar> => {
  const [calendar] = await loadCalendars(transaction, { ids: [id], asOf })
  if (calendar === undefined) throw new Problem(404, 'not_found', 'There is no such holiday calendar.')
  return calendar
}

const checkDays = ({ added, removed }: HolidayCalendarInput): void => {
  const days = [...added, ...removed]
  if (new Set(days).size !== days.length || days.some((day) => parseCivilDay(day) === undefined))
    throw new Problem(
      422,
      'holiday_calendar_invalid',
      'Each day may be added or removed once, and must exist.',
    )
}

type DayChange = readonly [day: string, change: 'added' | 'removed']

/** Ends the days that no longer hold and begins the new ones; what did not change keeps its period. */
const replaceDays = async (
  transaction: Transaction,
  caller: Caller,
  calendar: { readonly id: HolidayCalendarId; readonly days: readonly DayChange[] },
  now: Instant,
): Promise<void> => {
  const tables = transaction.$extendTables<ScheduleTables>()
  const wanted = new Map(calendar.days)
  const current = await tables
    .selectFrom('holiday_calendar_day')
    .select(['day', 'change'])
    .where('holiday_calendar_id', '=', calendar.id)
    .where('valid_until', 'is', null)
    .execute()
  for (const { day, change } of current) {
    if (wanted.get(day) === change) wanted.delete(day)
    else
      await tables
        .updateTable('holiday_calendar_day')
        .set({ valid_until: new Date(now) })
        .where('holiday_calendar_id', '=', calendar.id)
        .where('day', '=', day)
        .where('valid_until', 'is', null)
        .execute()
  }
  if (wanted.size === 0) return
  const rows = [...wanted].map(([day, change]) => ({
    organization_id: caller.organizationId,
    holiday_calendar_id: calendar.id,
    day,
    valid_from: new Date(now),
    valid_until: null,
    change,
  }))
  await tables.insertInto('holiday_calendar_day').values(rows).execute()
}

const daysOf = ({ added, removed }: HolidayCalendarInput): readonly DayChange[] => [
  ...added.map((day) => [day, 'added'] as const),
  ...removed.map((day) => [day, 'removed'] as const),
]

export const createHolidayCalendar = (
  deps: ScheduleDeps,
  caller: Caller,
  input: HolidayCalendarInput & { readonly region: string | null },
): Promise<HolidayCalendarView> => {
  checkDays(input)
  const { region } = input
  if (region !== null && !isHolidayRegion(region))
    throw new Problem(
      422,
      'holiday_region_unknown',
      'No holidays are built in for this region. See /holiday-regions.',
    )
  const id = newId(deps.world, 'holidayCalendar')
  return changeForAll(deps, caller, async (transaction) => {
    const now = deps.world.now()
    const inserted = await transaction
      .$extendTables<ScheduleTables>()
      .insertInto('holiday_calendar')
      .values({
        organization_id: caller.organizationId,
        id,
        name: input.name,
        region,
        revision: 1,
        created_at: new Date(now),
        retired_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (inserted.numInsertedOrUpdatedRows !== 1n)
      throw new Problem(
        409,
        'holiday_calendar_exists',
        'This region has a calendar already. Change that one.',
      )
    await replaceDays(transaction, caller, { id, days: daysOf(input) }, now)
    const { type } = scheduleFacts.holidayCalendarCreated
    await record(transaction, deps, caller, { type, payload: { holidayCalendarId: id, region } })
    return viewCalendar(await findCalendar(transaction, id, now))
  })
}

export interface CalendarChange {
  readonly id: HolidayCalendarId
  readonly ifMatch: string | undefined
  readonly input: HolidayCalendarInput
}

const lockCurrent = async (
  transaction: Transaction,
  { id, ifMatch }: Omit<CalendarChange, 'input'>,
  now: Instant,
): Promise<StoredCalendar> => {
  await sql`select id from holiday_calendar where id = ${id} for update`.execute(transaction)
  const calendar = await findCalendar(transaction, id, now)
  if (calendar.retiredAt !== null)
    throw new Problem(409, 'holiday_calendar_retired', 'This calendar is retired. Make a new one.')
  requireVersion(ifMatch, calendar.revision)
  return calendar
}

export const changeHolidayCalendar = (
  deps: ScheduleDeps,
  caller: Caller,
  change: CalendarChange,
): Promise<HolidayCalendarView> => {
  checkDays(change.input)
  return changeForAll(deps, caller, async (transaction) => {
    const now = deps.world.now()
    const { id, revision } = await lockCurrent(transaction, change, now)
    await replaceDays(transaction, caller, { id, days: daysOf(change.input) }, now)
    await transaction
      .$extendTables<ScheduleTables>()
      .updateTable('holiday_calendar')
      .set({ name: change.input.name, revision: revision + 1 })
      .where('id', '=', id)
      .execute()
    const { added, removed } = change.input
    const { type } = scheduleFacts.holidayCalendarChanged
    await record(transaction, deps, caller, { type, payload: { holidayCalendarId: id, added, removed } })
    return viewCalendar(await findCalendar(transaction, id, now))
  })
}

export const retireHolidayCalendar = (
  deps: ScheduleDeps,
  caller: Caller,
  change: Omit<CalendarChange, 'input'>,
): Promise<undefined> =>
  changeForAll(deps, caller, async (transaction) => {
    const now = deps.world.now()
    const { id } = await lockCurrent(transaction, change, now)
    const tables = transaction.$extendTables<ScheduleTables>()
    const user = await tables
      .selectFrom('schedule_version')
      .select('schedule_id')
      .where('holiday_calendar_id', '=', id)
      .where('valid_until', 'is', null)
      .limit(1)
      .executeTakeFirst()
    if (user !== undefined)
      throw new Problem(
        409,
        'holiday_calendar_in_use',
        'A schedule follows this calendar. Give it another one first.',
      )
    await tables
      .updateTable('holiday_calendar')
      .set({ retired_at: new Date(now) })
      .where('id', '=', id)
      .execute()
    const { type } = scheduleFacts.holidayCalendarRetired
    await record(transaction, deps, caller, { type, payload: { holidayCalendarId: id } })
    return undefined
  })
