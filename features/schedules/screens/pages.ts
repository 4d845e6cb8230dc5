/** The pages of schedules, each loaded when it is first opened. */
export const loadSitesPage = () => import('./sites/sites-page.tsx')
