/** A key behind glass: when it may be taken, how long that lasts, and who may say afterwards what to think of it. */
import { addMs, type Instant, MINUTE_MS, ok, type PersonId, refuse, type Result } from '@loge/kernel'

/** Long enough to go through a house, too short to get used to. */
export const GLASS_MINUTES = { least: 5, usual: 30, most: 240 } as const

export interface GlassKey {
  readonly validUntil: Instant
  readonly withdrawnAt: Instant | null
  readonly forMinutes: number
}

export type GlassRefusal =
  | 'glass_key_over'
  | 'glass_broken_already'
  | 'glass_still_broken'
  | 'glass_reviewed_already'
  | 'glass_review_own'

/** When it ends by itself: after its minutes, and never later than the key itself. */
export const acceptBreak = (
  { validUntil, withdrawnAt, forMinutes }: GlassKey,
  { at, isBroken }: { readonly at: Instant; readonly isBroken: boolean },
): Result<Instant, 'glass_key_over' | 'glass_broken_already'> => {
  if (withdrawnAt !== null || at >= validUntil) return refuse('glass_key_over')
  if (isBroken) return refuse('glass_broken_already')
  const end = addMs(at, forMinutes * MINUTE_MS)
  return ok(end < validUntil ? end : validUntil)
}

export interface GlassBreak {
  readonly personId: PersonId
  readonly until: Instant
  /** Before its time, by giving it back or because its right was withdrawn. */
  readonly closedAt: Instant | null
  readonly reviewedAt: Instant | null
}

export const isBrokenAt = (
  { until, closedAt }: Pick<GlassBreak, 'until' | 'closedAt'>,
  at: Instant,
): boolean => at < until && (closedAt === null || at < closedAt)

/** By somebody else, once it is over: nobody judges what they did themselves, whichever account they use. */
export const acceptReview = (
  glassBreak: GlassBreak,
  { at, reviewer }: { readonly at: Instant; readonly reviewer: PersonId },
): Result<void, 'glass_still_broken' | 'glass_reviewed_already' | 'glass_review_own'> => {
  if (glassBreak.personId === reviewer) return refuse('glass_review_own')
  if (isBrokenAt(glassBreak, at)) return refuse('glass_still_broken')
  return glassBreak.reviewedAt === null ? ok(undefined) : refuse('glass_reviewed_already')
}
