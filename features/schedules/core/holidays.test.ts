/** The built-in holidays against an independent list, every region, 2024 to 2034. */
import { civilDay, formatCivilDay, parseCivilDay, type CivilDay } from '@loge/kernel'
import Holidays from 'date-holidays'
import { describe, expect, test } from 'vitest'
import { HOLIDAY_REGIONS, type HolidayRegion } from './holiday-rules.ts'
import { ADDED_HOLIDAY, describeHolidays, easterSunday } from './holidays.ts'

const FIRST = 2024
const LAST = 2034

/**
 * Where we differ on purpose. A half day is not a holiday. Saint-Martin keeps 28 May (Code du travail L3422-2).
 * Glarus keeps the first Thursday of April, also when that is the 1st; the list looks only from the 2nd on.
 */
const isHalfDay = (rule: string): boolean => rule.endsWith('12:00')
const replacements: Partial<Record<HolidayRegion, (date: string) => string>> = {
  'FR-MF': (date) => date.replace(/05-27$/, '05-28'),
  'CH-GL': (date) => date.replace(/^(2027|2032)-04-08$/, '$1-04-01'),
}

const peerOf = (region: HolidayRegion): Holidays => {
  const [country = '', part] = region === 'FR-ALSACE-MOSELLE' ? ['FR', '67'] : region.split('-')
  return part === undefined ? new Holidays(country) : new Holidays(country, part)
}

const theirs = (region: HolidayRegion): readonly string[] => {
  const peer = peerOf(region)
  const dates: string[] = []
  for (let year = FIRST; year <= LAST; year += 1)
    for (const { type, rule, date } of peer.getHolidays(year))
      if (type === 'public' && !isHalfDay(rule)) dates.push(date.slice(0, 10))
  return [...new Set(dates.map((date) => replacements[region]?.(date) ?? date))].toSorted()
}

const ours = (region: HolidayRegion): readonly string[] =>
  [
    ...describeHolidays(
      { region, added: [], removed: [] },
      civilDay(FIRST, 1, 1),
      civilDay(LAST, 12, 31),
    ).keys(),
  ]
    .toSorted((one, other) => one - other)
    .map(formatCivilDay)

describe('holidays', () => {
  test('there are nine French regions and the 26 cantons', () => {
    expect(HOLIDAY_REGIONS.filter((region) => region.startsWith('FR'))).toHaveLength(9)
    expect(HOLIDAY_REGIONS.filter((region) => region.startsWith('CH-'))).toHaveLength(26)
  })

  test.each(HOLIDAY_REGIONS)('of %s agree with an independent list for eleven years', (region) => {
    expect(ours(region)).toEqual(theirs(region))
  })

  test('Easter falls where the church tables put it, the earliest and the latest included', () => {
    const sundays = [
      '1818-03-22',
      '1943-04-25',
      '2000-04-23',
      '2024-03-31',
      '2038-04-25',
      '2049-04-18',
      '2285-03-22',
    ]
    for (const text of sundays) expect(formatCivilDay(easterSunday(Number(text.slice(0, 4))))).toBe(text)
  })

  test('an organization adds and removes days', () => {
    const on = (text: string): CivilDay => parseCivilDay(text) ?? expect.fail(text)
    const calendar = { region: 'FR', added: [on('2026-05-15')], removed: [on('2026-05-14')] } as const
    const may = describeHolidays(calendar, on('2026-05-01'), on('2026-05-31'))
    expect([...may].map(([day, code]) => `${formatCivilDay(day)} ${code}`)).toEqual([
      '2026-05-01 labourDay',
      '2026-05-08 victory1945',
      '2026-05-25 whitMonday',
      `2026-05-15 ${ADDED_HOLIDAY}`,
    ])
  })
})
