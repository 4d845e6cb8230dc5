import fc from 'fast-check'
import { expect, it } from 'vitest'
import { shareOf } from './share.ts'

const DAY = 86_400_000

it.each([
  [0, 0],
  [30.5, 0.25],
  [91.5, 0.5],
  [366, 0.75],
  [3653, 1],
  [9999, 1],
])('%f days fill %f of the bar', (days, share) => {
  expect(shareOf(days * DAY, 0)).toBeCloseTo(share)
})

it('is never shorter for what is kept longer', () => {
  const days = fc.integer({ min: -10, max: 5000 })
  fc.assert(
    fc.property(days, days, (one, other) => {
      const [short, long] = [Math.min(one, other), Math.max(one, other)]
      expect(shareOf(short * DAY, 0)).toBeLessThanOrEqual(shareOf(long * DAY, 0))
    }),
  )
})
