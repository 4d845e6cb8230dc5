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

/** What somebody ordered at a door, for whoever looks at it. */
export interface EmergencyHere {
  readonly kind: 'evacuation' | 'lockdown'
  /** `null`: this one door was closed, and no order says since when. */
  readonly since: Instant | null
  /** `null`: until somebody opens it again. */
  readonly until: Instant | null
}

/** What governs by an order at this instant; `null`: no order does. Fire is for the door itself to know. */
export const emergencyHere = (
  entrance: Pick<SnapshotEntrance, 'orders' | 'lockedDown'>,
  at: Instant,
  madeAt: Instant,
): EmergencyHere | null => {
  const order = standingOrder(entrance, at, madeAt)
  const { lockedDown } = entrance
  const kind = ruleOf({ fire: false, order, lockedDown, inHours: false })
  if (kind !== 'evacuation' && kind !== 'lockdown') return null
  const isOpenEnded = kind === 'lockdown' && lockedDown
  return { kind, since: order?.from ?? null, until: isOpenEnded ? null : (order?.until ?? null) }
}
