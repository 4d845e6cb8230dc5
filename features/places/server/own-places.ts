/** What a resident sees of places: each of their homes, its building and its site, and nothing beside them. */
import type { Reach } from '@loge/http'
import type { PersonId, UnitId } from '@loge/kernel'
import { sql } from 'kysely'
import type { Transaction } from '@loge/storage'
import type { PlaceKind } from '../core/index.ts'
import type { PlacesTables } from './tables.ts'

/** Tenancies belong to a feature further right. */
export type FindHomes = (transaction: Transaction, personId: PersonId) => Promise<readonly UnitId[]>

export const ownPlaces = async (
  transaction: Transaction,
  findHomes: FindHomes,
  { wholeOrganization, ownPersonId }: Reach,
): Promise<Readonly<Record<PlaceKind, readonly string[]>>> => {
  const homes =
    wholeOrganization || ownPersonId === undefined ? [] : await findHomes(transaction, ownPersonId)
  const units =
    homes.length === 0
      ? []
      : await transaction
          .$extendTables<PlacesTables>()
          .selectFrom('unit')
          .select(['id', 'building_id', 'site_id'])
          .where('id', '=', sql<UnitId>`any(${[...homes]}::uuid[])`)
          .execute()
  return {
    site: units.map((unit) => unit.site_id),
    building: units.map((unit) => unit.building_id),
    floor: [],
    unit: units.map((unit) => unit.id),
  }
}
