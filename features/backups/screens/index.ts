/** The screens of backups, and of what the installation was set to. */
export { backupsQuery } from './backups/queries.ts'
export { installationQuery } from './installation/queries.ts'
export { loadBackupsPage, loadInstallationPage } from './pages.ts'
