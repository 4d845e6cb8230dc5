/**
 * When a report is made, and what stretch of time it covers: from the midnight of the run before to the midnight of this
 * one, on the site's clock. So periods neither overlap nor leave a gap, whatever the clock and the calendar do.
 */
import type { ZoneTable } from '@loge/features/schedules/core'
import {
  addDays,
  asCivilDay,
  type CivilDay,
  civilDay,
  civilFields,
  DAY_MS,
  instant,
  type Instant,
  MINUTE_MS,
  type Weekday,
  weekdayOf,
} from '@loge/kernel'

export type Rhythm =
  | { readonly every: 'day' }
  | { readonly every: 'week'; readonly weekday: Weekday }
  /** The last day of a month that has no such day. */
  | { readonly every: 'month'; readonly day: number }

export interface Period {
  readonly from: Instant
  /** Exclusive. */
  readonly until: Instant
}

const firstOfNext = (year: number, month: number): CivilDay =>
  month === 12 ? civilDay(year + 1, 1, 1) : civilDay(year, month + 1, 1)

/** In the month this day is in. */
const inMonthOf = (any: CivilDay, wanted: number): CivilDay => {
  const { year, month } = civilFields(any)
  const last = addDays(firstOfNext(year, month), -1)
  return civilDay(year, month, Math.min(wanted, civilFields(last).day))
}

/** The first run day after a day. */
export const nextOn = (rhythm: Rhythm, after: CivilDay): CivilDay => {
  if (rhythm.every === 'day') return addDays(after, 1)
  if (rhythm.every === 'week') return addDays(after, ((rhythm.weekday - weekdayOf(after) + 6) % 7) + 1)
  const here = inMonthOf(after, rhythm.day)
  if (here > after) return here
  const { year, month } = civilFields(after)
  return inMonthOf(firstOfNext(year, month), rhythm.day)
}

/** The last run day before a day. */
export const previousOn = (rhythm: Rhythm, before: CivilDay): CivilDay => {
  if (rhythm.every === 'day') return addDays(before, -1)
  if (rhythm.every === 'week') return addDays(before, -(((weekdayOf(before) - rhythm.weekday + 6) % 7) + 1))
  const here = inMonthOf(before, rhythm.day)
  if (here < before) return here
  const { year, month } = civilFields(before)
  return inMonthOf(addDays(civilDay(year, month, 1), -1), rhythm.day)
}

/**
 * When the local clock first shows this or, in the night that skips it, first shows something later.
 * What comes twice is taken the first time.
 */
export const instantOn = ({ zone, offsets }: ZoneTable, day: CivilDay, minutes: number): Instant => {
  const local = day * DAY_MS + minutes * MINUTE_MS
  for (const [index, { at, offsetMs }] of offsets.entries()) {
    const end = offsets[index + 1]?.at ?? Number.POSITIVE_INFINITY
    const shown = Math.max(local - offsetMs, at)
    if (shown < end) return instant(shown)
  }
  throw new RangeError(`the table of ${zone} is empty`)
}

export const dayAt = ({ offsets }: ZoneTable, at: Instant): CivilDay => {
  const offset = offsets.findLast((entry) => entry.at <= at) ?? offsets[0]
  return asCivilDay(Math.floor((at + (offset?.offsetMs ?? 0)) / DAY_MS))
}

/** What the run of that day covers. */
export const periodOf = (rhythm: Rhythm, on: CivilDay, table: ZoneTable): Period => ({
  from: instantOn(table, previousOn(rhythm, on), 0),
  until: instantOn(table, on, 0),
})

export interface Plan {
  readonly rhythm: Rhythm
  /** Of the local day. */
  readonly minutes: number
}

/** The first run day whose hour is still to come. */
export const firstOn = ({ rhythm, minutes }: Plan, now: Instant, table: ZoneTable): CivilDay => {
  let on = nextOn(rhythm, addDays(dayAt(table, now), -1))
  while (instantOn(table, on, minutes) <= now) on = nextOn(rhythm, on)
  return on
}

/** How long a run can be read after it was made. */
export const KEPT_MS = 30 * DAY_MS

export interface Due {
  /** Oldest first. What nobody could read any more is left out. */
  readonly runs: readonly CivilDay[]
  readonly nextOn: CivilDay
}

/** The runs whose hour has come, those of days on which the server was off included. */
export const dueRuns = (
  { rhythm, minutes, nextOn: planned }: Plan & { readonly nextOn: CivilDay },
  now: Instant,
  table: ZoneTable,
): Due => {
  const runs: CivilDay[] = []
  let on = planned
  for (;;) {
    const at = instantOn(table, on, minutes)
    if (at > now) return { runs, nextOn: on }
    if (at > now - KEPT_MS) runs.push(on)
    on = nextOn(rhythm, on)
  }
}
