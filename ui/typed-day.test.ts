/** Civil days typed by hand, in the ways people of both languages write them. */
import { expect, it } from 'vitest'
import { readTypedDay, typeDay } from './typed-day.ts'

it.each([
  ['22/11/2026', '2026-11-22'],
  ['1/7/2026', '2026-07-01'],
  [' 01.07.2026 ', '2026-07-01'],
  ['1-7-2026', '2026-07-01'],
  ['2026-11-22', '2026-11-22'],
  ['29/02/2028', '2028-02-29'],
  ['22 novembre 2026', '2026-11-22'],
  ['22 Nov. 2026', '2026-11-22'],
  ['1er août 2026', '2026-08-01'],
  ['1st August 2026', '2026-08-01'],
  ['3 fév 2027', '2027-02-03'],
  ['14 juil 2027', '2027-07-14'],
  ['2 mar 2027', '2027-03-02'],
])('reads %s', (text, day) => {
  expect(readTypedDay(text)).toBe(day)
})

it.each([
  '',
  'tomorrow',
  '31/02/2026',
  '29/02/2027',
  '0/1/2026',
  '12/13/2026',
  '22/11/26',
  '22/11',
  '14 jui 2027',
  '14 xx 2027',
  '22/11/2026 14:30',
  '2026-13-01',
  '22/11/0026',
])('does not read “%s”', (text) => {
  expect(readTypedDay(text)).toBeUndefined()
})

it('writes a day the way it reads it', () => {
  expect(typeDay('2026-11-02')).toBe('02/11/2026')
  expect(readTypedDay(typeDay('2026-11-02'))).toBe('2026-11-02')
})
