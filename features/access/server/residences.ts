/** Who lives where, and while: what a grant to residents means in persons. */
import { findTenancies } from '@loge/features/people/server'
import type { PlacesTables } from '@loge/features/places/server'
import type { BuildingId, Instant, SiteId, UnitId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Residence } from '../core/index.ts'

const buildingsOfUnits = async (
  transaction: Transaction,
  siteId: SiteId,
): Promise<ReadonlyMap<UnitId, BuildingId>> => {
  const rows = await transaction
    .$extendTables<PlacesTables & { unit: PlacesTables['unit'] }>()
    .selectFrom('unit')
    .select(['id', 'building_id'])
    .where('site_id', '=', siteId)
    .execute()
  return new Map(rows.map((row) => [row.id, row.building_id]))
}

/**
 * Those who live on the site at `from` or later, as recorded by `asOf` (left out: as known now). An owner who does not
 * live there is no resident.
 */
export const findResidences = async (
  transaction: Transaction,
  siteId: SiteId,
  { from, asOf }: { readonly from: Instant; readonly asOf: Instant | undefined },
): Promise<readonly Residence[]> => {
  const tenancies = await findTenancies(transaction, { siteId, asOf })
  const buildings = await buildingsOfUnits(transaction, siteId)
  return tenancies
    .filter(({ role, movesOutAt }) => role !== 'owner' && (movesOutAt === null || movesOutAt > from))
    .map(({ personId, unitId, movesInAt, movesOutAt }) => ({
      personId,
      buildingId: buildings.get(unitId),
      from: movesInAt,
      until: movesOutAt,
    }))
}
