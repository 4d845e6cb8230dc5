import { instant } from '@loge/kernel'
import { describe, expect, test } from 'vitest'
import {
  type CaseAct,
  type CaseEntry,
  excessRefusal,
  feeFor,
  isWaiting,
  missingIn,
  missingNow,
  type Right,
  USUAL_FEE,
} from '../index.ts'

const at = instant(Date.parse('2026-03-01T10:00:00Z'))
const one = { id: 'one', isHuman: true }
const two = { id: 'two', isHuman: true }
const key = { id: 'key', isHuman: false }
const found: CaseAct = {
  kind: 'excess_found',
  criterion: 'repetition',
  reason: 'Again',
  earlier: ['2026-001'],
}
const fee: CaseAct = {
  kind: 'fee_announced',
  criterion: 'repetition',
  reason: 'Again',
  earlier: 1,
  minutes: 90,
  postage: 180,
  terms: USUAL_FEE,
  cents: 3_180,
}
const ground = { reason: 'Again', article: 'GDPR art. 12(5)(b)', remedies: ['CNIL'] }
const refused: CaseAct = { kind: 'refused', words: '', ...ground }
const granted: CaseAct = { kind: 'granted', words: 'Here' }
const entry = (act: CaseAct, by = 'one', sentAt: typeof at | null = at): CaseEntry => ({
  at,
  act,
  by,
  sentAt,
})
const FOUND = entry(found)
const TOLD = entry(fee)

describe('who may charge or refuse a request that asks too much', () => {
  test.each<[string, CaseAct, typeof one, readonly CaseEntry[], Right, string | undefined]>([
    ['found by a person', found, one, [], 'access', undefined],
    ['found by a key', found, key, [], 'access', 'request_human_decides'],
    ['found without a reason', { ...found, reason: ' ' }, one, [], 'access', 'request_reasons_missing'],
    ['repeated for the first time', { ...found, earlier: [] }, one, [], 'access', 'request_no_earlier'],
    [
      'unfounded the first time',
      { ...found, criterion: 'unfounded', earlier: [] },
      one,
      [],
      'access',
      undefined,
    ],
    ['refused as such by nobody’s finding', refused, two, [], 'access', 'request_excess_first'],
    ['refused by who found it', refused, one, [FOUND], 'access', 'request_second_person'],
    ['refused by another', refused, two, [FOUND], 'access', undefined],
    [
      'in French',
      { ...refused, article: 'RGPD, art. 12, § 5, b' },
      one,
      [FOUND],
      'access',
      'request_second_person',
    ],
    [
      'refused for something else',
      { ...refused, article: 'GDPR art. 17(3)(b)' },
      one,
      [],
      'erasure',
      undefined,
    ],
    ['a fee nobody found a reason for', fee, one, [], 'access', 'request_excess_first'],
    ['a fee', fee, one, [FOUND], 'access', undefined],
    ['a fee beyond the cap', { ...fee, cents: 5_001 }, one, [FOUND], 'access', 'request_fee_beyond_cap'],
    ['a second fee', fee, one, [FOUND, TOLD], 'access', 'request_fee_announced'],
    ['a fee and a refusal', refused, two, [FOUND, TOLD], 'access', 'request_fee_or_refusal'],
    ['work before it is accepted', granted, one, [FOUND, TOLD], 'access', 'request_fee_open'],
    ['accepting', { kind: 'fee_accepted' }, one, [FOUND, TOLD], 'access', undefined],
    [
      'accepting what was not told',
      { kind: 'fee_accepted' },
      one,
      [FOUND, entry(fee, 'one', null)],
      'access',
      'request_fee_not_told',
    ],
    ['accepting nothing', { kind: 'fee_accepted' }, one, [FOUND], 'access', 'request_no_fee_open'],
    ['work once accepted', granted, one, [FOUND, TOLD, entry({ kind: 'fee_accepted' })], 'access', undefined],
    [
      'a refusal once accepted',
      refused,
      two,
      [FOUND, TOLD, entry({ kind: 'fee_accepted' })],
      'access',
      'request_fee_or_refusal',
    ],
    [
      'a refusal once declined',
      refused,
      two,
      [FOUND, TOLD, entry({ kind: 'fee_declined' })],
      'access',
      undefined,
    ],
    ['a file taken along, by a key', granted, key, [], 'portability', 'request_human_decides'],
    ['a file taken along, by a person', granted, one, [], 'portability', undefined],
    [
      'an objection refused by a key',
      { ...refused, article: 'GDPR art. 21(1)' },
      key,
      [],
      'objection',
      'request_human_decides',
    ],
    [
      'an objection refused by a person',
      { ...refused, article: 'GDPR art. 21(1)' },
      one,
      [],
      'objection',
      undefined,
    ],
    [
      'an objection to advertising refused by anybody',
      { ...refused, article: 'GDPR art. 21(1)' },
      one,
      [],
      'objection_to_marketing',
      'request_marketing_always_ends',
    ],
  ])('%s', (...[, act, by, entries, right, expected]) => {
    expect(excessRefusal({ right, entries, terms: USUAL_FEE, by }, act)).toBe(expected)
  })

  test('costs its hours and its postage, and waits for the person', () => {
    expect(feeFor({ minutes: 90, postage: 180 }, USUAL_FEE)).toBe(3_180)
    expect(isWaiting([FOUND, TOLD])).toBe(true)
    expect(isWaiting([FOUND, TOLD, entry({ kind: 'fee_accepted' })])).toBe(false)
  })
})

describe('what a request lacks', () => {
  const whole = { name: 'Ana Diaz', words: 'A copy', isRightSaid: false, hasContact: true }
  test.each<[string, Partial<typeof whole>, readonly string[]]>([
    ['nothing', {}, []],
    ['its object', { words: '–' }, ['object']],
    ['no object where the right was chosen', { words: '', isRightSaid: true }, []],
    ['a first name', { name: 'Diaz' }, ['first_name']],
    ['a first name, of an initial', { name: 'A. Diaz' }, ['first_name']],
    ['both names', { name: 'ana@example.org' }, ['last_name', 'first_name']],
    ['where the answer goes', { hasContact: false }, ['contact']],
  ])('is %s', (_what, said, expected) => {
    expect(missingIn({ ...whole, ...said })).toEqual(expected)
  })

  test('is asked until they write again', () => {
    const asked = entry({ kind: 'asked', about: 'request', words: 'x', doubt: '', missing: ['first_name'] })
    expect(missingNow([asked])).toEqual(['first_name'])
    expect(missingNow([asked, entry({ kind: 'person_wrote', words: 'Ana' })])).toEqual([])
  })
})
