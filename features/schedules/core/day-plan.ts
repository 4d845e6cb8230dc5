/**
 * Which rule decides a civil day, and which minutes it opens.
 * Precedence: exception, then holiday, then weekly. A day has one rule; lower ones are silent.
 */
import { addDays, DAY_MS, MINUTE_MS, weekdayOf, type CivilDay } from '@loge/kernel'
import type { Holidays } from './holidays.ts'
import { DAY_MINUTES, type ScheduleDefinition, type Window } from './schedule.ts'

export type DayRule =
  | { readonly kind: 'exception'; readonly index: number }
  | { readonly kind: 'holiday'; readonly code: string }
  | { readonly kind: 'weekly' }

export interface DayPlan {
  readonly day: CivilDay
  readonly rule: DayRule
  readonly windows: readonly Window[]
}

/** One opening on the local clock, in milliseconds as if the zone were UTC. */
export interface LocalOpening {
  readonly from: number
  readonly until: number
  readonly plan: DayPlan
  readonly window: Window
}

const RANK = { exception: 2, holiday: 1, weekly: 0 } as const

export const planDay = (schedule: ScheduleDefinition, holidays: Holidays, day: CivilDay): DayPlan => {
  const index = schedule.exceptions.findIndex(({ firstOn, lastOn }) => firstOn <= day && day <= lastOn)
  const exception = schedule.exceptions[index]
  if (exception !== undefined) return { day, rule: { kind: 'exception', index }, windows: exception.windows }
  const code = holidays.get(day)
  if (code !== undefined && schedule.onHolidays !== null)
    return { day, rule: { kind: 'holiday', code }, windows: schedule.onHolidays }
  const weekday = weekdayOf(day)
  return {
    day,
    rule: { kind: 'weekly' },
    windows: schedule.weekly.filter(({ days }) => days.includes(weekday)),
  }
}

const sameRule = (one: DayRule, other: DayRule): boolean =>
  one.kind === other.kind &&
  (one.kind !== 'exception' || (other.kind === 'exception' && one.index === other.index))

/**
 * A window belongs to the day it begins. What it holds past midnight stands unless the next day is decided by a
 * different rule that ranks as high or higher: "closed on the 25th" closes at midnight, whatever the 24th said.
 */
const standsPastMidnight = (rule: DayRule, next: DayRule): boolean =>
  sameRule(rule, next) || RANK[rule.kind] > RANK[next.kind]

const openingsOfDay = (plan: DayPlan, next: DayPlan): readonly LocalOpening[] => {
  const midnight = plan.day * DAY_MS
  const nextMidnight = midnight + DAY_MS
  return plan.windows.map((window) => {
    const crosses = window.until <= window.from
    const minutes = crosses ? window.until + DAY_MINUTES : window.until
    const end = midnight + minutes * MINUTE_MS
    const stands = !crosses || standsPastMidnight(plan.rule, next.rule)
    return { from: midnight + window.from * MINUTE_MS, until: stands ? end : nextMidnight, plan, window }
  })
}

/** Every opening that touches the days from `first` to `last`, both included. They may overlap. */
export const openingsBetween = (
  schedule: ScheduleDefinition,
  holidays: Holidays,
  first: CivilDay,
  last: CivilDay,
): readonly LocalOpening[] => {
  const openings: LocalOpening[] = []
  let plan = planDay(schedule, holidays, addDays(first, -1))
  for (let day = first; day <= addDays(last, 1); day = addDays(day, 1)) {
    const next = planDay(schedule, holidays, day)
    openings.push(...openingsOfDay(plan, next))
    plan = next
  }
  return openings
}
