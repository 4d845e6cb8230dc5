/** How stored devices stand to what a roll-out wants of them. */
import type { CommandOutcome } from '../../core/index.ts'
import {
  describeHealth,
  findSetting,
  firmwarePart,
  followFirmware,
  followSetting,
  readFirmware,
  standToFirmware,
  standToSetting,
  type DeviceNow,
  type Progress,
  type SettingValue,
  type SharedSetting,
  type Standing,
} from '../../core/index.ts'
import type { Instant } from '@loge/kernel'
import type { StoredComponent, StoredDevice } from '../device-store.ts'
import type { StoredItem } from './store.ts'

export type Wish =
  | { readonly wants: 'setting'; readonly setting: SharedSetting }
  | { readonly wants: 'firmware' }

export const presentParts = ({ components }: StoredDevice): readonly StoredComponent[] =>
  components.filter(({ present }) => present)

export const deviceNow = (device: StoredDevice): DeviceNow => {
  const parts = presentParts(device)
  const { state, online, availability_since: since, last_contact_at: lastContactAt } = device
  const { batteryLow } = describeHealth({ online, since, lastContactAt }, parts)
  return { state, online, lastContactAt, batteryLow, parts }
}

export const standingOf = (
  wish: Wish,
  device: StoredDevice,
  wanted: SettingValue | null,
  now: Instant,
): Standing =>
  wish.wants === 'firmware'
    ? standToFirmware(deviceNow(device), now)
    : standToSetting(deviceNow(device), wish.setting, wanted, now)

/** The part of a device that the wish is about. */
export const partOf = (wish: Wish, device: StoredDevice): StoredComponent | undefined => {
  const parts = presentParts(device)
  if (wish.wants === 'firmware') return firmwarePart(parts)
  const found = findSetting({ parts }, wish.setting)
  return typeof found === 'string' ? undefined : parts.find(({ key }) => key === found.key)
}

export const firmwareOf = (device: StoredDevice) =>
  readFirmware(firmwarePart(presentParts(device))?.reading?.value ?? null)

export interface Asked {
  readonly item: StoredItem & { readonly asked_at: Instant }
  readonly outcome: CommandOutcome | null
}

export const progressOf = (
  wish: Wish,
  device: StoredDevice,
  { item, outcome }: Asked,
  now: Instant,
): Progress => {
  const part = partOf(wish, device)
  const isGone = device.state !== 'adopted'
  const { asked_at: at, wanted: value } = item
  if (wish.wants === 'firmware')
    return followFirmware(
      part,
      {
        version: String(value),
        before: item.before === null ? null : String(item.before),
        at,
        hasBegun: item.begun_at !== null,
        outcome,
        isOvertaken: isGone,
      },
      now,
    )
  const current = part?.desired?.revision ?? null
  const isOvertaken = isGone || current !== (value === null ? null : item.revision)
  const { online, last_contact_at: lastContactAt } = device
  return followSetting({ online, lastContactAt }, part, { value, at, isOvertaken }, now)
}
