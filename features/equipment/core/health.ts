/** How a device is, from what it last said about itself, and whether a person must look at it. */
import { DAY_MS, type Instant } from '@loge/kernel'
import type { ComponentDescription, ReadingValue } from './description.ts'

export interface Reading {
  readonly value: ReadingValue
  readonly at: Instant
}

export interface ReportingComponent
  extends Pick<ComponentDescription, 'key' | 'kind' | 'deviceClass' | 'unit'> {
  /** What it last said; `null` when it never did. */
  readonly reading: Reading | null
}

export interface Availability {
  /** `null`: it never said. */
  readonly online: boolean | null
  readonly since: Instant | null
  readonly lastContactAt: Instant | null
}

/** Device classes that speak of danger to people; `safety` is the contact of a fire panel. */
export const DANGERS = ['smoke', 'heat', 'carbon_monoxide', 'gas', 'safety'] as const
export type Danger = (typeof DANGERS)[number]

export interface Health extends Availability {
  readonly batteryPercent: number | null
  readonly batteryLow: boolean
  /** As the device measures it. */
  readonly signal: { readonly value: number; readonly unit: string | null } | null
  readonly tampered: boolean
  /** What threatens people there, as it reports it. */
  readonly danger: Danger | null
  readonly problem: boolean
  readonly opening: 'open' | 'closed' | null
  readonly lock: 'locked' | 'unlocked' | 'jammed' | null
}

export type NeedsPerson =
  | 'to_be_adopted'
  | 'offline'
  | 'silent'
  | 'danger'
  | 'tampered'
  | 'problem'
  | 'battery_low'
  | 'jammed'
  | 'drift'

/** Below it a battery is changed at the next round. */
const BATTERY_LOW_PERCENT = 15
/** Battery devices speak rarely; more than a day without a word is not a nap. */
const SILENT_MS = DAY_MS

const OPENINGS = ['door', 'garage_door', 'window', 'opening', 'gate']
const ON = [true, 1, 'on', 'ON', 'true', 'open']

const isOn = (value: ReadingValue): boolean => ON.some((on) => on === value)

const numberOf = (value: ReadingValue): number | null => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

const lockStateOf = (value: ReadingValue): Health['lock'] => {
  const text = typeof value === 'string' ? value.toLowerCase() : value
  if (text === 'locked' || text === true) return 'locked'
  if (text === 'unlocked' || text === 'open' || text === false) return 'unlocked'
  return text === 'jammed' ? 'jammed' : null
}

export const describeHealth = (
  availability: Availability,
  components: readonly ReportingComponent[],
): Health => {
  const ofClass = (kind: ReportingComponent['kind'], ...classes: readonly string[]) =>
    components.filter(
      (part) => part.kind === kind && classes.includes(part.deviceClass ?? '') && part.reading !== null,
    )
  const anyOn = (...classes: readonly string[]): boolean =>
    ofClass('binary_sensor', ...classes).some(({ reading }) => isOn(reading?.value ?? null))
  const levels = ofClass('sensor', 'battery').flatMap(({ reading }) => numberOf(reading?.value ?? null) ?? [])
  const batteryPercent = levels.length === 0 ? null : Math.min(...levels)
  const [signalPart] = ofClass('sensor', 'signal_strength')
  const signal = numberOf(signalPart?.reading?.value ?? null)
  const openings = ofClass('binary_sensor', ...OPENINGS)
  const locks = components
    .filter(({ kind }) => kind === 'lock')
    .map(({ reading }) => lockStateOf(reading?.value ?? null))
  return {
    ...availability,
    batteryPercent,
    batteryLow: anyOn('battery') || (batteryPercent !== null && batteryPercent <= BATTERY_LOW_PERCENT),
    signal: signal === null ? null : { value: signal, unit: signalPart?.unit ?? null },
    tampered: anyOn('tamper'),
    danger: DANGERS.find((one) => anyOn(one)) ?? null,
    problem: anyOn('problem', 'moisture'),
    opening: openings.length === 0 ? null : anyOn(...OPENINGS) ? 'open' : 'closed',
    lock: (['jammed', 'unlocked', 'locked'] as const).find((state) => locks.includes(state)) ?? null,
  }
}

interface Judged {
  readonly state: 'to_be_adopted' | 'adopted' | 'retired'
  readonly health: Health
  readonly drifts: boolean
  readonly now: Instant
}

/** Most urgent first. A device that is not adopted asks only for that. */
export const listNeeds = ({ state, health, drifts, now }: Judged): readonly NeedsPerson[] => {
  if (state === 'retired') return []
  if (state === 'to_be_adopted') return ['to_be_adopted']
  const silent =
    health.online !== false && health.lastContactAt !== null && now - health.lastContactAt > SILENT_MS
  const found: readonly (readonly [boolean, NeedsPerson])[] = [
    [health.danger !== null, 'danger'],
    [health.tampered, 'tampered'],
    [health.problem, 'problem'],
    [health.lock === 'jammed', 'jammed'],
    [health.online === false, 'offline'],
    [silent, 'silent'],
    [health.batteryLow, 'battery_low'],
    [drifts, 'drift'],
  ]
  return found.flatMap(([yes, need]) => (yes ? [need] : []))
}
