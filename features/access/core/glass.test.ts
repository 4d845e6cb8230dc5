/** A key behind glass: it never outlives its end, and nobody reviews themselves. */
import { asId, instant, type Instant, MINUTE_MS } from '@loge/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acceptBreak, acceptReview, isBrokenAt } from './glass.ts'

const at = (minutes: number): Instant => instant(Date.UTC(2026, 10, 5, 9) + minutes * MINUTE_MS)
const sam = asId('person', '018f0000-0000-7000-8000-000000000001')
const lea = asId('person', '018f0000-0000-7000-8000-000000000002')

describe('a key behind glass', () => {
  test('whenever it is taken, ends after its minutes, never later than the key, and after it has begun', () => {
    const minutes = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(
        minutes,
        minutes,
        fc.integer({ min: 5, max: 240 }),
        minutes,
        (now, valid, forMinutes, later) => {
          const key = { validUntil: at(valid), withdrawnAt: null, forMinutes }
          const taken = acceptBreak(key, { at: at(now), isBroken: false })
          expect(taken.ok).toBe(now < valid)
          if (!taken.ok) return
          expect(taken.value).toBe(at(Math.min(now + forMinutes, valid)))
          const isOpen = isBrokenAt({ until: taken.value, closedAt: null }, at(later))
          if (later >= valid || later >= now + forMinutes) expect(isOpen).toBe(false)
        },
      ),
    )
  })

  test.each([
    ['withdrawn', { withdrawnAt: at(0) }, false, 'glass_key_over'],
    ['past its date', { validUntil: at(1) }, false, 'glass_key_over'],
    ['taken already', {}, true, 'glass_broken_already'],
  ])('%s is not taken', (_what, more, isBroken, refusal) => {
    const key = { validUntil: at(60), withdrawnAt: null, forMinutes: 30, ...more }
    expect(acceptBreak(key, { at: at(1), isBroken })).toEqual({ ok: false, refusal })
  })

  test.each([
    ['by the one who took it', { reviewer: sam, at: at(40) }, {}, 'glass_review_own'],
    ['while it is open', { reviewer: lea, at: at(29) }, {}, 'glass_still_broken'],
    ['twice', { reviewer: lea, at: at(40) }, { reviewedAt: at(31) }, 'glass_reviewed_already'],
    ['by another, once over', { reviewer: lea, at: at(30) }, {}, undefined],
    ['by another, once given back', { reviewer: lea, at: at(2) }, { closedAt: at(2) }, undefined],
  ])('is reviewed %s', (_what, review, more, refusal) => {
    const taken = { personId: sam, until: at(30), closedAt: null, reviewedAt: null, ...more }
    const answer = acceptReview(taken, review)
    expect(answer.ok ? undefined : answer.refusal).toBe(refusal)
  })
})
