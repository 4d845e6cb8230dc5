/** Zones: named sets of entrances of a site. */
import { Problem } from '@loge/http'
import { asId, type EntranceId, newId, type SiteId, type ZoneId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { accessFacts } from '../../core/index.ts'
import type { ZoneInput, ZoneView } from '../../emergency-wire.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { loadEntrances } from '../entrance-store.ts'
import { record } from '../record.ts'
import { loadRuledZones, type RuledZoneFilter } from '../rules/store.ts'
import { lockRights, raiseSnapshotVersion } from '../snapshot-version.ts'
import type { EmergencyTables } from './tables.ts'

/** As they are now, with the way each door is walked where people are counted. */
export const loadZones = async (
  transaction: Transaction,
  filter: Pick<RuledZoneFilter, 'ids' | 'siteIds'>,
): Promise<readonly ZoneView[]> =>
  (await loadRuledZones(transaction, filter)).map(({ id, siteId, name, version, entranceIds, rules }) => ({
    id,
    siteId,
    name,
    version,
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

/** To be called once the site is held, or two zones could take one name at the same time. */
export const requireFreeName = async (
  transaction: Transaction,
  { siteId, name, id }: Pick<ZoneView, 'siteId' | 'name'> & { readonly id?: ZoneId },
): Promise<void> => {
  const { rows } = await sql<{ id: ZoneId }>`
    select id from zone where site_id = ${siteId} and removed_at is null and lower(name) = lower(${name})`.execute(
    transaction,
  )
  if (rows.every((other) => other.id === id)) return
  const text = 'Another zone of this site has this name. Choose another name.'
  throw new Problem(409, 'zone_name_taken', text, [
    { pointer: '/name', code: 'zone_name_taken', message: text },
  ])
}

export const createZone = (deps: AccessDeps, asker: Asker, input: ZoneInput): Promise<ZoneView> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { siteId, name } = input
    const entranceIds = [...new Set(input.entranceIds)]
    await lockRights(transaction, siteId)
    await requireFreeName(transaction, { siteId, name })
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
    return { id, siteId, name, version: 1, entranceIds, leads: null }
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
