/**
 * When a request must be answered (GDPR art. 12(3)): a calendar month from receipt, or sooner where the organization
 * promised so. It stands still only while a question that was really asked is open, and is extended once.
 */
import { dayAt, instantOn } from '@loge/features/reports/core'
import type { ZoneTable } from '@loge/features/schedules/core'
import { addDays, type CivilDay, civilDay, civilFields, type Instant, weekdayOf } from '@loge/kernel'

export interface ClockSettings {
  /** What the organization promised, in days; left out: what the law gives. */
  readonly days?: number
  /** What the law gives. */
  readonly months: number
  readonly extensionMonths: number
  /** After the answer to a question the clock goes on where it stood, or begins anew. */
  readonly pause: 'resume' | 'restart'
  /** What the law gives ends on no such day and on no weekend; left out: it may end on any day. */
  readonly holidays?: ReadonlySet<CivilDay>
}

export type ClockEvent =
  | { readonly kind: 'question_asked'; readonly at: Instant }
  | { readonly kind: 'question_answered'; readonly at: Instant }
  | { readonly kind: 'extended'; readonly at: Instant; readonly reasons: string }
  | { readonly kind: 'ended'; readonly at: Instant }

export interface ClockQuestion {
  readonly receivedAt: Instant
  /** Of the organization: whose midnight ends the day. */
  readonly zone: ZoneTable
  readonly settings: ClockSettings
  /** In the order they happened. */
  readonly events: readonly ClockEvent[]
  readonly now: Instant
}

export interface RequestClock {
  /** The last day on which to answer. */
  readonly dueOn: CivilDay
  /** Its end, exclusive. While paused: if the answer came now. */
  readonly dueAt: Instant
  readonly state: 'running' | 'paused' | 'extended' | 'late'
  readonly why: {
    /** Which of the two figures is the stricter. */
    readonly by: 'law' | 'organization'
    readonly pausedDays: number
    readonly pausedSince: Instant | null
    readonly extendedFor: string | null
    /** The law’s last day fell on a weekend or holiday. */
    readonly movedToWorkingDay: boolean
  }
}

/** The same day of a later month, or its last day. */
export const addMonths = (day: CivilDay, count: number): CivilDay => {
  const { year, month, day: wanted } = civilFields(day)
  const months = year * 12 + month - 1 + count
  const first = (index: number): CivilDay => civilDay(Math.floor(index / 12), (index % 12) + 1, 1)
  const last = civilFields(addDays(first(months + 1), -1)).day
  return addDays(first(months), Math.min(wanted, last) - 1)
}

const toWorkingDay = (day: CivilDay, holidays: ReadonlySet<CivilDay> | undefined): CivilDay => {
  if (holidays === undefined) return day
  let found = day
  while (weekdayOf(found) > 5 || holidays.has(found)) found = addDays(found, 1)
  return found
}

interface Course {
  readonly from: CivilDay
  readonly pausedDays: number
  readonly askedAt: Instant | null
  readonly extendedFor: string | null
  readonly endedAt: Instant | null
}

const dueOf = ({ from, pausedDays, extendedFor }: Course, settings: ClockSettings) => {
  const { months, extensionMonths, days, holidays } = settings
  const plain = addDays(addMonths(from, extendedFor === null ? months : months + extensionMonths), pausedDays)
  const law = toWorkingDay(plain, holidays)
  const own = days === undefined || extendedFor !== null ? law : addDays(from, days + pausedDays)
  const by = own < law ? ('organization' as const) : ('law' as const)
  return { dueOn: own < law ? own : law, by, moved: by === 'law' && law !== plain }
}

const endOf = (zone: ZoneTable, day: CivilDay): Instant => instantOn(zone, addDays(day, 1), 0)

const resumed = (course: Course, zone: ZoneTable, settings: ClockSettings, at: Instant): Course => {
  if (course.askedAt === null) return course
  const waited = dayAt(zone, at) - dayAt(zone, course.askedAt)
  const stood = { ...course, askedAt: null }
  return settings.pause === 'restart'
    ? { ...stood, from: dayAt(zone, at), pausedDays: 0 }
    : { ...stood, pausedDays: course.pausedDays + waited }
}

/** An event out of place changes nothing: a deadline that passed is not mended by asking, nor by extending. */
const follow =
  ({ zone, settings }: ClockQuestion) =>
  (course: Course, event: ClockEvent): Course => {
    if (course.endedAt !== null) return course
    if (event.kind === 'question_answered') return resumed(course, zone, settings, event.at)
    if (event.kind === 'ended') return { ...resumed(course, zone, settings, event.at), endedAt: event.at }
    const standing = course.askedAt === null ? course : resumed(course, zone, settings, event.at)
    if (event.at >= endOf(zone, dueOf(standing, settings).dueOn)) return course
    if (event.kind === 'question_asked')
      return course.askedAt === null ? { ...course, askedAt: event.at } : course
    const mayExtend = course.extendedFor === null && event.reasons.trim() !== ''
    return mayExtend ? { ...course, extendedFor: event.reasons } : course
  }

export const requestClock = (question: ClockQuestion): RequestClock => {
  const { receivedAt, zone, settings, events, now } = question
  const begun: Course = {
    from: dayAt(zone, receivedAt),
    pausedDays: 0,
    askedAt: null,
    extendedFor: null,
    endedAt: null,
  }
  const course = events.reduce(follow(question), begun)
  const counted = resumed(course, zone, settings, now)
  const { dueOn, by, moved } = dueOf(counted, settings)
  const dueAt = endOf(zone, dueOn)
  const isLate = (course.endedAt ?? now) >= dueAt
  const going = course.extendedFor === null ? 'running' : 'extended'
  return {
    dueOn,
    dueAt,
    state: course.askedAt !== null ? 'paused' : isLate ? 'late' : going,
    why: {
      by,
      pausedDays: counted.pausedDays,
      pausedSince: course.askedAt,
      extendedFor: course.extendedFor,
      movedToWorkingDay: moved,
    },
  }
}
