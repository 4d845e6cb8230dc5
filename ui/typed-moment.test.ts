/** Moments typed by hand, in the time of the residence. */
import { expect, it } from 'vitest'
import { readTypedMoment, typeMoment } from './typed-moment.ts'

const PARIS = 'Europe/Paris'
const read = (text: string): string | undefined => {
  const at = readTypedMoment(text, PARIS)
  return at === undefined ? undefined : new Date(at).toISOString()
}

it.each([
  ['22/11/2026 14:30', '2026-11-22T13:30:00.000Z'],
  ['1/7/2026, 09h05', '2026-07-01T07:05:00.000Z'],
  ['01.07.2026 à 9:05', '2026-07-01T07:05:00.000Z'],
  ['29/3/2026 03:00', '2026-03-29T01:00:00.000Z'],
  ['22/11/2026', '2026-11-21T23:00:00.000Z'],
])('reads %s in the residence’s own time', (text, instant) => {
  expect(read(text)).toBe(instant)
})

it.each([
  '22/11/0001',
  '22/11/1899 14:30',
  '22/11/9999',
  '',
  'tomorrow',
  '31/02/2026 10:00',
  '31/02/2026',
  '22/11/2026 24:00',
  '29/3/2026 02:30',
])('does not read “%s”', (text) => {
  expect(read(text)).toBeUndefined()
})

it.each([
  ['20/11/2026', 'start', '2026-11-19T23:00:00.000Z'],
  ['20/11/2026', 'end', '2026-11-20T23:00:00.000Z'],
  ['20/11/2026 24:00', 'end', '2026-11-20T23:00:00.000Z'],
  // The day on which the clocks go on is an hour shorter.
  ['29/03/2026', 'start', '2026-03-28T23:00:00.000Z'],
  ['29/03/2026', 'end', '2026-03-29T22:00:00.000Z'],
] as const)('takes the day %s alone for its whole, at its %s', (text, bound, instant) => {
  const at = readTypedMoment(text, PARIS, bound)
  expect(at === undefined ? at : new Date(at).toISOString()).toBe(instant)
})

it('begins a day whose midnight no clock shows an hour later', () => {
  const at = readTypedMoment('06/09/2026', 'America/Santiago', 'start')
  expect(at).toBe(readTypedMoment('06/09/2026 01:00', 'America/Santiago'))
})

it('writes the midnight at which a period ends with the day that ends', () => {
  const at = readTypedMoment('20/11/2026', PARIS, 'end') ?? 0
  expect(typeMoment(at, PARIS, 'end')).toBe('20/11/2026 24:00')
  expect(readTypedMoment(typeMoment(at, PARIS, 'end'), PARIS, 'end')).toBe(at)
})

it('writes a moment the way it reads it', () => {
  const at = Date.parse('2026-11-22T13:30:00Z')
  expect(typeMoment(at, PARIS)).toBe('22/11/2026 14:30')
  expect(readTypedMoment(typeMoment(at, PARIS), PARIS)).toBe(at)
})
