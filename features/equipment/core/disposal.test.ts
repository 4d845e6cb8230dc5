import { addMs, DAY_MS, instant, MINUTE_MS, SECOND_MS } from '@loge/kernel'
import { expect, test } from 'vitest'
import { asksWipeAgain, decideDisposal, type DisposalNow } from './disposal.ts'

const NOW = instant(1_800_000_000_000)
const EARLIER = addMs(NOW, -3 * MINUTE_MS)

type Order = NonNullable<DisposalNow['order']>
const order = (outcome: Order['outcome'], more: Partial<Order> = {}): Order => ({
  outcome,
  askedAt: EARLIER,
  attempts: 1,
  ...more,
})
const disposal = (more: Partial<DisposalNow>): DisposalNow => ({
  startedAt: EARLIER,
  confirmedAt: null,
  heardAgainAt: null,
  order: order(null),
  withdrawnAt: null,
  online: true,
  isBackInUse: false,
  ...more,
})
const last = { attempts: 5 }
const silent = { online: false }
const gone = { withdrawnAt: NOW }
const said = { confirmedAt: NOW }
const heard = { ...said, heardAgainAt: NOW }

test.each([
  ['the order is on its way', {}, 'clearing', null, false],
  ['it was done, and the device is gone', { order: order('done'), ...gone }, 'cleared', null, false],
  ['it was done just now', { order: order('done', { askedAt: NOW }) }, 'clearing', null, false],
  [
    'it was done, and it announces itself again',
    { order: order('done') },
    'waiting',
    'still_announced',
    true,
  ],
  ['the same, five times', { order: order('done', last) }, 'by_hand', 'still_announced', false],
  ['the building was not reached', { order: order('unreachable') }, 'waiting', 'unreachable', true],
  [
    'not reached a moment ago',
    { order: order('unreachable', { askedAt: NOW }) },
    'waiting',
    'unreachable',
    false,
  ],
  ['not reached for the fifth time', { order: order('unreachable', last) }, 'by_hand', 'unreachable', false],
  [
    'not reached for a day: somebody goes there, and it is asked all the same',
    { order: order('unreachable'), startedAt: addMs(NOW, -DAY_MS) },
    'by_hand',
    'unreachable',
    true,
  ],
  ['the device was silent', { order: order('refused'), ...silent }, 'by_hand', 'refused', false],
  ['it was silent and is gone', { order: order('refused'), ...gone }, 'by_hand', 'refused', false],
  ['it was silent and is there again', { order: order('refused') }, 'waiting', 'refused', true],
  ['nobody knows what became of it', { order: order('unknown') }, 'waiting', 'unknown', true],
  ['the order came too late', { order: order('expired') }, 'waiting', 'expired', true],
  ['it has no part to ask', { order: null }, 'by_hand', 'no_parts', false],
  ['a person says so', { order: null, ...said }, 'said_wiped', null, false],
  [
    'a person says so while the line is down',
    { order: order('unreachable'), ...said },
    'said_wiped',
    null,
    false,
  ],
  [
    'a person says so, and it is heard again',
    { order: order('done'), ...heard },
    'waiting',
    'still_announced',
    true,
  ],
  ['the same, five times asked', { order: order('done', last), ...heard }, 'by_hand', 'heard_again', false],
  ['heard again, and it has no part to ask', { order: null, ...heard }, 'by_hand', 'heard_again', false],
  [
    'heard again, then cleared by its edge',
    { order: order('done'), ...heard, ...gone },
    'cleared',
    null,
    false,
  ],
  [
    'somebody took it in again',
    { order: order('unreachable'), isBackInUse: true },
    'back_in_use',
    null,
    false,
  ],
] as const)('%s', (...row) => {
  const [, more, state, why, again] = row
  expect(decideDisposal(disposal(more), NOW)).toEqual({ state, why })
  expect(asksWipeAgain(disposal(more), NOW)).toBe(again)
})

test('however long the line stays up and down, it is asked five times and then a person is needed', () => {
  let attempts = 1
  let askedAt = EARLIER
  for (let at = EARLIER; at < EARLIER + 2 * DAY_MS; at = addMs(at, 15 * SECOND_MS)) {
    if (!asksWipeAgain(disposal({ order: order('unreachable', { attempts, askedAt }) }), at)) continue
    attempts += 1
    askedAt = at
  }
  expect(attempts).toBe(5)
  const end = disposal({ order: order('unreachable', { attempts, askedAt }) })
  expect(decideDisposal(end, askedAt)).toEqual({ state: 'by_hand', why: 'unreachable' })
})
