export { addPlaces } from './add-places.ts'
export { callerOf, systemCaller, type Caller } from './caller.ts'
export { removePlace } from './change-place.ts'
export {
  createBuilding,
  createFloor,
  createSite,
  createUnit,
  type NewBuilding,
  type NewFloor,
  type NewSite,
  type NewUnit,
} from './create-place.ts'
export { listPlaces, type PlaceQuery } from './list-places.ts'
export { locate } from './locate.ts'
export { changeOrganization, readOrganization } from './organization.ts'
export { findPlace, readPlace } from './place-rows.ts'
export type { PlacesDependencies, PlacesReaders } from './record.ts'
export { placesEndpoints } from './routes.ts'
export { createSiteZones } from './site-zones.ts'
export { readSiteTime, type SiteTime } from './site-time.ts'
export { placesTables, type PlacesTables } from './tables.ts'
export { requireTimeZone } from './time-zone.ts'
