/** Zones: named sets of entrances of a site. */
import { Problem } from '@loge/http'
import { newId, type SiteId, type ZoneId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { accessFacts } from '../../core/index.ts'
import type { ZoneInput, ZoneView } from '../../emergency-wire.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { loadEntrances } from '../entrance-store.ts'
import { record } from '../record.ts'
import { raiseSnapshotVersion } from '../snapshot-version.ts'
import type { EmergencyTables } from './tables.ts'

export interface ZoneFilter {
  readonly ids?: readonly ZoneId[]
  readonly siteIds?: readonly SiteId[] | undefined
}

export const loadZones = async (
  transaction: Transaction,
  { ids, siteIds }: ZoneFilter,
): Promise<readonly ZoneView[]> => {
  const rows = await transaction
    .$extendTables<EmergencyTables>()
    .selectFrom('zone')
    .select(['id', 'site_id', 'name', 'entrance_ids'])
    .where('removed_at', 'is', null)
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`id = any(${[...(ids ?? [])]}::uuid[])`))
    .$if(siteIds !== undefined, (query) =>
      query.where(sql<boolean>`site_id = any(${[...(siteIds ?? [])]}::uuid[])`),
    )
    .orderBy('name')
    .execute()
  return rows.map(({ site_id: siteId, entrance_ids: entranceIds, ...row }) => ({
    ...row,
    siteId,
    entranceIds: [...entranceIds],
  }))
}

export const createZone = (deps: AccessDeps, asker: Asker, input: ZoneInput): Promise<ZoneView> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { siteId, name } = input
    const entranceIds = [...new Set(input.entranceIds)]
    const found = await loadEntrances(transaction, { ids: entranceIds, siteIds: [siteId] })
    if (found.length < entranceIds.length) {
      throw new Problem(
        422,
        'entrance_unknown',
        'An entrance does not exist at this site. Choose entrances of one site.',
      )
    }
    const id = newId(deps.world, 'zone')
    await transaction
      .$extendTables<EmergencyTables>()
      .insertInto('zone')
      .values({
        organization_id: asker.organizationId,
        id,
        site_id: siteId,
        name,
        entrance_ids: JSON.stringify(entranceIds),
        removed_at: null,
      })
      .execute()
    await record(transaction, deps, asker, { fact: accessFacts.zoneCreated, siteId, payload: { zoneId: id } })
    return { id, siteId, name, entranceIds }
  })

/** Its rules end with it, at the doors with their next snapshot. */
export const removeZone = (deps: AccessDeps, asker: Asker, { id, siteId }: ZoneView): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    await raiseSnapshotVersion(transaction, deps, asker.organizationId, siteId)
    await transaction
      .$extendTables<EmergencyTables>()
      .updateTable('zone')
      .set({ removed_at: new Date(deps.world.now()) })
      .where('id', '=', id)
      .execute()
    await record(transaction, deps, asker, { fact: accessFacts.zoneRemoved, siteId, payload: { zoneId: id } })
    return undefined
  })
