/** The catalogue and the filing of events. */
import { DAY_MS, instant, MINUTE_MS } from '@loge/kernel'
import { describe, expect, test } from 'vitest'
import { createCatalogue } from './catalogue.ts'
import { defineFacts } from './fact.ts'
import { fileEvent } from './filing.ts'

const facts = defineFacts({
  opened: { type: 'door.opened', version: 2, retention: 'equipment', payload: { method: 'how' } },
})

describe('the catalogue', () => {
  test('gives a known type its version and drawer, and leaves undeclared keys out', () => {
    expect(createCatalogue([facts]).describe('door.opened', { method: 'card', name: 'Nadia' })).toEqual({
      version: 2,
      retention: 'equipment',
      known: true,
      payload: { method: 'card' },
      undeclaredKeys: ['name'],
    })
  })

  test('keeps what an unknown type says, in the drawer that is emptied first', () => {
    expect(createCatalogue([]).describe('door.melted', { degrees: 1200, note: 'a\u0000' })).toMatchObject({
      known: false,
      version: 0,
      retention: 'movement',
      payload: { degrees: 1200, note: 'a\ufffd' },
    })
  })

  test('refuses that two features declare one type', () => {
    expect(() => createCatalogue([facts, facts])).toThrow('two features declare the fact door.opened')
  })
})

describe('filing', () => {
  const now = instant(Date.UTC(2026, 10, 5, 9, 42))

  test('takes the instant it happened, and marks what is more than a minute old as late', () => {
    const onTime = instant(now - MINUTE_MS)
    expect(fileEvent(onTime, now, true)).toEqual({ filedAt: onTime, late: false })
    const late = instant(now - MINUTE_MS - 1)
    expect(fileEvent(late, now, true)).toEqual({ filedAt: late, late: true })
  })

  test('takes the instant we heard of it when the clock is not trusted, in 1970 or in the future', () => {
    expect(fileEvent(instant(now - DAY_MS), now, false)).toEqual({ filedAt: now, late: false })
    expect(fileEvent(instant(0), now, true).filedAt).toBe(now)
    expect(fileEvent(instant(now + DAY_MS), now, true)).toEqual({ filedAt: now, late: false })
  })
})
