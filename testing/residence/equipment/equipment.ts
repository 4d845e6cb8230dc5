/**
 * A piece of equipment as a pure state machine: what it says now, and what becomes of it when something happens to
 * it. Bytes, topics and timers are `live.ts`'s.
 */

export type Platform =
  | 'tag'
  | 'lock'
  | 'binary_sensor'
  | 'event'
  | 'switch'
  | 'sensor'
  | 'button'
  | 'number'
  | 'text'
  | 'update'

export interface ComponentSpec {
  /** Unique in the device: `lock`, `compartment-7-door`. */
  readonly key: string
  readonly platform: Platform
  readonly name: string
  /** Home Assistant's own options: `device_class`, `unit_of_measurement`, `min`, … */
  readonly options?: Readonly<Record<string, string | number | readonly string[]>>
}

export interface DeviceSpec {
  readonly key: string
  readonly name: string
  readonly model: string
  readonly area: string
  readonly components: readonly ComponentSpec[]
}

/** What happens to a piece of equipment: an order from the bus, a hand, a wire, or time. */
export type Happening =
  | { readonly kind: 'ordered'; readonly component: string; readonly value: string }
  | { readonly kind: 'elapsed'; readonly timer: string }
  | { readonly kind: 'badgeShown'; readonly value: string }
  | { readonly kind: 'plateSeen'; readonly plate: string }
  | { readonly kind: 'codeTyped'; readonly code: string }
  | { readonly kind: 'rung'; readonly home: string }
  /** Pushed from outside: gives way only if it is unlocked. */
  | { readonly kind: 'pushed' }
  /** Left by from inside: the exit button never asks anybody. */
  | { readonly kind: 'left' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'forced' }
  | { readonly kind: 'batteryAt'; readonly percent: number }
  | { readonly kind: 'tampered'; readonly isOpen: boolean }
  | { readonly kind: 'started'; readonly runMs: number }
  | { readonly kind: 'failed' }
  | { readonly kind: 'repaired' }
  | { readonly kind: 'filled'; readonly place: string }
  | { readonly kind: 'emptied'; readonly place: string }

export interface Outcome {
  readonly equipment: Equipment
  /** Said once and not kept by the broker: a badge, a ring. */
  readonly signals: readonly { readonly component: string; readonly value: string }[]
  /** Starts anew under its name. */
  readonly timers: readonly { readonly name: string; readonly afterMs: number }[]
}

export interface Equipment {
  readonly spec: DeviceSpec
  /** The current value of each component that has a state. */
  readonly says: Readonly<Record<string, string>>
  after(happening: Happening): Outcome
}

export const becomes = (
  equipment: Equipment,
  { signals = [], timers = [] }: Partial<Pick<Outcome, 'signals' | 'timers'>> = {},
): Outcome => ({ equipment, signals, timers })

export type Reactions = {
  readonly [Kind in Happening['kind']]?: (happening: Extract<Happening, { readonly kind: Kind }>) => Outcome
}

/** What does not touch a piece of equipment leaves it as it is. */
export const react = (equipment: Equipment, happening: Happening, reactions: Reactions): Outcome => {
  // A happening is always given to the reaction of its own kind.
  const reaction = reactions[happening.kind] as ((happening: Happening) => Outcome) | undefined
  return reaction?.(happening) ?? becomes(equipment)
}

export const onOff = (isOn: boolean): string => (isOn ? 'ON' : 'OFF')

/** An `event` component's message. */
export const signal = (component: string, type: string, more: Readonly<Record<string, string>> = {}) => ({
  component,
  value: JSON.stringify({ event_type: type, ...more }),
})
