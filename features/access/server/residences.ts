/** Who lives where, and while: what a grant to residents means in persons. */
import { findRolesHeld } from '@loge/features/accounts/server'
import { findTenancies } from '@loge/features/people/server'
import type { PlacesTables } from '@loge/features/places/server'
import type { BuildingId, Instant, SiteId, UnitId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Community, GrantedTo, Residence } from '../core/index.ts'

export const buildingsOfUnits = async (
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
      unitId,
      from: movesInAt,
      until: movesOutAt,
    }))
}

interface Asked {
  readonly from: Instant
  readonly asOf: Instant | undefined
}

const NOBODY: readonly never[] = []

/** As much of who lives there and who serves it as these grants are about. */
export const findCommunity = async (
  transaction: Transaction,
  siteId: SiteId,
  granted: readonly { readonly to: GrantedTo }[],
  when: Asked,
): Promise<Community> => {
  const isAbout = (...kinds: readonly GrantedTo['kind'][]): boolean =>
    granted.some(({ to }) => kinds.includes(to.kind))
  return {
    residences: isAbout('residents', 'home') ? await findResidences(transaction, siteId, when) : NOBODY,
    roles: isAbout('role') ? await findRolesHeld(transaction, siteId, when.asOf) : NOBODY,
  }
}
