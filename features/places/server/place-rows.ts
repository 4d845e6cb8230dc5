/** Where each kind of place is stored, and how a caller's reach narrows what is read. */
import type { Reach } from '@loge/http'
import type { SiteId } from '@loge/kernel'
import { readRow, type RowShape, type Transaction } from '@loge/storage'
import { reaches, type PlaceKind, type Places } from '../core/index.ts'
import { placeUnknown } from './problems.ts'

export const placeShapes: { readonly [Kind in PlaceKind]: RowShape<Places[Kind]> } = {
  site: {
    table: 'site',
    orderBy: 'name',
    columns: {
      id: 'id',
      name: 'name',
      timeZone: 'time_zone',
      holidayRegion: 'holiday_region',
      street: 'street',
      postalCode: 'postal_code',
      city: 'city',
      country: 'country',
      version: 'version',
    },
  },
  building: {
    table: 'building',
    orderBy: 'name',
    columns: { id: 'id', siteId: 'site_id', name: 'name', version: 'version' },
  },
  floor: {
    table: 'floor',
    orderBy: 'level',
    columns: {
      id: 'id',
      siteId: 'site_id',
      buildingId: 'building_id',
      name: 'name',
      level: 'level',
      version: 'version',
    },
  },
  unit: {
    table: 'unit',
    orderBy: 'name',
    columns: {
      id: 'id',
      siteId: 'site_id',
      buildingId: 'building_id',
      floorId: 'floor_id',
      name: 'name',
      kind: 'kind',
      version: 'version',
    },
  },
}

export const siteIdOf = (place: Places[PlaceKind]): SiteId => ('siteId' in place ? place.siteId : place.id)

/** `undefined` when there is none. */
export const findPlace = <Kind extends PlaceKind>(
  transaction: Transaction,
  kind: Kind,
  id: Places[Kind]['id'],
): Promise<Places[Kind] | undefined> => readRow(transaction, placeShapes[kind], id)

/** A place outside the caller's reach is answered like one that does not exist. `own` are the caller's own of its kind. */
export const readPlace = async <Kind extends PlaceKind>(
  transaction: Transaction,
  reach: Reach,
  {
    kind,
    id,
    own = [],
  }: { readonly kind: Kind; readonly id: Places[Kind]['id']; readonly own?: readonly string[] },
): Promise<Places[Kind]> => {
  const place = await findPlace(transaction, kind, id)
  if (place === undefined || !(reaches(reach, siteIdOf(place)) || own.includes(id))) throw placeUnknown()
  return place
}
