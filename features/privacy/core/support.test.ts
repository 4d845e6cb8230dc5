import { addMs, HOUR_MS, instant, MINUTE_MS } from '@loge/kernel'
import { describe, expect, it, test } from 'vitest'
import { endOfSupport, refuseSupportRead, supportState, type SupportStanding } from './support.ts'

const ASKED = instant(Date.parse('2026-03-29T00:30:00Z'))
const END = endOfSupport(ASKED, 24)
const contract: SupportStanding = { basis: 'contract', agreedAt: null, endsAt: END, endedAt: null }
const consent: SupportStanding = { ...contract, basis: 'consent' }
const agreed: SupportStanding = { ...consent, agreedAt: addMs(ASKED, MINUTE_MS) }

describe('a support access', () => {
  test.each([
    ['on a contract, at once', contract, 0, 'open'],
    ['on a consent, not before the yes', consent, 0, 'asked'],
    ['on a consent, after the yes', agreed, MINUTE_MS, 'open'],
    ['to the last millisecond', contract, 24 * HOUR_MS - 1, 'open'],
    ['not at its end, though the clocks changed meanwhile', contract, 24 * HOUR_MS, 'over'],
    ['without a yes, it ends all the same', consent, 24 * HOUR_MS, 'over'],
    ['ended before its time', { ...agreed, endedAt: addMs(ASKED, HOUR_MS) }, 2 * HOUR_MS, 'over'],
  ] as const)('is open %s', (_, standing, after, state) => {
    expect(supportState(standing, addMs(ASKED, after))).toBe(state)
  })

  it('shows what is in its scope while it is open, and nothing else', () => {
    const scoped = { ...contract, categories: ['equipment_use'] }
    expect(refuseSupportRead(scoped, 'equipment_use', ASKED)).toBeUndefined()
    expect(refuseSupportRead(scoped, 'identity', ASKED)).toBe('support_out_of_scope')
    expect(refuseSupportRead(scoped, 'equipment_use', END)).toBe('support_over')
    expect(refuseSupportRead({ ...scoped, ...consent }, 'equipment_use', ASKED)).toBe('support_not_agreed')
  })
})
