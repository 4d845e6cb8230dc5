/** The screens of the rights of people. */
export { loadMyDataPage } from './pages.ts'
