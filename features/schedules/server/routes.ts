/** The routes of schedules and holiday calendars, joined to what answers them. */
import { callerOf, readPlace, readSiteTime } from '@loge/features/places/server'
import { createCursor, Problem, serve, toPage, versionTag, type Endpoint, type Reach } from '@loge/http'
import {
  DAY_MS,
  formatCivilDay,
  instant,
  type HolidayCalendarId,
  type ScheduleId,
  type SiteId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { z } from 'zod'
import { HOLIDAY_REGIONS, NO_HOLIDAYS } from '../core/index.ts'
import { scheduleRoutes as routes } from '../wire.ts'
import { loadCalendars } from './calendar-store.ts'
import { compileForSite, explainForSite, type SiteTime } from './compile-for-site.ts'
import {
  changeHolidayCalendar,
  createHolidayCalendar,
  findCalendar,
  holidaysOfYear,
  retireHolidayCalendar,
  viewCalendar,
} from './keep-holiday-calendar.ts'
import { changeSchedule, createSchedule, retireSchedule, type ScheduleDeps } from './keep-schedule.ts'
import { previewSiteTime } from './preview-site-time.ts'
import { viewSchedules } from './schedule-input.ts'
import { loadSchedules } from './schedule-store.ts'

const LONGEST_RANGE_MS = 800 * DAY_MS

const scheduleCursor = createCursor(
  'schedules',
  z.custom<ScheduleId>((value) => typeof value === 'string'),
)
const calendarCursor = createCursor(
  'holiday-calendars',
  z.custom<HolidayCalendarId>((value) => typeof value === 'string'),
)

const noSchedule = () => new Problem(404, 'not_found', 'There is no such schedule.')

/** The site must be within the caller's reach. */
const siteOf = (transaction: Transaction, reach: Reach, id: SiteId): Promise<SiteTime> =>
  readPlace(transaction, reach, { kind: 'site', id })

const keepingSchedules = (deps: ScheduleDeps) => [
  serve(routes.listSchedules, ({ organizationId, query }) =>
    deps.database.transaction(organizationId, async (transaction) => {
      const rows = await loadSchedules(transaction, {
        effect: query.effect,
        withRetired: query.retired === 'true',
        after: scheduleCursor.decode(query.cursor),
        limit: query.limit + 1,
      })
      const page = toPage(rows, query.limit, { cursor: scheduleCursor, positionOf: ({ id }) => id })
      return { ...page, data: await viewSchedules(transaction, page.data, deps.world.now()) }
    }),
  ),
  serve(routes.createSchedule, async (call) => {
    const schedule = await createSchedule(deps, callerOf(call), call.body)
    call.header('ETag', versionTag(schedule.revision))
    return schedule
  }),
  serve(routes.readSchedule, async (call) => {
    const { organizationId, params, query } = call
    const { at } = query
    const [schedule] = await deps.database.transaction(organizationId, async (transaction) => {
      const found = await loadSchedules(transaction, {
        ids: [params.id],
        ...(at === undefined ? {} : { asOf: at }),
      })
      return viewSchedules(transaction, found, deps.world.now())
    })
    if (schedule === undefined) throw noSchedule()
    call.header('ETag', versionTag(schedule.revision))
    return schedule
  }),
  serve(routes.changeSchedule, async (call) => {
    const { params, ifMatch, body: input } = call
    const schedule = await changeSchedule(deps, callerOf(call), { id: params.id, ifMatch, input })
    call.header('ETag', versionTag(schedule.revision))
    return schedule
  }),
  serve(routes.retireSchedule, (call) =>
    retireSchedule(deps, callerOf(call), { id: call.params.id, ifMatch: call.ifMatch }),
  ),
]

const askingSchedules = (deps: ScheduleDeps) => [
  serve(routes.readIntervals, ({ organizationId, params, query, reach }) => {
    const { siteId, from, until } = query
    if (until <= from || until - from > LONGEST_RANGE_MS)
      throw new Problem(
        422,
        'range_invalid',
        'Ask for a range that ends after it begins, of at most 800 days.',
      )
    return deps.database.transaction(organizationId, async (transaction) => {
      const site = await siteOf(transaction, reach, siteId)
      const question = { ids: [params.id], now: deps.world.now(), from, until }
      const [compiled] = await compileForSite(transaction, site, question)
      if (compiled === undefined) throw noSchedule()
      const pairs = compiled.intervals.flatMap((edge, index) => {
        const end = compiled.intervals[index + 1]
        return index % 2 === 0 && end !== undefined ? [{ from: instant(edge), until: instant(end) }] : []
      })
      return { timeZone: site.timeZone, intervals: pairs, warnings: [...compiled.warnings] }
    })
  }),
  serve(routes.explainSchedule, ({ organizationId, params, query, reach }) =>
    deps.database.transaction(organizationId, async (transaction) => {
      const present = await siteOf(transaction, reach, query.siteId)
      const now = deps.world.now()
      const at = query.at ?? now
      const asOf = at < now ? at : undefined
      const site = (await readSiteTime(transaction, query.siteId, asOf)) ?? present
      const explained = await explainForSite(transaction, site, { id: params.id, at, asOf, now })
      if (explained === undefined) throw noSchedule()
      const { day, name: _name, ...rest } = explained
      return { ...rest, on: formatCivilDay(day) }
    }),
  ),
]

const siteTime = (deps: ScheduleDeps) => [
  serve(routes.previewSiteTime, (call) => {
    const { timeZone, holidayRegion = null } = call.query
    const wanted = { timeZone, holidayRegion }
    return previewSiteTime(deps, callerOf(call), { siteId: call.params.id, wanted })
  }),
]

const holidayCalendars = (deps: ScheduleDeps) => [
  serve(routes.listHolidayRegions, async ({ query }) => ({
    data: HOLIDAY_REGIONS.map((region) => ({
      region,
      holidays: holidaysOfYear({ ...NO_HOLIDAYS, region }, query.year),
    })),
  })),
  serve(routes.listHolidayCalendars, async ({ organizationId, query }) => {
    const after = calendarCursor.decode(query.cursor)
    const calendars = await deps.database.transaction(organizationId, (transaction) =>
      loadCalendars(transaction, { asOf: deps.world.now() }),
    )
    const rows = calendars.filter(({ id }) => after === undefined || id > after)
    const page = toPage(rows, query.limit, { cursor: calendarCursor, positionOf: ({ id }) => id })
    return { ...page, data: page.data.map(viewCalendar) }
  }),
  serve(routes.createHolidayCalendar, async (call) => {
    const calendar = await createHolidayCalendar(deps, callerOf(call), call.body)
    call.header('ETag', versionTag(calendar.revision))
    return calendar
  }),
  serve(routes.readHolidayCalendar, async (call) => {
    const { organizationId, params, query } = call
    const now = deps.world.now()
    const calendar = await deps.database.transaction(organizationId, (transaction) =>
      findCalendar(transaction, params.id, now),
    )
    call.header('ETag', versionTag(calendar.revision))
    const holidays = holidaysOfYear(calendar, query.year ?? new Date(now).getUTCFullYear())
    return { ...viewCalendar(calendar), holidays }
  }),
  serve(routes.changeHolidayCalendar, async (call) => {
    const { params, ifMatch, body: input } = call
    const calendar = await changeHolidayCalendar(deps, callerOf(call), { id: params.id, ifMatch, input })
    call.header('ETag', versionTag(calendar.revision))
    return calendar
  }),
  serve(routes.retireHolidayCalendar, (call) =>
    retireHolidayCalendar(deps, callerOf(call), { id: call.params.id, ifMatch: call.ifMatch }),
  ),
]

export const scheduleEndpoints = (deps: ScheduleDeps): readonly Endpoint[] => [
  ...keepingSchedules(deps),
  ...askingSchedules(deps),
  ...siteTime(deps),
  ...holidayCalendars(deps),
]
