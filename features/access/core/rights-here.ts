/**
 * The rights of somebody to one entrance before and after a change, compared by `decideEntry` at every instant at which
 * either side can differ.
 */
import { DAY_MS, type Instant, instant, type ScheduleId } from '@loge/kernel'
import { attemptAsSubject } from './attempt.ts'
import { compilePolicy } from './compile-policy.ts'
import { decideEntry } from './decide-entry.ts'
import type { Policy } from './policy.ts'
import type { StandingSchedule } from './standing.ts'

/** When somebody may enter, in the words of the settings. */
export interface Hours {
  readonly kind: 'never' | 'always' | 'weekly'
  /** Those that say so, `weekly` and `never` only. */
  readonly scheduleIds: readonly ScheduleId[]
  /** The earliest beginning of those that have not begun; `null`: it has. */
  readonly from: Instant | null
  /** The latest end; `null`: open-ended. */
  readonly until: Instant | null
}

/** One right of somebody to one entrance. */
export interface Right {
  readonly from: Instant
  readonly until: Instant | null
  /** `null`: at any hour. */
  readonly schedule: StandingSchedule | null
}

const A_LEASE_MS = DAY_MS

/** One entrance, one person, these rights, as the door would compile them. A lock-down ends; rights stay. */
const policyOf = (rights: readonly Right[], now: Instant): Policy | undefined => {
  if (rights.length === 0) return undefined
  const schedules = [...new Set(rights.flatMap(({ schedule }) => schedule ?? []))]
  return compilePolicy({
    organizationId: '',
    siteId: '',
    version: 0,
    madeAt: now,
    leaseMs: { visitor: A_LEASE_MS, resident: A_LEASE_MS, staff: A_LEASE_MS },
    entrances: [
      {
        id: '',
        parts: [],
        unlockMs: 0,
        heldOpenMs: 0,
        failMode: 'secure',
        accepts: [],
        holdOpenSchedule: null,
        lockedDown: false,
      },
    ],
    schedules,
    rules: rights.map(({ schedule }) => ({
      profileId: '',
      entrances: [0],
      schedule: schedule === null ? null : schedules.indexOf(schedule),
    })),
    grants: rights.map(({ from, until }, position) => ({
      id: '',
      rules: [position],
      validFrom: from,
      validUntil: until,
      leaseClass: 'resident',
    })),
    subjects: [{ ref: '', suspended: false, grants: rights.map((_right, position) => position) }],
    credentials: [],
  })
}

/** Without any right nothing is to be decided. */
const mayEnter = (policy: Policy | undefined, at: Instant): boolean =>
  policy !== undefined &&
  decideEntry(
    policy,
    attemptAsSubject({ entrance: 0, subject: 0 }, { now: at, clockTrusted: true, lastContactAt: at }),
  ).allowed

/** Between two of these nothing changes on either side. Beyond what is compiled nobody can tell. */
function* instantsThatMatter(rights: readonly Right[], now: Instant): Generator<Instant> {
  const schedules = [...new Set(rights.flatMap(({ schedule }) => schedule ?? []))]
  const knownUntil = Math.min(Infinity, ...schedules.map(({ coversUntil }) => coversUntil))
  yield now
  for (const { from, until } of rights) {
    if (from < knownUntil) yield from
    if (until !== null && until < knownUntil) yield until
  }
  for (const { intervals } of schedules)
    for (const bound of intervals) if (bound > now && bound < knownUntil) yield instant(bound)
}

interface Verdict {
  readonly gains: boolean
  readonly loses: boolean
}

/** Hours after the last of all rights say nothing, and compiling them costs most: they are left out. */
const untilLast = (...sides: readonly (readonly Right[])[]): ((right: Right) => Right) => {
  const last = Math.max(...sides.flat().map(({ until }) => until ?? Infinity))
  if (last === Infinity) return (right) => right
  const shortened = new Map<StandingSchedule, StandingSchedule>()
  const shorten = (schedule: StandingSchedule): StandingSchedule => {
    const after = schedule.intervals.findIndex((bound, position) => position % 2 === 0 && bound >= last)
    const short = after < 0 ? schedule : { ...schedule, intervals: schedule.intervals.slice(0, after) }
    shortened.set(schedule, short)
    return short
  }
  return ({ schedule, ...right }) => ({
    ...right,
    schedule: schedule === null ? null : (shortened.get(schedule) ?? shorten(schedule)),
  })
}

const isAmong = (rights: readonly Right[], { from, until, schedule }: Right): boolean =>
  rights.some((one) => one.from === from && one.until === until && one.schedule === schedule)

/** Rights add up: only one that is new can give something, only one that is gone can take something. */
const judge = (before: readonly Right[], after: readonly Right[], now: Instant): Verdict => {
  const mayGain = after.some((right) => !isAmong(before, right))
  const mayLose = before.some((right) => !isAmong(after, right))
  const lasting = untilLast(before, after)
  const [was, will] = [before.map(lasting), after.map(lasting)]
  const policies = { before: policyOf(was, now), after: policyOf(will, now) }
  let gains = false
  let loses = false
  for (const at of instantsThatMatter([...was, ...will], now)) {
    const did = mayEnter(policies.before, at)
    const may = mayEnter(policies.after, at)
    if (may && !did) gains = true
    if (did && !may) loses = true
    if (gains === mayGain && loses === mayLose) break
  }
  return { gains, loses }
}

const describeHours = (rights: readonly Right[], now: Instant): Hours | null => {
  if (rights.length === 0) return null
  const schedules = [...new Set(rights.flatMap(({ schedule }) => schedule ?? []))]
  const isAlways = rights.some(({ schedule }) => schedule === null)
  const opens = schedules.some(({ intervals }) => (intervals.at(-1) ?? 0) > now)
  const first = Math.min(...rights.map(({ from }) => from))
  const last = Math.max(...rights.map(({ until }) => until ?? Infinity))
  return {
    kind: isAlways ? 'always' : opens ? 'weekly' : 'never',
    scheduleIds: isAlways ? [] : schedules.map(({ id }) => id).sort(),
    from: first > now ? instant(first) : null,
    until: last === Infinity ? null : instant(last),
  }
}

export const wordsOf = (hours: Hours | null): string =>
  hours === null ? '' : `${hours.kind} ${hours.scheduleIds.join(' ')}`

/** The widest period of both. */
export const widest = (one: Hours | null, other: Hours | null): Hours | null =>
  one === null || other === null
    ? one
    : {
        ...one,
        from: one.from === null || other.from === null ? null : one.from < other.from ? one.from : other.from,
        until:
          one.until === null || other.until === null
            ? null
            : one.until > other.until
              ? one.until
              : other.until,
      }

/** Names rights alike by the same text. Schedules are told apart by what they say, not by their name. */
class Signatures {
  readonly #schedules = new Map<StandingSchedule, number>()

  of(rights: readonly Right[]): string {
    const texts = rights.map(({ from, until, schedule }) => `${from} ${until} ${this.#numberOf(schedule)}`)
    return texts.length === 1 ? (texts[0] ?? '') : [...new Set(texts)].sort().join()
  }

  #numberOf(schedule: StandingSchedule | null): number {
    if (schedule === null) return -1
    const number = this.#schedules.get(schedule) ?? this.#schedules.size
    this.#schedules.set(schedule, number)
    return number
  }
}

interface Judged extends Verdict {
  readonly before: Hours | null
  readonly after: Hours | null
}

export class Comparison {
  readonly #now: Instant
  readonly #judged = new Map<string, Judged>()
  readonly #signatures = new Signatures()

  constructor(now: Instant) {
    this.#now = now
  }

  /** What the change means for these rights; `undefined`: nothing. */
  of(before: readonly Right[], after: readonly Right[]): Judged | undefined {
    const was = this.#signatures.of(before)
    const will = this.#signatures.of(after)
    if (was === will) return undefined
    const key = `${was}|${will}`
    const known = this.#judged.get(key)
    if (known !== undefined) return known
    const judged = {
      ...judge(before, after, this.#now),
      before: describeHours(before, this.#now),
      after: describeHours(after, this.#now),
    }
    this.#judged.set(key, judged)
    return judged
  }
}
