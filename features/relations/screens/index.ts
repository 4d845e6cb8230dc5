/** The screens of those outside. */
export { type CustomersSearch, kindsFor, readCustomersSearch } from './customers/search.ts'
export { loadCustomersPage, loadOutsidePage } from './pages.ts'
export { type OutsideSearch, readOutsideSearch } from './outside/search.ts'
