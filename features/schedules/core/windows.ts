/** The windows of one day, changed by hand: added, moved, made longer or shorter, taken away. */
import { DAY_MINUTES, type Window } from './schedule.ts'

/** The least a window lasts when it is drawn rather than typed. */
export const DRAWN_MINUTES = 15

/** Where it ends counted from the day it begins: past 1440 when it goes on after midnight. */
export const endOf = ({ from, until }: Window): number => (until <= from ? until + DAY_MINUTES : until)

const windowOf = (from: number, end: number): Window => ({
  from,
  until: end > DAY_MINUTES ? end - DAY_MINUTES : end,
})

/** The latest a window can end: with its day when it begins with it, else a minute before it would begin again. */
const longest = (from: number): number => from + DAY_MINUTES - (from === 0 ? 0 : 1)

/** In order, those that touch or overlap made one, unless one window cannot say it. */
export const tidyWindows = (windows: readonly Window[]): readonly Window[] => {
  const tidy: { from: number; end: number }[] = []
  const inOrder = windows.toSorted((one, other) => one.from - other.from || endOf(other) - endOf(one))
  for (const window of inOrder) {
    const last = tidy.at(-1)
    const end = Math.max(last?.end ?? 0, endOf(window))
    if (last !== undefined && window.from <= last.end && end <= longest(last.from)) last.end = end
    else tidy.push({ from: window.from, end: endOf(window) })
  }
  return tidy.map(({ from, end }) => windowOf(from, end))
}

export const snap = (minute: number, step = DRAWN_MINUTES): number => Math.round(minute / step) * step

const within = (minute: number, low: number, high: number): number => Math.min(high, Math.max(low, minute))

/** From one end of a stroke to the other, whichever way it was drawn. */
export const drawWindow = (one: number, other: number): Window => {
  const from = within(Math.min(one, other), 0, DAY_MINUTES - DRAWN_MINUTES)
  const until = within(Math.max(one, other), from + DRAWN_MINUTES, DAY_MINUTES)
  return { from, until }
}

export type WindowGrip = 'from' | 'until' | 'whole'

/** By its beginning, its end, or whole, this many minutes later (earlier when negative). Never through its other end. */
export const moveWindow = (window: Window, grip: WindowGrip, by: number): Window => {
  const end = endOf(window)
  const shortest = Math.min(DRAWN_MINUTES, end - window.from)
  switch (grip) {
    case 'from': {
      const earliest = Math.max(0, end - DAY_MINUTES + 1)
      return windowOf(within(window.from + by, earliest, Math.min(end - shortest, DAY_MINUTES - 1)), end)
    }
    case 'until':
      return windowOf(window.from, within(end + by, window.from + shortest, longest(window.from)))
    case 'whole': {
      const from = within(window.from + by, 0, DAY_MINUTES - DRAWN_MINUTES)
      return windowOf(from, Math.min(from + end - window.from, longest(from)))
    }
  }
}
