export { applyChanges, changedFields } from './decide-change.ts'
export { acceptFloor, acceptParent, reaches, type PlaceRefusal, type SiteReach } from './decide-place.ts'
export { placesFacts } from './facts.ts'
export { acceptLocation, NOWHERE, type Location } from './location.ts'
export {
  unitKinds,
  type Building,
  type Floor,
  type Organization,
  type PlaceKind,
  type Places,
  type Site,
  type Unit,
  type UnitKind,
} from './place.ts'
