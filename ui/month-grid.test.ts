/** The calendar of a day field: its weeks, and its keys. */
import { expect, it } from 'vitest'
import { addMonths, moveBy, weeksOf, within } from './month-grid.ts'

it.each([
  ['2026-11-15', '2026-10-26', '2026-12-06', 6],
  ['2027-02-10', '2027-02-01', '2027-02-28', 4],
  ['2028-02-29', '2028-01-31', '2028-03-05', 5],
] as const)('shows the month of %s from Monday %s to Sunday %s', (day, from, until, count) => {
  const weeks = weeksOf(day)
  expect(weeks).toHaveLength(count)
  expect(weeks[0]?.[0]).toBe(from)
  expect(weeks.at(-1)?.at(-1)).toBe(until)
})

it.each([
  ['ArrowLeft', false, '2026-02-28'],
  ['ArrowRight', false, '2026-03-02'],
  ['ArrowUp', false, '2026-02-22'],
  ['ArrowDown', false, '2026-03-08'],
  ['Home', false, '2026-02-23'],
  ['End', false, '2026-03-01'],
  ['PageUp', false, '2026-02-01'],
  ['PageDown', false, '2026-04-01'],
  ['PageUp', true, '2025-03-01'],
  ['PageDown', true, '2027-03-01'],
  ['Tab', false, undefined],
] as const)('moves from a Sunday by %s (shift: %s) to %s', (key, shift, day) => {
  expect(moveBy('2026-03-01', key, shift)).toBe(day)
})

it('keeps to the last day of a shorter month', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2028-02-29', -12)).toBe('2027-02-28')
  expect(addMonths('2026-12-31', -1)).toBe('2026-11-30')
})

it('says on which side of its bounds a day lies', () => {
  const bounds = { min: '2026-11-22', max: '2026-12-31' } as const
  expect(within('2026-11-21', bounds)).toBe('tooEarly')
  expect(within('2026-11-22', bounds)).toBeUndefined()
  expect(within('2026-12-31', bounds)).toBeUndefined()
  expect(within('2027-01-01', bounds)).toBe('tooLate')
  expect(within('1900-01-01', {})).toBeUndefined()
})
