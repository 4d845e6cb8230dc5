import { ACTIVITY_IDS, CATEGORIES } from '@loge/kernel'
import { expect, test } from 'vitest'
import {
  BOUNDS,
  boundsOn,
  categories,
  completed,
  defaultRegister,
  judgeRegister,
  noticeOf,
  retentionFor,
  rulesFor,
} from './index.ts'

const bounds = boundsOn('2026-11-22')

const sentences = [
  ...defaultRegister.activities.flatMap(({ label, purposes }) => [
    label,
    ...purposes.map(({ sentence }) => sentence),
  ]),
  ...defaultRegister.retention.map(({ sentence }) => sentence),
  ...Object.values(categories),
]

test('every activity, rule and category speaks English and French', () => {
  for (const { en, fr } of sentences) {
    expect(en).not.toBe('')
    expect(fr).not.toBe('')
    // A French apostrophe is typographic.
    expect(fr).not.toContain("'")
  }
})

test('the register everybody starts with lacks nothing but who answers for it', () => {
  expect(judgeRegister(defaultRegister, bounds).map(({ pointer }) => pointer)).toEqual([
    '/controller/name',
    '/controller/legalForm',
    '/controller/registration',
    '/controller/address',
    '/controller/email',
  ])
  const controller = {
    ...defaultRegister.controller,
    name: 'A',
    legalForm: 'SAS',
    registration: 'RCS Nantes 123 456 789',
    address: 'B',
    email: 'c@d.example',
  }
  expect(judgeRegister({ ...defaultRegister, controller }, bounds)).toEqual([])
})

test('it answers for every activity and every category of the code, and uses each of its rules', () => {
  for (const id of ACTIVITY_IDS) expect(noticeOf(defaultRegister, id)).toBeDefined()
  const covered = defaultRegister.categories.flatMap(({ covers }) => covers)
  expect(new Set(covered)).toEqual(new Set(CATEGORIES))
  expect(rulesFor(defaultRegister, ACTIVITY_IDS)).toEqual(defaultRegister.retention)
})

test('passages through doors are never kept longer than three months', () => {
  expect(retentionFor(defaultRegister, ['access_journal']).period).toEqual({ unit: 'month', count: 3 })
})

test('what the code does for a house rests on no consent: only the newsletter, the list of those to call back and letters after a show do', () => {
  const agreed = defaultRegister.activities.flatMap(({ id, purposes }) =>
    purposes.flatMap(({ basis, withdrawal }) => (basis === 'consent' ? [[id, withdrawal]] : [])),
  )
  expect(agreed).toEqual([
    ['talent_pool', 'public_form'],
    ['show_records', 'public_form'],
    ['organiser_records', 'public_form'],
    ['newsletter', 'unsubscribe_link'],
  ])
})

test('what a published register does not name comes from the one everybody starts with; what it says stays', () => {
  const [first, ...others] = defaultRegister.activities
  const old = { ...defaultRegister, activities: others, categories: [], trackers: [] }
  const now = completed(old)
  expect(new Set(now.activities.flatMap(({ runs }) => runs))).toEqual(new Set(ACTIVITY_IDS))
  expect(now.activities.at(-1)).toEqual(first)
  expect(now.activities.slice(0, -1)).toEqual(others)
  expect(now.trackers).toEqual(defaultRegister.trackers)
  expect(completed(now)).toEqual(now)
})

test('every legal number has a source and a day on which somebody looks at it again', () => {
  for (const { source, validFrom, reviewOn } of [...BOUNDS.periods, ...BOUNDS.adequate]) {
    expect(source).not.toBe('')
    expect(validFrom < reviewOn).toBe(true)
  }
})
