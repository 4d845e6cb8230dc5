/** Which doors do not know yet that a badge was blocked. */
import { expect, test } from 'vitest'
import { untoldDoors } from './untold.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 5, 9, minute)).toISOString()
const door = (inForce: 'yes' | 'pending' | 'unknown', name = 'Hall') => ({
  name,
  siteId: 'sit_1',
  placement: { inForce, since: at(0), aloneSince: null },
})

test.each([
  ['in force everywhere', 'yes', 30, []],
  ['decided after the last version the building reported', 'pending', 28, ['Hall', 'Gate']],
  ['decided with the version that is still on its way', 'unknown', 40, ['Hall', 'Gate']],
  ['decided before the version the building has', 'pending', 10, []],
] as const)('a change %s', (_what, inForce, minute, names) => {
  const placement = { siteId: 'sit_1', inForce, desiredAt: at(40), reportedAt: at(20) }
  const doors = [door(inForce), door(inForce, 'Gate'), { siteId: 'sit_2', name: 'Shed', placement: null }]
  expect(untoldDoors({ siteId: 'sit_1', statusSince: at(minute) }, [placement], doors)).toEqual(names)
})

test('a building that never reported knows of nothing', () => {
  const placement = { siteId: 'sit_1', inForce: 'pending', desiredAt: at(40), reportedAt: null } as const
  expect(untoldDoors({ siteId: 'sit_1', statusSince: at(1) }, [placement], [door('pending')])).toEqual([
    'Hall',
  ])
})
