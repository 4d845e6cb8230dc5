/** Adds a place: its parent decides where it belongs. */
import { newId, type BuildingId, type FloorId, type SiteId } from '@loge/kernel'
import { insertRow, type Transaction } from '@loge/storage'
import {
  acceptFloor,
  acceptParent,
  type Building,
  type Floor,
  type PlaceKind,
  type Places,
  type Site,
  type Unit,
  type UnitKind,
} from '../core/index.ts'
import type { Caller } from './caller.ts'
import { findPlace, placeShapes, siteIdOf } from './place-rows.ts'
import { permissionDenied, refusalProblem, refuseViolations } from './problems.ts'
import { record, type Asked, type PlacesDependencies } from './record.ts'
import { requireTimeZone } from './time-zone.ts'

export type NewSite = Omit<Site, 'id' | 'version'>
export interface NewBuilding {
  readonly siteId: SiteId
  readonly name: string
}
export interface NewFloor {
  readonly buildingId: BuildingId
  readonly name: string
  readonly level: number
}
export interface NewUnit {
  readonly buildingId: BuildingId
  readonly name: string
  readonly kind: UnitKind
  readonly floorId: FloorId | null
}

const keep = async <Kind extends PlaceKind>(
  transaction: Transaction,
  asked: Asked,
  { kind, place }: { readonly kind: Kind; readonly place: Places[Kind] },
): Promise<Places[Kind]> => {
  const { organizationId } = asked.caller
  await insertRow(transaction, placeShapes[kind], { organizationId, row: place })
  await record(transaction, asked, {
    fact: `${kind}Created`,
    siteId: siteIdOf(place),
    payload: { id: place.id },
  })
  return place
}

const parentBuilding = async (
  transaction: Transaction,
  { caller }: Asked,
  id: BuildingId,
): Promise<Building> => {
  const building = await findPlace(transaction, 'building', id)
  const accepted = acceptParent(building, building?.siteId, caller.reach)
  if (!accepted.ok) throw refusalProblem(accepted.refusal)
  return accepted.value
}

export const createSite = async (
  dependencies: PlacesDependencies,
  caller: Caller,
  input: NewSite,
): Promise<Site> => {
  if (!caller.reach.wholeOrganization) throw permissionDenied()
  requireTimeZone(input.timeZone)
  const place: Site = { ...input, id: newId(dependencies.world, 'site'), version: 1 }
  return refuseViolations(
    dependencies.database.transaction(caller.organizationId, (transaction) =>
      keep(transaction, { dependencies, caller }, { kind: 'site', place }),
    ),
  )
}

export const createBuilding = (
  dependencies: PlacesDependencies,
  caller: Caller,
  input: NewBuilding,
): Promise<Building> =>
  refuseViolations(
    dependencies.database.transaction(caller.organizationId, async (transaction) => {
      const site = await findPlace(transaction, 'site', input.siteId)
      const accepted = acceptParent(site, site?.id, caller.reach)
      if (!accepted.ok) throw refusalProblem(accepted.refusal)
      const place: Building = { ...input, id: newId(dependencies.world, 'building'), version: 1 }
      return keep(transaction, { dependencies, caller }, { kind: 'building', place })
    }),
  )

export const createFloor = (
  dependencies: PlacesDependencies,
  caller: Caller,
  input: NewFloor,
): Promise<Floor> =>
  refuseViolations(
    dependencies.database.transaction(caller.organizationId, async (transaction) => {
      const asked = { dependencies, caller }
      const { siteId } = await parentBuilding(transaction, asked, input.buildingId)
      const place: Floor = { ...input, siteId, id: newId(dependencies.world, 'floor'), version: 1 }
      return keep(transaction, asked, { kind: 'floor', place })
    }),
  )

export const createUnit = (dependencies: PlacesDependencies, caller: Caller, input: NewUnit): Promise<Unit> =>
  refuseViolations(
    dependencies.database.transaction(caller.organizationId, async (transaction) => {
      const asked = { dependencies, caller }
      const building = await parentBuilding(transaction, asked, input.buildingId)
      const floor = input.floorId === null ? undefined : await findPlace(transaction, 'floor', input.floorId)
      const accepted = acceptFloor(building, input.floorId, floor)
      if (!accepted.ok) throw refusalProblem(accepted.refusal)
      const place: Unit = {
        ...input,
        siteId: building.siteId,
        id: newId(dependencies.world, 'unit'),
        version: 1,
      }
      return keep(transaction, asked, { kind: 'unit', place })
    }),
  )
