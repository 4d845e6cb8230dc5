/** Whether a device that goes for good was wiped: told by its edge and by its silence, or said by a person. */
import { addMs, DAY_MS, MINUTE_MS, type Instant } from '@loge/kernel'
import type { CommandOutcome } from './command.ts'
import { askAgainAt } from './device-config.ts'

export type DisposalState =
  /** The order is on its way. */
  | 'clearing'
  /** It came to nothing, and is given again by itself. */
  | 'waiting'
  | 'cleared'
  /** Nobody can say from here: somebody goes and does it, and says so. */
  | 'by_hand'
  /** A person said that they did it. Neither the device nor its edge did. */
  | 'said_wiped'
  /** Somebody took it in again since. */
  | 'back_in_use'

interface WipeOrder {
  readonly outcome: CommandOutcome | null
  readonly askedAt: Instant
  /** How often it was given, this time included. */
  readonly attempts: number
}

export interface DisposalNow {
  readonly startedAt: Instant
  readonly confirmedAt: Instant | null
  /** When it announced itself although a person had said that it was wiped. */
  readonly heardAgainAt: Instant | null
  /** `null`: there was nothing by which it could be asked. */
  readonly order: WipeOrder | null
  /** Since when it no longer announces itself; `null` while it does. */
  readonly withdrawnAt: Instant | null
  /** `null`: it does not say whether it is there. */
  readonly online: boolean | null
  readonly isBackInUse: boolean
}

export interface Disposal {
  readonly state: DisposalState
  /** Why not yet, or why by hand: a stable code. */
  readonly why: 'no_parts' | 'heard_again' | 'still_announced' | Exclude<CommandOutcome, 'done'> | null
}

/** The edge hears at once that what it cleared is gone. */
const SETTLING_MS = 2 * MINUTE_MS
const MOST_ASKED = 5
/** A line that was down for so long is waited for no more: somebody goes there. */
const WAITED_FOR_MS = DAY_MS

const isSaid = ({ confirmedAt, heardAgainAt }: DisposalNow): boolean =>
  confirmedAt !== null && heardAgainAt === null

/** Who was not reached may be there when the line is; who refused, or goes on announcing itself, is there to be asked. */
const mayAnswer = ({ order, withdrawnAt, online }: DisposalNow): boolean => {
  if (order === null || order.attempts >= MOST_ASKED) return false
  if (order.outcome === 'done') return withdrawnAt === null
  return order.outcome === 'refused' ? withdrawnAt === null && online !== false : order.outcome !== null
}

/** Whether its edge, which is reached now, is asked once more. */
export const asksWipeAgain = (one: DisposalNow, now: Instant): boolean => {
  const { order, isBackInUse } = one
  if (order === null || isBackInUse || isSaid(one) || !mayAnswer(one)) return false
  const isSettling = order.outcome === 'done' && now < addMs(order.askedAt, SETTLING_MS)
  return !isSettling && now >= askAgainAt(order.attempts, order.askedAt)
}

const decideFailed = (one: DisposalNow, why: Disposal['why'], now: Instant): Disposal => {
  const isWaitedFor = mayAnswer(one) && now < addMs(one.startedAt, WAITED_FOR_MS)
  if (isWaitedFor) return { state: 'waiting', why }
  return { state: 'by_hand', why: one.heardAgainAt === null ? why : 'heard_again' }
}

export const decideDisposal = (one: DisposalNow, now: Instant): Disposal => {
  const { order, withdrawnAt, isBackInUse } = one
  if (isBackInUse) return { state: 'back_in_use', why: null }
  if (isSaid(one)) return { state: 'said_wiped', why: null }
  if (order === null) return decideFailed(one, 'no_parts', now)
  if (order.outcome === null) return { state: 'clearing', why: null }
  if (order.outcome !== 'done') return decideFailed(one, order.outcome, now)
  if (withdrawnAt !== null) return { state: 'cleared', why: null }
  return now < addMs(order.askedAt, SETTLING_MS)
    ? { state: 'clearing', why: null }
    : decideFailed(one, 'still_announced', now)
}
