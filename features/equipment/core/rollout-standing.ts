/** How one device stands to what a roll-out wants of it: before it is asked, and after. */
import { addMs, DAY_MS, MINUTE_MS, type Instant } from '@loge/kernel'
import type { CommandOutcome } from './command.ts'
import type { ComponentDescription } from './description.ts'
import {
  describeDrift,
  isSetting,
  refuseSetting,
  type DesiredSetting,
  type SettingValue,
} from './device-config.ts'
import { firmwarePart, hasUpdate, readFirmware } from './firmware.ts'
import type { Reading } from './health.ts'
import type { Progress, Standing } from './rollout.ts'

/** What devices of one make call the same; the keys of their parts are their own. */
export interface SharedSetting {
  readonly kind: ComponentDescription['kind']
  readonly name: string
  readonly unit: string | null
}

export interface PartNow
  extends Pick<ComponentDescription, 'key' | 'kind' | 'name' | 'unit' | 'capabilities' | 'setting'> {
  readonly reading: Reading | null
  readonly desired: DesiredSetting | null
}

export interface DeviceNow {
  readonly state: 'to_be_adopted' | 'adopted' | 'retired'
  readonly online: boolean | null
  readonly lastContactAt: Instant | null
  readonly batteryLow: boolean
  readonly parts: readonly PartNow[]
}

const READY: Standing = { state: 'ready', reason: null }
const HAS_IT: Standing = { state: 'in_force', reason: 'has_it' }
const refused = (reason: string): Standing => ({ state: 'refused', reason })

const SILENT_MS = DAY_MS

const isSilent = ({ online, lastContactAt }: DeviceNow, now: Instant): boolean =>
  online === false || lastContactAt === null || now - lastContactAt > SILENT_MS

const reachable = (device: DeviceNow, now: Instant): Standing =>
  isSilent(device, now) ? { state: 'silent', reason: 'not_reachable' } : READY

export const isSameSetting = (
  part: Omit<PartNow, 'reading' | 'desired'>,
  { kind, name, unit }: SharedSetting,
): boolean => isSetting(part) && part.kind === kind && part.name === name && part.unit === unit

/** The one part of a device that is this setting; two that are called the same are nobody's to guess between. */
export const findSetting = (
  device: Pick<DeviceNow, 'parts'>,
  setting: SharedSetting,
): PartNow | 'setting_unknown' | 'setting_ambiguous' => {
  const [part, ...others] = device.parts.filter((one) => isSameSetting(one, setting))
  if (part === undefined) return 'setting_unknown'
  return others.length > 0 ? 'setting_ambiguous' : part
}

const says = ({ reading }: PartNow, value: SettingValue, now: Instant): boolean =>
  describeDrift({ value, at: now }, reading) === 'in_force'

/** `null`: nothing is to be wanted any more. */
export const standToSetting = (
  device: DeviceNow,
  setting: SharedSetting,
  value: SettingValue | null,
  now: Instant,
): Standing => {
  if (device.state !== 'adopted') return refused('device_not_adopted')
  const part = findSetting(device, setting)
  if (typeof part === 'string') return refused(part)
  if (value === null) return part.desired === null ? HAS_IT : READY
  const fault = refuseSetting(part, value)
  if (fault !== undefined) return refused(fault)
  const wantsAnother = part.desired !== null && part.desired.value !== value
  return says(part, value, now) && !wantsAnother ? HAS_IT : reachable(device, now)
}

export const standToFirmware = (device: DeviceNow, now: Instant): Standing => {
  if (device.state !== 'adopted') return refused('device_not_adopted')
  const part = firmwarePart(device.parts)
  if (part?.capabilities.includes('updateFirmware') !== true) return refused('firmware_not_offered')
  const firmware = readFirmware(part.reading?.value ?? null)
  if (firmware === null || firmware.installed === null || firmware.latest === null)
    return refused('version_unknown')
  if (!hasUpdate(firmware)) return HAS_IT
  if (firmware.inProgress) return refused('update_in_progress')
  // A device that goes out half way may never come back.
  return device.batteryLow ? refused('battery_low') : reachable(device, now)
}

/** It was asked twice again by then. */
const CONFIRM_WITHIN_MS = 5 * MINUTE_MS
/** A device says nothing while it writes its memory and starts again. */
const FIRMWARE_WITHIN_MS = 30 * MINUTE_MS

const ASKED: Progress = { state: 'asked', reason: null }
const end = (state: Exclude<Progress['state'], 'asked'>, reason: string | null = null): Progress => ({
  state,
  reason,
})

export interface AskedSetting {
  readonly value: SettingValue | null
  readonly at: Instant
  /** Somebody wanted another value since, or the part or the device is gone. */
  readonly isOvertaken: boolean
}

export const followSetting = (
  device: Pick<DeviceNow, 'online' | 'lastContactAt'>,
  part: Pick<PartNow, 'reading'> | undefined,
  asked: AskedSetting,
  now: Instant,
): Progress => {
  if (asked.isOvertaken || part === undefined) return end('overtaken')
  const { value, at } = asked
  if (value === null) return end('in_force')
  const drift = describeDrift({ value, at }, part.reading)
  if (drift === 'in_force') return end('in_force')
  if (now < addMs(at, CONFIRM_WITHIN_MS)) return ASKED
  if (drift === 'drifted') return end('drifted')
  const wasHeard = device.online !== false && device.lastContactAt !== null && device.lastContactAt > at
  return wasHeard ? end('unknown', 'never_says') : end('silent', 'not_reachable')
}

export interface AskedFirmware {
  /** The version it was asked to install, and the one it had. */
  readonly version: string
  readonly before: string | null
  readonly at: Instant
  /** It was seen on the way. */
  readonly hasBegun: boolean
  readonly outcome: CommandOutcome | null
  readonly isOvertaken: boolean
}

/** Ends of an order after which nothing moved. */
const MOVED_NOTHING: ReadonlySet<CommandOutcome> = new Set(['refused', 'expired', 'unreachable'])

export const followFirmware = (
  part: Pick<PartNow, 'reading'> | undefined,
  asked: AskedFirmware,
  now: Instant,
): Progress => {
  if (asked.isOvertaken || part === undefined) return end('overtaken')
  const firmware = readFirmware(part.reading?.value ?? null)
  if (firmware?.installed === asked.version) return end('in_force')
  if (asked.outcome !== null && MOVED_NOTHING.has(asked.outcome)) return end('failed', asked.outcome)
  if (firmware !== null && !firmware.inProgress) {
    if (firmware.installed !== null && firmware.installed !== asked.before)
      return end('overtaken', 'other_version')
    if (asked.hasBegun) return end('failed', 'gave_up')
  }
  const heardAt = Math.max(asked.at, firmware?.inProgress === true ? (part.reading?.at ?? 0) : 0)
  return now - heardAt > FIRMWARE_WITHIN_MS ? end('unknown', 'no_news') : ASKED
}
