import { describe, expect, it } from 'vitest'
import { DAY_MS, instant } from '@loge/kernel'
import { z } from 'zod'
import { humanText, lifeDate, lifeInstant, wireInstant } from './index.ts'

const reason = humanText(3, 10)

describe('what somebody writes for others', () => {
  it.each(['   ', '\u200b\u200b\u200b', '\ufeff\u2060\u200d', '\u00a0\u3000\u00ad', '\u200bab\u200b'])(
    'is refused when what can be seen of it says too little',
    (text) => expect(reason.safeParse(text).success).toBe(false),
  )

  it('is kept without what nobody sees at its ends, and as it is in between', () => {
    expect(reason.parse('\u200b  le 3\u202fmai \u200d')).toBe('le 3\u202fmai')
    expect(reason.parse('👩‍🔧 là')).toBe('👩‍🔧 là')
  })

  it('is measured by what remains', () => {
    expect(reason.safeParse(`${'\u200b'.repeat(50)}ici`).success).toBe(true)
    expect(reason.safeParse('x'.repeat(11)).success).toBe(false)
  })

  it.each(['Camille \u202ednahcraM', 'Ca\u2066mil\u2069le'])(
    'is refused when it turns the direction of what follows',
    (text) => expect(humanText(1, 50).safeParse(text).success).toBe(false),
  )

  it('may be written from right to left', () => {
    expect(humanText(1, 50).parse('\u200fליאת\u200f כהן')).toContain('כהן')
  })
})

describe('a moment', () => {
  it.each([
    ['9999-12-31T23:59:59Z', '9999-12-30T00:00:00.000Z'],
    ['0000-01-01T00:00:00Z', '0001-01-02T00:00:00.000Z'],
    ['2026-11-22T12:00:00+14:00', '2026-11-21T22:00:00.000Z'],
  ])('%s is kept and told as %s', (text, told) => {
    expect(z.encode(wireInstant, wireInstant.parse(text))).toBe(told)
  })

  it.each(['2026-11-23', '2026-11-23T10:00', 'tomorrow', ''])(
    '%j is refused with what to type instead',
    (text) => {
      const [issue] = wireInstant.safeParse(text).error?.issues ?? []
      expect([issue?.code, issue?.message]).toEqual([
        'invalid_format',
        expect.stringContaining('2026-11-23T00:00:00+01:00'),
      ])
    },
  )

  it('worked out beyond the last one that can be written is told as that one', () => {
    expect(z.encode(wireInstant, instant(Date.UTC(9999, 11, 31) + 400 * DAY_MS))).toBe(
      '9999-12-30T00:00:00.000Z',
    )
  })
})

describe('a day in a life', () => {
  it.each(['0001-01-01', '1899-12-31', '2200-01-01', '9999-12-31'])('is not %s, and says why', (day) => {
    for (const read of [lifeDate.safeParse(day), lifeInstant.safeParse(`${day}T12:00:00Z`)])
      expect(read.error?.issues[0]?.message).toMatch(/^a day from 1900-01-01 to 2199-12-31/)
  })

  it.each(['1900-01-01', '2026-11-23', '2199-12-31'])('may be %s', (day) => {
    expect(lifeDate.safeParse(day).success).toBe(true)
    expect(lifeInstant.safeParse(`${day}T12:00:00Z`).success).toBe(true)
  })
})
