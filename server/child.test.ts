import { expect, test } from 'vitest'
import { createRestartPauses } from './child.ts'

test('a child that keeps ending waits ever longer, and one that stayed up a minute begins anew', () => {
  let nowMs = 0
  const pauses = createRestartPauses({ monotonicMs: () => nowMs })
  const endAfter = (ms: number): number => {
    pauses.started()
    nowMs += ms
    return pauses.next()
  }
  expect([1, 1, 1, 1, 1].map(() => endAfter(59_999))).toEqual([200, 1_000, 5_000, 15_000, 15_000])
  expect([endAfter(60_000), endAfter(10)]).toEqual([200, 1_000])
})
