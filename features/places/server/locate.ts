/** Judges where a thing is said to be, and answers it complete. */
import { Problem } from '@loge/http'
import type { SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { acceptLocation, type Location } from '../core/index.ts'
import { findPlace } from './place-rows.ts'

export const locate = async (
  transaction: Transaction,
  siteId: SiteId,
  location: Location,
): Promise<Location> => {
  const { buildingId, floorId, unitId } = location
  const accepted = acceptLocation(siteId, location, {
    building: buildingId === null ? undefined : await findPlace(transaction, 'building', buildingId),
    floor: floorId === null ? undefined : await findPlace(transaction, 'floor', floorId),
    unit: unitId === null ? undefined : await findPlace(transaction, 'unit', unitId),
  })
  if (accepted.ok) return accepted.value
  throw new Problem(
    422,
    accepted.refusal,
    'The building, floor or unit is not one of this site, or they do not belong together.',
  )
}
