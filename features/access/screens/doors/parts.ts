/** Which part of a door each component of a device can play. */
import type { DeviceDetail, EntrancePart } from '../residence/queries.ts'

type Component = DeviceDetail['components'][number]

const DOOR_CLASSES = new Set(['door', 'garage_door', 'opening', 'gate'])

const roleOf = (component: Component): EntrancePart['role'] | undefined => {
  if (component.unsupportedReason !== null) return undefined
  if (component.capabilities.includes('presentCredential')) return 'reader'
  if (component.kind === 'lock' || component.capabilities.includes('unlock')) return 'lock'
  if (component.kind === 'binary_sensor' && DOOR_CLASSES.has(component.deviceClass ?? '')) return 'doorSensor'
  return undefined
}

export const partsOf = (device: Pick<DeviceDetail, 'id' | 'components'>): readonly EntrancePart[] =>
  device.components.flatMap((component) => {
    const role = roleOf(component)
    return role === undefined ? [] : [{ role, deviceId: device.id, componentKey: component.key }]
  })

const WITH_DOORS: ReadonlySet<DeviceDetail['kind']> = new Set(['door', 'intercom', 'sensor', 'gateway'])

/** The locks of a locker bank open compartments and those of a machine its hatch: neither is a way into a place. */
export const hasDoor = (kind: DeviceDetail['kind']): boolean => WITH_DOORS.has(kind)

export const canOpen = (parts: readonly EntrancePart[]): boolean => parts.some(({ role }) => role === 'lock')
