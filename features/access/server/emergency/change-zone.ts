/** Another name or other doors for a zone: its rules go with it, and what held before is still known. */
import { requireVersion } from '@loge/http'
import type { EntranceId, ZoneId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { accessFacts, type Leads, type ZoneRules } from '../../core/index.ts'
import type { ZoneChange } from '../../emergency-wire.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { notFound } from '../keep-entrance.ts'
import { record } from '../record.ts'
import { requireZoneRules } from '../rules/require-kept.ts'
import { addZoneRules, lockZone, type RuledZone } from '../rules/store.ts'
import { raiseSnapshotVersion } from '../snapshot-version.ts'
import type { EmergencyTables } from './tables.ts'
import { requireEntrances, requireFreeName } from './zones.ts'

/** Which way each door is walked: as it was, but for what is said anew; a door that left leads nowhere. */
const leadsOf = (
  { rules }: RuledZone,
  entranceIds: readonly EntranceId[],
  said: ZoneChange['leads'],
): ZoneRules['leads'] => {
  const anew = new Map(said.map((one): [string, Leads] => [one.entranceId, one.leads]))
  return Object.fromEntries(
    entranceIds.flatMap((id): [string, Leads][] => {
      const leads = anew.get(id) ?? rules.leads[id]
      return leads === undefined ? [] : [[id, leads]]
    }),
  )
}

const keepDoors = async (
  transaction: Transaction,
  zone: Pick<RuledZone, 'id' | 'entranceIds'>,
  { name, entranceIds }: { readonly name: string; readonly entranceIds: readonly EntranceId[] },
): Promise<void> => {
  const before = JSON.stringify(zone.entranceIds)
  await sql`update zone_rules set entrance_ids = ${before}::jsonb where zone_id = ${zone.id} and entrance_ids is null`.execute(
    transaction,
  )
  await transaction
    .$extendTables<EmergencyTables>()
    .updateTable('zone')
    .set({ name, entrance_ids: JSON.stringify(entranceIds), version: sql`version + 1` })
    .where('id', '=', zone.id)
    .execute()
}

export const changeZone = (
  deps: AccessDeps,
  asker: Asker,
  { id, ifMatch, ...wanted }: ZoneChange & { readonly id: ZoneId; readonly ifMatch: string | undefined },
): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId } = asker
    const zone = await lockZone(transaction, id)
    if (zone === undefined) throw notFound()
    const { siteId, forgottenAt } = zone
    requireVersion(ifMatch, zone.version)
    const entranceIds = [...new Set(wanted.entranceIds)]
    await requireEntrances(transaction, siteId, entranceIds)
    await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
    // A name of before it was asked for stays: else such a zone could no longer be changed at all.
    if (wanted.name !== zone.name) await requireFreeName(transaction, { id, siteId, name: wanted.name })
    const rules = { ...zone.rules, leads: leadsOf(zone, entranceIds, wanted.leads) }
    await requireZoneRules(transaction, { ...zone, entranceIds }, rules)
    await keepDoors(transaction, zone, { name: wanted.name, entranceIds })
    if (zone.revision > 0) {
      const version = { organizationId, id, rules, forgottenAt, entranceIds, validFrom: deps.world.now() }
      await addZoneRules(transaction, { ...version, revision: zone.revision + 1 })
    }
    await record(transaction, deps, asker, {
      fact: accessFacts.zoneChanged,
      siteId,
      payload: { zoneId: id, entrances: entranceIds.length },
    })
    return undefined
  })
