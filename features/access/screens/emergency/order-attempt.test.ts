import { describe, expect, it } from 'vitest'
import { attemptOf } from './order-attempt.ts'

const asked = { siteId: 'sit_1', kind: 'lockdown', zoneId: null, reason: 'Drill', drill: true } as const
const noon = Date.UTC(2026, 10, 23, 12)
const first = attemptOf(asked, 60, noon, undefined)

describe('an order pressed again', () => {
  it('ends so many minutes after it was first pressed', () =>
    expect(first.body.until).toBe('2026-11-23T13:00:00.000Z'))

  it('is the same order when the answer was lost: same key, same end', () =>
    expect(attemptOf(asked, 60, noon + 5000, first)).toBe(first))

  it.each([
    ['other words', { ...asked, reason: 'A real one' }, 60, 5000],
    ['another duration', asked, 240, 5000],
    ['the same words much later', asked, 60, 120_000],
  ] as const)('is a new order with %s', (_, other, minutes, later) => {
    const next = attemptOf(other, minutes, noon + later, first)
    expect(next.idempotencyKey).not.toBe(first.idempotencyKey)
    expect(Date.parse(next.body.until)).toBe(noon + later + minutes * 60_000)
  })

  it('is a new order once the first was answered', () =>
    expect(attemptOf(asked, 60, noon + 5000, undefined).idempotencyKey).not.toBe(first.idempotencyKey))
})
