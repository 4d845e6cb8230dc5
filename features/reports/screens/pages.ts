/** The page of regular reports, loaded when it is first opened. */
export const loadReportsPage = () => import('./reports/reports-page.tsx')
