/** A right opens a door to whoever carries something that works there. */
import { expect, test } from 'vitest'
import { carriesAt, workingOf } from './working.ts'

const NOW = Date.parse('2026-11-22T09:00:00Z')
const badge = (more: object) => ({
  siteId: 'sit_1',
  status: 'active' as const,
  validFrom: '2026-01-01T00:00:00.000Z',
  validUntil: null,
  ...more,
})

test.each([
  ['works', {}],
  ['lost', { status: 'lost' }],
  ['suspended', { status: 'suspended' }],
  ['not_yet', { validFrom: '2026-12-01T00:00:00.000Z' }],
  ['ended', { validUntil: '2026-11-22T09:00:00.000Z' }],
] as const)('%s', (working, more) => {
  expect(workingOf(badge(more), NOW)).toBe(working)
  expect(carriesAt([badge(more)], 'sit_1', NOW)).toBe(working === 'works')
})

test('what works at one site opens nothing at another', () => {
  expect(carriesAt([badge({})], 'sit_2', NOW)).toBe(false)
  expect(carriesAt([badge({ status: 'lost' }), badge({})], 'sit_1', NOW)).toBe(true)
  expect(carriesAt([], 'sit_1', NOW)).toBe(false)
})
