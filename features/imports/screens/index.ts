export { importsQuery } from './import/queries.ts'
export { loadImportPage } from './pages.ts'
export { type ImportSearch, readImportSearch } from './import/search.ts'
