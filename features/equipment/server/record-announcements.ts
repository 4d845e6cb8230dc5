/** Devices as an edge announces them. The same announcement again changes nothing; nothing a device says is trusted. */
import { newId, type DeviceId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import {
  boundText,
  matchKind,
  type ComponentDescription,
  type DeviceDescription,
  type UnknownPayload,
} from '../core/index.ts'
import { loadDevices, type StoredDevice } from './device-store.ts'
import { edgeRecorder, record, type Happened, type SpeakingEdge } from './record.ts'
import { recordUnknownPayloads } from './record-unknown-payloads.ts'
import type { ComponentId, EquipmentTables } from './tables.ts'

/** A sender that announces without end fills this and no more. */
const MOST_WAITING = 1_000
const MOST_COMPONENTS = 300
const LONGEST = 200

interface Work {
  readonly transaction: Transaction
  readonly world: World
  readonly edge: SpeakingEdge
}

const bounded = (text: string): string => boundText(text, LONGEST).trim()
const optional = (text: string | null): string | null => (text === null ? null : bounded(text) || null)

const columnsOf = (device: DeviceDescription) => ({
  announced_name: bounded(device.name) || device.externalId,
  manufacturer: optional(device.manufacturer),
  model: optional(device.model),
  hardware_version: optional(device.hardwareVersion),
  software_version: optional(device.softwareVersion),
  suggested_area: optional(device.suggestedArea),
})

const MOST_OPTIONS = 200

/** What a setting accepts comes from the device too. */
const settingOf = ({ setting }: ComponentDescription): ComponentDescription['setting'] =>
  setting?.options === undefined
    ? setting
    : { ...setting, options: setting.options.slice(0, MOST_OPTIONS).map(bounded) }

const partOf = (component: ComponentDescription) => ({
  kind: component.kind,
  name: bounded(component.name),
  device_class: optional(component.deviceClass),
  unit: optional(component.unit),
  capabilities: [...component.capabilities],
  setting: component.setting === null ? null : JSON.stringify(settingOf(component)),
  unsupported_reason: optional(component.unsupportedReason),
  present: true,
})

/** Comparable whatever the order of keys: PostgreSQL orders those of a JSON column its own way. */
const settingText = (setting: ComponentDescription['setting']): string =>
  JSON.stringify(Object.entries(setting ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1)))

const isSameDescription = (known: StoredDevice, device: DeviceDescription): boolean => {
  const columns = columnsOf(device)
  const present = known.components.filter((component) => component.present)
  return (
    known.withdrawn_at === null &&
    Object.entries(columns).every(([name, value]) => known[name as keyof typeof columns] === value) &&
    present.length === device.components.length &&
    device.components.every((component) => {
      const stored = present.find(({ key }) => key === component.key)
      const part = partOf(component)
      return (
        stored !== undefined &&
        stored.kind === part.kind &&
        stored.name === part.name &&
        stored.deviceClass === part.device_class &&
        stored.unit === part.unit &&
        stored.unsupportedReason === part.unsupported_reason &&
        stored.capabilities.join() === part.capabilities.join() &&
        settingText(stored.setting) === settingText(settingOf(component))
      )
    })
  )
}

const writeComponents = async (
  { transaction, world, edge }: Work,
  deviceId: DeviceId,
  components: readonly ComponentDescription[],
): Promise<void> => {
  const tables = transaction.$extendTables<EquipmentTables>()
  await tables.updateTable('component').set({ present: false }).where('device_id', '=', deviceId).execute()
  for (const component of components) {
    const part = partOf(component)
    await tables
      .insertInto('component')
      .values({
        organization_id: edge.organizationId,
        id: newId(world, 'component'),
        device_id: deviceId,
        key: component.key,
        ...part,
      })
      .onConflict((conflict) => conflict.columns(['organization_id', 'device_id', 'key']).doUpdateSet(part))
      .execute()
  }
}

const addDevice = async (work: Work, device: DeviceDescription): Promise<Happened> => {
  const { transaction, world, edge } = work
  const now = new Date(world.now())
  const id = newId(world, 'device')
  const columns = columnsOf(device)
  await transaction
    .$extendTables<EquipmentTables>()
    .insertInto('device')
    .values({
      organization_id: edge.organizationId,
      id,
      edge_id: edge.edgeId,
      site_id: edge.siteId,
      protocol: device.protocol,
      external_id: device.externalId,
      state: 'to_be_adopted',
      name: columns.announced_name,
      ...columns,
      announced_at: now,
      last_contact_at: now,
      version: 1,
      config_revision: 0,
    })
    .execute()
  await writeComponents(work, id, device.components)
  const payload = { kind: matchKind(device.components), protocol: device.protocol }
  return { fact: 'deviceAnnounced', siteId: edge.siteId, deviceId: id, payload }
}

const changeDevice = async (
  work: Work,
  known: StoredDevice,
  device: DeviceDescription,
): Promise<Happened[]> => {
  const { transaction, world, edge } = work
  const columns = columnsOf(device)
  await transaction
    .$extendTables<EquipmentTables>()
    .updateTable('device')
    .set({
      ...columns,
      // Until a person names it, a device is called what it calls itself.
      ...(known.state === 'to_be_adopted' ? { name: columns.announced_name } : {}),
      withdrawn_at: null,
      last_contact_at: new Date(world.now()),
    })
    .where('id', '=', known.id)
    .execute()
  if (isSameDescription(known, device)) return []
  await writeComponents(work, known.id, device.components)
  const payload = { softwareVersion: columns.software_version, components: device.components.length }
  return [{ fact: 'deviceDescriptionChanged', siteId: edge.siteId, deviceId: known.id, payload }]
}

/** Why a description is not kept as a device; it is counted among the unknown payloads instead. */
const refuse = (device: DeviceDescription, known: StoredDevice | undefined): string | undefined => {
  const keys = device.components.map(({ key }) => key)
  if (device.externalId === '' || bounded(device.externalId) !== device.externalId)
    return 'external_id_invalid'
  if (keys.length > MOST_COMPONENTS) return 'too_many_components'
  if (new Set(keys).size !== keys.length) return 'component_key_repeated'
  if (keys.some((key) => key === '' || bounded(key) !== key)) return 'component_key_invalid'
  // A second protocol may not take over the name of a device somebody trusted.
  return known !== undefined && known.protocol !== device.protocol ? 'external_id_taken' : undefined
}

const isWaiting = ({ state, withdrawn_at: withdrawnAt }: StoredDevice): boolean =>
  state === 'to_be_adopted' && withdrawnAt === null

const anyOf = (devices: readonly StoredDevice[]) => sql<DeviceId>`any(${devices.map(({ id }) => id)}::uuid[])`

/** Nobody knew them, so nothing is lost with them; a flood that was taken back leaves no rows behind. */
const forget = async (transaction: Transaction, devices: readonly StoredDevice[]): Promise<void> => {
  const tables = transaction.$extendTables<EquipmentTables>()
  const parts = devices.flatMap(({ components }) => components.map(({ id }) => id))
  await tables
    .deleteFrom('device_state')
    .where('component_id', '=', sql<ComponentId>`any(${parts}::uuid[])`)
    .execute()
  await tables.deleteFrom('component').where('device_id', '=', anyOf(devices)).execute()
  await tables.deleteFrom('device').where('id', '=', anyOf(devices)).execute()
}

const withdraw = async (
  { transaction, world, edge }: Work,
  gone: readonly StoredDevice[],
): Promise<readonly Happened[]> => {
  if (gone.length === 0) return []
  // Somebody may be adopting one at this very moment.
  const locked = await transaction
    .$extendTables<EquipmentTables>()
    .selectFrom('device')
    .select(['id', 'state'])
    .where('id', '=', anyOf(gone))
    .forUpdate()
    .execute()
  const unadopted = new Set(locked.filter(({ state }) => state === 'to_be_adopted').map(({ id }) => id))
  await forget(
    transaction,
    gone.filter(({ id }) => unadopted.has(id)),
  )
  const now = new Date(world.now())
  await transaction
    .$extendTables<EquipmentTables>()
    .updateTable('device')
    .set({ withdrawn_at: now, online: false, availability_since: now })
    .where('id', '=', anyOf(gone))
    .execute()
  return gone.map(({ id }) => ({ fact: 'deviceWithdrawn', siteId: edge.siteId, deviceId: id }))
}

export interface Announcements {
  readonly devices: readonly DeviceDescription[]
  /** External ids of devices that took themselves back. */
  readonly withdrawn: readonly string[]
}

/** For the edge, which counts what it was refused and tells it again when there is room. */
export interface Announced {
  /** External ids of new devices there was no room for. */
  readonly refused: readonly string[]
  /** How many more new devices there is room for. */
  readonly room: number
}

export const recordAnnouncements = async (
  transaction: Transaction,
  world: World,
  edge: SpeakingEdge,
  { devices, withdrawn }: Announcements,
): Promise<Announced> => {
  const work = { transaction, world, edge }
  const known = await loadDevices(transaction, { edgeId: edge.edgeId })
  const byExternalId = new Map(known.map((device) => [device.external_id, device]))
  // The last description of a device in one batch is the one that counts.
  const announced = new Map(devices.map((one) => [one.externalId, one]))
  // One that is in both lists went and came back: an edge forgets the description of one that goes.
  const went = new Set(withdrawn.filter((externalId) => !announced.has(externalId)))
  const gone = known.filter((device) => went.has(device.external_id) && device.withdrawn_at === null)
  const happened: Happened[] = [...(await withdraw(work, gone))]
  const stays = known.filter((device) => !went.has(device.external_id))
  let room = Math.max(0, MOST_WAITING - stays.filter(isWaiting).length)
  const refused: string[] = []
  const unknown: UnknownPayload[] = []
  for (const device of announced.values()) {
    const existing = byExternalId.get(device.externalId)
    const why = refuse(device, existing)
    if (why !== undefined) unknown.push({ topic: device.externalId, why, bytes: 0, count: 1 })
    else if (existing !== undefined) happened.push(...(await changeDevice(work, existing, device)))
    else if (room === 0) refused.push(device.externalId)
    else {
      happened.push(await addDevice(work, device))
      room -= 1
    }
  }
  await record(transaction, edgeRecorder(world, edge), happened)
  await recordUnknownPayloads(transaction, world, edge, unknown)
  return { refused, room }
}
