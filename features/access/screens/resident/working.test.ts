/** A right opens a door to whoever carries something that works there. */
import { expect, test } from 'vitest'
import { carriesAt, rightsBegin, workingOf, worksFrom } from './working.ts'

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

const refused = (refusal: 'grant_not_yet_valid' | 'outside_hours' | 'no_grant_here', retryAt?: string) => ({
  decision: { allowed: false as const, refusal, accessGrantId: null, retryAt: retryAt ?? null },
})
const LATER = '2026-12-12T00:00:00.000Z'
const EARLIER = '2026-12-05T00:00:00.000Z'

test('a badge of somebody whose rights begin later works from the day the first of them does', () => {
  const doors = [
    refused('no_grant_here'),
    refused('grant_not_yet_valid', LATER),
    refused('grant_not_yet_valid', EARLIER),
  ]
  expect(rightsBegin(doors)).toBe(Date.parse(EARLIER))
  expect(worksFrom(badge({}), rightsBegin(doors), NOW)).toBe(Date.parse(EARLIER))
  expect(worksFrom(badge({ validFrom: LATER }), rightsBegin(doors), NOW)).toBe(Date.parse(LATER))
  expect(worksFrom(badge({ status: 'lost' }), rightsBegin(doors), NOW)).toBeUndefined()
})

test('a right that holds already lets it work now, be it outside its hours', () => {
  expect(
    rightsBegin([refused('grant_not_yet_valid', LATER), refused('outside_hours', EARLIER)]),
  ).toBeUndefined()
  expect(rightsBegin([refused('no_grant_here')])).toBeUndefined()
  expect(worksFrom(badge({}), undefined, NOW)).toBeUndefined()
})
