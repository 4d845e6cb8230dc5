export { createReportLetter } from './letter.ts'
export { reportsEndpoints, type ReportsDeps } from './routes.ts'
export { forgetRuns, runReports } from './run-reports.ts'
export { reportTables } from './tables.ts'
