/** What a register may not say, each seen to be refused. */
import { describe, expect, test } from 'vitest'
import {
  boundsOn,
  defaultRegister,
  type FaultCode,
  judgeRegister,
  mayReceive,
  type Purpose,
  type Recipient,
  type Register,
  type RetentionRule,
} from './index.ts'

const bounds = boundsOn('2026-11-22')
const text = { en: 'something', fr: 'quelque chose' }

const whole: Register = {
  ...defaultRegister,
  controller: {
    ...defaultRegister.controller,
    name: 'A',
    legalForm: 'SAS',
    registration: 'RCS Nantes 123 456 789',
    address: 'B',
    email: 'c@d.example',
  },
}
const recipient: Recipient = {
  id: 'host',
  kind: 'hosting',
  name: 'Host',
  country: 'FR',
  contractOn: '2026-01-01',
  contract: {
    document: { name: 'Contract', sha256: 'cd'.repeat(32) },
    confidentialityOn: '2026-01-01',
    clauses: ['instructions', 'sub_processors', 'audit', 'deletion'],
  },
  notify: 'email',
  subProcessors: [],
}
const rule: RetentionRule = {
  id: 'own',
  period: { unit: 'year', count: 1 },
  mode: 'max',
  trigger: 'recorded',
  ground: 'our choice',
  sentence: text,
}
const purpose: Purpose = { id: 'own', sentence: text, basis: 'contract', retention: 'while_resident' }

const first = <T>(list: readonly T[], more: Partial<T>): readonly T[] =>
  list.map((one, index) => (index === 0 ? { ...one, ...more } : one))
const withPurpose = (more: Partial<Purpose>): Register => ({
  ...whole,
  activities: first(whole.activities, { purposes: [{ ...purpose, ...more }] }),
})
const withRule = (more: Partial<RetentionRule>): Register => ({
  ...whole,
  retention: [...whole.retention, { ...rule, ...more }],
})
const withRecipient = (more: Partial<Recipient>, policy: Partial<Register['transfers']> = {}): Register => ({
  ...whole,
  transfers: { ...whole.transfers, ...policy },
  recipients: [{ ...recipient, ...more }],
})
/** Decided on together with others. */
const joint = (more: Partial<Register['activities'][number]>): Register => ({
  ...whole,
  activities: first(whole.activities, { role: 'joint', ...more }),
})
const document = { name: 'Clauses', sha256: 'ab'.repeat(32) }
const clauses = { policy: 'safeguards', safeguards: [{ kind: 'standard_clauses', sentence: text }] } as const
const last = whole.retention.length

const FAULTS: readonly (readonly [string, Register, string, FaultCode])[] = [
  [
    'a consent nobody can take back',
    withPurpose({ basis: 'consent' }),
    '/activities/0/purposes/0/withdrawal',
    'consent_without_withdrawal',
  ],
  [
    'an obligation without its law',
    withPurpose({ basis: 'legal_obligation' }),
    '/activities/0/purposes/0/law',
    'obligation_unnamed',
  ],
  [
    'an interest that is nobody’s',
    withPurpose({ basis: 'legitimate_interests' }),
    '/activities/0/purposes/0/interest',
    'interest_unnamed',
  ],
  [
    'a text in one language',
    withPurpose({ sentence: { en: 'something', fr: ' ' } }),
    '/activities/0/purposes/0/sentence/fr',
    'text_missing',
  ],
  [
    'a rule that is not there',
    withPurpose({ retention: 'nowhere' }),
    '/activities/0/purposes/0/retention',
    'reference_unknown',
  ],
  [
    'an activity without a purpose',
    { ...whole, activities: first(whole.activities, { purposes: [] }) },
    '/activities/0/purposes',
    'activity_without_purpose',
  ],
  [
    'data that no activity needs',
    {
      ...whole,
      categories: [...whole.categories, { id: 'spare', label: { en: 'Spare', fr: 'En trop' }, covers: [] }],
    },
    `/categories/${whole.categories.length}`,
    'category_without_purpose',
  ],
  [
    'an activity of the code left out',
    { ...whole, activities: whole.activities.slice(1) },
    '/activities',
    'activity_uncovered',
  ],
  [
    'keeping without a ground to hold',
    withRule({ mode: 'min' }),
    `/retention/${last}/hold`,
    'keep_without_hold',
  ],
  [
    'keeping as a law says, without which',
    withRule({ period: 'law_says' }),
    `/retention/${last}/hold`,
    'keep_without_hold',
  ],
  [
    'no time at all',
    withRule({ period: { unit: 'day', count: 0 } }),
    `/retention/${last}/period/count`,
    'period_not_whole',
  ],
  ['a period from nowhere', withRule({ ground: '' }), `/retention/${last}/ground`, 'ground_missing'],
  [
    'more than its own ceiling',
    { ...withRule({ period: { unit: 'year', count: 6 } }), ceiling: 'while_resident' },
    `/retention/${last}/period`,
    'period_beyond_ceiling',
  ],
  [
    'passages for four months',
    {
      ...whole,
      retention: whole.retention.map((one) =>
        one.id === 'movements' ? { ...one, period: { unit: 'month', count: 4 } } : one,
      ),
    },
    '/retention/1/period',
    'period_beyond_law',
  ],
  [
    'a promise longer than the law’s month',
    { ...whole, clock: { days: 31, pause: 'resume' } },
    '/clock/days',
    'period_beyond_law',
  ],
  ['an id twice', withRule({ id: 'movements' }), `/retention/${last}/id`, 'id_taken'],
  ['nowhere to ask', { ...whole, channels: [] }, '/channels', 'rights_channel_missing'],
  [
    'papers always, for no reason',
    { ...whole, identity: { mode: 'always', justification: null } },
    '/identity/justification',
    'identity_unjustified',
  ],
  [
    'a recipient without a contract',
    withRecipient({ contractOn: null }),
    '/recipients/0/contractOn',
    'recipient_without_contract',
  ],
  [
    'a country outside the Union',
    withRecipient({ country: 'NO' }),
    '/recipients/0/country',
    'country_not_allowed',
  ],
  [
    'a sub-processor outside the area',
    withRecipient({ subProcessors: [{ name: 'X', country: 'US' }] }, { policy: 'eea' }),
    '/recipients/0/subProcessors/0/country',
    'country_not_allowed',
  ],
  [
    'another continent without a safeguard',
    withRecipient({ country: 'US' }, clauses),
    '/recipients/0/country',
    'country_without_safeguard',
  ],
  [
    'a safeguard nobody announced',
    withRecipient({ country: 'US', safeguard: 'binding_rules' }, clauses),
    '/recipients/0/country',
    'safeguard_not_listed',
  ],
  [
    'a decision that was never taken',
    withRecipient(
      { country: 'US', safeguard: 'adequacy' },
      { policy: 'safeguards', safeguards: [{ kind: 'adequacy', sentence: text }] },
    ),
    '/recipients/0/country',
    'safeguard_not_true',
  ],
  [
    'clauses nobody can show',
    withRecipient({ country: 'US', safeguard: 'standard_clauses' }, clauses),
    '/recipients/0/country',
    'safeguard_without_document',
  ],
  [
    'two who answer, and nobody knows for what',
    joint({}),
    '/activities/0/arrangement',
    'joint_without_arrangement',
  ],
  [
    'advertising whose interest nobody weighed',
    withPurpose({ basis: 'legitimate_interests', interest: text, marketing: true }),
    '/activities/0/purposes/0/balancing',
    'interest_unweighed',
  ],
  [
    'opinions without consent',
    { ...whole, categories: first(whole.categories, { special: true }) },
    '/activities/0/categories',
    'special_without_consent',
  ],
  [
    'advertising that says it is exempt',
    { ...whole, trackers: first(whole.trackers, { exempt: true, kind: 'advertising' }) },
    '/trackers/0/exempt',
    'tracker_not_exempt',
  ],
  [
    'nobody who answers',
    { ...whole, controller: { ...whole.controller, email: '' } },
    '/controller/email',
    'controller_incomplete',
  ],
  [
    'an operator that is nothing in law',
    { ...whole, controller: { ...whole.controller, legalForm: ' ' } },
    '/controller/legalForm',
    'controller_incomplete',
  ],
  [
    'an officer nobody can write to by post',
    { ...whole, controller: { ...whole.controller, dpo: { name: 'D', email: 'd@e.example', address: '' } } },
    '/controller/dpo/address',
    'officer_incomplete',
  ],
  [
    'an address that is masked',
    { ...whole, controller: { ...whole.controller, email: '***@d.example' } },
    '/controller/email',
    'address_unreachable',
  ],
  [
    'a way in that leads nowhere',
    { ...whole, channels: [...whole.channels, { kind: 'email', address: 'dpo@', for: ['questions'] }] },
    `/channels/${whole.channels.length}/address`,
    'address_unreachable',
  ],
]

test('a whole register has no fault', () => {
  expect(judgeRegister(whole, bounds)).toEqual([])
})

test.each(FAULTS)('%s is a fault, and where', (_, register, pointer, code) => {
  expect(judgeRegister(register, bounds)).toContainEqual(expect.objectContaining({ pointer, code }))
})

test.each([
  [
    'a law held beyond the ceiling',
    {
      ...withRule({ period: { unit: 'year', count: 6 }, hold: 'legal_obligation' }),
      ceiling: 'while_resident',
    },
  ],
  [
    'clauses for another continent',
    withRecipient({ country: 'US', safeguard: 'standard_clauses', document }, clauses),
  ],
  ['an arrangement of two who answer', joint({ arrangement: text })],
  ['the area, under its policy', withRecipient({ country: 'NO' }, { policy: 'eea' })],
] as const)('%s is none', (_, register) => {
  expect(judgeRegister(register, bounds)).toEqual([])
})

test('a longer law is a line of data', () => {
  const four = bounds.periods.map((bound) =>
    bound.id === 'movements' ? { ...bound, value: { unit: 'month', count: 4 } as const } : bound,
  )
  const register = FAULTS.find(([name]) => name === 'passages for four months')?.[1] ?? whole
  expect(judgeRegister(register, { ...bounds, periods: four })).toEqual([])
})

describe('data go to a recipient', () => {
  const register = withRecipient({})
  const asked = { activity: 'access_control', recipient: 'host' }

  test('only from an activity that lists its kind, under a contract, in a country that is allowed', () => {
    expect(mayReceive(register, asked, bounds)).toBe(true)
    expect(mayReceive(register, { ...asked, activity: 'nothing' }, bounds)).toBe(false)
    expect(mayReceive(withRecipient({ contractOn: null }), asked, bounds)).toBe(false)
    expect(mayReceive(withRecipient({ country: 'US' }), asked, bounds)).toBe(false)
    const none = register.activities.map((activity) => ({ ...activity, recipientKinds: [] }))
    expect(mayReceive({ ...register, activities: none }, asked, bounds)).toBe(false)
  })

  test('only categories the activity holds and the kind may get', () => {
    expect(mayReceive(register, { ...asked, category: 'credential' }, bounds)).toBe(true)
    expect(mayReceive(register, { ...asked, category: 'movement' }, bounds)).toBe(false)
    const kinds = register.recipientKinds.map((kind) => ({ ...kind, only: ['identity'] }))
    expect(
      mayReceive({ ...register, recipientKinds: kinds }, { ...asked, category: 'credential' }, bounds),
    ).toBe(false)
  })
})
