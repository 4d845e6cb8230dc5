import { expect, test } from 'vitest'
import { createRestartPauses, EDGE_RESTART_MS } from './child.ts'

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

test('an edge, without which nobody enters, is back within a second each time', () => {
  const pauses = createRestartPauses({ monotonicMs: () => 0 }, EDGE_RESTART_MS)
  expect(Math.max(...[1, 2, 3, 4, 5, 6].map(() => pauses.next()))).toBe(1_000)
})
