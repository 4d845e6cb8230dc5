/** Whether a device that goes for good was wiped: told by its edge and by its silence, or said by a person. */
import { addMs, MINUTE_MS, type Instant } from '@loge/kernel'
import type { CommandOutcome } from './command.ts'

export type DisposalState =
  /** The order is on its way. */
  | 'clearing'
  | 'cleared'
  /** Nobody can say from here: somebody goes and does it, and says so. */
  | 'by_hand'
  /** A person said that they did it. */
  | 'confirmed'

export interface DisposalNow {
  readonly startedAt: Instant
  readonly confirmedAt: Instant | null
  /** `null`: there was nothing by which it could be asked. */
  readonly order: { readonly outcome: CommandOutcome | null } | null
  /** Since when it no longer announces itself; `null` while it does. */
  readonly withdrawnAt: Instant | null
}

export interface Disposal {
  readonly state: DisposalState
  /** Why by hand: a stable code. */
  readonly why: 'no_parts' | 'still_announced' | Exclude<CommandOutcome, 'done'> | null
}

/** The edge hears at once that what it cleared is gone. */
const SETTLING_MS = 2 * MINUTE_MS

export const decideDisposal = (one: DisposalNow, now: Instant): Disposal => {
  if (one.confirmedAt !== null) return { state: 'confirmed', why: null }
  if (one.order === null) return { state: 'by_hand', why: 'no_parts' }
  const { outcome } = one.order
  if (outcome === null) return { state: 'clearing', why: null }
  if (outcome !== 'done') return { state: 'by_hand', why: outcome }
  if (one.withdrawnAt !== null) return { state: 'cleared', why: null }
  return now < addMs(one.startedAt, SETTLING_MS)
    ? { state: 'clearing', why: null }
    : { state: 'by_hand', why: 'still_announced' }
}
