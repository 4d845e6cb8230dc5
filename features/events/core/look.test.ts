/** What a look covers, and what it does not. */
import { addMs, asId, DAY_MS, HOUR_MS, instant } from '@loge/kernel'
import { describe, expect, it } from 'vitest'
import { LONGEST_LOOK_MS, lookFor, periodOfLook, shows, type OpenLook } from './look.ts'

const now = instant(Date.UTC(2026, 10, 22, 10))
const ago = (hours: number) => addMs(now, -hours * HOUR_MS)
const personId = asId('person', '018f0000-0000-7000-8000-000000000001')
const other = asId('person', '018f0000-0000-7000-8000-000000000002')
const look: OpenLook = {
  id: asId('look', '018f0000-0000-7000-8000-000000000009'),
  personId,
  from: ago(10),
  until: ago(2),
}

describe('the period of a look', () => {
  it.each([
    ['a stretch of the past is covered as asked', ago(5), ago(1), { from: ago(5), until: ago(1) }],
    [
      'what lies ahead is cut off: nobody is followed',
      ago(5),
      addMs(now, DAY_MS),
      { from: ago(5), until: now },
    ],
    ['the future alone is no period', now, addMs(now, DAY_MS), undefined],
    ['an end before the beginning is none', ago(1), ago(5), undefined],
    [
      'the longest is allowed',
      addMs(now, -LONGEST_LOOK_MS),
      now,
      { from: addMs(now, -LONGEST_LOOK_MS), until: now },
    ],
    ['longer is not', addMs(now, -LONGEST_LOOK_MS - 1), now, undefined],
  ])('%s', (_name, from, until, expected) => {
    expect(periodOfLook({ from, until }, now)).toEqual(expected)
  })
})

describe('a question about somebody', () => {
  it.each([
    ['inside the look', { personId, from: ago(9), until: ago(3) }, true],
    ['exactly as long', { personId, from: ago(10), until: ago(2) }, true],
    ['without ends: the look has its own', { personId }, true],
    ['that begins earlier', { personId, from: ago(11), until: ago(3) }, false],
    ['that ends later', { personId, from: ago(9), until: ago(1) }, false],
    ['about somebody else', { personId: other, from: ago(9), until: ago(3) }, false],
  ])('%s', (_name, asked, covered) => {
    expect(lookFor([look], asked)).toBe(covered ? look : undefined)
  })

  it('shows a moment of that person in the period, and nothing else', () => {
    expect(shows([look], personId, ago(10))).toBe(true)
    expect(shows([look], personId, ago(2))).toBe(false)
    expect(shows([look], personId, addMs(ago(10), -1))).toBe(false)
    expect(shows([look], other, ago(5))).toBe(false)
    expect(shows([], personId, ago(5))).toBe(false)
  })
})
