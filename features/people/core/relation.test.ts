import { defaultRegister, retentionFor } from '@loge/features/law/core'
import { instant } from '@loge/kernel'
import { expect, test } from 'vitest'
import { activityOf, decideRelation, kindsOf, type RelationKind } from './index.ts'

const from = (kind: RelationKind, startsOn: string, endsOn: string | null = null) => ({
  kind,
  startsOn,
  endsOn,
})

test.each([
  ['a first one', from('candidate', '2026-01-10'), [], 'ok'],
  ['one day', from('candidate', '2026-01-10', '2026-01-10'), [], 'ok'],
  [
    'an end before the beginning',
    from('staff', '2026-01-10', '2026-01-09'),
    [],
    'relation_ends_before_it_begins',
  ],
  [
    'the same kind, still open',
    from('staff', '2027-01-01'),
    [from('staff', '2026-01-10')],
    'relation_overlaps',
  ],
  [
    'the same kind on its last day',
    from('staff', '2026-03-31'),
    [from('staff', '2026-01-10', '2026-03-31')],
    'relation_overlaps',
  ],
  [
    'the same kind the day after',
    from('staff', '2026-04-01'),
    [from('staff', '2026-01-10', '2026-03-31')],
    'ok',
  ],
  ['the same kind before', from('staff', '2025-01-01', '2026-01-09'), [from('staff', '2026-01-10')], 'ok'],
  ['another kind at the same time', from('candidate', '2026-01-10'), [from('staff', '2026-01-10')], 'ok'],
] as const)('%s is decided', (_, asked, others, expected) => {
  const decided = decideRelation(asked, others)
  expect(decided.ok ? 'ok' : decided.refusal).toBe(expected)
})

const at = { now: instant(Date.UTC(2026, 5, 15, 12)), today: '2026-06-15' }
const home = (role: 'holder' | 'owner', movesInAt: number, movesOutAt: number | null = null) => ({
  role,
  movesInAt: instant(movesInAt),
  movesOutAt: movesOutAt === null ? null : instant(movesOutAt),
})

test.each([
  ['nobody yet', [], [], []],
  [
    'a resident who applies for work',
    [home('holder', Date.UTC(2020, 0, 1))],
    [from('candidate', '2026-06-01')],
    ['resident present', 'candidate present'],
  ],
  [
    'a resident whose application ended stays a resident',
    [home('holder', Date.UTC(2020, 0, 1))],
    [from('candidate', '2026-01-01', '2026-06-14')],
    ['resident present', 'candidate past'],
  ],
  [
    'a candidate who moved out stays a candidate',
    [home('holder', Date.UTC(2020, 0, 1), Date.UTC(2026, 0, 1))],
    [from('candidate', '2026-06-01', '2026-06-15')],
    ['candidate present', 'resident past'],
  ],
  ['only an ended kind', [], [from('contact', '2020-01-01', '2021-01-01')], ['contact past']],
  [
    'who comes back is present',
    [],
    [from('staff', '2020-01-01', '2021-01-01'), from('staff', '2026-06-15')],
    ['staff present'],
  ],
  ['who begins tomorrow', [], [from('staff', '2026-06-16')], ['staff coming']],
] as const)('%s', (_, tenancies, relations, expected) => {
  expect(kindsOf({ tenancies, relations }, at).map(({ kind, is }) => `${kind} ${is}`)).toEqual(expected)
})

test('what is no home has a purpose and a time of keeping of its own', () => {
  expect(activityOf.partner).toBe(activityOf.contact)
  const others = (['staff', 'candidate', 'contact'] as const).map((kind) => activityOf[kind])
  expect(new Set([...others, activityOf.resident])).toHaveProperty('size', 4)
  const rules = new Set(others.map((activity) => retentionFor(defaultRegister, [activity])))
  expect(rules).toHaveProperty('size', 3)
  for (const rule of rules) expect(rule.trigger).toBe('relation_ended')
})
