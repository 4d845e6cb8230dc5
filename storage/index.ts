/** The door of storage: PostgreSQL without business words. */
export { withLastStatement } from './before-commit.ts'
export { violationOf, type Violation } from './database-errors.ts'
export type { Database, OrganizationRow, Timestamp, Transaction } from './database.ts'
export {
  describePlan,
  migrate,
  planMigrations,
  type MigrationPlan,
  type MigrationReport,
  type MigrationSettings,
} from './migrate.ts'
export type { Migration } from './migration-files.ts'
export { inOneTransaction } from './one-transaction.ts'
export { openDatabase, type DatabaseSettings } from './open-database.ts'
export { executePrepared } from './prepared.ts'
export { asAnybody, asOneself, forPurpose, forUses, type Purpose } from './purpose.ts'
export { StorageError, type StorageErrorCode } from './storage-error.ts'
export { storageTables } from './tables.ts'
export {
  deleteRow,
  insertRow,
  insertRows,
  listRows,
  readRow,
  replaceRow,
  type ListRequest,
  type RowShape,
  type Versioned,
} from './versioned-rows.ts'
