/** A door's equipment as an edge announces it: a reader, a lock, a door sensor; adopted when asked. */
import type { ComponentDescription, DeviceDescription } from '@loge/features/equipment/core'
import { adoptDevice, loadDevices, recordAnnouncements } from '@loge/features/equipment/server'
import { systemCaller } from '@loge/features/places/server'
import { newId, type DeviceId, type EdgeId, type OrganizationId, type SiteId, type World } from '@loge/kernel'
import type { Database } from '@loge/storage'

interface Where {
  readonly database: Database
  readonly world: World
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  /** Left out: each door has an edge of its own. */
  readonly edgeId?: EdgeId
}

const LOCK = { capabilities: ['unlock', 'lock'] } as const

const component = (
  key: string,
  kind: ComponentDescription['kind'],
  more: Partial<ComponentDescription> = {},
): ComponentDescription => ({
  key,
  kind,
  name: key,
  deviceClass: null,
  unit: null,
  capabilities: [],
  setting: null,
  unsupportedReason: null,
  ...more,
})

const described = (externalId: string, components: readonly ComponentDescription[]): DeviceDescription => ({
  externalId,
  protocol: 'mqtt',
  name: externalId,
  manufacturer: null,
  model: null,
  hardwareVersion: null,
  softwareVersion: null,
  suggestedArea: null,
  components,
})

export const doorDescription = (externalId: string): DeviceDescription =>
  described(externalId, [
    component('reader', 'tag', { capabilities: ['presentCredential'] }),
    component('lock', 'lock', LOCK),
    component('sensor', 'binary_sensor', { deviceClass: 'door', capabilities: ['reportOpening'] }),
    component('smoke', 'binary_sensor', { deviceClass: 'smoke', capabilities: ['reportState'] }),
  ])

/** A door whose opening lasts a number of seconds that is set by this part. */
export const announceTimed = (where: Where, externalId: string, key: string): Promise<DeviceId> =>
  announce(where, {
    ...doorDescription(externalId),
    components: [
      ...doorDescription(externalId).components,
      component(key, 'number', {
        name: 'Opening time',
        capabilities: ['configure'],
        setting: { min: 1, max: 30 },
      }),
    ],
  })

export const adoptTimed = async (
  where: Where,
  externalId: string,
  key: string,
  location: { readonly area?: string } = {},
): Promise<DeviceId> => {
  const id = await announceTimed(where, externalId, key)
  const caller = systemCaller(where.organizationId, 'test')
  await adoptDevice(where, caller, id, { name: externalId, kind: 'door', location })
  return id
}

export const announceDoor = (where: Where, externalId: string): Promise<DeviceId> =>
  announce(where, doorDescription(externalId))

/** The controller of a lift: a reader, and a relay of this key for each floor. */
export const announceLift = (
  where: Where,
  externalId: string,
  relays: readonly string[],
): Promise<DeviceId> =>
  announce(
    where,
    described(externalId, [
      component('reader', 'tag', { capabilities: ['presentCredential'] }),
      ...relays.map((key) => component(key, 'lock', LOCK)),
    ]),
  )

const announce = async (
  { database, world, organizationId, siteId, edgeId = newId(world, 'edge') }: Where,
  description: DeviceDescription,
): Promise<DeviceId> => {
  const edge = { organizationId, siteId, edgeId }
  const { externalId } = description
  return database.transaction(organizationId, async (transaction) => {
    await recordAnnouncements(transaction, world, edge, { devices: [description], withdrawn: [] })
    const [device] = await loadDevices(transaction, { siteId, externalIds: [externalId] })
    if (device === undefined) throw new Error('The device announced is not there.')
    return device.id
  })
}

export const adoptDoor = async (where: Where, externalId: string): Promise<DeviceId> => {
  const id = await announceDoor(where, externalId)
  const caller = systemCaller(where.organizationId, 'test')
  await adoptDevice(where, caller, id, { name: externalId, kind: 'door', location: {} })
  return id
}
