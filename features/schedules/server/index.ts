export {
  compileForSite,
  compileInputForSite,
  explainForSite,
  type CompiledSchedule,
  type CompileQuestion,
  type SiteTime,
} from './compile-for-site.ts'
export { changeSchedule, createSchedule, restoreSchedule, retireSchedule } from './keep-schedule.ts'
export { viewSchedules } from './schedule-input.ts'
export { loadSchedules } from './schedule-store.ts'
export { scheduleEndpoints } from './routes.ts'
export { scheduleTables, type ScheduleTables } from './tables.ts'
export { readZoneTable } from './zone-table.ts'
