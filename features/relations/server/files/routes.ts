/** Files over HTTP: for each kind the same, under its own permission. */
import { type Endpoint, type Principal, serve, tagged } from '@loge/http'
import { fileRoutes, showRoutes } from '../../wire.ts'
import { FILE_KINDS, type FileKind } from '../../core/index.ts'
import type { Desk } from '../contact/act-on-message.ts'
import type { RelationsDeps } from '../deps.ts'
import type { Calling } from '../desk-of.ts'
import { actOn } from './act-on-file.ts'
import { openFile } from './open-file.ts'
import { addShow, listShows } from './show-list.ts'
import { listFiles, listOffers, readFile } from './read-files.ts'

const mayKeepCustomers = (principal: Principal): boolean =>
  principal.kind !== 'anonymous' &&
  principal.grants.some(
    ({ permission, scope }) => permission === 'customers.manage' && scope.kind === 'organization',
  )

type DeskOf = (call: Calling) => Desk

const endpointsOf = (deps: RelationsDeps, deskOf: DeskOf, kind: FileKind): readonly Endpoint[] => {
  // They differ in path and permission alone.
  const routes = fileRoutes[kind] as (typeof fileRoutes)['prospect']
  return [
    serve(routes.offers, (call) => listOffers(deps, deskOf(call), kind)),
    serve(routes.list, (call) => listFiles(deps, deskOf(call), kind, call.query)),
    serve(routes.read, (call) => tagged(call, readFile(deps, deskOf(call), kind, call.params.id))),
    serve(routes.open, (call) => openFile(deps, deskOf(call), kind, call.body)),
    serve(routes.act, (call) => {
      const { params, ifMatch, body: act, principal } = call
      const asked = { id: params.id, ifMatch, act, mayConvert: mayKeepCustomers(principal) }
      return actOn(deps, deskOf(call), kind, asked)
    }),
  ]
}

export const fileEndpoints = (deps: RelationsDeps, deskOf: DeskOf): readonly Endpoint[] => [
  ...FILE_KINDS.flatMap((kind) => endpointsOf(deps, deskOf, kind)),
  serve(showRoutes.list, (call) => listShows(deps, deskOf(call))),
  serve(showRoutes.add, (call) => addShow(deps, deskOf(call), call.body)),
]
