/** What another clock or other public holidays would change at a site: schedules keep their hours on the wall. */
import type { CivilDay, Instant } from '@loge/kernel'
import type { Holidays } from './holidays.ts'

export interface Opening {
  readonly from: Instant
  readonly until: Instant
}

/** The first stretch that begins after `now`; `null` when none begins in what was compiled. */
const nextOpening = (intervals: readonly number[], now: Instant): Opening | null => {
  for (let index = 0; index + 1 < intervals.length; index += 2) {
    const [from, until] = [intervals[index], intervals[index + 1]]
    if (from !== undefined && until !== undefined && from > now)
      return { from: from as Instant, until: until as Instant }
  }
  return null
}

export interface OpeningChange {
  readonly before: Opening | null
  readonly after: Opening | null
}

/** `undefined` when the schedule is open at the same instants all along. */
export const compareOpenings = (
  before: readonly number[],
  after: readonly number[],
  now: Instant,
): OpeningChange | undefined => {
  const isSame = before.length === after.length && before.every((edge, index) => edge === after[index])
  return isSame ? undefined : { before: nextOpening(before, now), after: nextOpening(after, now) }
}

export interface NamedDay {
  readonly day: CivilDay
  readonly code: string
}

const missingFrom = (one: Holidays, other: Holidays): readonly NamedDay[] =>
  [...one]
    .filter(([day]) => !other.has(day))
    .map(([day, code]) => ({ day, code }))
    .toSorted((a, b) => a.day - b.day)

export const compareHolidays = (before: Holidays, after: Holidays) => ({
  gained: missingFrom(after, before),
  lost: missingFrom(before, after),
})
