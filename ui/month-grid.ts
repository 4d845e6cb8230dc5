/** The days of a month in weeks that begin on Monday, and where a key leads among them. */
import { type DayText, dayOf, startOf } from './typed-day.ts'

const DAY_MS = 86_400_000
const WEEK = 7

export const addDays = (day: DayText, count: number): DayText => dayOf(startOf(day) + count * DAY_MS)

/** 0: Monday. */
const weekday = (day: DayText): number => (new Date(startOf(day)).getUTCDay() + 6) % WEEK

/** The same day of another month, or its last one. */
export const addMonths = (day: DayText, count: number): DayText => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return dayOf(Date.UTC(year, month - 1 + count, Math.min(date, last)))
}

/** Whole weeks: the first and the last show days of the months beside. */
export const weeksOf = (day: DayText): readonly (readonly DayText[])[] => {
  const first = addDays(day, 1 - Number(day.slice(8)))
  const start = addDays(first, -weekday(first))
  const weeks: DayText[][] = []
  for (let monday = start; monday < addMonths(first, 1); monday = addDays(monday, WEEK))
    weeks.push(Array.from({ length: WEEK }, (_, index) => addDays(monday, index)))
  return weeks
}

const MOVES: Readonly<Record<string, (day: DayText) => DayText>> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -WEEK),
  ArrowDown: (day) => addDays(day, WEEK),
  Home: (day) => addDays(day, -weekday(day)),
  End: (day) => addDays(day, WEEK - 1 - weekday(day)),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
  'Shift+PageUp': (day) => addMonths(day, -12),
  'Shift+PageDown': (day) => addMonths(day, 12),
}

/** `undefined`: the key leads nowhere. */
export const moveBy = (day: DayText, key: string, shift: boolean): DayText | undefined =>
  MOVES[shift && key.startsWith('Page') ? `Shift+${key}` : key]?.(day)

export interface DayBounds {
  /** Both included. */
  readonly min?: DayText | undefined
  readonly max?: DayText | undefined
}

/** Days compare like their texts. */
export const within = (day: DayText, { min, max }: DayBounds): 'tooEarly' | 'tooLate' | undefined =>
  min !== undefined && day < min ? 'tooEarly' : max !== undefined && day > max ? 'tooLate' : undefined
