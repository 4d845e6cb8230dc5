/** Squares read and changed, and a schedule taken apart for editing and put together again. */
import { describe, expect, test } from 'vitest'
import { draftOf, EMPTY_DRAFT, holidaysAreSunday, inputOf, isSameDraft, withDay } from './draft.ts'
import { ALWAYS, NEVER, lettersOf, orderAt, squareNow, squareOf, usesOf, withSquare } from './grid.ts'
import { instantOfLocal, localTextOf, placeInWeek } from './local-time.ts'
import { readRightsSearch } from './search.ts'

const LINES = [
  { entranceIds: ['hall', 'gate'], scheduleId: 'days' },
  { entranceIds: ['hall'], scheduleId: 'nights' },
  { entranceIds: ['bins'], scheduleId: null },
]

describe('a square', () => {
  test.each([
    ['hall', ['days', 'nights']],
    ['gate', ['days']],
    ['bins', [null]],
    ['cellar', []],
  ])('of %s says %j', (entrance, said) => {
    expect(squareOf({ lines: LINES }, entrance)).toEqual(said)
  })

  test.each([
    ['hall', ALWAYS],
    ['hall', NEVER],
    ['hall', ['nights']],
    ['cellar', ['days', 'evenings']],
    ['bins', NEVER],
  ])('of %s becomes %j, and no other square changes', (entrance, square) => {
    const lines = withSquare(LINES, entrance, square)
    expect(squareOf({ lines }, entrance)).toEqual(square)
    expect(lines.every(({ entranceIds }) => entranceIds.length > 0)).toBe(true)
    for (const other of ['hall', 'gate', 'bins', 'cellar'].filter((one) => one !== entrance))
      expect(squareOf({ lines }, other)).toEqual(squareOf({ lines: LINES }, other))
  })

  test('of two schedules is open until the last of them closes', () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 10, 5, hour)).toISOString()
    const schedules = new Map([
      ['days', { id: 'days', name: 'Days', open: true, changesAt: at(12) }],
      ['nights', { id: 'nights', name: 'Nights', open: true, changesAt: at(14) }],
      ['later', { id: 'later', name: 'Later', open: false, changesAt: at(18) }],
    ])
    const until = Date.UTC(2026, 10, 5, 14)
    expect(squareNow(['days', 'nights', 'later'], schedules)).toEqual({ isOpen: true, changesAt: until })
    expect(squareNow(['later'], schedules).isOpen).toBe(false)
    expect(squareNow(ALWAYS, schedules)).toEqual({ isOpen: true, changesAt: undefined })
  })
})

test('an order comes before the hours, but for who passes a lockdown', () => {
  const stands = (kind: 'evacuation' | 'lockdown') => ({ emergency: { kind, since: null, until: null } })
  const [passing, other] = [{ passesLockdown: true }, { passesLockdown: false }]
  expect(orderAt(other, { emergency: null })).toBeUndefined()
  expect(orderAt(other, stands('lockdown'))).toBe('lockdown')
  expect(orderAt(passing, stands('lockdown'))).toBeUndefined()
  expect(orderAt(other, stands('evacuation'))).toBe('evacuation')
})

test('letters go by name, to schedules in use only, and say where they are used', () => {
  const schedules = ['b', 'a', 'unused'].map((name) => ({
    id: `sch-${name}`,
    name,
    open: true,
    changesAt: null,
  }))
  const profile = (id: string, scheduleId: string) => ({
    id,
    name: id,
    people: 1,
    passesLockdown: false,
    lines: [{ entranceIds: ['hall', id], scheduleId }],
  })
  const profiles = [profile('one', 'sch-b'), profile('two', 'sch-a'), profile('three', 'sch-b')]
  const grid = { at: '', timeZone: 'Europe/Paris', entrancesSince: null, entrances: [], profiles, schedules }
  expect([...lettersOf(grid)]).toEqual([
    ['sch-a', 'a'],
    ['sch-b', 'b'],
  ])
  expect(usesOf(grid, 'sch-b')).toEqual({ entrances: 3, groups: 2 })
})

describe('a schedule being edited', () => {
  const stored = {
    name: 'Care visits',
    weekly: [
      { days: [1, 2, 3, 4, 5] as (1 | 2 | 3 | 4 | 5)[], from: '07:30', until: '10:00' },
      { days: [7] as 7[], from: '22:00', until: '06:00' },
    ],
    holidays: { calendar: 'site' as const, windows: [{ from: '22:00', until: '06:00' }] },
    exceptions: [{ firstOn: '2026-12-24', lastOn: '2026-12-26', windows: [] }],
  }

  test('comes back as it was', () => {
    expect(inputOf(draftOf(stored))).toEqual({ ...stored, effect: 'allow' })
    expect(holidaysAreSunday(draftOf(stored))).toBe(true)
  })

  test('is another one as soon as a day differs', () => {
    const draft = draftOf(stored)
    expect(isSameDraft(draft, draftOf(stored))).toBe(true)
    expect(isSameDraft(draft, withDay(draft, 5, [{ from: 480, until: 600 }]))).toBe(false)
    expect(inputOf(EMPTY_DRAFT).weekly).toEqual([])
  })
})

describe('the clock of the residence', () => {
  test.each([
    ['2026-11-05T09:42', '2026-11-05T08:42:00.000Z'],
    ['2026-07-14T00:00', '2026-07-13T22:00:00.000Z'],
    ['2026-03-29T03:30', '2026-03-29T01:30:00.000Z'],
  ])('shows %s at %s in Paris', (text, at) => {
    expect(new Date(instantOfLocal(text, 'Europe/Paris') ?? 0).toISOString()).toBe(at)
    expect(localTextOf(Date.parse(at), 'Europe/Paris')).toBe(text)
  })

  test('knows no instant for what is no date', () => {
    expect(
      ['', 'tomorrow', '2026-02-31T', '2026-13-01T10:00'].map((text) => instantOfLocal(text, 'Europe/Paris')),
    ).toEqual([undefined, undefined, undefined, undefined])
  })

  test('names the place in the week, Monday first', () => {
    expect(placeInWeek(Date.parse('2026-11-05T08:42:00Z'), 'Europe/Paris')).toEqual({ day: 3, minute: 582 })
  })
})

test('an address with nonsense in it shows the grid, now', () => {
  expect(readRightsSearch({ group: 'x', entrance: 3, at: 'noon', month: '2026-13', list: 'all' })).toEqual({})
  expect(readRightsSearch({ at: '2026-11-05T09:42:00+01:00' })).toEqual({ at: '2026-11-05T08:42:00.000Z' })
})
