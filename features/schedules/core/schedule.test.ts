/** What is refused, what is only warned about, and what an explanation says. */
import { civilDay, DAY_MS, instant, type CivilDay } from '@loge/kernel'
import { describe, expect, test } from 'vitest'
import { acceptSchedule } from './accept-schedule.ts'
import { explainMoment } from './explain-moment.ts'
import { NO_HOLIDAYS, type HolidayCalendar } from './holidays.ts'
import type { ScheduleDefinition } from './schedule.ts'
import { warnAbout } from './warn-about.ts'
import type { ZoneTable } from './zone-table.ts'

const HOUR = 60
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const
const never: ScheduleDefinition = { effect: 'allow', weekly: [], onHolidays: null, exceptions: [] }
const office: ScheduleDefinition = {
  ...never,
  weekly: [{ from: 8 * HOUR, until: 20 * HOUR, days: [1, 2, 3, 4, 5] }],
  onHolidays: [],
  exceptions: [
    {
      firstOn: civilDay(2026, 12, 24),
      lastOn: civilDay(2026, 12, 24),
      windows: [{ from: 20 * HOUR, until: 2 * HOUR }],
    },
  ],
}
const france: HolidayCalendar = { region: 'FR', added: [], removed: [] }
/** Paris in the winter of 2026: one hour ahead of UTC. */
const winter: ZoneTable = {
  zone: 'Europe/Paris',
  offsets: [{ at: instant(Date.UTC(2026, 9, 25, 1)), offsetMs: 3_600_000 }],
  coversUntil: instant(Date.UTC(2027, 2, 28, 1)),
}
const faultsOf = (definition: ScheduleDefinition): readonly string[] => {
  const answer = acceptSchedule(definition)
  return answer.ok ? [] : answer.refusal.map(({ pointer, code }) => `${pointer} ${code}`)
}
const exception = (firstOn: CivilDay, lastOn: CivilDay) => ({ firstOn, lastOn, windows: [] })

describe('a schedule', () => {
  test('is taken with several windows a day, across midnight and to 24:00', () => {
    const weekly = [
      { from: 0, until: 1_440, days: EVERY_DAY },
      { from: 22 * HOUR, until: 6 * HOUR, days: EVERY_DAY },
    ]
    expect(faultsOf({ ...office, weekly })).toEqual([])
  })

  test('is refused with every fault and where it is', () => {
    const weekly = [
      { from: 60, until: 60, days: EVERY_DAY },
      { from: 1_440, until: 10, days: EVERY_DAY },
      { from: 10, until: 1_441, days: EVERY_DAY },
      { from: 10.5, until: 20, days: [] },
    ]
    expect(faultsOf({ ...never, weekly, onHolidays: [{ from: 0, until: 0 }] })).toEqual([
      '/weekly/0 window_zero_length',
      '/weekly/1/from window_out_of_day',
      '/weekly/2/until window_out_of_day',
      '/weekly/3/from window_out_of_day',
      '/weekly/3/days window_without_days',
      '/onHolidays/0/until window_out_of_day',
    ])
  })

  test('is refused when exceptions end before they begin or overlap', () => {
    const backwards = exception(civilDay(2027, 1, 2), civilDay(2027, 1, 1))
    expect(faultsOf({ ...never, exceptions: [backwards] })).toEqual([
      '/exceptions/0/lastOn exception_ends_before_it_begins',
    ])
    const august = exception(civilDay(2027, 8, 1), civilDay(2027, 8, 31))
    const assumption = exception(civilDay(2027, 8, 15), civilDay(2027, 8, 15))
    expect(faultsOf({ ...never, exceptions: [assumption, august] })).toEqual([
      '/exceptions/0 exceptions_overlap',
    ])
  })

  test('is refused when it has more windows or exceptions than anyone needs', () => {
    const weekly = Array.from({ length: 101 }, () => ({ from: 0, until: 1, days: EVERY_DAY }))
    const exceptions = Array.from({ length: 401 }, (_, index) => {
      const day = (civilDay(2027, 1, 1) + index) as CivilDay
      return exception(day, day)
    })
    expect(faultsOf({ ...never, weekly })).toEqual(['/weekly too_many_windows'])
    expect(faultsOf({ ...never, exceptions })).toEqual(['/exceptions too_many_exceptions'])
  })

  test('that never opens or never closes is reported', () => {
    const at = instant(Date.UTC(2026, 10, 1))
    const always = { ...never, weekly: [{ from: 0, until: 1_440, days: EVERY_DAY }] }
    const past = {
      ...never,
      exceptions: [
        { ...exception(civilDay(2026, 1, 1), civilDay(2026, 1, 1)), windows: [{ from: 0, until: 60 }] },
      ],
    }
    expect(warnAbout(never, winter, NO_HOLIDAYS, at)).toEqual(['never_opens'])
    expect(warnAbout(past, winter, NO_HOLIDAYS, at)).toEqual(['never_opens'])
    expect(warnAbout(always, winter, NO_HOLIDAYS, at)).toEqual(['never_closes'])
    expect(warnAbout(office, winter, france, at)).toEqual([])
  })
})

describe('an explanation', () => {
  const explain = (at: number, schedule = office) => explainMoment(schedule, winter, france, instant(at))

  test('names the weekly window and when it ends', () => {
    expect(explain(Date.UTC(2026, 11, 22, 9))).toMatchObject({
      open: true,
      rule: { kind: 'weekly' },
      day: civilDay(2026, 12, 22),
      window: { from: 8 * HOUR, until: 20 * HOUR },
      nextChangeAt: Date.UTC(2026, 11, 22, 19),
    })
  })

  test('names the holiday that closes the day', () => {
    expect(explain(Date.UTC(2026, 11, 25, 9))).toMatchObject({
      open: false,
      rule: { kind: 'holiday', code: 'christmas' },
      window: null,
      nextChangeAt: Date.UTC(2026, 11, 28, 7),
    })
  })

  test('names the exception of the evening before while its window lasts past midnight', () => {
    expect(explain(Date.UTC(2026, 11, 25, 0, 30))).toMatchObject({
      open: true,
      rule: { kind: 'exception', index: 0 },
      day: civilDay(2026, 12, 24),
      nextChangeAt: Date.UTC(2026, 11, 25, 1),
    })
  })

  test('says how far it looked when nothing changes', () => {
    const at = Date.UTC(2026, 10, 1)
    expect(explain(at, never)).toMatchObject({
      open: false,
      nextChangeAt: null,
      searchedUntil: winter.coversUntil,
    })
    expect(winter.coversUntil - at).toBeLessThan(400 * DAY_MS)
  })

  test('changes exactly at the edge: open at the first instant, closed at the last', () => {
    expect(explain(Date.UTC(2026, 11, 22, 7)).open).toBe(true)
    expect(explain(Date.UTC(2026, 11, 22, 7) - 1).open).toBe(false)
    expect(explain(Date.UTC(2026, 11, 22, 19)).open).toBe(false)
    expect(explain(Date.UTC(2026, 11, 22, 19) - 1).nextChangeAt).toBe(Date.UTC(2026, 11, 22, 19))
  })
})
