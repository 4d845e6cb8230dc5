/** The pages of backups and of the installation, each loaded when it is first opened. */
export const loadBackupsPage = () => import('./backups/backups-page.tsx')
export const loadInstallationPage = () => import('./installation/installation-page.tsx')
