/** The screens of the service itself. */
export { loadServiceDesk } from './pages.ts'
export { serviceQuery } from './service/queries.ts'
