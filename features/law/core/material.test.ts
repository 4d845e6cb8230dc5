/** What people must be told in advance, and what is only said better. */
import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { type Activity, type ChangeKind, compareRegisters, defaultRegister, type Register } from './index.ts'

const text = { en: 'something', fr: 'quelque chose' }
const activity = (more: (one: Activity) => Partial<Activity>): Register => ({
  ...defaultRegister,
  activities: defaultRegister.activities.map((one, index) => (index === 0 ? { ...one, ...more(one) } : one)),
})
const movements = (count: number): Register => ({
  ...defaultRegister,
  retention: defaultRegister.retention.map((rule) =>
    rule.id === 'movements' ? { ...rule, period: { unit: 'month', count } } : rule,
  ),
})
const recipient = (country: string): Register => ({
  ...defaultRegister,
  recipients: [
    {
      id: 'host',
      kind: 'hosting',
      name: 'Host',
      country,
      contractOn: '2026-01-01',
      contract: {
        document: { name: 'Contract', sha256: 'cd'.repeat(32) },
        confidentialityOn: '2026-01-01',
        clauses: ['instructions', 'sub_processors', 'audit', 'deletion'],
      },
      notify: 'none',
      subProcessors: [],
    },
  ],
})

const purposes = ({ purposes: all }: Activity) => all

const CHANGES: readonly (readonly [string, Register, Register, 'minor' | 'material', ChangeKind])[] = [
  [
    'another purpose',
    defaultRegister,
    activity((one) => ({
      purposes: [...purposes(one), { id: 'x', sentence: text, basis: 'contract', retention: 'contacts' }],
    })),
    'material',
    'purpose_added',
  ],
  [
    'another basis',
    defaultRegister,
    activity((one) => ({ purposes: purposes(one).map((purpose) => ({ ...purpose, basis: 'public_task' })) })),
    'material',
    'basis_changed',
  ],
  [
    'another category',
    defaultRegister,
    activity((one) => ({ categories: [...one.categories, 'movement'] })),
    'material',
    'category_added',
  ],
  [
    'another kind of recipient',
    defaultRegister,
    activity((one) => ({ recipientKinds: [...one.recipientKinds, 'x'] })),
    'material',
    'recipient_added',
  ],
  ['a recipient elsewhere', recipient('FR'), recipient('DE'), 'material', 'country_changed'],
  ['a longer period', movements(2), movements(3), 'material', 'period_longer'],
  [
    'a machine that decides',
    defaultRegister,
    activity(() => ({ art22: true })),
    'material',
    'decided_by_machine',
  ],
  ['a shorter period', movements(3), movements(2), 'minor', 'period_shorter'],
  ['a recipient less', recipient('FR'), defaultRegister, 'minor', 'recipient_removed'],
  [
    'a category less',
    defaultRegister,
    activity((one) => ({ categories: one.categories.slice(1) })),
    'minor',
    'category_removed',
  ],
  ['another wording', defaultRegister, activity(() => ({ label: text })), 'minor', 'wording'],
]

test.each(CHANGES)('%s is told as what it is', (...[, before, after, level, kind]) => {
  const difference = compareRegisters(before, after)
  expect(difference.level).toBe(level)
  expect(difference.changes.map((change) => change.kind)).toContain(kind)
})

test('nothing is a change where nothing changed, in whatever order it was written', () => {
  const shuffled = Object.fromEntries(Object.entries(defaultRegister).toReversed()) as unknown as Register
  expect(compareRegisters(defaultRegister, shuffled)).toEqual({ level: 'none', changes: [] })
})

property.prop([fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 })])(
  'a period changes as its length does, and back again the other way round',
  (one, other) => {
    const there = compareRegisters(movements(one), movements(other)).level
    expect(there).toBe(one === other ? 'none' : one < other ? 'material' : 'minor')
    const back = compareRegisters(movements(other), movements(one)).level
    if (one !== other) expect(back).not.toBe(there)
  },
)
