/** Where a thing is inside its site: as far in as somebody said. */
import {
  ok,
  refuse,
  type BuildingId,
  type FloorId,
  type Result,
  type SiteId,
  type UnitId,
} from '@loge/kernel'
import type { Building, Floor, Unit } from './place.ts'

export interface Location {
  readonly buildingId: BuildingId | null
  readonly floorId: FloorId | null
  readonly unitId: UnitId | null
  /** In words, where a place has no id: `behind the letterboxes`. */
  readonly area: string | null
}

export const NOWHERE: Location = { buildingId: null, floorId: null, unitId: null, area: null }

/** The places a location names, as far as they exist. */
interface NamedPlaces {
  readonly building: Building | undefined
  readonly floor: Floor | undefined
  readonly unit: Unit | undefined
}

const agrees = (named: string | null, own: string | null): boolean =>
  named === null || own === null || named === own

/** A floor is one of a named building; a unit brings its building and its floor along. */
export const acceptLocation = (
  siteId: SiteId,
  location: Location,
  { building, floor, unit }: NamedPlaces,
): Result<Location, 'location_unknown'> => {
  const { buildingId, floorId, unitId } = location
  const fits =
    (buildingId === null || building?.siteId === siteId) &&
    (floorId === null || (buildingId !== null && floor?.buildingId === buildingId)) &&
    (unitId === null ||
      (unit?.siteId === siteId && agrees(buildingId, unit.buildingId) && agrees(floorId, unit.floorId)))
  if (!fits) return refuse('location_unknown')
  return ok({ ...location, buildingId: unit?.buildingId ?? buildingId, floorId: unit?.floorId ?? floorId })
}
