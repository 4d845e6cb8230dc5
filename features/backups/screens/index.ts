/** The screens of backups. */
export { backupsQuery } from './backups/queries.ts'
export { loadBackupsPage } from './pages.ts'
