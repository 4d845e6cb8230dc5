/**
 * What the edge and the server say to each other over their one connection. Every message may be lost, doubled,
 * delayed or overtaken; each is understood on its own and repeating it is harmless.
 */
import type {
  ComponentRef,
  DeviceDescription,
  ReadingValue,
  UnknownPayload,
} from '@loge/features/equipment/core'
import type { PayloadValue } from '@loge/features/events/core'
import type { Instant } from '@loge/kernel'

/** To be raised with any change of what crosses the link: an edge of another number is told so, in words. */
export const LINK_PROTOCOL = 9
/** What crosses it under that number, as the SHA-256 of its JSON schema: a test fails when it changes. */
export const LINK_SHAPE = 'f426b9cbae0201cd124520f90836dc9a909412783e6b781e5c52247f2c7ce9b0'

/** Something that happened in the building, before the journal gives it a number. Ids and codes only. */
export interface NewEdgeEvent {
  readonly type: string
  readonly occurredAt: Instant
  readonly clockTrusted: boolean
  readonly entranceId?: string
  readonly component?: ComponentRef
  /** The snapshot's opaque reference; only the server knows the person. */
  readonly subjectRef?: string
  readonly commandId?: string
  readonly payload: Readonly<Record<string, PayloadValue>>
}

export interface EdgeEvent extends NewEdgeEvent {
  readonly sequence: number
  /** Set on the one event that stands for records the edge's disk lost: it covers `sequence` to here. */
  readonly throughSequence?: number
}

/** The last sequence number an event accounts for. */
export const lastSequenceOf = (event: EdgeEvent): number => event.throughSequence ?? event.sequence

export type CommandAction =
  | { readonly kind: 'openEntrance'; readonly entranceId: string; readonly forMs?: number }
  /** Codes blocked at this entrance, by its own wrong ones or by those of the site, are taken again. */
  | { readonly kind: 'releaseCodes'; readonly entranceId: string }
  | { readonly kind: 'unlock'; readonly component: ComponentRef; readonly forMs: number }
  | { readonly kind: 'lock'; readonly component: ComponentRef }
  | { readonly kind: 'switch'; readonly component: ComponentRef; readonly on: boolean }
  | { readonly kind: 'press'; readonly component: ComponentRef }
  | {
      readonly kind: 'configure'
      readonly component: ComponentRef
      readonly value: string | number | boolean
    }
  | { readonly kind: 'wipe'; readonly component: ComponentRef }

/** A physical act asked for. Its id is its idempotency key: the edge begins it at most once. */
export interface LinkCommand {
  readonly id: string
  /** By the server's clock. Past it the edge answers `expired` and moves nothing. */
  readonly deadline: Instant
  readonly action: CommandAction
}

/** The one end of a command. `unknown`: the edge stopped between the order and its answer. */
export type CommandOutcome = 'done' | 'refused' | 'expired' | 'unknown'

/** What says that a newer snapshot is there. Its pieces are sent when the edge asks for those it has not. */
export interface SnapshotOffer {
  readonly version: number
  /** The text of a `SnapshotHeader`, exactly as it was signed. */
  readonly header: string
  /** Ed25519 over `header`, base64url. */
  readonly signature: string
}

export type SnapshotRefusal =
  | 'signature_invalid'
  | 'snapshot_malformed'
  | 'snapshot_older'
  | 'snapshot_of_another_site'
  | 'disk_failed'

export interface ReadingReport {
  readonly component: ComponentRef
  readonly value: ReadingValue
  readonly at: Instant
}

export interface AvailabilityReport {
  readonly externalId: string
  readonly online: boolean
  readonly at: Instant
}

/** How the edge is, told with each heartbeat. */
export interface EdgeHealth {
  readonly snapshotVersion: number
  readonly backlog: number
  readonly journalBytes: number
  /** A stable code when the journal cannot write, else `null`. */
  readonly journalProblem: string | null
  readonly clockTrusted: boolean
  readonly unknownPayloads: number
}

export type EdgeMessage =
  | {
      readonly kind: 'hello'
      readonly protocol: number
      readonly organizationId: string
      readonly edgeId: string
      readonly nonce: string
    }
  | {
      readonly kind: 'proof'
      readonly signature: string
      readonly journalId: string
      readonly software: string
      readonly health: EdgeHealth
    }
  | {
      readonly kind: 'events'
      readonly events: readonly EdgeEvent[]
      /** The last number that was in the journal when this line came up: up to it they waited for the line. */
      readonly backlogUntil: number
    }
  | {
      readonly kind: 'announcements'
      /** Counted by the edge, to know its answer by. */
      readonly number: number
      readonly devices: readonly DeviceDescription[]
      readonly withdrawn: readonly string[]
    }
  | { readonly kind: 'availability'; readonly reports: readonly AvailabilityReport[] }
  | { readonly kind: 'readings'; readonly readings: readonly ReadingReport[] }
  /** What could not be read since it was last told. Lost or doubled, only a count is a little off. */
  | { readonly kind: 'unknownPayloads'; readonly payloads: readonly UnknownPayload[] }
  /** What it has not of the snapshot it was offered, by hash. */
  | { readonly kind: 'piecesWanted'; readonly version: number; readonly hashes: readonly string[] }
  | { readonly kind: 'applied'; readonly version: number }
  | { readonly kind: 'snapshotRefused'; readonly version: number; readonly reason: SnapshotRefusal }
  /** It opens no door any more by the rights it held. */
  | { readonly kind: 'withdrawn' }
  /** `sentAt` is the uptime of the edge's machine, echoed so that it can bound the server's clock. */
  | { readonly kind: 'heartbeat'; readonly sentAt: number; readonly health: EdgeHealth }

export type ServerMessage =
  | { readonly kind: 'challenge'; readonly nonce: string; readonly signature: string }
  | {
      readonly kind: 'welcome'
      readonly siteId: string
      /** Keys the digests of credentials; kept on the edge's disk, never in the snapshot. Hex. */
      readonly siteKey: string
      readonly acknowledgedUntil: number
      /** Every sequence number of this journal lies above it: numbers of a lost journal are never used again. */
      readonly journalBase: number
    }
  | { readonly kind: 'acknowledged'; readonly until: number }
  /** Answers one `announcements`: the devices there was no room for, and how many more there is room for now. */
  | {
      readonly kind: 'announced'
      readonly number: number
      readonly refused: readonly string[]
      readonly room: number
    }
  | { readonly kind: 'snapshot'; readonly offer: SnapshotOffer }
  | { readonly kind: 'pieces'; readonly version: number; readonly pieces: readonly string[] }
  | { readonly kind: 'commands'; readonly commands: readonly LinkCommand[] }
  | { readonly kind: 'heartbeat'; readonly sentAt: number; readonly now: Instant }
  /** It was taken out of service. Signed, and for this one connection: nobody else can shut a house down by it. */
  | { readonly kind: 'withdrawn'; readonly signature: string }
  | { readonly kind: 'goodbye'; readonly reason: GoodbyeReason }

export type GoodbyeReason =
  | 'edge_unknown'
  | 'edge_revoked'
  | 'proof_invalid'
  | 'protocol_unsupported'
  | 'replaced'
  | 'stopping'

/** The texts both sides sign; each names its side, so neither proof can be replayed as the other. */
export const edgeProofText = (edgeId: string, edgeNonce: string, serverNonce: string): string =>
  `loge-link-1\nedge\n${edgeId}\n${edgeNonce}\n${serverNonce}`
export const serverProofText = (edgeId: string, edgeNonce: string, serverNonce: string): string =>
  `loge-link-1\nserver\n${edgeId}\n${edgeNonce}\n${serverNonce}`
export const withdrawalText = (edgeId: string, edgeNonce: string): string =>
  `loge-link-1\nwithdrawn\n${edgeId}\n${edgeNonce}`
export const enrolmentProofText = (code: string, publicKey: string): string =>
  `loge-enrol-1\n${code}\n${publicKey}`
