/** Settings of a device: what is wanted and what it says it has are two facts, compared and never merged. */
import { addMs, HOUR_MS, MINUTE_MS, type Instant } from '@loge/kernel'
import type { ComponentDescription, ReadingValue } from './description.ts'
import type { Reading } from './health.ts'

export type SettingValue = string | number | boolean

export interface DesiredSetting {
  readonly value: SettingValue
  readonly at: Instant
}

/** `unset`: nobody asked for a value. `waiting`: it has not spoken since. `drifted`: it has, and says another. */
export type Drift = 'unset' | 'in_force' | 'waiting' | 'drifted'

export type SettingFault =
  | 'setting_unknown'
  | 'setting_wrong_type'
  | 'setting_out_of_range'
  | 'setting_between_steps'
  | 'setting_not_an_option'

/** A device takes a moment to act on a setting and says its old value meanwhile. */
const SETTLING_MS = 10_000

const FIRST_PAUSE_MS = MINUTE_MS
const LONGEST_PAUSE_MS = 6 * HOUR_MS

/** A device that does not take a setting is asked again after a minute, then ever more rarely. */
export const askAgainAt = (attempts: number, lastAskedAt: Instant): Instant =>
  addMs(
    lastAskedAt,
    Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(20, Math.max(0, attempts - 1))),
  )

/** Also as a request carries them, where what is left out may be there and undefined. */
type Limits = {
  readonly [Key in keyof NonNullable<ComponentDescription['setting']>]:
    | NonNullable<ComponentDescription['setting']>[Key]
    | undefined
}

export const isSetting = ({ capabilities }: Pick<SettablePart, 'capabilities'>): boolean =>
  capabilities.includes('configure')

const VALUE_TYPES: Readonly<Partial<Record<string, 'number' | 'string' | 'boolean'>>> = {
  number: 'number',
  select: 'string',
  text: 'string',
  switch: 'boolean',
}

const ON = ['on', 'ON', 'true', true]

/** `on` and `true`, `21` and `"21"` are one value in two spellings: devices differ. */
const sameValue = (wanted: SettingValue, reported: ReadingValue): boolean => {
  if (reported === null) return false
  if (typeof wanted === 'boolean') return ON.some((on) => on === reported) === wanted
  if (typeof wanted === 'number') return Number(reported) === wanted
  return String(reported) === wanted
}

export const describeDrift = (desired: DesiredSetting | null, reported: Reading | null): Drift => {
  if (desired === null) return 'unset'
  if (reported !== null && sameValue(desired.value, reported.value)) return 'in_force'
  return reported === null || reported.at < desired.at + SETTLING_MS ? 'waiting' : 'drifted'
}

/** It was asked again twice by then; a device that still says another value does not get there alone. */
const DRIFT_BOUND_MS = 5 * MINUTE_MS

/** Whether a person has to decide: ask once more, or want what it reports. */
export const needsDecision = (
  desired: DesiredSetting | null,
  reported: Reading | null,
  now: Instant,
): boolean =>
  desired !== null &&
  describeDrift(desired, reported) === 'drifted' &&
  now >= addMs(desired.at, DRIFT_BOUND_MS)

/** What a device reports as a value that can be wanted of it; `undefined` when it is none. */
export const wantedAsReported = (kind: string, reported: ReadingValue): SettingValue | undefined => {
  if (reported === null) return undefined
  const type = VALUE_TYPES[kind] ?? 'string'
  if (type === 'boolean') return sameValue(true, reported)
  if (type === 'string') return String(reported)
  const number = Number(reported)
  return Number.isFinite(number) && reported !== '' ? number : undefined
}

/** Values that a number is set to: its smallest (or zero), and so many steps further. `0.1 + 0.2` is a step of `0.1`. */
const stepsTo = ({ min = 0, step }: Limits, value: number): number =>
  step === undefined || step <= 0 ? 0 : (value - min) / step
const STEP_TOLERANCE = 1e-6

const isBetweenSteps = (limits: Limits, value: number): boolean => {
  const steps = stepsTo(limits, value)
  return Math.abs(steps - Math.round(steps)) > STEP_TOLERANCE
}

/** The values next to one between two steps, that the device does take; none when it is not between steps. */
export const nearestSteps = (
  { setting }: Pick<ComponentDescription, 'setting'>,
  value: number,
): readonly number[] => {
  if (setting === null || setting.step === undefined || !isBetweenSteps(setting, value)) return []
  const { min = 0, max = Infinity, step } = setting
  const below = Math.floor(stepsTo(setting, value))
  // Twelve digits: so that a sum of tenths reads as what it is.
  return [below, below + 1]
    .map((steps) => Number((min + steps * step).toPrecision(12)))
    .filter((one) => one <= max)
}

/** As much of a component's description as decides it. */
export interface SettablePart {
  readonly kind: string
  readonly setting: Limits | null
  readonly capabilities: readonly string[]
}

/** Why a value cannot be a setting of this component; `undefined` when it can. */
export const refuseSetting = (
  component: SettablePart | undefined,
  value: SettingValue,
): SettingFault | undefined => {
  if (component === undefined || !isSetting(component)) return 'setting_unknown'
  const { kind, setting } = component
  const wanted = VALUE_TYPES[kind]
  if (wanted !== undefined && typeof value !== wanted) return 'setting_wrong_type'
  if (typeof value === 'number') {
    const { min = -Infinity, max = Infinity } = setting ?? {}
    if (!Number.isFinite(value) || value < min || value > max) return 'setting_out_of_range'
    return setting !== null && isBetweenSteps(setting, value) ? 'setting_between_steps' : undefined
  }
  if (typeof value !== 'string') return undefined
  if (setting?.options !== undefined && !setting.options.includes(value)) return 'setting_not_an_option'
  const { min = 0, max = 255 } = kind === 'text' ? (setting ?? {}) : {}
  return min <= value.length && value.length <= max ? undefined : 'setting_out_of_range'
}
