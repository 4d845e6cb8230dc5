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
}

export interface InForce {
  /** `yes`: reported. `pending`: reachable, not reported yet. `unknown`: not heard of, so nobody can say. */
  readonly inForce: 'yes' | 'pending' | 'unknown'
  readonly since: Instant
}

/** A report stays true when the line is cut: the edge keeps what it has. Only a newer wish makes it doubtful. */
export const describePlacement = (state: Omit<PlacementState, 'lastContactAt'>): InForce => {
  const { desiredVersion, desiredAt, reportedVersion, reportedAt, aloneSince: alone } = state
  if (reportedVersion !== null && reportedAt !== null && reportedVersion >= desiredVersion) {
    return { inForce: 'yes', since: reportedAt }
  }
  return alone === null ? { inForce: 'pending', since: desiredAt } : { inForce: 'unknown', since: alone }
}
