/** Token buckets: fair to each caller, bounded in memory. */
import { describe, expect, it } from 'vitest'
import { createRateLimiter } from './rate-limiter.ts'

const limited = () => {
  const clock = { nowMs: 0 }
  const limiter = createRateLimiter(
    { monotonicMs: () => clock.nowMs },
    { command: { burst: 3, perSecond: 0.5 } },
  )
  return { clock, take: (caller: string) => limiter.take('command', caller) }
}

describe('a rate limiter', () => {
  it('allows a burst, then as much as flows in', () => {
    const { clock, take } = limited()
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 2])
    clock.nowMs += 1_999
    expect(take('a')).toBe(1)
    clock.nowMs += 1
    expect([take('a'), take('a')]).toEqual([0, 2])
  })

  it('counts every caller and every class alone', () => {
    const { take } = limited()
    for (let turn = 0; turn < 4; turn += 1) take('a')
    expect(take('b')).toBe(0)
  })

  it('never saves up more than a burst', () => {
    const { clock, take } = limited()
    clock.nowMs += 3_600_000
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 2])
  })

  it('keeps a caller who is waiting, and forgets those who are not, under a flood of addresses', () => {
    const { clock, take } = limited()
    for (let turn = 0; turn < 3; turn += 1) take('guesser')
    for (let number = 0; number < 15_000; number += 1) take(`first ${number}`)
    clock.nowMs += 2_000
    for (let turn = 0; turn < 2; turn += 1) take('guesser')
    for (let number = 0; number < 15_000; number += 1) take(`second ${number}`)
    expect(take('guesser')).toBeGreaterThan(0)
  })
})
