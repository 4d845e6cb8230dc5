/** The screens of letters. */
export { lettersQuery } from './messages/queries.ts'
export { loadMessagesPage } from './pages.ts'
