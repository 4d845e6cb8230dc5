/** Periods by the calendar: short months, leap days, several rules over one row. */
import { fc, test as property } from '@fast-check/vitest'
import {
  addDays,
  asCivilDay,
  civilFields,
  formatCivilDay,
  instant,
  type Instant,
  parseCivilDay,
} from '@loge/kernel'
import { describe, expect, test } from 'vitest'
import {
  addPeriod,
  defaultRegister,
  endOf,
  keptUntil,
  type Period,
  retentionFor,
  type RetentionRule,
  UTC,
} from './index.ts'

const at = (text: string): Instant => instant(Date.parse(text))
const day = (text: string) => parseCivilDay(text) ?? asCivilDay(0)
const rule = (more: Partial<RetentionRule>): RetentionRule => ({
  id: 'rule',
  period: { unit: 'year', count: 3 },
  mode: 'max',
  trigger: 'recorded',
  ground: 'a test',
  sentence: { en: 'a', fr: 'b' },
  ...more,
})

test.each([
  ['2025-01-31', { unit: 'month', count: 1 }, '2025-02-28'],
  ['2024-01-31', { unit: 'month', count: 1 }, '2024-02-29'],
  ['2025-01-31', { unit: 'month', count: 13 }, '2026-02-28'],
  ['2024-02-29', { unit: 'year', count: 1 }, '2025-02-28'],
  ['2024-02-29', { unit: 'year', count: 4 }, '2028-02-29'],
  ['2025-12-15', { unit: 'month', count: 1 }, '2026-01-15'],
  ['2026-03-14', { unit: 'year', count: 3 }, '2029-03-14'],
  ['2026-03-28', { unit: 'day', count: 5 }, '2026-04-02'],
] as const)('from %s, a period ends by the calendar', (from, period, until) => {
  expect(formatCivilDay(addPeriod(day(from), period))).toBe(until)
})

const periods = fc.record({
  unit: fc.constantFrom<Period['unit']>('month', 'year'),
  count: fc.integer({ min: 1, max: 40 }),
})
const days = fc.integer({ min: -20_000, max: 60_000 }).map((n) => asCivilDay(n))

property.prop([days, periods])(
  'a later day never ends earlier, and the day of the month never grows',
  (from, period) => {
    const end = addPeriod(from, period)
    expect(addPeriod(addDays(from, 1), period)).toBeGreaterThanOrEqual(end)
    expect(civilFields(end).day).toBeLessThanOrEqual(civilFields(from).day)
    expect(civilFields(from).day - civilFields(end).day).toBeLessThanOrEqual(3)
  },
)

describe('a rule', () => {
  const from = at('2026-03-14T17:20:00Z')

  test.each([
    ['counts from the day of what happened', rule({}), '2029-03-14T00:00:00Z'],
    ['counts from the end of the year', rule({ trigger: 'year_ended' }), '2030-01-01T00:00:00Z'],
    ['ends with its purpose', rule({ period: 'needed' }), '2026-03-14T17:20:00Z'],
  ] as const)('%s', (_, one, until) => {
    expect(endOf(one, from, UTC)).toBe(at(until))
  })

  test('gives no date where a law says, or where nobody can be told from it', () => {
    for (const period of ['law_says', 'anonymous'] as const)
      expect(endOf(rule({ period }), at('2026-01-01T00:00:00Z'), UTC)).toBeNull()
  })
})

describe('several rules over one row', () => {
  const claims = rule({ id: 'claims', period: { unit: 'year', count: 5 }, trigger: 'contract_ended' })
  const contact = rule({ id: 'contact', trigger: 'last_contact_from_person' })

  test('keep it until the last of them ends', () => {
    const happened = {
      contract_ended: at('2026-01-31T12:00:00Z'),
      last_contact_from_person: at('2029-06-01T12:00:00Z'),
    }
    expect(keptUntil([claims, contact], happened, UTC)).toEqual({
      until: at('2032-06-01T00:00:00Z'),
      rule: contact,
    })
  })

  test('keep it open as long as one has not begun', () => {
    expect(keptUntil([claims, contact], { contract_ended: at('2026-01-31T12:00:00Z') }, UTC)).toMatchObject({
      until: 'open',
      rule: { id: 'contact' },
    })
  })

  test('are none where nothing needs the row', () => {
    expect(keptUntil([], {}, UTC)).toBeUndefined()
  })

  test('the longest is the one that still needs a row', () => {
    expect(retentionFor(defaultRegister, ['access_journal', 'staff_accountability']).id).toBe(
      'accountability_log',
    )
    expect(() => retentionFor({ activities: [], retention: [] }, ['access_journal'])).toThrow(
      'access_journal',
    )
  })
})
