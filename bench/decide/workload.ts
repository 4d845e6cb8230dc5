/**
 * The requests every subject of the decide benches answers, and the right answers: 10,000 credentials, 50 entrances,
 * 20 schedules, 200 profiles of 5 rules, about 20,000 memberships, 12 holidays, 5 % suspended; a year of requests.
 */

export const CREDENTIALS = 10_000
export const ENTRANCES = 50
const SCHEDULES = 20
const PROFILES = 200
export const RULES_PER_PROFILE = 5
export const REQUESTS = 20_000
export const ZONE = 'Europe/Zurich'
const DAY_MINUTES = 1440

type Window = readonly [from: number, until: number]

export interface WorkSchedule {
  /** By day of the week, Monday first. */
  readonly week: readonly (readonly Window[])[]
  readonly holiday: readonly Window[]
}

export interface WorkRule {
  readonly profile: number
  readonly entrance: number
  readonly schedule: number
}

export interface WorkCredential {
  readonly profiles: readonly number[]
  readonly active: boolean
  readonly from: number
  readonly until: number
  /** What the reader reads. */
  readonly value: string
}

export interface WorkRequest {
  readonly credential: number
  readonly entrance: number
  readonly at: number
  /** Local to the site; Monday is 0. */
  readonly weekday: number
  readonly minute: number
  readonly holiday: boolean
}

/** A xorshift generator: the same workload on every machine. */
const generator = (seed: number) => {
  let state = seed
  const random = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4_294_967_296
  }
  return { random, below: (count: number): number => Math.floor(random() * count) }
}

const dice = generator(123_456_789)

const makeDay = (): readonly Window[] => {
  if (dice.random() >= 0.85) return []
  const from = 360 + dice.below(240)
  const until = from + 120 + dice.below(240)
  if (dice.random() >= 0.6) return [[from, until]]
  const again = until + 30 + dice.below(60)
  return [
    [from, until],
    [again, Math.min(DAY_MINUTES, again + 120 + dice.below(240))],
  ]
}

const ALL_DAY: readonly Window[] = [[0, DAY_MINUTES]]

const makeSchedule = (position: number): WorkSchedule =>
  position === 0
    ? { week: Array.from({ length: 7 }, () => ALL_DAY), holiday: ALL_DAY }
    : { week: Array.from({ length: 7 }, makeDay), holiday: dice.random() < 0.5 ? [] : [[600, 960]] }

const distinct = (count: number, below: number): readonly number[] => {
  const found = new Set<number>()
  while (found.size < count) found.add(dice.below(below))
  return [...found]
}

export const HOLIDAYS: ReadonlySet<string> = new Set([
  '2026-01-01',
  '2026-01-02',
  '2026-04-03',
  '2026-04-06',
  '2026-05-01',
  '2026-05-14',
  '2026-05-25',
  '2026-08-01',
  '2026-09-21',
  '2026-12-25',
  '2026-12-26',
  '2026-12-31',
])

export const YEAR_FROM = Date.UTC(2026, 0, 1)
export const YEAR_UNTIL = Date.UTC(2027, 0, 1)

export const schedules: readonly WorkSchedule[] = Array.from({ length: SCHEDULES }, (_none, position) =>
  makeSchedule(position),
)

export const rules: readonly WorkRule[] = Array.from({ length: PROFILES }, (_none, profile) =>
  distinct(RULES_PER_PROFILE, ENTRANCES).map((entrance) => ({
    profile,
    entrance,
    schedule: dice.below(SCHEDULES),
  })),
).flat()

export const credentials: readonly WorkCredential[] = Array.from(
  { length: CREDENTIALS },
  (_none, position) => ({
    profiles: distinct(1 + dice.below(3), PROFILES),
    active: dice.random() > 0.05,
    from: YEAR_FROM,
    until: YEAR_UNTIL - (dice.random() < 0.05 ? 250 * 86_400_000 : 0),
    value: (0x04a31f0000000 + position * 7919).toString(16).toUpperCase(),
  }),
)

const localParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  hourCycle: 'h23',
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** The civil time of the site, by the runtime's own calendar. */
export const localTime = (at: number): Pick<WorkRequest, 'weekday' | 'minute' | 'holiday'> => {
  const part: Record<string, string> = {}
  for (const { type, value } of localParts.formatToParts(at)) part[type] = value
  return {
    weekday: WEEKDAYS.indexOf(part['weekday'] ?? ''),
    minute: Number(part['hour']) * 60 + Number(part['minute']),
    holiday: HOLIDAYS.has(`${part['year']}-${part['month']}-${part['day']}`),
  }
}

const makeRequest = (): WorkRequest => {
  const credential = dice.below(CREDENTIALS)
  const profiles = credentials[credential]?.profiles ?? []
  const profile = profiles[dice.below(profiles.length)] ?? 0
  const rule = rules[profile * RULES_PER_PROFILE + dice.below(RULES_PER_PROFILE)]
  const entrance = dice.random() < 0.7 ? (rule?.entrance ?? 0) : dice.below(ENTRANCES)
  const at = YEAR_FROM + Math.floor(dice.random() * 365 * 86_400) * 1000
  return { credential, entrance, at, ...localTime(at) }
}

export const requests: readonly WorkRequest[] = Array.from({ length: REQUESTS }, makeRequest)

export const isOpen = (schedule: number, weekday: number, minute: number, holiday: boolean): boolean => {
  const hours = schedules[schedule]
  const windows = holiday ? hours?.holiday : hours?.week[weekday]
  for (const [from, until] of windows ?? []) if (minute >= from && minute < until) return true
  return false
}

/** The limit every subject is compared with, and the judge of all: a bare loop over the objects. */
export const bareLoop = ({ credential, entrance, at, weekday, minute, holiday }: WorkRequest): boolean => {
  const owner = credentials[credential]
  if (owner === undefined || !owner.active || at < owner.from || at >= owner.until) return false
  for (const profile of owner.profiles) {
    for (let index = 0; index < RULES_PER_PROFILE; index++) {
      const rule = rules[profile * RULES_PER_PROFILE + index]
      if (rule !== undefined && rule.entrance === entrance && isOpen(rule.schedule, weekday, minute, holiday))
        return true
    }
  }
  return false
}

export const answers: readonly boolean[] = requests.map(bareLoop)

/** What holds of the credential itself; libraries that only know roles are asked after this. */
export const isAlive = ({ credential, at }: WorkRequest): boolean => {
  const owner = credentials[credential]
  return owner !== undefined && owner.active && at >= owner.from && at < owner.until
}
