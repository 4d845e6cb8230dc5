/** Whether the latest decision about rights is really in force at an edge: desired, sent and reported, kept apart. */
import type { Instant } from '@loge/kernel'

/** An edge that was not heard for longer than this may be at any version: nobody can say. */
export const SILENT_AFTER_MS = 90_000

export interface PlacementState {
  readonly desiredVersion: number
  readonly desiredAt: Instant
  readonly sentVersion: number | null
  readonly sentAt: Instant | null
  readonly reportedVersion: number | null
  readonly reportedAt: Instant | null
  /** When the edge was last heard at all; `null`: never. */
  readonly lastContactAt: Instant | null
}

export interface InForce {
  /** `yes`: reported. `pending`: reachable, not reported yet. `unknown`: not heard of, so nobody can say. */
  readonly inForce: 'yes' | 'pending' | 'unknown'
  readonly since: Instant
}

/** A report stays true when the line is cut: the edge keeps what it has. Only a newer wish makes it doubtful. */
export const describePlacement = (state: PlacementState, now: Instant): InForce => {
  const { desiredVersion, desiredAt, reportedVersion, reportedAt, lastContactAt } = state
  if (reportedVersion !== null && reportedAt !== null && reportedVersion >= desiredVersion) {
    return { inForce: 'yes', since: reportedAt }
  }
  const silent = lastContactAt === null || now - lastContactAt > SILENT_AFTER_MS
  return silent
    ? { inForce: 'unknown', since: lastContactAt ?? desiredAt }
    : { inForce: 'pending', since: desiredAt }
}
