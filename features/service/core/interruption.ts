/** Interruptions of the service: why there are any, how early they are announced, and how much of the time it was there. Pure. */
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '@loge/kernel'

/** What terms promise to say of each: four that are nobody's fault, of which two come from outside, and our own. */
export const CAUSES = [
  'maintenance',
  'update',
  'improvement',
  'force_majeure',
  'third_party',
  'fault',
] as const
export type Cause = (typeof CAUSES)[number]

export type InterruptionKind = 'planned' | 'measured' | 'said'

export interface Interruption {
  readonly kind: InterruptionKind
  readonly startsAt: Instant
  readonly endsAt: Instant | null
  readonly cause: Cause | null
  readonly cancelledAt: Instant | null
}

/** Whoever lives with it has two days to arrange themselves. */
export const NOTICE_MS = 48 * HOUR_MS
/** As long as its history is shown, and the time of which the share is told. */
export const HISTORY_MS = 365 * DAY_MS
/** Servers say every half minute that they are there: what is shorter is a restart that nobody noticed. */
export const SILENCE_MS = 3 * MINUTE_MS

export type InterruptionState = 'cancelled' | 'coming' | 'now' | 'over'

export const interruptionState = (
  { cancelledAt, startsAt, endsAt }: Pick<Interruption, 'cancelledAt' | 'startsAt' | 'endsAt'>,
  now: Instant,
): InterruptionState => {
  if (cancelledAt !== null) return 'cancelled'
  if (startsAt > now) return 'coming'
  return endsAt === null || endsAt > now ? 'now' : 'over'
}

/** A silence within announced hours has the cause that was announced; of another somebody has to say it. */
export const causeOfSilence = (
  planned: readonly Pick<Interruption, 'startsAt' | 'endsAt' | 'cause' | 'cancelledAt'>[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Cause | null =>
  planned.find(
    ({ startsAt, endsAt, cancelledAt }) =>
      cancelledAt === null && startsAt <= from && endsAt !== null && until <= endsAt,
  )?.cause ?? null

/** Of planned hours only what was really missed counts, and that is measured by itself. */
const missed = (all: readonly Interruption[], now: Instant) =>
  all
    .filter(({ kind, startsAt }) => kind !== 'planned' && startsAt < now)
    .map(({ startsAt, endsAt }) => [startsAt, Math.min(endsAt ?? now, now)] as const)
    .toSorted(([one], [other]) => one - other)

/** The share of the time in which the service was there, between 0 and 1; two interruptions at once count once. */
export const shareThere = (
  all: readonly Interruption[],
  { since, now }: { readonly since: Instant; readonly now: Instant },
): number => {
  if (now <= since) return 1
  let gone = 0
  let reached: number = since
  for (const [from, until] of missed(all, now)) {
    gone += Math.max(0, until - Math.max(from, reached))
    reached = Math.max(reached, until)
  }
  return 1 - gone / (now - since)
}
