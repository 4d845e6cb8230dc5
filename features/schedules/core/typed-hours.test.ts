/** What people type as hours, and the windows drawn by hand. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MINUTES, type Window } from './schedule.ts'
import { readHours, writeHours } from './typed-hours.ts'
import { stretchesOfWeek, weekOf, weeklyOf } from './week.ts'
import { drawWindow, endOf, moveWindow, tidyWindows } from './windows.ts'

const READ: readonly (readonly [typed: string, written: string])[] = [
  ['07:30-10:00, 17:30-19:30', '07:30–10:00, 17:30–19:30'],
  ['17:30–19:30; 07:30–10:00', '07:30–10:00, 17:30–19:30'],
  ['7-9', '07:00–09:00'],
  ['7h30 à 9h', '07:30–09:00'],
  ['0730-0900', '07:30–09:00'],
  ['7.30 to 9.15', '07:30–09:15'],
  ['22:00-06:00', '22:00–06:00'],
  ['00:00-24:00', '00:00–24:00'],
  ['18:00-00:00', '18:00–24:00'],
  ['08:00-12:00, 12:00-14:00', '08:00–14:00'],
  ['08:00-12:00, 10:00-11:00', '08:00–12:00'],
  ['22:00-06:00, 05:00-07:00', '05:00–07:00, 22:00–06:00'],
  ['', ''],
  [' , ', ''],
]

const REFUSED: readonly (readonly [typed: string, code: string, piece: string])[] = [
  ['07:30', 'not_hours', '07:30'],
  ['mornings', 'not_hours', 'mornings'],
  ['07:30-10:00-12:00', 'not_hours', '07:30-10:00-12:00'],
  ['08:00-09:00, 25:00-26:00', 'no_such_time', '25:00-26:00'],
  ['08:60-09:00', 'no_such_time', '08:60-09:00'],
  ['24:00-06:00', 'no_such_time', '24:00-06:00'],
  ['09:00-24:01', 'no_such_time', '09:00-24:01'],
  ['09:00-09:00', 'no_time_between', '09:00-09:00'],
]

describe('typed hours', () => {
  test.each(READ)('%j is read as %j', (typed, written) => {
    const read = readHours(typed)
    expect(read.ok && writeHours(read.value)).toBe(written)
  })

  test.each(REFUSED)('%j is refused as %s, naming %j', (typed, code, piece) => {
    expect(readHours(typed)).toEqual({ ok: false, refusal: { code, piece } })
  })
})

const window = fc
  .record({
    from: fc.integer({ min: 0, max: DAY_MINUTES - 1 }),
    until: fc.integer({ min: 1, max: DAY_MINUTES }),
  })
  .filter(({ from, until }) => from !== until)
const windows = fc.array(window, { maxLength: 8 })

/** The minutes from the beginning of the day that are inside, those after midnight included. */
const minutesOf = (all: readonly Window[]): readonly boolean[] =>
  Array.from({ length: 2 * DAY_MINUTES }, (_, minute) =>
    all.some((one) => one.from <= minute && minute < endOf(one)),
  )

describe('windows', () => {
  test('are the same after being written and read', () => {
    fc.assert(
      fc.property(windows, (some) => {
        const tidy = tidyWindows(some)
        expect(readHours(writeHours(tidy))).toEqual({ ok: true, value: tidy })
      }),
    )
  })

  test('cover the same minutes once they are tidy, and tidying again changes nothing', () => {
    fc.assert(
      fc.property(windows, (some) => {
        const tidy = tidyWindows(some)
        expect(minutesOf(tidy)).toEqual(minutesOf(some))
        expect(tidyWindows(tidy)).toEqual(tidy)
      }),
      { numRuns: 60 },
    )
  })

  test('stay windows however they are drawn or moved', () => {
    const grip = fc.constantFrom('from', 'until', 'whole')
    const isWindow = ({ from, until }: Window) =>
      from >= 0 && from < DAY_MINUTES && until >= 1 && until <= DAY_MINUTES && from !== until
    fc.assert(
      fc.property(window, grip, fc.integer({ min: -3_000, max: 3_000 }), (one, by, minutes) => {
        expect(isWindow(moveWindow(one, by, minutes))).toBe(true)
        expect(isWindow(drawWindow(one.from, minutes))).toBe(true)
      }),
    )
  })

  test.each([
    [{ from: 480, until: 600 }, 'from', 30, { from: 510, until: 600 }],
    [{ from: 480, until: 600 }, 'until', -30, { from: 480, until: 570 }],
    [{ from: 480, until: 600 }, 'from', 600, { from: 585, until: 600 }],
    [{ from: 1320, until: 1440 }, 'until', 360, { from: 1320, until: 360 }],
    [{ from: 480, until: 600 }, 'whole', -600, { from: 0, until: 120 }],
  ] as const)('%j moved by its %s by %d minutes is %j', (one, grip, by, moved) => {
    expect(moveWindow(one, grip, by)).toEqual(moved)
  })
})

describe('a week', () => {
  const weekly = [
    { days: [1, 2, 3, 4, 5] as const, from: 450, until: 600 },
    { days: [6, 7] as const, from: 480, until: 600 },
  ]

  test('is the same week after having been taken apart into days', () => {
    fc.assert(
      fc.property(fc.array(windows, { minLength: 7, maxLength: 7 }), (days) => {
        const week = days.map(tidyWindows)
        expect(weekOf(weeklyOf(week))).toEqual(week)
      }),
    )
  })

  test('is said by stretches of days that are alike', () => {
    expect(stretchesOfWeek(weekOf(weekly)).map(({ first, last }) => [first, last])).toEqual([
      [1, 5],
      [6, 7],
    ])
    expect(stretchesOfWeek(weekOf([]))).toEqual([])
  })
})
