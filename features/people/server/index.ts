export { addPeople, addTenancies } from './add-people.ts'
export { changePerson, changePersonInside, type PersonChange } from './change-person.ts'
export { changeTenancy, type TenancyChange } from './change-tenancy.ts'
export { createHomeBuildings, type HomeBuildings } from './home-buildings.ts'
export { addPerson, addPersonFrom, createPerson, type NewPerson } from './create-person.ts'
export { addRelation, changeRelation } from './keep-relation.ts'
export { findPeople, listPeople, type PeopleQuery } from './list-people.ts'
export {
  findHomes,
  findTenancies,
  listTenancies,
  type TenancyFilter,
  type TenancyQuery,
} from './list-tenancies.ts'
export { type Keeping, keepOrigin, keepOriginBy, keepUse } from './origins/keep-origin.ts'
export type { ProvenanceRow } from './origins/tables.ts'
export { planMove, type NewMove } from './plan-move.ts'
export { listMoves, settleMoveStep, takeDueMoves, tickMoveStep, undoMove } from './settle-moves.ts'
export { settleMoveSteps } from './settle-many.ts'
export { openTenancy, type NewTenancy } from './open-tenancy.ts'
export { findPerson, peopleWithin, readPerson } from './person-rows.ts'
export type { PeopleDependencies } from './record.ts'
export { peopleEndpoints } from './routes.ts'
export { peopleTables, type PeopleTables } from './tables.ts'
