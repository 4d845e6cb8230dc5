import { addMs, instant, MINUTE_MS } from '@loge/kernel'
import { expect, test } from 'vitest'
import { decideDisposal, type DisposalNow } from './disposal.ts'

const NOW = instant(1_800_000_000_000)
const begun: DisposalNow = {
  startedAt: addMs(NOW, -3 * MINUTE_MS),
  confirmedAt: null,
  order: { outcome: null },
  withdrawnAt: null,
}
const done = { outcome: 'done' } as const

test.each([
  ['the order is on its way', begun, 'clearing', null],
  ['it was done, and the device is gone', { ...begun, order: done, withdrawnAt: NOW }, 'cleared', null],
  ['it was done just now', { ...begun, order: done, startedAt: NOW }, 'clearing', null],
  [
    'it was done, and the device announces itself again',
    { ...begun, order: done },
    'by_hand',
    'still_announced',
  ],
  ['the building was not reached', { ...begun, order: { outcome: 'unreachable' } }, 'by_hand', 'unreachable'],
  ['the device was silent', { ...begun, order: { outcome: 'refused' } }, 'by_hand', 'refused'],
  ['nobody knows what became of it', { ...begun, order: { outcome: 'unknown' } }, 'by_hand', 'unknown'],
  ['it has no part to ask', { ...begun, order: null }, 'by_hand', 'no_parts'],
  [
    'a person says so, whatever the order came to',
    { ...begun, order: null, confirmedAt: NOW },
    'confirmed',
    null,
  ],
] as const)('%s', (...row) => {
  const [, one, state, why] = row
  expect(decideDisposal(one, NOW)).toEqual({ state, why })
})
