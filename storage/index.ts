export type { Database, OrganizationRow, Timestamp, Transaction } from './database.ts'
