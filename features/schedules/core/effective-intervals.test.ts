/**
 * Effective intervals against an oracle that walks ten years minute by minute. It shares no code with the compiler:
 * it reads the wall clock from `Intl`, paints each local day from the words of the README, and looks minutes up.
 */
import {
  addDays,
  asCivilDay,
  civilDay,
  DAY_MS,
  HOUR_MS,
  instant,
  MINUTE_MS,
  parseCivilDay,
  type CivilDay,
  type Instant,
} from '@loge/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileIntervals } from './effective-intervals.ts'
import { explainMoment } from './explain-moment.ts'
import { NO_HOLIDAYS, type HolidayCalendar } from './holidays.ts'
import type { ScheduleDefinition, Window } from './schedule.ts'
import type { ZoneTable } from './zone-table.ts'

const FROM = Date.UTC(2024, 0, 1)
const UNTIL = Date.UTC(2035, 0, 1)
/** Every offset change of these zones falls on a half hour. */
const STEP_MS = HOUR_MS / 2
const ZONES = ['Europe/Paris', 'Europe/Zurich', 'Australia/Lord_Howe'] as const

/** Wall clock at each half hour, as Intl prints it, read as if it were UTC. */
const readWallClock = (zone: string): readonly number[] => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  const wall: number[] = []
  for (let at = FROM - DAY_MS; at < UNTIL + DAY_MS; at += STEP_MS)
    wall.push(Date.parse(`${format.format(at).replace(' ', 'T')}Z`))
  return wall
}

interface Zone {
  readonly wall: readonly number[]
  readonly table: ZoneTable
}

const readZone = (zone: string): Zone => {
  const wall = readWallClock(zone)
  const offsets: { at: Instant; offsetMs: number }[] = []
  wall.forEach((local, step) => {
    const at = instant(FROM - DAY_MS + step * STEP_MS)
    if (offsets.at(-1)?.offsetMs !== local - at) offsets.push({ at, offsetMs: local - at })
  })
  return { wall, table: { zone, offsets, coversUntil: instant(UNTIL + DAY_MS) } }
}

const zones = new Map<string, Zone>(ZONES.map((zone) => [zone, readZone(zone)]))
const zoneOf = (name: string): Zone => zones.get(name) ?? expect.fail(`no zone ${name}`)

type Kind = 'exception' | 'holiday' | 'weekly'
const STRENGTH: Readonly<Record<Kind, number>> = { weekly: 1, holiday: 2, exception: 3 }

/** What the README says of one local date: who decides it and what they open. */
const judgeDate = (schedule: ScheduleDefinition, holidays: ReadonlySet<string>, date: Date) => {
  const text = date.toISOString().slice(0, 10)
  const day = date.getTime() / DAY_MS
  for (const [which, exception] of schedule.exceptions.entries())
    if (day >= exception.firstOn && day <= exception.lastOn)
      return { kind: 'exception', which, windows: exception.windows } as const
  if (schedule.onHolidays !== null && holidays.has(text))
    return { kind: 'holiday', which: 0, windows: schedule.onHolidays } as const
  const weekday = date.getUTCDay() === 0 ? 7 : date.getUTCDay()
  const windows = schedule.weekly.filter((window) => window.days.some((one) => one === weekday))
  return { kind: 'weekly', which: 0, windows } as const
}

/** Paints the 1440 wall minutes of one local date. */
const paintDate = (
  schedule: ScheduleDefinition,
  holidays: ReadonlySet<string>,
  dateMs: number,
): Uint8Array => {
  const minutes = new Uint8Array(1_440)
  const today = judgeDate(schedule, holidays, new Date(dateMs))
  for (const { from, until } of today.windows)
    for (let minute = from; minute < (until > from ? until : 1_440); minute += 1) minutes[minute] = 1
  const yesterday = judgeDate(schedule, holidays, new Date(dateMs - DAY_MS))
  const same = yesterday.kind === today.kind && yesterday.which === today.which
  if (same || STRENGTH[yesterday.kind] > STRENGTH[today.kind])
    for (const { from, until } of yesterday.windows)
      if (until <= from) for (let minute = 0; minute < until; minute += 1) minutes[minute] = 1
  return minutes
}

/** Flat intervals of [from, until), one minute after the other. */
const walkMinutes = (
  schedule: ScheduleDefinition,
  zone: Zone,
  holidays: ReadonlySet<string>,
  [from, until]: readonly [number, number],
): readonly number[] => {
  const painted = new Map<number, Uint8Array>()
  const edges: number[] = []
  let wasOpen = 0
  for (let at = from; at < until; at += MINUTE_MS) {
    const step = Math.floor((at - (FROM - DAY_MS)) / STEP_MS)
    const wall = (zone.wall[step] ?? Number.NaN) + ((at - FROM) % STEP_MS)
    const dateMs = Math.floor(wall / DAY_MS) * DAY_MS
    let minutes = painted.get(dateMs)
    if (minutes === undefined) painted.set(dateMs, (minutes = paintDate(schedule, holidays, dateMs)))
    const isOpen = minutes[(wall - dateMs) / MINUTE_MS] ?? Number.NaN
    if (isOpen !== wasOpen) edges.push(at)
    wasOpen = isOpen
  }
  if (wasOpen === 1) edges.push(until)
  return edges
}

const windowArbitrary: fc.Arbitrary<Window> = fc
  .tuple(
    fc.oneof(fc.constantFrom(0, 60, 120, 150, 1_320), fc.integer({ min: 0, max: 1_439 })),
    fc.oneof(fc.constantFrom(1, 120, 150, 180, 1_440), fc.integer({ min: 1, max: 1_440 })),
  )
  .filter(([from, until]) => from !== until)
  .map(([from, until]) => ({ from, until }))

const windowsArbitrary = fc.array(windowArbitrary, { maxLength: 3 })

/** Exceptions that do not overlap: gaps and lengths laid one after the other from a start. */
const exceptionsArbitrary = (first: number) =>
  fc
    .array(
      fc.record({
        gap: fc.integer({ min: 0, max: 12 }),
        length: fc.integer({ min: 1, max: 4 }),
        windows: windowsArbitrary,
      }),
      { maxLength: 4 },
    )
    .map((pieces) => {
      let day = first
      return pieces.map(({ gap, length, windows }) => {
        const firstOn = asCivilDay(day + gap)
        day += gap + length
        return { firstOn, lastOn: addDays(firstOn, length - 1), windows }
      })
    })

const caseArbitrary = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    firstDay: fc.integer({ min: FROM / DAY_MS + 2, max: UNTIL / DAY_MS - 45 }),
    nearChange: fc.boolean(),
  })
  .chain(({ zone, firstDay, nearChange }) => {
    const changes = zoneOf(zone).table.offsets.slice(1, -1)
    const change = changes[firstDay % changes.length]
    const first = nearChange && change !== undefined ? Math.floor(change.at / DAY_MS) - 3 : firstDay
    return fc.record({
      zone: fc.constant(zone),
      first: fc.constant(first),
      days: fc.integer({ min: 1, max: 40 }),
      weekly: fc.array(
        fc
          .tuple(windowArbitrary, fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, 5, 6, 7), { minLength: 1 }))
          .map(([window, days]) => ({ ...window, days })),
        { maxLength: 4 },
      ),
      onHolidays: fc.option(windowsArbitrary),
      holidays: fc.uniqueArray(fc.integer({ min: first - 1, max: first + 40 }), { maxLength: 5 }),
      exceptions: exceptionsArbitrary(first - 1),
    })
  })

const dateText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
const on = (text: string): CivilDay => parseCivilDay(text) ?? expect.fail(text)

const WEEKDAYS = [1, 2, 3, 4, 5] as const
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const
const always: ScheduleDefinition = {
  effect: 'allow',
  weekly: [{ from: 0, until: 1_440, days: EVERY_DAY }],
  onHolidays: null,
  exceptions: [],
}
const nights: ScheduleDefinition = {
  effect: 'allow',
  weekly: [
    { from: 8 * 60, until: 12 * 60, days: WEEKDAYS },
    { from: 13 * 60 + 30, until: 18 * 60, days: WEEKDAYS },
    { from: 22 * 60, until: 2 * 60 + 30, days: EVERY_DAY },
  ],
  onHolidays: [{ from: 10 * 60, until: 12 * 60 }],
  exceptions: [
    { firstOn: on('2028-02-29'), lastOn: on('2028-02-29'), windows: [{ from: 2 * 60, until: 60 }] },
    { firstOn: on('2026-12-31'), lastOn: on('2027-01-02'), windows: [] },
  ],
}

describe('effective intervals', () => {
  test.each(ZONES)('agree with ten years of minutes in %s', (zone) => {
    const holidays = ['2026-05-14', '2028-12-25', '2030-10-27']
    const calendar: HolidayCalendar = { region: null, added: holidays.map(on), removed: [] }
    const range = { from: instant(FROM), until: instant(UNTIL) }
    expect(compileIntervals(nights, zoneOf(zone).table, calendar, range)).toEqual(
      walkMinutes(nights, zoneOf(zone), new Set(holidays), [FROM, UNTIL]),
    )
  })

  test('agree with the minutes for any schedule, any stretch of the ten years', () => {
    fc.assert(
      fc.property(caseArbitrary, ({ zone, first, days, weekly, onHolidays, holidays, exceptions }) => {
        const schedule = { effect: 'allow', weekly, onHolidays, exceptions } as ScheduleDefinition
        const calendar: HolidayCalendar = {
          region: null,
          added: holidays.map(asCivilDay),
          removed: [],
        }
        const range = [first * DAY_MS, (first + days) * DAY_MS] as const
        expect(
          compileIntervals(schedule, zoneOf(zone).table, calendar, {
            from: instant(range[0]),
            until: instant(range[1]),
          }),
        ).toEqual(walkMinutes(schedule, zoneOf(zone), new Set(holidays.map(dateText)), range))
      }),
      { numRuns: 400 },
    )
  })

  test('say the same as an explanation, at any instant', () => {
    fc.assert(
      fc.property(caseArbitrary, fc.integer({ min: 0, max: 40 * DAY_MS }), (one, ahead) => {
        const { zone, first, weekly, onHolidays, holidays, exceptions } = one
        const schedule = { effect: 'allow', weekly, onHolidays, exceptions } as ScheduleDefinition
        const calendar: HolidayCalendar = { region: null, added: holidays.map(asCivilDay), removed: [] }
        const at = instant(first * DAY_MS + ahead)
        const { table } = zoneOf(zone)
        const explained = explainMoment(schedule, table, calendar, at)
        const range = { from: at, until: explained.searchedUntil }
        const intervals = compileIntervals(schedule, table, calendar, range)
        expect(explained.open).toBe(intervals[0] === at)
        expect(explained.nextChangeAt).toBe(intervals.find((edge) => edge > at && edge < range.until) ?? null)
      }),
      { numRuns: 100 },
    )
  })

  test('are cut to the range, also in the middle of a minute', () => {
    const range = { from: instant(FROM + 12_345), until: instant(FROM + DAY_MS + 1) }
    expect(compileIntervals(always, zoneOf('Europe/Paris').table, NO_HOLIDAYS, range)).toEqual([
      range.from,
      range.until,
    ])
    const nothing = { from: range.until, until: range.from }
    expect(compileIntervals(always, zoneOf('Europe/Paris').table, NO_HOLIDAYS, nothing)).toEqual([])
  })

  test('begin at the first instant after the missing hour', () => {
    const weekly = [{ from: 2 * 60 + 15, until: 4 * 60, days: EVERY_DAY }]
    const range = { from: instant(Date.UTC(2027, 2, 27, 23)), until: instant(Date.UTC(2027, 2, 28, 12)) }
    expect(compileIntervals({ ...always, weekly }, zoneOf('Europe/Paris').table, NO_HOLIDAYS, range)).toEqual(
      [Date.UTC(2027, 2, 28, 1), Date.UTC(2027, 2, 28, 2)],
    )
  })

  test('hold in both passes of the repeated hour', () => {
    const weekly = [{ from: 2 * 60 + 15, until: 2 * 60 + 45, days: EVERY_DAY }]
    const range = { from: instant(Date.UTC(2027, 9, 30, 22)), until: instant(Date.UTC(2027, 9, 31, 12)) }
    expect(compileIntervals({ ...always, weekly }, zoneOf('Europe/Paris').table, NO_HOLIDAYS, range)).toEqual(
      [
        Date.UTC(2027, 9, 31, 0, 15),
        Date.UTC(2027, 9, 31, 0, 45),
        Date.UTC(2027, 9, 31, 1, 15),
        Date.UTC(2027, 9, 31, 1, 45),
      ],
    )
  })

  test('outside what the zone table covers are refused, never guessed', () => {
    const range = { from: instant(UNTIL), until: instant(UNTIL + 2 * DAY_MS) }
    expect(() => compileIntervals(always, zoneOf('Europe/Paris').table, NO_HOLIDAYS, range)).toThrow(
      RangeError,
    )
  })

  test('end at midnight when the next day is closed by an exception', () => {
    const closed = { firstOn: civilDay(2026, 12, 25), lastOn: civilDay(2026, 12, 25), windows: [] }
    const weekly = [{ from: 22 * 60, until: 6 * 60, days: EVERY_DAY }]
    const range = { from: instant(Date.UTC(2026, 11, 24, 12)), until: instant(Date.UTC(2026, 11, 26, 12)) }
    const schedule = { ...always, weekly, exceptions: [closed] }
    expect(compileIntervals(schedule, zoneOf('Europe/Zurich').table, NO_HOLIDAYS, range)).toEqual([
      Date.UTC(2026, 11, 24, 21),
      Date.UTC(2026, 11, 24, 23),
    ])
  })
})
