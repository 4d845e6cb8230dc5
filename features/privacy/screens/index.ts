/** The screens of the rights of people. */
export { documentsQuery, openDocumentsQuery } from './documents/queries.ts'
export {
  loadDeskPage,
  loadDocumentsPage,
  loadMyDataPage,
  loadRegisterPage,
  loadRetentionPage,
  loadToAnswerPage,
} from './pages.ts'
export { type DeskSearch, readDeskSearch } from './requests/search.ts'
export { retentionQuery } from './retention/queries.ts'
