/** A look: somebody of the staff looks at where one person went, for a stated reason, for an hour. */
import { addMs, DAY_MS, HOUR_MS, type Instant, type LookId, type PersonId } from '@loge/kernel'

/** Why one may look at somebody's movements at all. */
export const LOOK_REASONS = ['authorities', 'incident', 'lost_badge', 'asked_by_them', 'danger'] as const
export type LookReason = (typeof LOOK_REASONS)[number]

/** How long one statement of a reason lasts. */
export const LOOK_MS = HOUR_MS
/** The longest stretch of somebody's life one look covers. */
export const LONGEST_LOOK_MS = 92 * DAY_MS

/** What a look, while it is open, lets be seen: one person, from one moment up to another. */
export interface OpenLook {
  readonly id: LookId
  readonly personId: PersonId
  readonly from: Instant
  /** Exclusive. Never later than the moment the look was opened: nobody is followed. */
  readonly until: Instant
}

export interface LookPeriod {
  readonly from: Instant
  readonly until: Instant
}

/** The past only: a look that reached ahead would be a watch. `undefined`: there is no such period. */
export const periodOfLook = ({ from, until }: LookPeriod, now: Instant): LookPeriod | undefined => {
  const end = until > now ? now : until
  return from < end && end <= addMs(from, LONGEST_LOOK_MS) ? { from, until: end } : undefined
}

/** The look that covers all of a question about somebody; an end left open is the look's own. */
export const lookFor = (
  looks: readonly OpenLook[],
  asked: {
    readonly personId: PersonId
    readonly from?: Instant | undefined
    readonly until?: Instant | undefined
  },
): OpenLook | undefined =>
  looks.find(
    ({ personId, from, until }) =>
      personId === asked.personId &&
      (asked.from === undefined || asked.from >= from) &&
      (asked.until === undefined || asked.until <= until),
  )

/** Whether one of these looks shows where this person was at that moment. */
export const shows = (looks: readonly OpenLook[], personId: PersonId, at: Instant): boolean =>
  looks.some((look) => look.personId === personId && at >= look.from && at < look.until)
