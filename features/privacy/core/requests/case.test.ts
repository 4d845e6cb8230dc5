import { asId, type Instant, instant } from '@loge/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  actOn,
  type CaseAct,
  type CaseEntry,
  type CaseStanding,
  clockEventsOf,
  firstIdentity,
  isWaiting,
  judgeMail,
  type MailSigns,
  RIGHT_NAMES,
  RIGHTS,
  stepsOf,
} from '../index.ts'
import { ENDED, stateOf } from '../states.ts'

const at = (text: string): Instant => instant(Date.parse(`${text}T10:00:00Z`))
const personId = asId('person', '01980000-0000-7000-8000-000000000001')
const received: CaseEntry = { at: at('2026-03-01'), act: { kind: 'received' } }

const standing = (more: Partial<CaseStanding> = {}): CaseStanding => ({
  entries: [received],
  right: 'access',
  personId: null,
  identity: 'not_needed',
  mode: 'on_doubt',
  clock: { state: 'running' },
  ...more,
})

const asked = (about: 'identity' | 'request', doubt = ''): CaseAct => ({
  kind: 'asked',
  about,
  words: 'Which?',
  doubt,
})
const refused = { reason: 'An invoice', article: 'GDPR art. 17(3)(b)', remedies: ['CNIL'] }
const outcome = (case_: CaseStanding, act: CaseAct) => {
  const after = actOn(case_, act)
  return after.ok ? after.value.state : after.refusal
}
const entry = (act: CaseAct, day: string, sentAt?: Instant | null): CaseEntry => ({
  at: at(day),
  act,
  ...(sentAt === undefined ? {} : { sentAt }),
})

describe('what may be done with a case', () => {
  test.each<[string, Partial<CaseStanding>, CaseAct, string]>([
    ['an answer', {}, { kind: 'granted', words: 'Here' }, 'answered'],
    ['a refusal', {}, { kind: 'refused', words: '', ...refused }, 'refused'],
    [
      'a refusal without a reason',
      {},
      { kind: 'refused', words: '', ...refused, reason: ' ' },
      'request_reasons_missing',
    ],
    [
      'one without an article',
      {},
      { kind: 'refused', words: '', ...refused, article: '' },
      'request_reasons_missing',
    ],
    [
      'one without remedies',
      {},
      { kind: 'refused', words: '', ...refused, remedies: [] },
      'request_remedies_missing',
    ],
    [
      'an erasure of nobody in particular',
      { right: 'erasure' },
      { kind: 'granted', words: 'x' },
      'request_person_first',
    ],
    ['an erasure of somebody', { right: 'erasure', personId }, { kind: 'granted', words: 'x' }, 'answered'],
    [
      'an answer to who is not known yet',
      { identity: 'to_check' },
      { kind: 'granted', words: 'x' },
      'request_identity_first',
    ],
    [
      'a refusal to who is not known yet',
      { identity: 'asked' },
      { kind: 'refused', words: '', ...refused },
      'refused',
    ],
    ['proof asked without a doubt', {}, asked('identity'), 'request_doubt_missing'],
    ['proof asked with a doubt', {}, asked('identity', 'Another name'), 'identity_needed'],
    [
      'proof asked where it always is',
      { mode: 'always', identity: 'to_check' },
      asked('identity'),
      'identity_needed',
    ],
    [
      'proof asked where it never is',
      { mode: 'never' },
      asked('identity', 'x'),
      'request_identity_not_asked',
    ],
    [
      'proof asked of who signed in',
      { identity: 'proven' },
      asked('identity', 'x'),
      'request_identity_known',
    ],
    ['more time without reasons', {}, { kind: 'extended', reasons: '' }, 'request_reasons_missing'],
    ['more time', {}, { kind: 'extended', reasons: 'Many' }, 'extended'],
    [
      'more time when it is late',
      { clock: { state: 'late' } },
      { kind: 'extended', reasons: 'x' },
      'request_late',
    ],
    ['a question when it is late', { clock: { state: 'late' } }, asked('request'), 'request_late'],
    ['a withdrawal', {}, { kind: 'withdrawn' }, 'withdrawn'],
  ])('%s', (_what, more, act, expected) => expect(outcome(standing(more), act)).toBe(expected))

  test('a second question waits for the answer to the first', () => {
    const entries = [received, entry(asked('request'), '2026-03-02', at('2026-03-02'))]
    expect(outcome(standing({ entries }), asked('request'))).toBe('request_question_open')
    const answered = [...entries, entry({ kind: 'person_wrote', words: 'This' }, '2026-03-05')]
    expect(outcome(standing({ entries: answered }), asked('request'))).toBe('received')
    expect([isWaiting(entries), isWaiting(answered)]).toEqual([true, false])
  })

  test('nothing is done once it ended, and what the person writes is kept all the same', () => {
    const entries = [received, entry({ kind: 'withdrawn' }, '2026-03-02')]
    expect(outcome(standing({ entries }), { kind: 'granted', words: 'x' })).toBe('request_ended')
    expect(outcome(standing({ entries }), { kind: 'person_wrote', words: 'x' })).toBe('withdrawn')
  })

  test('silence is no end: no act but a decision or a withdrawal ends a case, in any order', () => {
    const acts = fc.constantFrom<CaseAct>(
      { kind: 'matched', personId },
      { kind: 'classified', right: 'erasure' },
      asked('request'),
      asked('identity', 'A doubt'),
      { kind: 'person_wrote', words: 'x' },
      { kind: 'identity_proven', proof: 'code' },
      { kind: 'extended', reasons: 'Many' },
    )
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 12 }), (some) => {
        let now = standing()
        for (const act of some) {
          const after = actOn(now, act)
          if (!after.ok) continue
          const { state, ...rest } = after.value
          now = { ...now, ...rest, entries: [...now.entries, entry(act, '2026-03-02')] }
          expect(state).toBe(stateOf(stepsOf(now.entries)))
          expect(ENDED.has(state)).toBe(false)
        }
      }),
    )
  })
})

describe('the clock of a case', () => {
  test('no pause without a sent ask: it stands still from when the question left', () => {
    const unsent = [received, entry(asked('request'), '2026-03-11', null)]
    expect(clockEventsOf(unsent)).toEqual([])
    const sent = [received, entry(asked('request'), '2026-03-11', at('2026-03-12'))]
    expect(clockEventsOf(sent)).toEqual([{ kind: 'question_asked', at: at('2026-03-12') }])
  })
})

test('each right cites its article [S4-123]', () => {
  expect(RIGHT_NAMES.length).toBe(16)
  for (const right of RIGHT_NAMES) expect(RIGHTS[right]).toMatch(/art\. \d+/)
})

test.each([
  ['on_doubt', 'email', 'not_needed'],
  ['on_doubt', 'phone', 'to_check'],
  ['never', 'phone', 'not_needed'],
  ['never', 'post', 'not_needed'],
  ['always', 'post', 'to_check'],
  ['information', 'phone', 'to_check'],
  ['always', 'in_app', 'proven'],
] as const)('where identity is asked %s, who comes by %s is %s', (mode, arrival, expected) => {
  expect(firstIdentity(mode, arrival)).toBe(expected)
})

describe('a mail that came in', () => {
  const mail: MailSigns = {
    autoSubmitted: null,
    precedence: null,
    returnPath: '<ana@example.org>',
    from: 'ana@example.org',
    ours: ['privacy@house.example'],
    writtenToday: 0,
    isKnown: false,
  }
  test.each<[string, Partial<MailSigns>, string]>([
    ['of a person', {}, 'taken'],
    ['of a person whose program says so', { autoSubmitted: 'no' }, 'taken'],
    ['an automatic answer', { autoSubmitted: 'Auto-Replied' }, 'automatic'],
    ['a bounce', { returnPath: ' <> ' }, 'automatic'],
    ['of a list', { precedence: 'List' }, 'bulk'],
    ['of ourselves', { from: 'Privacy@House.example' }, 'own'],
    ['handed in twice', { isKnown: true }, 'known'],
    ['the fourth within a day', { writtenToday: 3 }, 'quiet'],
  ])('%s', (_what, more, expected) => {
    const verdict = judgeMail({ ...mail, ...more })
    expect(verdict.is === 'ignored' ? verdict.why : verdict.is).toBe(expected)
  })
})
