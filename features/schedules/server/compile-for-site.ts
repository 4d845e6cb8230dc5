/** Schedules as they hold at one site: its zone, its holidays, the versions of one instant. */
import { DAY_MS, instant, type HolidayCalendarId, type Instant, type ScheduleId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import {
  compileIntervals,
  explainMoment,
  warnAbout,
  NO_HOLIDAYS,
  type Effect,
  type HolidayCalendar,
  type MomentExplanation,
  type Range,
  type ScheduleWarning,
  type ZoneTable,
} from '../core/index.ts'
import type { ScheduleInput } from '../wire.ts'
import { loadCalendars, regionOf } from './calendar-store.ts'
import { calendarIdOf, definitionOf } from './schedule-input.ts'
import { loadSchedules, type StoredSchedule } from './schedule-store.ts'
import { readZoneTable } from './zone-table.ts'

/** What a site tells about its time. */
export interface SiteTime {
  /** IANA name. */
  readonly timeZone: string
  readonly holidayRegion: string | null
}

export interface CompiledSchedule {
  readonly id: ScheduleId
  readonly name: string
  readonly effect: Effect
  readonly revision: number
  /** Flat and ascending, `until` exclusive. */
  readonly intervals: readonly number[]
  readonly coversUntil: Instant
  readonly warnings: readonly (ScheduleWarning | 'no_holidays_known')[]
}

export interface CompileQuestion extends Range {
  /** Left out: every schedule of the organization, retired ones included, since rights may still use them. */
  readonly ids?: readonly ScheduleId[]
  /** The versions that held then. Left out: the current ones. */
  readonly asOf?: Instant
  readonly now: Instant
}

export interface MomentQuestion {
  readonly id: ScheduleId
  readonly at: Instant
  readonly asOf: Instant | undefined
  readonly now: Instant
}

/** What compiling needs to know of a schedule. */
type Described = Pick<StoredSchedule, 'id' | 'name' | 'revision' | 'calendarId' | 'definition'>

interface SiteCalendars {
  of(schedule: Pick<StoredSchedule, 'calendarId'>): HolidayCalendar
}

/** Far enough for the longest look ahead, and a day on either side for windows across midnight. */
const zoneTableFor = ({ timeZone }: SiteTime, { from, until }: Range): ZoneTable => {
  const table = readZoneTable(timeZone, instant(from - 2 * DAY_MS), instant(until + 410 * DAY_MS))
  if (table === undefined) throw new RangeError(`the site has a time zone nobody knows: ${timeZone}`)
  return table
}

const loadSiteCalendars = async (
  transaction: Transaction,
  { holidayRegion }: SiteTime,
  asOf: Instant,
): Promise<SiteCalendars> => {
  const region = regionOf(holidayRegion)
  const calendars = await loadCalendars(transaction, { asOf })
  const byId = new Map<HolidayCalendarId, HolidayCalendar>(
    calendars.map((calendar) => [calendar.id, calendar]),
  )
  // The oldest that was not retired then: a later one of the same region had no days yet.
  const edited = calendars.find(
    (calendar) => calendar.region === region && (calendar.retiredAt === null || calendar.retiredAt > asOf),
  )
  const ofSite = region === null ? NO_HOLIDAYS : (edited ?? { ...NO_HOLIDAYS, region })
  return { of: ({ calendarId }) => (calendarId === null ? ofSite : (byId.get(calendarId) ?? NO_HOLIDAYS)) }
}

/** A schedule that follows holidays at a site whose region we do not know. */
const lacksHolidays = (schedule: Described, { holidayRegion }: SiteTime): boolean =>
  schedule.definition.onHolidays !== null && schedule.calendarId === null && regionOf(holidayRegion) === null

const compileEach = async (
  transaction: Transaction,
  site: SiteTime,
  { asOf, now, from, until }: Omit<CompileQuestion, 'ids'>,
  schedules: readonly Described[],
): Promise<readonly CompiledSchedule[]> => {
  const calendars = await loadSiteCalendars(transaction, site, asOf ?? now)
  const zone = zoneTableFor(site, { from, until })
  return schedules.map((schedule) => {
    const calendar = calendars.of(schedule)
    return {
      id: schedule.id,
      name: schedule.name,
      effect: schedule.definition.effect,
      revision: schedule.revision,
      intervals: compileIntervals(schedule.definition, zone, calendar, { from, until }),
      coversUntil: until,
      warnings: [
        ...warnAbout(schedule.definition, zone, calendar, from),
        ...(lacksHolidays(schedule, site) ? (['no_holidays_known'] as const) : []),
      ],
    }
  })
}

export const compileForSite = async (
  transaction: Transaction,
  site: SiteTime,
  question: CompileQuestion,
): Promise<readonly CompiledSchedule[]> => {
  const { ids, asOf } = question
  const schedules = await loadSchedules(transaction, {
    ...(ids === undefined ? {} : { ids }),
    ...(asOf === undefined ? {} : { asOf }),
  })
  return compileEach(transaction, site, question, schedules)
}

/** A schedule as it would hold at a site if it were saved like this. */
export const compileInputForSite = async (
  transaction: Transaction,
  site: SiteTime,
  question: Omit<CompileQuestion, 'ids' | 'asOf'>,
  { id, input }: { readonly id: ScheduleId; readonly input: ScheduleInput },
): Promise<CompiledSchedule> => {
  const calendarId = await calendarIdOf(transaction, input, question.now)
  const described = { id, name: input.name, revision: 0, calendarId, definition: definitionOf(input) }
  const [compiled] = await compileEach(transaction, site, question, [described])
  if (compiled === undefined) throw new RangeError('one schedule compiles to one')
  return compiled
}

/** Why one schedule is open or closed at a site at an instant, by the version recorded by `asOf`, or the current one. */
export const explainForSite = async (
  transaction: Transaction,
  site: SiteTime,
  { id, at, asOf, now }: MomentQuestion,
): Promise<(MomentExplanation & { readonly name: string }) | undefined> => {
  const [schedule] = await loadSchedules(transaction, {
    ids: [id],
    ...(asOf === undefined ? {} : { asOf }),
  })
  if (schedule === undefined) return undefined
  const calendars = await loadSiteCalendars(transaction, site, asOf ?? now)
  const zone = zoneTableFor(site, { from: at, until: at })
  return { name: schedule.name, ...explainMoment(schedule.definition, zone, calendars.of(schedule), at) }
}
