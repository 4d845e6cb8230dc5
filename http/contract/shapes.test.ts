import { describe, expect, it } from 'vitest'
import { humanText } from './index.ts'

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
})
