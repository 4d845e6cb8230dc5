/** An order whose answer was lost is sent again as it was: one lockdown, however often the button is pressed. */
import { newIdempotencyKey } from '@loge/http/client'
import type { Order } from './queries.ts'

const MINUTE_MS = 60_000
/** Later than this, the same words are meant as a new order, which ends later. */
const SAME_ORDER_MS = 2 * MINUTE_MS

export interface OrderAttempt {
  readonly body: Order
  readonly idempotencyKey: string
  readonly minutes: number
  readonly at: number
}

const wordsOf = ({ until: _until, ...rest }: Order): string => JSON.stringify(rest)

/** The attempt to send: the one before when its answer was lost and it says the same, or else a new one. */
export const attemptOf = (
  asked: Omit<Order, 'until'>,
  minutes: number,
  at: number,
  lost: OrderAttempt | undefined,
): OrderAttempt => {
  const body: Order = { ...asked, until: new Date(at + minutes * MINUTE_MS).toISOString() }
  const isSame =
    lost !== undefined &&
    at - lost.at < SAME_ORDER_MS &&
    lost.minutes === minutes &&
    wordsOf(lost.body) === wordsOf(body)
  return isSame ? lost : { body, minutes, at, idempotencyKey: newIdempotencyKey() }
}
