/** Which part of a door each component of a device can play. */
import { likelyRole } from '../../core/part-role.ts'
import type { EntrancePart } from '../residence/asked-in-panes.ts'
import type { DeviceDetail } from '../residence/queries.ts'

export const partsOf = (device: Pick<DeviceDetail, 'id' | 'components'>): readonly EntrancePart[] =>
  device.components.flatMap((component) => {
    const role = likelyRole(component)
    return role === undefined ? [] : [{ role, deviceId: device.id, componentKey: component.key }]
  })

const WITH_DOORS: ReadonlySet<DeviceDetail['kind']> = new Set(['door', 'intercom', 'sensor', 'gateway'])

/** The locks of a locker bank open compartments and those of a machine its hatch: neither is a way into a place. */
export const hasDoor = (kind: DeviceDetail['kind']): boolean => WITH_DOORS.has(kind)

export const canOpen = (parts: readonly EntrancePart[]): boolean => parts.some(({ role }) => role === 'lock')
