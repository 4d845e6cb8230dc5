import type { ZoneTable } from '@loge/features/schedules/core'
import { addDays, formatCivilDay, instant, type Instant, parseCivilDay, type CivilDay } from '@loge/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths, requestClock, type ClockEvent, type ClockSettings } from './index.ts'

const HOUR = 3_600_000
const day = (text: string): CivilDay => {
  const found = parseCivilDay(text)
  if (found === undefined) throw new Error(`no such day: ${text}`)
  return found
}
const at = (text: string): Instant => instant(Date.parse(text))

/** Two hours ahead of UTC all year, which is enough to tell a local day from a day of UTC. */
const zone: ZoneTable = {
  zone: 'Test/Two',
  offsets: [{ at: at('2000-01-01T00:00:00Z'), offsetMs: 2 * HOUR }],
  coversUntil: at('2100-01-01T00:00:00Z'),
}
const law: ClockSettings = { months: 1, extensionMonths: 2, pause: 'resume' }

const ask = (
  receivedAt: string,
  events: readonly ClockEvent[] = [],
  { settings = law, now = receivedAt }: { settings?: ClockSettings; now?: string } = {},
) => {
  const clock = requestClock({ receivedAt: at(receivedAt), zone, settings, events, now: at(now) })
  return { ...clock, due: formatCivilDay(clock.dueOn) }
}
const event = (kind: 'question_asked' | 'question_answered' | 'ended', when: string): ClockEvent => ({
  kind,
  at: at(when),
})
const extended = (when: string, reasons = 'Many records'): ClockEvent => ({
  kind: 'extended',
  at: at(when),
  reasons,
})

describe('the clock of a request', () => {
  test.each([
    ['a usual day', '2026-03-10T10:00:00Z', '2026-04-10'],
    ['the last of January', '2026-01-31T10:00:00Z', '2026-02-28'],
    ['the last of January of a leap year', '2028-01-31T10:00:00Z', '2028-02-29'],
    ['a leap day', '2028-02-29T10:00:00Z', '2028-03-29'],
    ['December', '2026-12-31T10:00:00Z', '2027-01-31'],
    ['an evening that is the next day here', '2026-03-30T22:30:00Z', '2026-04-30'],
  ])('received on %s ends a calendar month later', (_what, received, due) => {
    expect(ask(received).due).toBe(due)
  })

  test('ends with the day here, and is late from then on', () => {
    const last = ask('2026-03-10T10:00:00Z', [], { now: '2026-04-10T21:59:59Z' })
    expect([last.dueAt, last.state]).toEqual([at('2026-04-10T22:00:00Z'), 'running'])
    expect(ask('2026-03-10T10:00:00Z', [], { now: '2026-04-10T22:00:00Z' }).state).toBe('late')
  })

  test.each([
    [10, '2026-03-20', 'organization'],
    [30, '2026-04-09', 'organization'],
    [31, '2026-04-10', 'law'],
    [60, '2026-04-10', 'law'],
  ] as const)('with %i days promised ends on the earlier of the two', (days, due, by) => {
    const clock = ask('2026-03-10T10:00:00Z', [], { settings: { ...law, days } })
    expect([clock.due, clock.why.by]).toEqual([due, by])
  })

  test('that would end on a weekend or a holiday ends on the next working day', () => {
    const holidays = new Set([day('2026-05-11')])
    const clock = ask('2026-04-09T10:00:00Z', [], { settings: { ...law, holidays } })
    expect([clock.due, clock.why.movedToWorkingDay]).toEqual(['2026-05-12', true])
    expect(ask('2026-04-09T10:00:00Z').due).toBe('2026-05-09')
  })

  test('stands still while a question is open, and goes on with the answer', () => {
    const asked = event('question_asked', '2026-03-12T10:00:00Z')
    const waiting = ask('2026-03-10T10:00:00Z', [asked], { now: '2026-06-01T10:00:00Z' })
    expect([waiting.state, waiting.why.pausedSince]).toEqual(['paused', asked.at])
    const answered = [asked, event('question_answered', '2026-03-17T10:00:00Z')]
    expect([
      ask('2026-03-10T10:00:00Z', answered).due,
      ask('2026-03-10T10:00:00Z', answered).why.pausedDays,
    ]).toEqual(['2026-04-15', 5])
    const settings = { ...law, pause: 'restart' } as const
    expect(ask('2026-03-10T10:00:00Z', answered, { settings }).due).toBe('2026-04-17')
  })

  test('is not paused by an answer nobody asked for, nor by a question after its end', () => {
    const early = [event('question_answered', '2026-03-17T10:00:00Z')]
    expect(ask('2026-03-10T10:00:00Z', early).due).toBe('2026-04-10')
    const late = [event('question_asked', '2026-04-11T10:00:00Z')]
    expect(ask('2026-03-10T10:00:00Z', late, { now: '2026-04-12T10:00:00Z' }).state).toBe('late')
  })

  test('is extended once by two months, before its end and with reasons', () => {
    const first = extended('2026-04-01T10:00:00Z')
    expect(ask('2026-03-10T10:00:00Z', [first])).toMatchObject({ due: '2026-06-10', state: 'extended' })
    expect(ask('2026-03-10T10:00:00Z', [first, extended('2026-05-01T10:00:00Z')]).due).toBe('2026-06-10')
    expect(ask('2026-03-10T10:00:00Z', [extended('2026-04-11T10:00:00Z')]).due).toBe('2026-04-10')
    expect(ask('2026-03-10T10:00:00Z', [extended('2026-04-01T10:00:00Z', ' ')]).due).toBe('2026-04-10')
    const settings = { ...law, days: 10 }
    expect(ask('2026-03-10T10:00:00Z', [extended('2026-03-25T10:00:00Z')], { settings }).due).toBe(
      '2026-03-20',
    )
  })

  test('that was answered in time is never late afterwards', () => {
    const ended = [event('ended', '2026-04-10T20:00:00Z')]
    expect(ask('2026-03-10T10:00:00Z', ended, { now: '2027-01-01T00:00:00Z' }).state).toBe('running')
  })

  test('gives at least the shortest month and at most the longest, and a pause never takes a day away', () => {
    const received = fc
      .integer({ min: 0, max: 40_000 })
      .map((days) => addDays(day('2001-01-01'), days % 35_000))
    fc.assert(
      fc.property(
        received,
        fc.integer({ min: 0, max: 25 }),
        fc.integer({ min: 0, max: 400 }),
        (on, after, waited) => {
          const midnight = (which: CivilDay): Instant => instant(which * 86_400_000)
          const plain = requestClock({
            receivedAt: midnight(on),
            zone,
            settings: law,
            events: [],
            now: midnight(on),
          })
          expect(plain.dueOn - on).toBeGreaterThanOrEqual(28)
          expect(plain.dueOn - on).toBeLessThanOrEqual(31)
          expect(addMonths(addMonths(on, 12), -12) <= on).toBe(true)
          const events: ClockEvent[] = [
            { kind: 'question_asked', at: midnight(addDays(on, after)) },
            { kind: 'question_answered', at: midnight(addDays(on, after + waited)) },
          ]
          const paused = requestClock({
            receivedAt: midnight(on),
            zone,
            settings: law,
            events,
            now: midnight(on),
          })
          expect(paused.dueOn - plain.dueOn).toBe(waited)
        },
      ),
    )
  })
})
