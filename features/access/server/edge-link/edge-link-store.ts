/**
 * What the server's side of the link keeps and asks. Two stores keep it: PostgreSQL, and one in memory for the
 * deterministic simulation; one contract suite (`edge-link-store-contract.ts`) runs against both.
 */
import type { EdgeId, OrganizationId, SiteId } from '@loge/kernel'
import type {
  AvailabilityReport,
  EdgeEvent,
  EdgeHealth,
  LinkCommand,
  ReadingReport,
  Snapshot,
  SnapshotRefusal,
} from '../../core/index.ts'
import type { DeviceDescription, UnknownPayload } from '@loge/features/equipment/core'
import type { Announced } from '@loge/features/equipment/server'

export interface LinkedEdge {
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  readonly edgeId: EdgeId
  /** SubjectPublicKeyInfo, DER, base64url. */
  readonly publicKey: string
  readonly revoked: boolean
}

export interface Welcome {
  /** Rises with each connection of this edge: a newer one replaces an older one. */
  readonly connection: number
  readonly siteKey: string
  readonly acknowledgedUntil: number
  readonly journalBase: number
}

export interface Arrival {
  readonly journalId: string
  readonly software: string
  readonly health: EdgeHealth
}

export interface ArrivedEvent extends EdgeEvent {
  /** It was in the journal already when the line came up. */
  readonly fromBacklog?: boolean
}

export interface EdgeLinkStore {
  find(organizationId: OrganizationId, edgeId: EdgeId): Promise<LinkedEdge | undefined>
  connected(edge: LinkedEdge, arrival: Arrival): Promise<Welcome>
  /** No effect when a newer connection of the same edge is there. */
  disconnected(edge: LinkedEdge, connection: number): Promise<void>
  heard(edge: LinkedEdge, connection: number, health: EdgeHealth): Promise<void>
  /**
   * Stores events that follow each other without a hole, each once, and with them what they end (commands). The
   * answer is the highest number below which nothing is missing.
   */
  accept(edge: LinkedEdge, events: readonly ArrivedEvent[]): Promise<number>
  /** A revoked edge says that it opens no door by its old rights any more. */
  withdrawn(edge: LinkedEdge): Promise<void>
  /** The latest snapshot of the edge's site. */
  snapshot(edge: LinkedEdge): Promise<Snapshot | undefined>
  snapshotSent(edge: LinkedEdge, version: number): Promise<void>
  snapshotApplied(edge: LinkedEdge, version: number): Promise<void>
  snapshotRefused(edge: LinkedEdge, version: number, reason: SnapshotRefusal): Promise<void>
  announced(
    edge: LinkedEdge,
    devices: readonly DeviceDescription[],
    withdrawn: readonly string[],
  ): Promise<Announced>
  availability(edge: LinkedEdge, reports: readonly AvailabilityReport[]): Promise<void>
  readings(edge: LinkedEdge, readings: readonly ReadingReport[]): Promise<void>
  unknownPayloads(edge: LinkedEdge, payloads: readonly UnknownPayload[]): Promise<void>
  /** Commands of this edge without an outcome, oldest first, also those past their deadline: the edge ends them. */
  commands(edge: LinkedEdge): Promise<readonly LinkCommand[]>
}
