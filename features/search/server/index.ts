export { searchEndpoints } from './routes.ts'
export type { SearchDeps } from './search.ts'
