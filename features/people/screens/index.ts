export { closestFirst, type Home, homeOf } from './residents/rows.ts'
export { loadIntakeForm, loadNewPersonPage, loadResidentsPage } from './pages.ts'
export {
  buildingsQuery,
  type Person,
  type PersonLine,
  type Tenancy,
  tenanciesQuery,
  type Unit,
  unitsQuery,
} from './residents/queries.ts'
export { isTold, TOLD } from './new-person/draft.ts'
export { Relations } from './relations/relations.tsx'
export { readResidentsSearch } from './residents/search.ts'
