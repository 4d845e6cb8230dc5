/** The page of backups, loaded when it is first opened. */
export const loadBackupsPage = () => import('./backups/backups-page.tsx')
