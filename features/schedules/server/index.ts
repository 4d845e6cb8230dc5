export {
  compileForSite,
  explainForSite,
  type CompiledSchedule,
  type CompileQuestion,
  type SiteTime,
} from './compile-for-site.ts'
export { createSchedule } from './keep-schedule.ts'
export { scheduleEndpoints } from './routes.ts'
export { scheduleTables, type ScheduleTables } from './tables.ts'
export { readZoneTable } from './zone-table.ts'
