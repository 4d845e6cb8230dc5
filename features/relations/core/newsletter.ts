/** Who may be sent a newsletter at the moment it would leave. Pure. */

/** Why a copy did not leave though it was written. */
export const LEFT_OUT = ['ended', 'objected', 'suppressed', 'not_agreed', 'minor', 'no_address'] as const
export type LeftOut = (typeof LEFT_OUT)[number]

export interface Subscriber {
  readonly hasEnded: boolean
  readonly hasObjected: boolean
  readonly isSuppressed: boolean
  readonly hasAgreed: boolean
  readonly isMinor: boolean
  readonly hasAddress: boolean
}

/** Undefined: it may leave. The strongest no comes first. */
export const leftOut = (who: Subscriber): LeftOut | undefined => {
  if (who.hasEnded) return 'ended'
  if (who.hasObjected) return 'objected'
  if (who.isSuppressed) return 'suppressed'
  if (!who.hasAgreed) return 'not_agreed'
  if (who.isMinor) return 'minor'
  return who.hasAddress ? undefined : 'no_address'
}
