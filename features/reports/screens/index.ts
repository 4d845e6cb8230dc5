/** The screens of regular reports. */
export { loadReportsPage } from './pages.ts'
export { readReportSearch } from './reports/search.ts'
