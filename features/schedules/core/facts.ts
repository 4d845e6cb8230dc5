/** What happens to schedules and holiday calendars, as the log keeps it. */
import { defineFacts } from '@loge/features/events/core'

export const scheduleFacts = defineFacts({
  scheduleCreated: {
    type: 'schedule.created',
    version: 1,
    retention: 'audit',
    payload: { scheduleId: 'which schedule', effect: 'allow or holdOpen' },
  },
  scheduleChanged: {
    type: 'schedule.changed',
    version: 1,
    retention: 'audit',
    payload: { scheduleId: 'which schedule', revision: 'the number of the new version' },
  },
  scheduleRetired: {
    type: 'schedule.retired',
    version: 1,
    retention: 'audit',
    payload: { scheduleId: 'which schedule' },
  },
  holidayCalendarCreated: {
    type: 'holiday_calendar.created',
    version: 1,
    retention: 'audit',
    payload: {
      holidayCalendarId: 'which calendar',
      region: 'the region whose rules it starts from, or null',
    },
  },
  holidayCalendarChanged: {
    type: 'holiday_calendar.changed',
    version: 1,
    retention: 'audit',
    payload: { holidayCalendarId: 'which calendar', added: 'days added', removed: 'days removed' },
  },
  holidayCalendarRetired: {
    type: 'holiday_calendar.retired',
    version: 1,
    retention: 'audit',
    payload: { holidayCalendarId: 'which calendar' },
  },
})

/** The type of any fact of this feature. */
export type ScheduleFactType = (typeof scheduleFacts)[keyof typeof scheduleFacts]['type']
