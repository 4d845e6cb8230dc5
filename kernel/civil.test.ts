/** Civil dates against the language's own calendar in UTC, day by day. */
import { describe, expect, test } from 'vitest'
import {
  asCivilDay,
  civilDay,
  civilFields,
  formatCivilDay,
  isLeapYear,
  isoWeekOf,
  parseCivilDay,
  weekdayOf,
} from './civil.ts'

describe('civil days', () => {
  test('agree with the proleptic Gregorian calendar from 1896 to 2104', () => {
    for (let day = asCivilDay(-27_000); day < 49_000; day = asCivilDay(day + 1)) {
      const date = new Date(day * 86_400_000)
      const fields = civilFields(day)
      if (
        fields.year !== date.getUTCFullYear() ||
        fields.month !== date.getUTCMonth() + 1 ||
        fields.day !== date.getUTCDate()
      )
        expect.fail(`${date.toISOString()} became ${JSON.stringify(fields)}`)
      if (civilDay(fields.year, fields.month, fields.day) !== day)
        expect.fail(`${formatCivilDay(day)} does not return`)
      if (weekdayOf(day) % 7 !== date.getUTCDay())
        expect.fail(`${formatCivilDay(day)} is weekday ${weekdayOf(day)}`)
    }
  })

  test('read and write ISO dates, and refuse dates that do not exist', () => {
    expect(formatCivilDay(civilDay(2028, 2, 29))).toBe('2028-02-29')
    expect(parseCivilDay('2028-02-29')).toBe(civilDay(2028, 2, 29))
    expect(parseCivilDay('2027-02-29')).toBeUndefined()
    expect(parseCivilDay('2027-13-01')).toBeUndefined()
    expect(parseCivilDay('27-01-01')).toBeUndefined()
    expect([2000, 2024, 2100].map(isLeapYear)).toEqual([true, true, false])
  })

  test('know week 53 and the weeks that belong to a neighbouring year', () => {
    expect(isoWeekOf(civilDay(2026, 12, 31))).toEqual({ year: 2026, week: 53 })
    expect(isoWeekOf(civilDay(2027, 1, 3))).toEqual({ year: 2026, week: 53 })
    expect(isoWeekOf(civilDay(2027, 1, 4))).toEqual({ year: 2027, week: 1 })
    expect(isoWeekOf(civilDay(2024, 12, 30))).toEqual({ year: 2025, week: 1 })
  })
})
