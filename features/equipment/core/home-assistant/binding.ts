/** How one component speaks MQTT: which topics it is heard on, what its messages mean, how it is told something. */
import type { Capability, ComponentDescription, ReadingValue } from '../description.ts'

export type Interpretation =
  | { readonly kind: 'reading'; readonly value: ReadingValue }
  | {
      readonly kind: 'credential'
      readonly credentialKind: 'card' | 'qr' | 'pin' | 'licencePlate'
      readonly value: string
    }
  | { readonly kind: 'occurred'; readonly event: string }
  /** Understood, and of no consequence. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable'; readonly why: string }

export interface Input {
  readonly topic: string
  /** A scan or a press is worth something only at its moment: a message the broker kept is history and opens nothing. */
  readonly liveOnly: boolean
  readonly interpret: (payload: string) => Interpretation
}

export type ComponentCommand =
  | { readonly kind: 'unlock' | 'lock' | 'press' }
  | { readonly kind: 'switch'; readonly on: boolean }
  | { readonly kind: 'configure'; readonly value: string | number | boolean }

export interface Publication {
  readonly topic: string
  readonly payload: string
}

export interface AvailabilitySource {
  readonly topic: string
  /** Null when the message says neither. */
  readonly interpret: (payload: string) => boolean | null
}

export interface Availability {
  readonly mode: 'all' | 'any' | 'latest'
  readonly sources: readonly AvailabilitySource[]
}

export interface Fade {
  /** Left out: every reading fades. */
  readonly only?: ReadingValue
  readonly afterMs: number
  readonly to: ReadingValue
}

export interface ComponentBinding {
  readonly inputs: readonly Input[]
  /** Undefined when the component cannot do that or not with this value. */
  readonly command: (command: ComponentCommand) => Publication | undefined
  /** A reading that is not renewed within the time becomes this one (`off_delay`, `expire_after`). */
  readonly fade: Fade | null
  readonly availability: Availability | null
}

/** What the reader of one platform makes of its options. */
export interface Draft {
  readonly capabilities: readonly Capability[]
  readonly inputs?: readonly Input[]
  readonly command?: ComponentBinding['command']
  readonly fade?: ComponentBinding['fade']
  readonly setting?: ComponentDescription['setting']
}

export const NO_COMMAND: ComponentBinding['command'] = () => undefined
