export type { BackupAsker, BackupCopy, BackupDesk, BackupProgress } from './desk.ts'
export { type BackupsDeps, backupsEndpoints } from './routes.ts'
