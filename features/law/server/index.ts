export { calendarOf } from './calendar.ts'
export { overBefore } from './period-sql.ts'
export { hashOf, registerAt, registersUntil } from './register-store.ts'
export { lawTables, type LawTables } from './tables.ts'
