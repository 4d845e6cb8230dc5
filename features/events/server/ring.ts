/**
 * When a commit rings for the readers. A commit that notifies costs all others their group commit, so each process
 * rings for an organization every 20 ms at most; whoever hears it looks again a few times (`live-channel.ts`).
 */
import type { Clock, OrganizationId } from '@loge/kernel'

const RING_EVERY_MS = 20

const rung = new WeakMap<Clock, Map<OrganizationId, number>>()

export const shouldRing = (clock: Clock, organizationId: OrganizationId): boolean => {
  const known = rung.get(clock) ?? new Map<OrganizationId, number>()
  rung.set(clock, known)
  const now = clock.monotonicMs()
  const last = known.get(organizationId)
  if (last !== undefined && now - last < RING_EVERY_MS) return false
  known.set(organizationId, now)
  return true
}
