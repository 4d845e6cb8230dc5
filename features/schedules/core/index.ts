export { acceptSchedule, type ScheduleFault, type ScheduleFaultCode } from './accept-schedule.ts'
export {
  compareHolidays,
  compareOpenings,
  type NamedDay,
  type Opening,
  type OpeningChange,
} from './compare-site-time.ts'
export type { DayRule } from './day-plan.ts'
export { compileIntervals, type Range } from './effective-intervals.ts'
export { explainMoment, type MomentExplanation } from './explain-moment.ts'
export { scheduleFacts, type ScheduleFactType } from './facts.ts'
export {
  HOLIDAY_CODES,
  HOLIDAY_REGIONS,
  isHolidayRegion,
  type HolidayCode,
  type HolidayRegion,
} from './holiday-rules.ts'
export {
  ADDED_HOLIDAY,
  describeHolidays,
  NO_HOLIDAYS,
  type HolidayCalendar,
  type Holidays,
} from './holidays.ts'
export {
  DAY_MINUTES,
  type Effect,
  type ScheduleDefinition,
  type ScheduleException,
  type WeeklyWindow,
  type Window,
} from './schedule.ts'
export { offsetAt, type ZoneTable } from './zone-table.ts'
export { warnAbout, type ScheduleWarning } from './warn-about.ts'
export {
  readHours,
  writeHours,
  writeTime,
  type TypedHoursFault,
  type TypedHoursProblem,
} from './typed-hours.ts'
export { sameWindows, stretchesOfWeek, WEEKDAYS, type Week, weekOf, weeklyOf } from './week.ts'
export {
  DRAWN_MINUTES,
  drawWindow,
  endOf,
  moveWindow,
  snap,
  tidyWindows,
  type WindowGrip,
} from './windows.ts'
