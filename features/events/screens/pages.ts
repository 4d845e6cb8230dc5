/** The page of the log, loaded when it is first opened. */
export const loadEventsPage = () => import('./log/events-page.tsx')
export const loadPrintedLog = () => import('./export/printed-log.tsx')
export const loadLooksPage = () => import('./look/review-page.tsx')
