/**
 * A fact: something that happened, appended once and never edited (past tense, ids only, never a name).
 * Each feature declares its facts beside its core; the server lists them all, so an unknown type is noticed.
 */
import type { DeviceId, EdgeId, EntranceId, EventId, Instant, PersonId, SiteId } from '@loge/kernel'

/** How long events of a class are kept is law's business; the class only says which drawer they go to. */
export type RetentionClass = 'movement' | 'equipment' | 'audit'

export interface FactDefinition {
  /** On the wire: `door.opened`, lower case, noun dot past tense. */
  readonly type: string
  /** Raised when the payload's meaning changes; old versions stay readable. */
  readonly version: number
  readonly retention: RetentionClass
  /** Keys the payload may hold, each with what it means. No personal value is ever in a payload: ids and codes only. */
  readonly payload: Readonly<Record<string, string>>
  /** It tells of somebody's passage although it is no movement. */
  readonly isPassage?: true
  /** Somebody looked at the person it is about, who is told so (`GET /me/looks`). */
  readonly isLook?: true
}

export const defineFacts = <const Facts extends Readonly<Record<string, FactDefinition>>>(
  facts: Facts,
): Facts => facts

/** Who did it. `person` never appears with a name; `edge` decided alone; `system` is a job. */
export type Actor =
  | { readonly kind: 'account'; readonly id: string }
  | { readonly kind: 'apiKey'; readonly id: string }
  | { readonly kind: 'edge'; readonly id: EdgeId }
  | { readonly kind: 'person'; readonly id: PersonId }
  | { readonly kind: 'device'; readonly id: DeviceId }
  | { readonly kind: 'system'; readonly id: string }
  | { readonly kind: 'unknown' }

export type PayloadValue = string | number | boolean | null | readonly string[]

/** A fact as a feature hands it to the log. */
export interface NewEvent {
  readonly id: EventId
  readonly type: string
  readonly occurredAt: Instant
  readonly actor: Actor
  readonly siteId?: SiteId
  readonly entranceId?: EntranceId
  readonly deviceId?: DeviceId
  readonly personId?: PersonId
  readonly payload: Readonly<Record<string, PayloadValue>>
  /** Set when an edge recorded it: makes a second delivery harmless. */
  readonly edge?: {
    readonly id: EdgeId
    readonly sequence: number
    readonly clockTrusted: boolean
    /** Set on the one event that stands for several numbers, up to this one. */
    readonly throughSequence?: number
    /** It waited in the edge's journal until the line was back. */
    readonly fromBacklog?: boolean
  }
}

/** A fact as the log gives it back. `late` means it waited for a line that was cut, or took long to arrive. */
export interface StoredEvent extends NewEvent {
  readonly version: number
  readonly receivedAt: Instant
  readonly late: boolean
  /** Orders the log: when it happened, or when we heard of it if its clock is not believable. */
  readonly filedAt: Instant
  /** Its number in the log, for people to quote. */
  readonly number: number
  /** The person it was about was erased: who and payload are gone, the fact stays. */
  readonly erased: boolean
  /** Position in commit order; opaque, only comparable by the log. */
  readonly cursor: string
}
