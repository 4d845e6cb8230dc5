export type { BackupAsker, BackupCopy, BackupDesk, BackupProgress } from './desk.ts'
export { backupsEndpoints } from './routes.ts'
