/** Before a byte leaves: every way a disclosure is refused, and the one way it is not. */
import { boundsOn, defaultRegister, type Recipient, type Register } from '@loge/features/law/core'
import { expect, test } from 'vitest'
import { type DisclosureRefusal, refuseDisclosure, type WantedDisclosure } from './index.ts'

const today = '2026-11-22'
const day = { bounds: boundsOn(today), today }
const host: Recipient = {
  id: 'host',
  kind: 'hosting',
  name: 'Hôte',
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
const [first] = defaultRegister.activities
if (first === undefined) throw new Error('the register has activities')
const [category = ''] = first.categories
const wanted: WantedDisclosure = { recipient: 'host', activity: first.id, categories: [category] }

const registerWith = (recipient: Partial<Recipient>, more: Partial<Register> = {}): Register => ({
  ...defaultRegister,
  activities: [{ ...first, recipientKinds: ['hosting', 'police'] }, ...defaultRegister.activities.slice(1)],
  recipientKinds: [
    ...defaultRegister.recipientKinds,
    { id: 'police', role: 'authority', label: { en: 'police', fr: 'police' } },
    { id: 'courier', role: 'processor', label: { en: 'couriers', fr: 'transporteurs' } },
  ],
  recipients: [{ ...host, ...recipient }],
  ...more,
})

const clauses = { kind: 'standard_clauses', sentence: { en: 'Clauses', fr: 'Clauses' } } as const
const safeguarded = {
  transfers: { policy: 'safeguards', safeguards: [clauses], locations: [] },
} as const satisfies Partial<Register>

const CASES: readonly (readonly [
  string,
  DisclosureRefusal | undefined,
  Partial<Recipient>,
  (Partial<Register> | undefined)?,
  Partial<WantedDisclosure>?,
])[] = [
  ['what the register says goes', undefined, {}],
  ['a recipient nobody wrote down', 'recipient_unknown', {}, undefined, { recipient: 'other' }],
  ['an activity nobody wrote down', 'recipient_not_of_activity', {}, undefined, { activity: 'other' }],
  ['a kind the activity does not name', 'recipient_not_of_activity', { kind: 'courier' }],
  [
    'a category the activity does not hold',
    'category_not_for_recipient',
    {},
    undefined,
    { categories: ['x'] },
  ],
  ['no category at all', 'category_not_for_recipient', {}, undefined, { categories: [] }],
  ['no contract', 'contract_missing', { contractOn: null }],
  ['a contract of tomorrow', 'contract_missing', { contractOn: '2026-11-23' }],
  ['a contract of today', undefined, { contractOn: today }],
  ['an authority without a provision', 'provision_missing', { kind: 'police', contractOn: null }],
  [
    'an authority with one',
    undefined,
    { kind: 'police', contractOn: null },
    undefined,
    { provision: 'art. 60-1 CPP' },
  ],
  ['a country of the Union', undefined, { country: 'DE' }],
  ['a country outside it', 'transfer_not_allowed', { country: 'US' }],
  [
    'one who works for it, outside',
    'transfer_not_allowed',
    { subProcessors: [{ name: 'S', country: 'US' }] },
  ],
  ['outside, without a safeguard', 'transfer_not_allowed', { country: 'US' }, safeguarded],
  [
    'outside, under a listed one',
    undefined,
    { country: 'US', safeguard: 'standard_clauses', document: { name: 'Clauses', sha256: 'ab'.repeat(32) } },
    safeguarded,
  ],
  [
    'outside, under one nobody can show',
    'transfer_not_allowed',
    { country: 'US', safeguard: 'standard_clauses' },
    safeguarded,
  ],
  [
    'outside, under one that is not listed',
    'transfer_not_allowed',
    { country: 'US', safeguard: 'binding_rules' },
    safeguarded,
  ],
]

for (const [what, refusal, recipient, more = {}, asked = {}] of CASES)
  test(`${what}: ${refusal ?? 'goes'}`, () => {
    expect(refuseDisclosure(registerWith(recipient, more), { ...wanted, ...asked }, day)).toBe(refusal)
  })

test('a kind that gets less than all of an activity gets no more than that', () => {
  const kinds = registerWith({}).recipientKinds.map((kind) => ({ ...kind, only: ['contact'] }))
  const register = registerWith({}, { recipientKinds: kinds })
  const ask = (categories: readonly string[]) => refuseDisclosure(register, { ...wanted, categories }, day)
  expect(ask(['contact'])).toBeUndefined()
  expect(ask(['contact', 'identity'])).toBe('category_not_for_recipient')
})
