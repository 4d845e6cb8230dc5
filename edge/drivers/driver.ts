/**
 * The port every protocol passes through. Bytes stop here: a driver turns them into reports, and orders into bytes.
 * A driver never decides. One contract suite (`driver-contract.ts`) runs against each of them.
 */
import type { CredentialKind } from '@loge/features/access/core'
import type {
  ComponentDescription,
  ComponentRef,
  DeviceDescription,
  ReadingValue,
} from '@loge/features/equipment/core'
import type { Instant } from '@loge/kernel'

export type DriverReport =
  | { readonly kind: 'announced'; readonly device: DeviceDescription }
  | { readonly kind: 'withdrawn'; readonly externalId: string }
  | { readonly kind: 'availability'; readonly externalId: string; readonly online: boolean }
  | {
      readonly kind: 'credentialPresented'
      readonly reader: ComponentRef
      readonly credentialKind: CredentialKind
      /** Normalised, still secret: it is digested by the door loop and never logged or stored. */
      readonly value: string
      readonly at: Instant
    }
  | {
      readonly kind: 'reading'
      readonly component: ComponentRef
      readonly value: ReadingValue
      /** It was so before we listened: a state, not a change that happened now. */
      readonly isStanding?: true
      readonly at: Instant
    }
  | {
      readonly kind: 'occurred'
      readonly component: ComponentRef
      readonly event: string
      readonly at: Instant
    }
  /** Kept, counted, shown; never a crash. `topic` and `why` hold no secret; `count` is how many alike this report stands for. */
  | {
      readonly kind: 'unknown'
      readonly topic: string
      readonly why: string
      readonly bytes: number
      readonly count: number
    }

export type Order =
  /** Opens, and locks again after `forMs`; `Infinity` leaves it open until a `lock`. A later `unlock` counts anew. */
  | { readonly kind: 'unlock'; readonly component: ComponentRef; readonly forMs: number }
  | { readonly kind: 'lock'; readonly component: ComponentRef }
  | { readonly kind: 'switch'; readonly component: ComponentRef; readonly on: boolean }
  | { readonly kind: 'press'; readonly component: ComponentRef }
  | {
      readonly kind: 'configure'
      readonly component: ComponentRef
      readonly value: string | number | boolean
    }
  /** It goes for good: the texts it shows, and what the broker keeps of it. Any of its parts names it. */
  | { readonly kind: 'wipe'; readonly component: ComponentRef }

export type OrderRefusal =
  | 'device_unknown'
  | 'component_unknown'
  | 'not_capable'
  | 'device_offline'
  | 'bus_down'

export type OrderOutcome =
  /** The bus took it (QoS 1 acknowledged by the broker); whether the device heard it, nobody knows yet. */
  | {
      readonly kind: 'sent'
      /** It is a lock that reports its state: what it did arrives as a `reading`, or it did not hear the order. */
      readonly reports?: true
    }
  | {
      readonly kind: 'refused'
      /** `bus_down`: not acknowledged in time. It is never sent again later: a late unlock is worse than none. */
      readonly why: OrderRefusal
    }

export const sentTo = ({ capabilities }: ComponentDescription): OrderOutcome =>
  capabilities.includes('reportLockState') ? { kind: 'sent', reports: true } : { kind: 'sent' }

export interface Driver {
  readonly protocol: string
  /** Begins to listen; `hear` is called synchronously and must only queue. Reconnects by itself until stopped. */
  start(hear: (report: DriverReport) => void): Promise<void>
  carryOut(order: Order): Promise<OrderOutcome>
  /** Whether the bus itself answers, and since when it has been so. */
  health(): { readonly connected: boolean; readonly since: Instant }
  stop(): Promise<void>
}
