/** People and tenancies over HTTP. */
import { callerOf } from '@loge/features/places/server'
import { serve, tagged, type Endpoint } from '@loge/http'
import { moveRoutes, peopleRoutes, relationRoutes, tenancyRoutes } from '../wire.ts'
import { checklistOf, type Move } from '../core/index.ts'
import { changePerson } from './change-person.ts'
import { changeTenancy } from './change-tenancy.ts'
import { createPerson } from './create-person.ts'
import { changeRelation, listRelations, openRelation, removeRelation } from './keep-relation.ts'
import { listPeople } from './list-people.ts'
import { listTenancies } from './list-tenancies.ts'
import { planMove } from './plan-move.ts'
import { listMoves, tickMoveStep, undoMove } from './settle-moves.ts'
import { openTenancy } from './open-tenancy.ts'
import { readPerson } from './person-rows.ts'
import type { PeopleDependencies } from './record.ts'
import { readTenancy, readTenancyHistory } from './tenancy-rows.ts'

const people = (dependencies: PeopleDependencies): readonly Endpoint[] => [
  serve(peopleRoutes.list, (call) => listPeople(dependencies, callerOf(call), call.query)),
  serve(peopleRoutes.search, (call) => listPeople(dependencies, callerOf(call), call.body)),
  serve(peopleRoutes.create, (call) => tagged(call, createPerson(dependencies, callerOf(call), call.body))),
  serve(peopleRoutes.read, (call) =>
    tagged(
      call,
      dependencies.database.transaction(call.organizationId, (transaction) =>
        readPerson(transaction, call.reach, call.params.id),
      ),
    ),
  ),
  serve(peopleRoutes.change, (call) => {
    const { source, origin, ...changes } = call.body
    const change = { id: call.params.id, ifMatch: call.ifMatch, changes, source, origin }
    return tagged(call, changePerson(dependencies, callerOf(call), change))
  }),
]

const tenancies = (dependencies: PeopleDependencies): readonly Endpoint[] => [
  serve(tenancyRoutes.list, (call) => listTenancies(dependencies, callerOf(call), call.query)),
  serve(tenancyRoutes.open, (call) => tagged(call, openTenancy(dependencies, callerOf(call), call.body))),
  serve(tenancyRoutes.read, (call) =>
    tagged(
      call,
      dependencies.database.transaction(call.organizationId, (transaction) =>
        readTenancy(transaction, call.reach, call.params.id),
      ),
    ),
  ),
  serve(tenancyRoutes.history, ({ organizationId, reach, params, query }) =>
    dependencies.database.transaction(organizationId, (transaction) =>
      readTenancyHistory(transaction, reach, { id: params.id, ...query }),
    ),
  ),
  serve(tenancyRoutes.change, (call) => {
    const change = { id: call.params.id, ifMatch: call.ifMatch, changes: call.body }
    return tagged(call, changeTenancy(dependencies, callerOf(call), change))
  }),
]

const relations = (dependencies: PeopleDependencies): readonly Endpoint[] => [
  serve(relationRoutes.list, (call) => listRelations(dependencies, callerOf(call), call.query)),
  serve(relationRoutes.open, (call) => tagged(call, openRelation(dependencies, callerOf(call), call.body))),
  serve(relationRoutes.change, (call) => {
    const change = { id: call.params.id, ifMatch: call.ifMatch, changes: call.body }
    return tagged(call, changeRelation(dependencies, callerOf(call), change))
  }),
  serve(relationRoutes.remove, (call) =>
    removeRelation(dependencies, callerOf(call), { id: call.params.id, ifMatch: call.ifMatch }),
  ),
]

const viewMove = (move: Move) => ({
  ...move,
  fromTenancyId: move.from?.tenancyId ?? null,
  fromUnitId: move.from?.unitId ?? null,
  toTenancyId: move.to?.tenancyId ?? null,
  toUnitId: move.to?.unitId ?? null,
  steps: checklistOf(move).map((step) => ({ ...step })),
})

const moves = (dependencies: PeopleDependencies): readonly Endpoint[] => [
  serve(moveRoutes.list, async (call) => {
    const page = await listMoves(dependencies, callerOf(call), call.query)
    return { ...page, data: page.data.map(viewMove) }
  }),
  serve(moveRoutes.plan, async (call) => {
    const planned = await planMove(dependencies, callerOf(call), call.body)
    return { moves: planned.map(viewMove) }
  }),
  serve(moveRoutes.undo, async (call) =>
    viewMove(await undoMove(dependencies, callerOf(call), call.params.id)),
  ),
  serve(moveRoutes.tick, async (call) =>
    viewMove(await tickMoveStep(dependencies, callerOf(call), { id: call.params.id, ...call.body })),
  ),
]

export const peopleEndpoints = (dependencies: PeopleDependencies): readonly Endpoint[] => [
  ...people(dependencies),
  ...tenancies(dependencies),
  ...relations(dependencies),
  ...moves(dependencies),
]
