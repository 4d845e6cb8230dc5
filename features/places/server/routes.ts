/** Places over HTTP. */
import { serve, tagged, type Endpoint } from '@loge/http'
import type { PlaceKind, Places } from '../core/index.ts'
import { buildingRoutes, floorRoutes, organizationRoutes, siteRoutes, unitRoutes } from '../wire.ts'
import { callerOf } from './caller.ts'
import { changePlace, removePlace, type PlaceChange } from './change-place.ts'
import { createBuilding, createFloor, createSite, createUnit } from './create-place.ts'
import { listPlaces, type PlaceQuery } from './list-places.ts'
import { changeOrganization, readOrganization } from './organization.ts'
import { readPlace } from './place-rows.ts'
import { ownPlaces } from './own-places.ts'
import type { PlacesDependencies, PlacesReaders } from './record.ts'

const organizationEndpoints = (dependencies: PlacesDependencies): readonly Endpoint[] => [
  serve(organizationRoutes.list, async (call) => ({
    data: [await readOrganization(dependencies, callerOf(call))],
    nextCursor: null,
  })),
  serve(organizationRoutes.read, (call) =>
    tagged(call, readOrganization(dependencies, callerOf(call), call.params.id)),
  ),
  serve(organizationRoutes.change, (call) =>
    tagged(
      call,
      changeOrganization(dependencies, callerOf(call), {
        id: call.params.id,
        ifMatch: call.ifMatch,
        changes: call.body,
      }),
    ),
  ),
]

type Asking = Parameters<typeof callerOf>[0] & { header(name: string, value: string): void }

interface OnePlace<Kind extends PlaceKind> extends Asking {
  readonly params: { readonly id: Places[Kind]['id'] }
  readonly ifMatch: string | undefined
}

/** What every kind of place answers in the same way. */
const handlersOf = <Kind extends PlaceKind>(dependencies: PlacesReaders, kind: Kind) => ({
  list: (call: Asking & { readonly query: PlaceQuery }) =>
    listPlaces(dependencies, callerOf(call), { kind, query: call.query }),

  read: (call: OnePlace<Kind>) => {
    const { organizationId, reach } = callerOf(call)
    const place = dependencies.database.transaction(organizationId, async (transaction) => {
      const own = await ownPlaces(transaction, dependencies.findHomes, reach)
      return readPlace(transaction, reach, { kind, id: call.params.id, own: own[kind] })
    })
    return tagged(call, place)
  },

  change: (call: OnePlace<Kind> & { readonly body: PlaceChange<Kind>['changes'] }) => {
    const change = { kind, id: call.params.id, ifMatch: call.ifMatch, changes: call.body }
    return tagged(call, changePlace(dependencies, callerOf(call), change))
  },

  remove: async (call: OnePlace<Kind>) => {
    await removePlace(dependencies, callerOf(call), { kind, id: call.params.id, ifMatch: call.ifMatch })
    return undefined
  },
})

export const placesEndpoints = (dependencies: PlacesReaders): readonly Endpoint[] => {
  const sites = handlersOf(dependencies, 'site')
  const buildings = handlersOf(dependencies, 'building')
  const floors = handlersOf(dependencies, 'floor')
  const units = handlersOf(dependencies, 'unit')
  return [
    ...organizationEndpoints(dependencies),

    serve(siteRoutes.list, sites.list),
    serve(siteRoutes.create, (call) => tagged(call, createSite(dependencies, callerOf(call), call.body))),
    serve(siteRoutes.read, sites.read),
    serve(siteRoutes.change, sites.change),
    serve(siteRoutes.remove, sites.remove),

    serve(buildingRoutes.list, buildings.list),
    serve(buildingRoutes.create, (call) =>
      tagged(call, createBuilding(dependencies, callerOf(call), call.body)),
    ),
    serve(buildingRoutes.read, buildings.read),
    serve(buildingRoutes.change, buildings.change),
    serve(buildingRoutes.remove, buildings.remove),

    serve(floorRoutes.list, floors.list),
    serve(floorRoutes.create, (call) => tagged(call, createFloor(dependencies, callerOf(call), call.body))),
    serve(floorRoutes.read, floors.read),
    serve(floorRoutes.change, floors.change),
    serve(floorRoutes.remove, floors.remove),

    serve(unitRoutes.list, units.list),
    serve(unitRoutes.create, (call) => tagged(call, createUnit(dependencies, callerOf(call), call.body))),
    serve(unitRoutes.read, units.read),
    serve(unitRoutes.change, units.change),
    serve(unitRoutes.remove, units.remove),
  ]
}
