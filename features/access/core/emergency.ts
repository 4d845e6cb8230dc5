/** What governs a door when an emergency does: one order of precedence for the decision, the hold and the screens. */
import type { Instant } from '@loge/kernel'
import type { SnapshotEntrance, SnapshotOrder } from './snapshot.ts'

/** The first that is so governs: fire lets out whatever somebody ordered, and only calm leaves a door to its hours. */
export const DOOR_RULES = ['fire', 'evacuation', 'lockdown', 'schedule', 'rights'] as const
export type DoorRule = (typeof DOOR_RULES)[number]

export interface DoorCircumstances {
  /** A fire input of this door says so, or has not been reset. */
  readonly fire: boolean
  /** The order that stands, from `standingOrder`. */
  readonly order: SnapshotOrder | undefined
  /** Somebody closed this one door. */
  readonly lockedDown: boolean
  /** Its hours hold it open. */
  readonly inHours: boolean
}

export const ruleOf = ({ fire, order, lockedDown, inHours }: DoorCircumstances): DoorRule => {
  if (fire) return 'fire'
  if (order?.kind === 'evacuation') return 'evacuation'
  if (lockedDown || order !== undefined) return 'lockdown'
  return inHours ? 'schedule' : 'rights'
}

/** Of several orders at one door: an evacuation before a lockdown, whichever came first; of each the one that ends last. */
const firstToStand = (one: SnapshotOrder, other: SnapshotOrder): number =>
  Number(other.kind === 'evacuation') - Number(one.kind === 'evacuation') || other.until - one.until

/**
 * The order that stands at a door at this instant, or later than it: without a clock an order ends when so much time
 * has certainly passed. What the snapshot was made after has begun, whatever a clock that lags says.
 */
export const standingOrder = (
  { orders }: Pick<SnapshotEntrance, 'orders'>,
  at: Instant,
  madeAt: Instant,
): SnapshotOrder | undefined =>
  orders?.filter(({ from, until }) => (from <= madeAt || at >= from) && at < until).toSorted(firstToStand)[0]
