/** Breaches by tables of cases: what runs, what is owed, and what may not be done. */
import { boundsOn } from '@loge/features/law/core'
import { addMs, HOUR_MS, instant, type Instant } from '@loge/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  alertDue,
  type BreachAct,
  breachClocks,
  type BreachEntry,
  type BreachFacts,
  dutiesOf,
  judgeBreachAct,
  judgeNewBreach,
  RISKS,
  standingOf,
} from '../index.ts'

const found = instant(Date.parse('2026-10-30T22:00:00Z'))
const after = (hours: number): Instant => addMs(found, hours * HOUR_MS)
const facts: BreachFacts = {
  title: 'A statement in the wrong letterbox',
  cause: 'misdirected',
  foundAt: found,
  beganAt: after(-5),
  endedAt: after(-1),
  nature: 'The account of one home was put into the box of another.',
  consequences: 'A neighbour knows an amount.',
  measures: 'It was taken back.',
  categories: ['identity', 'home'],
  records: 1,
  isExploitedWeakness: false,
}
const recorded: BreachEntry = { at: found, by: 'ann', act: { kind: 'recorded', facts } }
const story = (...acts: readonly (readonly [hours: number, by: string, act: BreachAct])[]) => {
  const standing = standingOf([recorded, ...acts.map(([hours, by, act]) => ({ at: after(hours), by, act }))])
  return standing ?? expect.fail('it was recorded')
}
const assessed = (risk: (typeof RISKS)[number]): BreachAct => ({ kind: 'assessed', risk, reasons: 'why' })
const told = (more: Partial<Extract<BreachAct, { kind: 'notified' }>> = {}): BreachAct => ({
  kind: 'notified',
  to: 'authority',
  stage: 'first',
  reference: '',
  lateReason: '',
  ...more,
})
const around = (hours: number, country = 'FR') => ({
  country,
  bounds: boundsOn('2026-10-30'),
  now: after(hours),
})
const clocksAt = (hours: number, standing = story(), country = 'FR') =>
  breachClocks(standing, around(hours, country))

describe('the clock of a breach', () => {
  test.each([
    ['runs before the risk is judged', [], 1, 'FR', 'running'],
    ['runs to the last second of 72 hours, over a night in which the clocks change', [], 72, 'FR', 'running'],
    ['is late after them', [], 72.001, 'FR', 'late'],
    ['is not needed where there is no risk', [assessed('none')], 100, 'FR', 'not_needed'],
    ['is met by telling the authority', [assessed('risk'), told()], 100, 'FR', 'met'],
    ['has no hours in Switzerland', [assessed('high')], 500, 'CH', 'asap'],
    ['is of a high risk alone in Switzerland', [assessed('risk')], 1, 'CH', 'not_needed'],
  ] as const)('%s', (...[, acts, hours, country, state]) => {
    const standing = story(...acts.map((act) => [1, 'ann', act] as const))
    expect(clocksAt(hours, standing, country).map((clock) => clock.state)).toEqual([state])
  })

  test('of a weakness that is being used counts 24 hours as well', () => {
    const exploited = { ...facts, isExploitedWeakness: true }
    const standing = story([0, 'ann', { kind: 'amended', facts: exploited }])
    expect(clocksAt(25, standing)).toMatchObject([
      { to: 'csirt', state: 'late', dueAt: after(24) },
      { to: 'authority', state: 'running', dueAt: after(72) },
    ])
  })

  test.each([
    [23.9, undefined],
    [24, 24],
    [47.9, 24],
    [48, 48],
    [200, 72],
  ])('after %s hours asks for the alert of %s', (hours, alert) => {
    expect(alertDue(clocksAt(hours), found, after(hours))).toBe(alert)
  })

  test('asks for none once the authority was told', () => {
    const standing = story([2, 'ann', assessed('risk')], [3, 'ann', told()])
    expect(alertDue(clocksAt(50, standing), found, after(50))).toBeUndefined()
  })
})

describe('an act', () => {
  const judgeAt = (hours: number, by: string, act: BreachAct, standing = story()) =>
    judgeBreachAct(standing, act, { clocks: clocksAt(hours, standing), now: after(hours), by })

  test.each([
    ['found in the future', { foundAt: after(2) }, 'breach_time_wrong'],
    ['begun after it was found', { beganAt: after(0.5) }, 'breach_time_wrong'],
    ['ended before it began', { endedAt: after(-6) }, 'breach_time_wrong'],
    ['of which nobody knows when it began', { beganAt: null, endedAt: null }, undefined],
  ] as const)('a breach %s', (_what, more, refusal) => {
    expect(judgeNewBreach({ ...facts, ...more }, after(1))).toBe(refusal)
  })

  test.each([
    ['telling late without a reason', told(), 80, [], 'breach_late_reason_missing'],
    ['telling late with one', told({ lateReason: 'holidays' }), 80, [], undefined],
    ['following up what was not told', told({ stage: 'follow_up' }), 1, [], 'breach_first_notice_missing'],
    [
      'not telling before the risk is judged',
      { kind: 'not_notified', reasons: 'x' },
      1,
      [],
      'breach_not_assessed',
    ],
    [
      'not telling what is a risk',
      { kind: 'not_notified', reasons: 'x' },
      1,
      [assessed('risk')],
      'breach_notice_owed',
    ],
    ['not telling what is none', { kind: 'not_notified', reasons: 'x' }, 1, [assessed('none')], undefined],
    [
      'writing to nobody',
      { kind: 'people_told', people: 0, en: letter(), fr: letter() },
      1,
      [assessed('high')],
      'breach_people_missing',
    ],
    ['closing what is owed', { kind: 'closed', lessons: 'x' }, 1, [assessed('high')], 'breach_duty_open'],
    ['closing what is judged harmless', { kind: 'closed', lessons: 'x' }, 1, [assessed('none')], undefined],
    ['confirming nothing', { kind: 'confirmed' }, 1, [assessed('none')], 'breach_nothing_to_confirm'],
  ] as const)('%s', (...[, act, hours, before, refusal]) => {
    const standing = story(...before.map((one) => [0.1, 'ann', one] as const))
    expect(judgeAt(hours, 'ann', act, standing)).toBe(refusal)
  })

  test('that makes it less grave holds only once somebody else confirms [S1-27 1/2]', () => {
    const standing = story([1, 'ann', assessed('high')], [2, 'ann', assessed('none')])
    expect(standing).toMatchObject({ risk: 'high', proposed: { risk: 'none', by: 'ann' } })
    expect(judgeAt(3, 'ann', { kind: 'confirmed' }, standing)).toBe('breach_same_person')
    expect(judgeAt(3, 'bob', { kind: 'confirmed' }, standing)).toBeUndefined()
    expect(
      story([1, 'ann', assessed('high')], [2, 'ann', assessed('none')], [3, 'bob', { kind: 'confirmed' }])
        .risk,
    ).toBe('none')
  })

  test('whatever was judged, the risk never falls without a second person', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...RISKS), { minLength: 1, maxLength: 12 }), (risks) => {
        const standing = story(...risks.map((risk) => [1, 'ann', assessed(risk)] as const))
        const [first, ...rest] = risks.map((risk) => RISKS.indexOf(risk))
        const highest = rest.reduce((most, risk) => Math.max(most, risk), first ?? 0)
        expect(RISKS.indexOf(standing.risk ?? 'none')).toBe(highest)
      }),
    )
  })

  test('after the end only adds a note', () => {
    const standing = story(
      [1, 'ann', assessed('none')],
      [2, 'ann', { kind: 'closed', lessons: 'look twice' }],
    )
    expect(judgeAt(3, 'ann', assessed('high'), standing)).toBe('breach_closed')
    expect(judgeAt(3, 'ann', { kind: 'noted', words: 'x' }, standing)).toBeUndefined()
    expect(dutiesOf(standing, clocksAt(3, standing))).toEqual([])
  })
})

function letter() {
  return { nature: 'n', consequences: 'c', advice: 'a' }
}
