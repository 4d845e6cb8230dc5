/** The screens of those outside. */
export { loadOutsidePage } from './pages.ts'
export { type OutsideSearch, readOutsideSearch } from './outside/search.ts'
