/** A stored device as people see it: its health, what it needs from a person, its parts. */
import type { Location } from '@loge/features/places/core'
import type { Instant } from '@loge/kernel'
import {
  describeCompartments,
  describeDrift,
  describeFirmware,
  describeHealth,
  describeInUse,
  isSetting,
  listNeeds,
  matchKind,
  needsDecision,
  type ComponentDescription,
} from '../core/index.ts'
import type { ConfigView, DeviceDetail, DeviceView } from '../wire.ts'
import type { StoredComponent, StoredDevice } from './device-store.ts'

const presentParts = ({ components }: StoredDevice): readonly StoredComponent[] =>
  components.filter(({ present }) => present)

/** As the device described it. */
const described = (parts: readonly StoredComponent[]): readonly ComponentDescription[] => parts

export const locationOf = (device: StoredDevice): Location => ({
  buildingId: device.building_id,
  floorId: device.floor_id,
  unitId: device.unit_id,
  area: device.area,
})

const driftOf = ({ desired, reading }: StoredComponent) => describeDrift(desired, reading)

export const viewDevice = (device: StoredDevice, now: Instant): DeviceView => {
  const parts = presentParts(device)
  const { online, availability_since: since, last_contact_at: lastContactAt, state } = device
  const health = describeHealth({ online, since, lastContactAt }, parts)
  const drifts = parts.some(({ desired, reading }) => needsDecision(desired, reading, now))
  return {
    id: device.id,
    siteId: device.site_id,
    edgeId: device.edge_id,
    state,
    kind: device.kind,
    likelyKind: matchKind(described(parts)),
    name: device.name,
    announcedName: device.announced_name,
    externalId: device.external_id,
    protocol: device.protocol,
    manufacturer: device.manufacturer,
    model: device.model,
    hardwareVersion: device.hardware_version,
    softwareVersion: device.software_version,
    suggestedArea: device.suggested_area,
    location: locationOf(device),
    health,
    inUse: describeInUse(device.kind, parts),
    firmware: describeFirmware(parts),
    needs: [...listNeeds({ state, health, drifts, now })],
    announcedAt: device.announced_at,
    adoptedAt: device.adopted_at,
    retiredAt: device.retired_at,
    withdrawnAt: device.withdrawn_at,
    version: device.version,
  }
}

export const viewDeviceDetail = (device: StoredDevice, now: Instant): DeviceDetail => {
  const parts = presentParts(device)
  return {
    ...viewDevice(device, now),
    components: parts.map(
      ({ key, kind, name, deviceClass, unit, capabilities, unsupportedReason, reading }) => ({
        key,
        kind,
        name,
        deviceClass,
        unit,
        capabilities,
        unsupportedReason,
        reading,
      }),
    ),
    compartments: [...describeCompartments(described(parts))],
  }
}

export const viewConfig = (device: StoredDevice): ConfigView => ({
  revision: device.config_revision,
  settings: presentParts(device)
    .filter((part) => isSetting(part) || part.desired !== null)
    .map((part) => ({
      key: part.key,
      name: part.name,
      kind: part.kind,
      unit: part.unit,
      limits: part.setting,
      desired: part.desired,
      reported: part.reading,
      drift: driftOf(part),
    })),
})

/** At a moment that is over: what was wanted, and whether the device had said by then that it is so. */
export const viewConfigThen = (device: StoredDevice): ConfigView => {
  const { settings } = viewConfig(device)
  return {
    revision: Math.max(0, ...settings.map(({ desired }) => desired?.revision ?? 0)),
    settings: settings.map((setting) => ({
      ...setting,
      drift: setting.desired === null ? 'unset' : setting.desired.inForceAt === null ? 'waiting' : 'in_force',
    })),
  }
}
