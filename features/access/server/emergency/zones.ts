/** Zones: named sets of entrances of a site. */
import { Problem } from '@loge/http'
import { asId, type EntranceId, newId, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { accessFacts } from '../../core/index.ts'
import type { ZoneInput, ZoneView } from '../../emergency-wire.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { loadEntrances } from '../entrance-store.ts'
import { record } from '../record.ts'
import { loadRuledZones, type RuledZoneFilter } from '../rules/store.ts'
import { raiseSnapshotVersion } from '../snapshot-version.ts'
import type { EmergencyTables } from './tables.ts'

/** As they are now, with the way each door is walked where people are counted. */
export const loadZones = async (
  transaction: Transaction,
  filter: Pick<RuledZoneFilter, 'ids' | 'siteIds'>,
): Promise<readonly ZoneView[]> =>
  (await loadRuledZones(transaction, filter)).map(({ id, siteId, name, entranceIds, rules }) => ({
    id,
    siteId,
    name,
    entranceIds: [...entranceIds],
    leads:
      rules.antiPassback === null
        ? null
        : Object.entries(rules.leads).map(([entrance, leads]) => ({
            entranceId: asId('entrance', entrance),
            leads,
          })),
  }))

export const requireEntrances = async (
  transaction: Transaction,
  siteId: SiteId,
  entranceIds: readonly EntranceId[],
): Promise<void> => {
  const found = await loadEntrances(transaction, { ids: entranceIds, siteIds: [siteId] })
  if (found.length === entranceIds.length) return
  throw new Problem(
    422,
    'entrance_unknown',
    'An entrance does not exist at this site. Choose entrances of one site.',
  )
}

export const createZone = (deps: AccessDeps, asker: Asker, input: ZoneInput): Promise<ZoneView> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { siteId, name } = input
    const entranceIds = [...new Set(input.entranceIds)]
    await requireEntrances(transaction, siteId, entranceIds)
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
    return { id, siteId, name, entranceIds, leads: null }
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
