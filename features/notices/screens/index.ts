/** The screens of letters. */
export { loadMessagesPage } from './pages.ts'
