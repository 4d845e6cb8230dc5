/** The shapes and routes of schedules and holiday calendars. Times of day travel as `HH:MM`, up to `24:00`. */
import { defineRoute, humanText, pageOf, pageQuery, wireDate, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/

/** `HH:MM` outside, minutes of the local day inside. */
const wireTime = z.codec(
  z.string().regex(TIME, 'a time of day, 00:00 to 24:00'),
  z.number().int().min(0).max(1_440),
  {
    decode: (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)),
    encode: (minutes) =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
  },
)

const weekday = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
])
const window = z.object({ from: wireTime, until: wireTime })
export const weeklyWindow = window.extend({ days: z.array(weekday).max(7) })
const name = humanText(1, 200)

/** What somebody writes. Precedence of a day: exception, then holiday, then weekly. */
export const scheduleInput = z.object({
  name,
  effect: z.enum(['allow', 'holdOpen']),
  weekly: z.array(weeklyWindow).max(200),
  /** `null`: holidays are days like any other. No windows: closed. */
  holidays: z
    .object({
      /** `site`: the calendar of the region of the site where the schedule is used. */
      calendar: z.union([z.literal('site'), wireId('holidayCalendar')]),
      windows: z.array(window).max(200),
    })
    .nullable(),
  exceptions: z
    .array(z.object({ firstOn: wireDate, lastOn: wireDate, windows: z.array(window).max(200) }))
    .max(1_000),
})

const warning = z.enum(['never_opens', 'never_closes', 'no_holidays_known'])

const scheduleView = scheduleInput.extend({
  id: wireId('schedule'),
  revision: z.number().int(),
  validFrom: wireInstant,
  retiredAt: wireInstant.nullable(),
  warnings: z.array(warning),
})

const calendarInput = z.object({
  name,
  added: z.array(wireDate).max(400),
  removed: z.array(wireDate).max(400),
})

const calendarView = calendarInput.extend({
  id: wireId('holidayCalendar'),
  region: z.string().nullable(),
  revision: z.number().int(),
  retiredAt: wireInstant.nullable(),
})

const holiday = z.object({ on: wireDate, code: z.string() })
/** The next stretch during which it is open. */
const opening = z.object({ from: wireInstant, until: wireInstant })
const year = z.coerce.number().int().min(1_900).max(2_400)

const rule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('exception'), index: z.number().int() }),
  z.object({ kind: z.literal('holiday'), code: z.string() }),
  z.object({ kind: z.literal('weekly') }),
])

const scheduleParams = z.object({ id: wireId('schedule') })
const calendarParams = z.object({ id: wireId('holidayCalendar') })
const READ = { permission: 'schedules.read', rateLimit: 'read' } as const
const MANAGE = { permission: 'schedules.manage', rateLimit: 'write' } as const
const SCHEDULES = { tag: 'Schedules' } as const
const INPUT_PROBLEMS = ['schedule_invalid', 'holiday_calendar_unknown'] as const

export const scheduleRoutes = {
  listSchedules: defineRoute({
    ...SCHEDULES,
    ...READ,
    method: 'GET',
    path: '/schedules',
    summary: 'List schedules, retired ones left out unless asked for',
    query: z.object({
      ...pageQuery,
      effect: z.enum(['allow', 'holdOpen']).optional(),
      retired: z.enum(['true', 'false']).default('false'),
    }),
    answer: pageOf(scheduleView),
  }),
  createSchedule: defineRoute({
    ...SCHEDULES,
    ...MANAGE,
    method: 'POST',
    path: '/schedules',
    summary: 'Create a schedule',
    body: scheduleInput,
    answer: scheduleView,
    status: 201,
    problems: INPUT_PROBLEMS,
  }),
  readSchedule: defineRoute({
    ...SCHEDULES,
    ...READ,
    method: 'GET',
    path: '/schedules/{id}',
    summary: 'Read a schedule as it is, or as it was at an instant',
    params: scheduleParams,
    query: z.object({ at: wireInstant.optional() }),
    answer: scheduleView,
  }),
  changeSchedule: defineRoute({
    ...SCHEDULES,
    ...MANAGE,
    method: 'PUT',
    path: '/schedules/{id}',
    summary: 'Replace a schedule; the old version keeps its period',
    params: scheduleParams,
    body: scheduleInput,
    answer: scheduleView,
    ifMatch: true,
    problems: [...INPUT_PROBLEMS, 'schedule_retired'],
  }),
  retireSchedule: defineRoute({
    ...SCHEDULES,
    ...MANAGE,
    method: 'DELETE',
    path: '/schedules/{id}',
    summary: 'Take a schedule off the list of choices; rights that use it keep its hours',
    params: scheduleParams,
    status: 204,
    ifMatch: true,
    problems: ['schedule_retired'],
  }),
  readIntervals: defineRoute({
    ...SCHEDULES,
    ...READ,
    method: 'GET',
    path: '/schedules/{id}/intervals',
    summary: 'The instants during which a schedule is open at a site, holidays and clock changes resolved',
    params: scheduleParams,
    query: z.object({ siteId: wireId('site'), from: wireInstant, until: wireInstant }),
    answer: z.object({
      timeZone: z.string(),
      intervals: z.array(z.object({ from: wireInstant, until: wireInstant })),
      warnings: z.array(warning),
    }),
    problems: ['range_invalid'],
  }),
  explainSchedule: defineRoute({
    ...SCHEDULES,
    ...READ,
    method: 'GET',
    path: '/schedules/{id}/explain',
    summary: 'Why a schedule is open or closed at an instant, and when that changes',
    params: scheduleParams,
    query: z.object({ siteId: wireId('site'), at: wireInstant.optional() }),
    answer: z.object({
      open: z.boolean(),
      rule,
      on: wireDate,
      window: window.nullable(),
      nextChangeAt: wireInstant.nullable(),
      searchedUntil: wireInstant,
    }),
  }),
  previewSiteTime: defineRoute({
    ...SCHEDULES,
    ...READ,
    method: 'GET',
    path: '/sites/{id}/time-preview',
    summary:
      'What another time zone or holiday region of a site would change in the next 60 days; nothing is kept',
    params: z.object({ id: wireId('site') }),
    query: z.object({ timeZone: z.string().min(1).max(60), holidayRegion: z.string().max(40).optional() }),
    answer: z.object({
      /** How much later the wall clock reads. */
      shiftMinutes: z.number().int(),
      /** Those that open or close at other instants than now. Their hours on the wall stay as they are. */
      schedules: z.array(
        z.object({
          id: wireId('schedule'),
          name: z.string(),
          effect: z.enum(['allow', 'holdOpen']),
          before: opening.nullable(),
          after: opening.nullable(),
        }),
      ),
      /** Of the next twelve months. */
      holidays: z.object({ gained: z.array(holiday), lost: z.array(holiday) }),
    }),
    problems: ['place_unknown', 'time_zone_unknown'],
  }),
  listHolidayRegions: defineRoute({
    ...SCHEDULES,
    ...READ,
    method: 'GET',
    path: '/holiday-regions',
    summary: 'The built-in regions with the public holidays of a year',
    query: z.object({ year }),
    answer: z.object({ data: z.array(z.object({ region: z.string(), holidays: z.array(holiday) })) }),
  }),
  listHolidayCalendars: defineRoute({
    ...SCHEDULES,
    ...READ,
    method: 'GET',
    path: '/holiday-calendars',
    summary: 'List the holiday calendars of the organization',
    query: z.object(pageQuery),
    answer: pageOf(calendarView),
  }),
  createHolidayCalendar: defineRoute({
    ...SCHEDULES,
    ...MANAGE,
    method: 'POST',
    path: '/holiday-calendars',
    summary: 'Create a calendar from the rules of a region, or empty',
    body: calendarInput.extend({ region: z.string().max(40).nullable() }),
    answer: calendarView,
    status: 201,
    problems: ['holiday_region_unknown', 'holiday_calendar_exists', 'holiday_calendar_invalid'],
  }),
  readHolidayCalendar: defineRoute({
    ...SCHEDULES,
    ...READ,
    method: 'GET',
    path: '/holiday-calendars/{id}',
    summary: 'Read a calendar with its holidays of a year',
    params: calendarParams,
    query: z.object({ year: year.optional() }),
    answer: calendarView.extend({ holidays: z.array(holiday) }),
  }),
  changeHolidayCalendar: defineRoute({
    ...SCHEDULES,
    ...MANAGE,
    method: 'PUT',
    path: '/holiday-calendars/{id}',
    summary: 'Rename a calendar, add days to it or remove days of its region',
    params: calendarParams,
    body: calendarInput,
    answer: calendarView,
    ifMatch: true,
    problems: ['holiday_calendar_invalid', 'holiday_calendar_retired'],
  }),
  retireHolidayCalendar: defineRoute({
    ...SCHEDULES,
    ...MANAGE,
    method: 'DELETE',
    path: '/holiday-calendars/{id}',
    summary: 'Retire a calendar that no current schedule names',
    params: calendarParams,
    status: 204,
    ifMatch: true,
    problems: ['holiday_calendar_in_use', 'holiday_calendar_retired'],
  }),
} as const

export type ScheduleInput = z.output<typeof scheduleInput>
export type ScheduleView = z.output<typeof scheduleView>
export type HolidayCalendarInput = z.output<typeof calendarInput>
export type HolidayCalendarView = z.output<typeof calendarView>
