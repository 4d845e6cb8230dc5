/** Where a new place belongs: it takes its site from its parent, and its parent must be what it claims. */
import { ok, refuse, type FloorId, type Result, type SiteId } from '@loge/kernel'
import type { Building, Floor } from './place.ts'

export type PlaceRefusal = 'parent_unknown' | 'floor_of_other_building'

/** Who asks sees these sites, or all of them. */
export interface SiteReach {
  readonly wholeOrganization: boolean
  readonly siteIds: readonly SiteId[]
}

export const reaches = (reach: SiteReach, siteId: SiteId): boolean =>
  reach.wholeOrganization || reach.siteIds.includes(siteId)

/** A parent outside the caller's reach does not exist for them. */
export const acceptParent = <Parent>(
  parent: Parent | undefined,
  siteId: SiteId | undefined,
  reach: SiteReach,
): Result<Parent, PlaceRefusal> =>
  parent === undefined || siteId === undefined || !reaches(reach, siteId)
    ? refuse('parent_unknown')
    : ok(parent)

export const acceptFloor = (
  building: Building,
  floorId: FloorId | null,
  floor: Floor | undefined,
): Result<FloorId | null, PlaceRefusal> => {
  if (floorId === null) return ok(null)
  return floor?.buildingId === building.id ? ok(floorId) : refuse('floor_of_other_building')
}
