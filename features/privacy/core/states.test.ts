import { describe, expect, test } from 'vitest'
import { ENDED, stateOf, takeStep, type RequestStep } from './index.ts'

const refusal = {
  reason: 'The accounts are due by law',
  article: 'gdpr:17(3)(b)',
  remedies: ['CNIL', 'court'],
}
const received: RequestStep = { kind: 'received' }
const begun: RequestStep = { kind: 'begun' }

const take = (steps: readonly RequestStep[]) => {
  let taken: readonly RequestStep[] = []
  for (const step of steps) {
    const result = takeStep(taken, step)
    if (!result.ok) return result.refusal
    taken = result.value
  }
  return stateOf(taken)
}

describe('a request', () => {
  test.each<[readonly RequestStep[], string]>([
    [[received], 'received'],
    [[received, { kind: 'identity_asked' }], 'identity_needed'],
    [[received, { kind: 'identity_asked' }, { kind: 'identity_proven' }], 'in_progress'],
    [[received, begun, { kind: 'extended', reasons: 'Many' }], 'extended'],
    [[received, begun, { kind: 'extended', reasons: 'Many' }, { kind: 'answered' }], 'answered'],
    [[received, begun, { kind: 'partly_refused', ...refusal }], 'partly_refused'],
    [[received, { kind: 'refused', ...refusal }], 'refused'],
    [[received, begun, { kind: 'withdrawn' }], 'withdrawn'],
    [[begun], 'request_step_out_of_place'],
    [[received, received], 'request_step_out_of_place'],
    [[received, { kind: 'answered' }], 'request_step_out_of_place'],
    [[received, begun, { kind: 'answered' }, { kind: 'withdrawn' }], 'request_ended'],
    [[received, begun, { kind: 'extended', reasons: ' ' }], 'request_reasons_missing'],
    [
      [received, begun, { kind: 'extended', reasons: 'Many' }, { kind: 'extended', reasons: 'More' }],
      'request_extended_already',
    ],
    [[received, { kind: 'refused', ...refusal, article: '' }], 'request_reasons_missing'],
    [[received, { kind: 'refused', ...refusal, remedies: [] }], 'request_remedies_missing'],
  ])('after %j is %s', (steps, outcome) => {
    expect(take(steps)).toBe(outcome)
  })

  test('that ended takes no step more', () => {
    for (const state of ENDED) expect(['answered', 'partly_refused', 'refused', 'withdrawn']).toContain(state)
  })
})
