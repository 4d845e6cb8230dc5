/** The catalogue and the filing of events. */
import { DAY_MS, instant, SECOND_MS } from '@loge/kernel'
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

  const arrived = (occurredAt: number, clockTrusted = true) => ({
    occurredAt: instant(occurredAt),
    receivedAt: now,
    clockTrusted,
  })

  test('takes the instant it happened, and marks what took more than ten seconds to arrive as late', () => {
    const onTime = instant(now - 10 * SECOND_MS)
    expect(fileEvent(arrived(onTime))).toEqual({ filedAt: onTime, late: false })
    const late = instant(onTime - 1)
    expect(fileEvent(arrived(late))).toEqual({ filedAt: late, late: true })
  })

  test('marks what waited for a cut line as late, however short the cut and whatever the clock said', () => {
    const justNow = instant(now - SECOND_MS)
    expect(fileEvent({ ...arrived(justNow), fromBacklog: true })).toEqual({ filedAt: justNow, late: true })
    expect(fileEvent({ ...arrived(0, false), fromBacklog: true })).toEqual({ filedAt: now, late: true })
  })

  test('takes the instant we heard of it when the clock is not trusted, in 1970 or in the future', () => {
    expect(fileEvent(arrived(now - DAY_MS, false))).toEqual({ filedAt: now, late: false })
    expect(fileEvent(arrived(0)).filedAt).toBe(now)
    expect(fileEvent(arrived(now + DAY_MS))).toEqual({ filedAt: now, late: false })
  })
})
