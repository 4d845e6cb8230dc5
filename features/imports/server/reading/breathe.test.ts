/** Long work leaves room for everybody else: as often as the clock says, not every so many rows. */
import { expect, test } from 'vitest'
import { inTurns } from './breathe.ts'

/** Each look at the clock finds it a millisecond later. */
const slowClock = () => {
  let ms = 0
  return { monotonicMs: () => (ms += 1) }
}

test('work that takes long lets others have their turn before it ends, and leaves nothing out', async () => {
  const seen: number[] = []
  let seenByOthers = 0
  setImmediate(() => {
    seenByOthers = seen.length
  })
  const items = Array.from({ length: 100 }, (_, index) => index)
  await inTurns(slowClock(), items, (item) => seen.push(item))
  expect(seen).toEqual(items)
  expect(seenByOthers).toBeGreaterThan(0)
  expect(seenByOthers).toBeLessThan(items.length)
})

test('work that takes no time is not cut up', async () => {
  let turns = 0
  const items = Array.from({ length: 100 }, (_, index) => index)
  const work = inTurns({ monotonicMs: () => 0 }, items, () => undefined)
  setImmediate(() => {
    turns += 1
  })
  await work
  expect(turns).toBe(0)
})
