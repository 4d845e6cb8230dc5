/** The screens of the rights of people. */
export { breachesQuery } from './breaches/queries.ts'
export { type BreachSearch, readBreachSearch } from './breaches/search.ts'
export { documentsQuery, openDocumentsQuery } from './documents/queries.ts'
export {
  loadBreachesPage,
  loadDeskPage,
  loadDocumentsPage,
  loadMeasuresPage,
  loadMyDataPage,
  loadRegisterPage,
  loadReleasesPage,
  loadRetentionPage,
  loadSupportPage,
  loadToAnswerPage,
} from './pages.ts'
export { type DeskSearch, readDeskSearch } from './requests/search.ts'
export { releasesQuery } from './releases/queries.ts'
export { measuresQuery } from './measures/queries.ts'
export { retentionQuery } from './retention/queries.ts'
export { supportQuery } from './support/queries.ts'
