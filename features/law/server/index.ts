export { calendarOf } from './calendar.ts'
export { sayDayIn, sayMomentIn } from './spoken-days.ts'
export {
  discardDraft,
  draftRegister,
  publishRegister,
  withdrawRegister,
  type Judged,
  type Keeping,
  type RegisterFact,
} from './keep-register.ts'
export { overBefore } from './period-sql.ts'
export { presetNames, readPreset } from './presets.ts'
export { hashOf, registerAt, registersUntil } from './register-store.ts'
export { type Effective, momentOf, timeZoneOf } from './time-zone.ts'
export { lawEndpoints, type LawDeps } from './routes.ts'
export { lawTables, type LawTables } from './tables.ts'
