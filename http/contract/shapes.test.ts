import { describe, expect, it } from 'vitest'
import { instant } from '@loge/kernel'
import { z } from 'zod'
import { humanText, wireInstant } from './index.ts'

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
  it('after the last or before the first one that can be written is told as that one', () => {
    const year = 365 * 86_400_000
    expect(z.encode(wireInstant, instant(Date.UTC(9999, 11, 31) + year))).toBe('9999-12-31T23:59:59.999Z')
    expect(z.encode(wireInstant, instant(Date.parse('0000-01-01T00:00:00Z') - year))).toBe(
      '0000-01-01T00:00:00.000Z',
    )
  })
})
