/** When a period of retention ends, by the calendar, and which rule still needs a row. Pure. */
import {
  type ActivityId,
  addDays,
  asCivilDay,
  type CivilDay,
  civilDay,
  civilFields,
  DAY_MS,
  instant,
  type Instant,
} from '@loge/kernel'
import type { Period } from './named.ts'
import type { Activity, Register } from './register.ts'
import type { RetentionRule, Trigger } from './retention.ts'

/** The civil days of one time zone. */
export interface Calendar {
  readonly dayOf: (at: Instant) => CivilDay
  /** Its first moment. */
  readonly startOf: (day: CivilDay) => Instant
}

export const UTC: Calendar = {
  dayOf: (at) => asCivilDay(Math.floor(at / DAY_MS)),
  startOf: (day) => instant(day * DAY_MS),
}

const daysInMonth = (year: number, month: number): number =>
  (month === 12 ? civilDay(year + 1, 1, 1) : civilDay(year, month + 1, 1)) - civilDay(year, month, 1)

/** 31 January and one month is the last day of February. */
export const addPeriod = (day: CivilDay, { unit, count }: Period): CivilDay => {
  if (unit === 'day') return addDays(day, count)
  const { year, month, day: dayOfMonth } = civilFields(day)
  const months = year * 12 + (month - 1) + (unit === 'month' ? count : count * 12)
  const [toYear, toMonth] = [Math.floor(months / 12), (months % 12) + 1]
  return civilDay(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth)))
}

/** For comparing periods, never for counting. Twelve months are a year. */
const DAYS_OF = { day: 1, month: 30.5, year: 366 } as const

/** `needed` ends with its purpose, so it adds nothing; what a law or nobody limits comes last. */
export const lengthOf = ({ period }: Pick<RetentionRule, 'period'>): number =>
  period === 'needed'
    ? 0
    : typeof period === 'string'
      ? Number.POSITIVE_INFINITY
      : period.count * DAYS_OF[period.unit]

/** The moment from which the row must be gone; `null` when the rule gives no date. */
export const endOf = (
  { period, trigger }: Pick<RetentionRule, 'period' | 'trigger'>,
  triggered: Instant,
  calendar: Calendar,
): Instant | null => {
  if (period === 'law_says' || period === 'anonymous') return null
  const day = calendar.dayOf(triggered)
  const from = trigger === 'year_ended' ? civilDay(civilFields(day).year + 1, 1, 1) : day
  // What is needed no more is not kept until midnight.
  if (period === 'needed') return triggered
  return calendar.startOf(addPeriod(from, period))
}

const runsAny = (activity: Activity, activityIds: readonly ActivityId[]): boolean =>
  activity.runs.some((id) => activityIds.includes(id))

/** Every rule that may need a row kept for these activities; each once. */
export const rulesFor = (
  register: Pick<Register, 'activities' | 'retention'>,
  activityIds: readonly ActivityId[],
): readonly RetentionRule[] => {
  const ids = new Set(
    register.activities
      .filter((activity) => runsAny(activity, activityIds))
      .flatMap(({ purposes }) => purposes.map(({ retention }) => retention)),
  )
  return register.retention.filter(({ id }) => ids.has(id))
}

/** The longest of them. A register that covers the activity (see `completed`) always has one. */
export const retentionFor = (
  register: Pick<Register, 'activities' | 'retention'>,
  activityIds: readonly ActivityId[],
): RetentionRule => {
  const [first, ...others] = rulesFor(register, activityIds)
  if (first === undefined) throw new Error(`no rule of retention covers ${activityIds.join(', ')}`)
  return others.reduce((longest, rule) => (lengthOf(rule) > lengthOf(longest) ? rule : longest), first)
}

/** `open`: nothing says yet when it ends, because a clock has not started or a rule has no date. */
export interface Kept {
  readonly until: Instant | 'open'
  readonly rule: RetentionRule
}

/** Until when one row is kept: the last end of all its rules, by what has happened to it. */
export const keptUntil = (
  rules: readonly RetentionRule[],
  happened: Readonly<Partial<Record<Trigger, Instant>>>,
  calendar: Calendar,
): Kept | undefined => {
  let last: Kept | undefined
  for (const rule of rules) {
    const at = happened[rule.trigger]
    const end = at === undefined ? null : endOf(rule, at, calendar)
    if (end === null) return { until: 'open', rule }
    if (last === undefined || last.until === 'open' || end > last.until) last = { until: end, rule }
  }
  return last
}
