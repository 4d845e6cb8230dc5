/** What parts of devices last said. Readings are live: the last one received is the one that counts. */
import { instant, type Instant, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { describeDrift, type ComponentRef, type ReadingValue, type UnknownPayload } from '../core/index.ts'
import { loadDevices, type StoredComponent, type StoredDevice } from './device-store.ts'
import { edgeRecorder, record, type Happened, type SpeakingEdge } from './record.ts'
import { recordUnknownPayloads } from './record-unknown-payloads.ts'
import type { EquipmentTables } from './tables.ts'

export interface ReadingReport {
  readonly component: ComponentRef
  readonly value: ReadingValue
  readonly at: Instant
}

interface Known {
  readonly device: StoredDevice
  readonly component: StoredComponent
}

const LONGEST_TEXT = 1_000
// PostgreSQL's JSON takes neither a zero character nor half a character.
const storable = (value: ReadingValue): ReadingValue =>
  typeof value === 'string'
    ? value.replaceAll('\u0000', '\ufffd').slice(0, LONGEST_TEXT).toWellFormed()
    : value

/** Settings that the device now says it has, for the first time since somebody wanted them. */
const noteInForce = async (
  transaction: Transaction,
  now: Instant,
  reports: readonly (Known & { readonly report: ReadingReport })[],
): Promise<readonly Happened[]> => {
  const settled = reports.filter(({ component, report }) => {
    const { desired } = component
    return desired?.inForceAt === null && describeDrift(desired, report) === 'in_force'
  })
  for (const { component } of settled)
    await transaction
      .$extendTables<EquipmentTables>()
      .updateTable('device_config')
      .set({ in_force_at: new Date(now) })
      .where('component_id', '=', component.id)
      .where('valid_until', 'is', null)
      .execute()
  return settled.map(({ device, component }) => ({
    fact: 'configInForce',
    siteId: device.site_id,
    deviceId: device.id,
    payload: { key: component.key },
  }))
}

const writeStates = async (
  transaction: Transaction,
  edge: SpeakingEdge,
  now: Instant,
  reports: readonly (Known & { readonly report: ReadingReport })[],
): Promise<void> => {
  if (reports.length === 0) return
  const tables = transaction.$extendTables<EquipmentTables>()
  await tables
    .insertInto('device_state')
    .values(
      reports.map(({ component, report }) => ({
        organization_id: edge.organizationId,
        component_id: component.id,
        value: JSON.stringify(report.value),
        reported_at: new Date(report.at),
        received_at: new Date(now),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'component_id']).doUpdateSet((row) => ({
        value: row.ref('excluded.value'),
        reported_at: sql<Date>`excluded.reported_at`,
        received_at: sql<Date>`excluded.received_at`,
      })),
    )
    .execute()
  await tables
    .updateTable('device')
    .set({ last_contact_at: new Date(now) })
    .where('id', 'in', [...new Set(reports.map(({ device }) => device.id))])
    .execute()
}

export const recordReadings = async (
  transaction: Transaction,
  world: World,
  edge: SpeakingEdge,
  readings: readonly ReadingReport[],
): Promise<void> => {
  if (readings.length === 0) return
  const now = world.now()
  const known = new Map<string, Known>()
  const externalIds = [
    ...new Set(readings.map(({ component }) => component.externalId.replaceAll('\u0000', ''))),
  ]
  for (const device of await loadDevices(transaction, { edgeId: edge.edgeId, externalIds }))
    for (const component of device.components)
      known.set(JSON.stringify([device.external_id, component.key]), { device, component })
  const unknown: UnknownPayload[] = []
  const reports = new Map<string, Known & { readonly report: ReadingReport }>()
  for (const reading of readings) {
    const { externalId, key } = reading.component
    const found = known.get(JSON.stringify([externalId, key]))
    if (found === undefined)
      unknown.push({ topic: `${externalId}/${key}`, why: 'component_unknown', bytes: 0, count: 1 })
    else {
      // A device whose clock runs ahead does not speak from the future.
      const at = instant(Math.min(reading.at, now))
      reports.set(found.component.id, {
        ...found,
        report: { ...reading, value: storable(reading.value), at },
      })
    }
  }
  await writeStates(transaction, edge, now, [...reports.values()])
  await record(
    transaction,
    edgeRecorder(world, edge),
    await noteInForce(transaction, now, [...reports.values()]),
  )
  await recordUnknownPayloads(transaction, world, edge, unknown)
}
