/** What a move means, without a database. */
import { fc, test as property } from '@fast-check/vitest'
import { asId, instant } from '@loge/kernel'
import { describe, expect, test } from 'vitest'
import {
  checklistOf,
  decideLeaving,
  decideStep,
  decideUndo,
  happensAt,
  type Move,
  moveKinds,
  moveStates,
  moveStepKeys,
} from './index.ts'

const home = asId('unit', '00000000-0000-7000-8000-000000000001')
const other = asId('unit', '00000000-0000-7000-8000-000000000002')
const tenancyId = asId('tenancy', '00000000-0000-7000-8000-000000000003')
const from = { tenancyId, unitId: home, version: 2, endedAtBefore: null }
const planned = { state: 'planned', happensAt: instant(100), from, to: null } as const
const day = { begins: instant(100), ends: instant(124) }

describe('a move', () => {
  test.each([
    ['in', 100],
    ['transfer', 100],
    ['out', 124],
  ] as const)('%s takes effect at %i: the last day at a home is a whole day', (kind, at) => {
    expect(happensAt(kind, day)).toBe(at)
  })

  test('to the home somebody lives in, or out of one that is left already, is refused', () => {
    const leaving = (to: typeof other | undefined, waiting: readonly Move[] = []) =>
      decideLeaving({ unitId: home }, { planned: waiting, to })
    expect(leaving(undefined).ok).toBe(true)
    expect(leaving(other).ok).toBe(true)
    expect(leaving(home)).toEqual({ ok: false, refusal: 'move_same_home' })
    const waits = { ...planned, kind: 'out', stepsDone: [] } as unknown as Move
    expect(leaving(other, [waits])).toEqual({ ok: false, refusal: 'move_already_planned' })
  })

  test.each([
    ['before its day', { at: 99, version: 2 }, undefined],
    ['at its very instant', { at: 100, version: 2 }, 'move_happened'],
    ['after somebody changed the dates by hand', { at: 50, version: 3 }, 'move_overtaken'],
  ] as const)('is undone %s: %j gives %s', (_when, { at, version }, refusal) => {
    const now = { at: instant(at), versions: new Map([[tenancyId, version]]) }
    expect(decideUndo(planned, now)).toEqual(
      refusal === undefined ? { ok: true, value: null } : { ok: false, refusal },
    )
  })

  test('is not undone when the tenancy it made is gone', () => {
    const now = { at: instant(50), versions: new Map() }
    expect(decideUndo(planned, now)).toEqual({ ok: false, refusal: 'move_overtaken' })
  })
})

describe('the checklist', () => {
  test('of leaving asks for the badge back, of arriving to prepare one', () => {
    const keys = (kind: Move['kind']) =>
      checklistOf({ kind, state: 'planned', stepsDone: [] }).map(({ key }) => key)
    expect(keys('out')).toEqual([
      'tenancy',
      'rights',
      'credentials',
      'intercomName',
      'letterbox',
      'inventory',
      'badgeBack',
      'forwarding',
      'balance',
      'notice',
    ])
    expect(keys('in')).toContain('badge')
    expect(keys('transfer')).not.toContain('badge')
  })

  test('is ticked by people only where it is theirs to do', () => {
    const move = { kind: 'in', stepsDone: [] } as const
    expect(decideStep(move, { key: 'badge', done: true })).toEqual({ ok: true, value: ['badge'] })
    for (const key of ['rights', 'badgeBack'] as const)
      expect(decideStep(move, { key, done: true })).toEqual({ ok: false, refusal: 'move_step_unknown' })
  })

  const anyTicks = fc.array(fc.record({ key: fc.constantFrom(...moveStepKeys), done: fc.boolean() }))
  property.prop([fc.constantFrom(...moveKinds), fc.constantFrom(...moveStates), anyTicks])(
    'shows what the last word about each step was, and what the house does only once it happened',
    (kind, state, ticks) => {
      let stepsDone: Move['stepsDone'] = []
      const last = new Map<string, boolean>()
      for (const tick of ticks) {
        const decided = decideStep({ kind, stepsDone }, tick)
        if (!decided.ok) continue
        stepsDone = decided.value
        last.set(tick.key, tick.done)
      }
      for (const { key, by, done } of checklistOf({ kind, state, stepsDone }))
        expect(done).toBe(by === 'system' ? state === 'happened' : (last.get(key) ?? false))
    },
  )
})
