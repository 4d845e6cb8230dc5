import { expect, test } from 'vitest'
import { activities, categories, retentionRules } from './index.ts'

const sentences = [
  ...Object.values(activities).map(({ sentence }) => sentence),
  ...Object.values(retentionRules).map(({ sentence }) => sentence),
  ...Object.values(categories),
]

test('every activity, rule and category speaks English and French', () => {
  for (const { en, fr } of sentences) {
    expect(en).not.toBe('')
    expect(fr).not.toBe('')
    expect(fr).not.toBe(en === 'account' ? '' : en)
    // A French apostrophe is typographic.
    expect(fr).not.toContain("'")
  }
})

test('every rule is used by an activity and keeps for a whole, positive time', () => {
  const used = new Set(Object.values(activities).map(({ retention }) => retention))
  expect(used).toEqual(new Set(Object.keys(retentionRules)))
  for (const { period } of Object.values(retentionRules)) {
    expect(Number.isInteger(period.count)).toBe(true)
    expect(period.count).toBeGreaterThan(0)
  }
})

test('passages through doors are never kept longer than three months', () => {
  expect(retentionRules[activities.access_journal.retention].period).toEqual({ unit: 'month', count: 3 })
})

test('nothing rests on consent, since nothing here can be refused without losing the door', () => {
  expect(Object.values(activities).filter(({ basis }) => basis === 'consent')).toEqual([])
})
