import { readZoneTable } from '@loge/features/schedules/server'
import {
  addDays,
  asCivilDay,
  civilFields,
  DAY_MS,
  formatCivilDay,
  instant,
  type Instant,
  parseCivilDay,
  weekdayOf,
  type Weekday,
} from '@loge/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dayAt,
  dueRuns,
  firstOn,
  instantOn,
  KEPT_MS,
  nextOn,
  periodOf,
  previousOn,
  type Rhythm,
} from './rhythm.ts'

const at = (text: string): Instant => instant(Date.parse(text))
const day = (text: string) => parseCivilDay(text) ?? asCivilDay(0)
const tableOf = (zone: string) => {
  const table = readZoneTable(zone, at('2019-12-01T00:00:00Z'), at('2031-03-01T00:00:00Z'))
  if (table === undefined) throw new Error(`no zone ${zone}`)
  return table
}
const paris = tableOf('Europe/Paris')
// With summer time in both halves of the world, with half hours, with midnights that do not exist, and without any.
const tables = [
  'Europe/Paris',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Asia/Kolkata',
].map(tableOf)

const daily = { every: 'day' } as const
const monday = { every: 'week', weekday: 1 } as const
const monthly = (on: number) => ({ every: 'month', day: on }) as const

test.each([
  [{ every: 'day' }, '2026-02-28', '2026-03-01'],
  [monday, '2026-11-22', '2026-11-23'],
  [monday, '2026-11-23', '2026-11-30'],
  [monday, '2026-12-29', '2027-01-04'],
  [monthly(1), '2026-11-01', '2026-12-01'],
  [monthly(31), '2026-11-30', '2026-12-31'],
  [monthly(31), '2026-12-31', '2027-01-31'],
  [monthly(31), '2027-01-31', '2027-02-28'],
  [monthly(30), '2028-01-31', '2028-02-29'],
  [monthly(29), '2027-02-28', '2027-03-29'],
] as const)('%j after %s comes on %s, and the other way round', (rhythm, before, after) => {
  expect(formatCivilDay(nextOn(rhythm, day(before)))).toBe(after)
  expect(previousOn(rhythm, day(after))).toBeLessThanOrEqual(day(before))
})

test.each([
  ['an ordinary Monday', '2026-11-23', 480, '2026-11-23T07:00:00Z'],
  ['the hour that is skipped: as soon as the clock is past it', '2026-03-29', 150, '2026-03-29T01:00:00Z'],
  ['the hour that comes twice: the first time', '2026-10-25', 150, '2026-10-25T00:30:00Z'],
  ['the midnight before it is skipped', '2026-03-29', 0, '2026-03-28T23:00:00Z'],
])('%s', (_name, on, minutes, expected) => {
  expect(instantOn(paris, day(on), minutes)).toBe(at(expected))
})

test.each([
  ['a week', monday, '2026-11-23', ['2026-11-15T23:00:00Z', '2026-11-22T23:00:00Z']],
  ['the 23 hours of a day', daily, '2026-03-30', ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z']],
  ['the 25 hours of a day', daily, '2026-10-26', ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z']],
  ['a whole month', monthly(1), '2026-11-01', ['2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z']],
  ['one last day to the next', monthly(31), '2027-02-28', ['2027-01-30T23:00:00Z', '2027-02-27T23:00:00Z']],
] as const)('%s is covered', (_name, rhythm, on, [from, until]) => {
  expect(periodOf(rhythm, day(on), paris)).toEqual({ from: at(from), until: at(until) })
})

test('runs of the days on which the server was off are due, oldest first; what nobody could read any more is not', () => {
  const plan = { rhythm: monday, minutes: 480, nextOn: day('2026-09-07') }
  const due = dueRuns(plan, at('2026-11-23T07:00:00Z'), paris)
  expect(due.runs.map(formatCivilDay)).toEqual([
    '2026-10-26',
    '2026-11-02',
    '2026-11-09',
    '2026-11-16',
    '2026-11-23',
  ])
  expect(formatCivilDay(due.nextOn)).toBe('2026-11-30')
})

test('a report that is begun at its own hour waits for the next one', () => {
  const plan = { rhythm: monday, minutes: 480 }
  expect(formatCivilDay(firstOn(plan, at('2026-11-23T06:59:00Z'), paris))).toBe('2026-11-23')
  expect(formatCivilDay(firstOn(plan, at('2026-11-23T07:00:00Z'), paris))).toBe('2026-11-30')
})

const rhythms: fc.Arbitrary<Rhythm> = fc.oneof(
  fc.constant({ every: 'day' } as const),
  fc.integer({ min: 1, max: 7 }).map((weekday) => ({ every: 'week', weekday: weekday as Weekday }) as const),
  fc.integer({ min: 1, max: 31 }).map(monthly),
)
const days = fc.integer({ min: day('2020-03-01'), max: day('2030-10-01') }).map(asCivilDay)

test('the next and the previous run day are each other’s, and nothing lies between', () => {
  fc.assert(
    fc.property(rhythms, days, (rhythm, any) => {
      const next = nextOn(rhythm, any)
      expect(next).toBeGreaterThan(any)
      expect(next - any).toBeLessThanOrEqual(31)
      const previous = previousOn(rhythm, next)
      expect(previous).toBeLessThanOrEqual(any)
      expect(nextOn(rhythm, previous)).toBe(next)
      if (rhythm.every === 'week') expect(weekdayOf(next)).toBe(rhythm.weekday)
      if (rhythm.every === 'month') {
        const { day: on } = civilFields(next)
        expect(on === rhythm.day || (on < rhythm.day && civilFields(addDays(next, 1)).day === 1)).toBe(true)
      }
    }),
  )
})

test('in every zone, periods follow each other without a gap or an overlap, and a run lies at or after its period’s end', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...tables),
      rhythms,
      days,
      fc.integer({ min: 0, max: 1439 }),
      (table, rhythm, any, minutes) => {
        const on = nextOn(rhythm, any)
        const after = nextOn(rhythm, on)
        const period = periodOf(rhythm, on, table)
        expect(period.from).toBeLessThan(period.until)
        expect(periodOf(rhythm, after, table).from).toBe(period.until)
        expect(instantOn(table, on, minutes)).toBeGreaterThanOrEqual(period.until)
        expect(dayAt(table, period.until)).toBe(on)
        expect(dayAt(table, instantOn(table, on, minutes))).toBe(on)
      },
    ),
  )
})

test('however often somebody looks, each run is due exactly once', () => {
  const plans = fc.record({ rhythm: rhythms, minutes: fc.integer({ min: 0, max: 1439 }) })
  const looks = fc.array(fc.integer({ min: 1, max: KEPT_MS }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(fc.constantFrom(...tables), plans, days, looks, (table, plan, any, pauses) => {
      let now = instant(any * DAY_MS)
      let on = firstOn(plan, now, table)
      let walker = on
      const expected: number[] = []
      const made: number[] = []
      for (const pause of pauses) {
        now = instant(now + pause)
        for (; instantOn(table, walker, plan.minutes) <= now; walker = nextOn(plan.rhythm, walker))
          if (instantOn(table, walker, plan.minutes) > now - KEPT_MS) expected.push(walker)
        const due = dueRuns({ ...plan, nextOn: on }, now, table)
        made.push(...due.runs)
        on = due.nextOn
      }
      expect(made).toEqual(expected)
      expect(new Set(made).size).toBe(made.length)
    }),
  )
})
