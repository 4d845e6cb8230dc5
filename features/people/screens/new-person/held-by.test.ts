/** Whose a home is from a day on: so that a second holder is meant and no mistake. */
import { expect, test } from 'vitest'
import { heldBy } from './held-by.ts'

const hugo = { id: 'per_1', givenName: 'Hugo', familyName: 'Martin' } as const
const stay = (role: 'holder' | 'owner', movesOutAt: string | null) => ({
  personId: 'per_1' as const,
  role,
  movesInAt: '2024-01-01T00:00:00Z',
  movesOutAt,
})

test.each([
  ['without an end, whenever somebody comes', stay('holder', null), '2026-12-01', 1],
  ['until after the day', stay('holder', '2026-12-01T00:00:00Z'), '2026-11-23', 1],
  ['until the day before', stay('holder', '2026-12-01T00:00:00Z'), '2026-12-01', 0],
  ['until some day, when nobody has said yet when they come', stay('holder', '2026-12-01T00:00:00Z'), '', 0],
  ['by an owner, who lets it', stay('owner', null), '2026-12-01', 0],
])('a home held %s', (_what, one, on, count) => {
  expect(heldBy({ people: [hugo], stays: [one] }, on)).toHaveLength(count)
})
