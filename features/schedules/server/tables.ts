/** The tables of schedules, and what each column is under the law. */
import {
  declareTable,
  notPersonal,
  type HolidayCalendarId,
  type OrganizationId,
  type ScheduleId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { HolidayRegion, ScheduleDefinition } from '../core/index.ts'

interface HolidayCalendarRow {
  organization_id: OrganizationId
  id: HolidayCalendarId
  name: string
  region: HolidayRegion | null
  revision: number
  created_at: Timestamp
  retired_at: Timestamp | null
}

interface HolidayCalendarDayRow {
  organization_id: OrganizationId
  holiday_calendar_id: HolidayCalendarId
  day: string
  valid_from: Timestamp
  valid_until: Timestamp | null
  change: 'added' | 'removed'
}

interface ScheduleRow {
  organization_id: OrganizationId
  id: ScheduleId
  created_at: Timestamp
  retired_at: Timestamp | null
}

interface ScheduleVersionRow {
  organization_id: OrganizationId
  schedule_id: ScheduleId
  revision: number
  name: string
  holiday_calendar_id: HolidayCalendarId | null
  definition: JSONColumnType<ScheduleDefinition>
  valid_from: Timestamp
  valid_until: Timestamp | null
}

/** A type and not an interface, so that the query builder can look it up by name. */
export type ScheduleTables = {
  holiday_calendar: HolidayCalendarRow
  holiday_calendar_day: HolidayCalendarDayRow
  schedule: ScheduleRow
  schedule_version: ScheduleVersionRow
}

const HOURS = 'opening hours of a residence, the same for everybody'
const CALENDAR = 'public holidays of a region'
const PERIOD = 'when a setting of the residence held'
const ORGANIZATION = 'which organization, a legal person'
const IDENTIFIER = 'a random identifier of a setting'

const holidayCalendar = declareTable<HolidayCalendarRow>({
  table: 'holiday_calendar',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: notPersonal(ORGANIZATION),
    id: notPersonal(IDENTIFIER),
    name: notPersonal(CALENDAR),
    region: notPersonal(CALENDAR),
    revision: notPersonal('how often a setting changed'),
    created_at: notPersonal(PERIOD),
    retired_at: notPersonal(PERIOD),
  },
})

const holidayCalendarDay = declareTable<HolidayCalendarDayRow>({
  table: 'holiday_calendar_day',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: notPersonal(ORGANIZATION),
    holiday_calendar_id: notPersonal(IDENTIFIER),
    day: notPersonal(CALENDAR),
    valid_from: notPersonal(PERIOD),
    valid_until: notPersonal(PERIOD),
    change: notPersonal(CALENDAR),
  },
})

const schedule = declareTable<ScheduleRow>({
  table: 'schedule',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: notPersonal(ORGANIZATION),
    id: notPersonal(IDENTIFIER),
    created_at: notPersonal(PERIOD),
    retired_at: notPersonal(PERIOD),
  },
})

const scheduleVersion = declareTable<ScheduleVersionRow>({
  table: 'schedule_version',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: notPersonal(ORGANIZATION),
    schedule_id: notPersonal(IDENTIFIER),
    revision: notPersonal('how often a setting changed'),
    name: notPersonal(HOURS),
    holiday_calendar_id: notPersonal(IDENTIFIER),
    definition: notPersonal(HOURS),
    valid_from: notPersonal(PERIOD),
    valid_until: notPersonal(PERIOD),
  },
})

export const scheduleTables: readonly TableDeclaration[] = [
  holidayCalendar,
  holidayCalendarDay,
  schedule,
  scheduleVersion,
]
