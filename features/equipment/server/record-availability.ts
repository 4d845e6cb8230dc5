/** Whether devices can be reached from their edge, as the edge sees it. Only a change is a fact. */
import { instant, type Instant, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { loadDevices } from './device-store.ts'
import { edgeRecorder, record, type Happened, type SpeakingEdge } from './record.ts'
import type { EquipmentTables } from './tables.ts'

export interface AvailabilityReport {
  readonly externalId: string
  readonly online: boolean
  readonly at: Instant
}

export const recordAvailability = async (
  transaction: Transaction,
  world: World,
  edge: SpeakingEdge,
  reports: readonly AvailabilityReport[],
): Promise<void> => {
  const now = world.now()
  const externalIds = reports.map(({ externalId }) => externalId.replaceAll('\u0000', ''))
  const devices = await loadDevices(transaction, { edgeId: edge.edgeId, externalIds })
  const byExternalId = new Map(devices.map((device) => [device.external_id, device]))
  const happened: Happened[] = []
  // The last report of a device in one batch is the one that counts.
  for (const { externalId, online, at } of new Map(reports.map((one) => [one.externalId, one])).values()) {
    const device = byExternalId.get(externalId)
    if (device === undefined) continue
    const since = instant(Math.min(at, now))
    const isNews = device.online !== online
    await transaction
      .$extendTables<EquipmentTables>()
      .updateTable('device')
      .set({
        online,
        ...(isNews ? { availability_since: new Date(since) } : {}),
        ...(online ? { last_contact_at: new Date(now) } : {}),
      })
      .where('id', '=', device.id)
      .execute()
    if (!isNews) continue
    const wentAway = device.online === false ? device.availability_since : null
    happened.push(
      online
        ? {
            fact: 'deviceCameOnline',
            siteId: edge.siteId,
            deviceId: device.id,
            payload: { offlineMs: wentAway === null ? null : Math.max(0, since - wentAway) },
          }
        : { fact: 'deviceWentOffline', siteId: edge.siteId, deviceId: device.id },
    )
  }
  await record(transaction, edgeRecorder(world, edge), happened)
}
