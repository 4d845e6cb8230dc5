/** Whether the latest decision about rights is really in force at an edge: desired, sent and reported, kept apart. */
import type { Instant } from '@loge/kernel'

/** Heartbeats come every ten seconds: not heard for longer than this, an edge is on its own, whatever its last word was. */
export const SILENT_AFTER_MS = 45_000

/** What the server knows of its line to an edge. */
export interface EdgeContact {
  readonly connected: boolean
  /** When the line last opened or ended; before the first time, when the edge joined. */
  readonly changedAt: Instant
  /** `null`: never. */
  readonly heardAt: Instant | null
}

/** Since when an edge decides without being heard; `null` while it is heard. */
export const aloneSince = ({ connected, changedAt, heardAt }: EdgeContact, now: Instant): Instant | null => {
  if (!connected || heardAt === null) return changedAt
  return now - heardAt > SILENT_AFTER_MS ? heardAt : null
}

export interface PlacementState {
  readonly desiredVersion: number
  readonly desiredAt: Instant
  readonly sentVersion: number | null
  readonly sentAt: Instant | null
  readonly reportedVersion: number | null
  readonly reportedAt: Instant | null
  /** When the edge was last heard at all; `null`: never. */
  readonly lastContactAt: Instant | null
  /** Since when the edge is on its own; `null` while it is heard. */
  readonly aloneSince: Instant | null
  /** When the edge was taken out of service; `null`: it is in service. */
  readonly revokedAt: Instant | null
}

export const IN_FORCE = ['edge_revoked', 'unknown', 'pending', 'yes'] as const

export interface InForce {
  /**
   * `yes`: reported. `pending`: reachable, not reported yet. `unknown`: not heard of, so nobody can say.
   * `edge_revoked`: the edge was taken out of service and no other serves the site: no change reaches a door.
   */
  readonly inForce: (typeof IN_FORCE)[number]
  readonly since: Instant
}

/** A report stays true when the line is cut: the edge keeps what it has. Only a newer wish makes it doubtful. */
export const describePlacement = (state: Omit<PlacementState, 'lastContactAt'>): InForce => {
  const { desiredVersion, desiredAt, reportedVersion, reportedAt, aloneSince: alone, revokedAt } = state
  if (revokedAt !== null) return { inForce: 'edge_revoked', since: revokedAt }
  if (reportedVersion !== null && reportedAt !== null && reportedVersion >= desiredVersion) {
    return { inForce: 'yes', since: reportedAt }
  }
  return alone === null ? { inForce: 'pending', since: desiredAt } : { inForce: 'unknown', since: alone }
}
