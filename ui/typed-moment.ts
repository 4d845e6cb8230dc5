/** A moment as one types it, day first and by a 24-hour clock: 22/11/2026 14:30, in the residence's own time. */

const TYPED = /^\s*(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})[\s,]+(?:à\s+|at\s+)?(\d{1,2})\s?[:h]\s?(\d{2})\s*$/

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

/** `undefined` when it cannot be read, or when no clock ever shows it: 31 February, the hour that spring skips. */
export const readTypedMoment = (text: string, timeZone: string): number | undefined => {
  const [day, month, year, hour, minute] = (TYPED.exec(text) ?? []).slice(1).map(Number)
  if (day === undefined || month === undefined || year === undefined) return undefined
  if (hour === undefined || minute === undefined || hour > 23 || minute > 59) return undefined
  const wall = Date.UTC(year, month - 1, day, hour, minute)
  if (new Date(wall).getUTCDate() !== day || new Date(wall).getUTCMonth() !== month - 1) return undefined
  const near = wall - (wallClock(wall, timeZone) - wall)
  const at = near - (wallClock(near, timeZone) - wall)
  return wallClock(at, timeZone) === wall ? at : undefined
}

export const typeMoment = (at: number, timeZone: string): string => {
  const [day, time] = new Date(wallClock(at, timeZone)).toISOString().split('T')
  return `${(day ?? '').split('-').toReversed().join('/')} ${(time ?? '').slice(0, 5)}`
}
