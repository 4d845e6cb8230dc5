/** Which part of a door each component of a device can play. */
import { likelyRole } from '../../core/part-role.ts'
import type { EntrancePart } from '../residence/asked-in-panes.ts'
import type { DeviceDetail } from '../residence/queries.ts'

export const partsOf = (device: Pick<DeviceDetail, 'id' | 'components'>): readonly EntrancePart[] =>
  device.components.flatMap((component) => {
    const role = likelyRole(component)
    return role === undefined ? [] : [{ role, deviceId: device.id, componentKey: component.key }]
  })

export const canOpen = (parts: readonly EntrancePart[]): boolean => parts.some(({ role }) => role === 'lock')
