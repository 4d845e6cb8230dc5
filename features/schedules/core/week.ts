/** A week day by day, as it is edited, and the same as a schedule keeps it: windows with the days they are alike on. */
import type { Weekday } from '@loge/kernel'
import type { WeeklyWindow, Window } from './schedule.ts'
import { tidyWindows } from './windows.ts'

export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

/** Monday first. */
export type Week = readonly (readonly Window[])[]

export const weekOf = (weekly: readonly WeeklyWindow[]): Week =>
  WEEKDAYS.map((day) =>
    tidyWindows(weekly.filter(({ days }) => days.includes(day)).map(({ from, until }) => ({ from, until }))),
  )

/** Each window once, with every day that has it. */
export const weeklyOf = (week: Week): readonly WeeklyWindow[] => {
  const found = new Map<string, { window: Window; days: Weekday[] }>()
  for (const [position, windows] of week.entries()) {
    const day = WEEKDAYS[position]
    if (day === undefined) continue
    for (const { from, until } of windows) {
      const key = `${from}-${until}`
      const known = found.get(key)
      if (known === undefined) found.set(key, { window: { from, until }, days: [day] })
      else known.days.push(day)
    }
  }
  return [...found.values()].map(({ window, days }) => ({ ...window, days }))
}

/** Days that follow one another with the same windows, so that a week is said in a few words. */
export const stretchesOfWeek = (
  week: Week,
): readonly { readonly first: Weekday; readonly last: Weekday; readonly windows: readonly Window[] }[] => {
  const stretches: { first: Weekday; last: Weekday; windows: readonly Window[] }[] = []
  for (const [position, windows] of week.entries()) {
    const day = WEEKDAYS[position]
    const last = stretches.at(-1)
    if (day === undefined || windows.length === 0) continue
    if (last !== undefined && last.last === day - 1 && sameWindows(last.windows, windows)) last.last = day
    else stretches.push({ first: day, last: day, windows })
  }
  return stretches
}

export const sameWindows = (one: readonly Window[], other: readonly Window[]): boolean =>
  one.length === other.length &&
  one.every(({ from, until }, position) => from === other[position]?.from && until === other[position]?.until)
