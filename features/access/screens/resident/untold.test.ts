/** Which doors do not know yet that a badge was blocked. */
import { expect, test } from 'vitest'
import { countUntold } from './untold.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 5, 9, minute)).toISOString()
const door = (inForce: 'yes' | 'pending' | 'unknown') => ({
  siteId: 'sit_1',
  placement: { inForce, since: at(0), aloneSince: null },
})

test.each([
  ['in force everywhere', 'yes', 30, 0],
  ['decided after the last version the building reported', 'pending', 28, 2],
  ['decided with the version that is still on its way', 'unknown', 40, 2],
  ['decided before the version the building has', 'pending', 10, 0],
] as const)('a change %s', (_what, inForce, minute, count) => {
  const placement = { siteId: 'sit_1', inForce, desiredAt: at(40), reportedAt: at(20) }
  const doors = [door(inForce), door(inForce), { siteId: 'sit_2', placement: null }]
  expect(countUntold({ siteId: 'sit_1', statusSince: at(minute) }, [placement], doors)).toBe(count)
})

test('a building that never reported knows of nothing', () => {
  const placement = { siteId: 'sit_1', inForce: 'pending', desiredAt: at(40), reportedAt: null } as const
  expect(countUntold({ siteId: 'sit_1', statusSince: at(1) }, [placement], [door('pending')])).toBe(1)
})
