/** The screens of the rights of people. */
export { documentsQuery, openDocumentsQuery } from './documents/queries.ts'
export { loadDocumentsPage, loadMyDataPage, loadToAnswerPage } from './pages.ts'
