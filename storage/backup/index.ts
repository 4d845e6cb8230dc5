/** The door of backups: every row of one moment, out to a file or a folder, and back into an empty database. */
export { requireFree, telling } from './archive.ts'
export { BackupProblem, type BackupProblemCode } from './backup-problem.ts'
export { makeBackup, type BackupReport } from './dump.ts'
export {
  loadBackup,
  openBackup,
  requireEmptyDatabase,
  type OpenedBackup,
  type RestoreRule,
} from './load.ts'
export type { Manifest } from './manifest.ts'
