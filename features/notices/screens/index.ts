/** The screens of letters. */
export { NoMail } from './messages/no-mail.tsx'
export { lettersQuery } from './messages/queries.ts'
export { loadMessagesPage } from './pages.ts'
