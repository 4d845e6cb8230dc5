/**
 * A moment as one types it, day first and by a 24-hour clock: 22/11/2026 14:30, in the residence's own time. Where a
 * period begins or ends, a day alone is the whole of it, until 24:00; elsewhere it is its first moment.
 */

/** What a moment stands at: the beginning of a period, its end, or neither. */
export type Bound = 'start' | 'end' | undefined

const TYPED =
  /^\s*(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})(?:[\s,]+(?:à\s+|at\s+)?(\d{1,2})\s?[:h]\s?(\d{2}))?\s*$/
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** What a clock on the wall shows then, as if it were in UTC. */
const wallClock = (at: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at)
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
}

/** A day of the year 202 or 9999 is a slip, here as in a field for a day. */
const FIRST_YEAR = 1900
const LAST_YEAR = 2199

/** `undefined` when it cannot be read, or when no clock here shows it: 31 February, the hour that spring skips, the year 9999. */
export const readTypedMoment = (text: string, timeZone: string, bound?: Bound): number | undefined => {
  const typed = TYPED.exec(text)
  if (typed === null) return undefined
  const [day = 0, month = 0, year = 0] = typed.slice(1, 4).map(Number)
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined
  const midnight = Date.UTC(year, month - 1, day)
  if (new Date(midnight).getUTCDate() !== day || new Date(midnight).getUTCMonth() !== month - 1)
    return undefined
  if (typed[4] === undefined) return edgeOfDay(midnight, timeZone, bound ?? 'start')
  const [hour = 0, minute = 0] = typed.slice(4).map(Number)
  if (hour === 24 && minute === 0 && bound === 'end') return edgeOfDay(midnight, timeZone, bound)
  return hour > 23 || minute > 59 ? undefined : atWall(midnight + hour * HOUR_MS + minute * 60_000, timeZone)
}

const atWall = (wall: number, timeZone: string): number | undefined => {
  const near = wall - (wallClock(wall, timeZone) - wall)
  const at = near - (wallClock(near, timeZone) - wall)
  return wallClock(at, timeZone) === wall ? at : undefined
}

/** Where the clocks go on at midnight, the day begins an hour later. */
const edgeOfDay = (midnight: number, timeZone: string, bound: 'start' | 'end'): number | undefined => {
  const wall = bound === 'start' ? midnight : midnight + DAY_MS
  return atWall(wall, timeZone) ?? atWall(wall + HOUR_MS, timeZone)
}

/** The midnight at which a period ends belongs to the day before: 24:00. */
export const typeMoment = (at: number, timeZone: string, bound?: Bound): string => {
  const wall = wallClock(at, timeZone)
  const isEnd = bound === 'end' && wall % DAY_MS === 0
  const [day, time] = new Date(isEnd ? wall - DAY_MS : wall).toISOString().split('T')
  return `${(day ?? '').split('-').toReversed().join('/')} ${isEnd ? '24:00' : (time ?? '').slice(0, 5)}`
}
