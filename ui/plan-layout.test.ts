/** The plan must hold every entrance, apart from each other, for any number of buildings. */
import { expect, test } from 'vitest'
import {
  hasCallRoom,
  hasNameRoom,
  PLAN,
  placeBuildings,
  placeEntrances,
  type PlanEntrance,
} from './plan-layout.ts'

const buildings = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `b${index}`, name: `${index}` }))
const entrances = (count: number, of: readonly (string | null)[]): readonly PlanEntrance[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `e${index}`,
    number: `${index}`,
    name: 'Door',
    buildingId: of[index % of.length] ?? null,
    state: 'ok',
  }))

test.each([0, 1, 2, 3, 4, 7])('%i buildings stand inside the grounds without overlapping', (count) => {
  const masses = placeBuildings(buildings(count))
  expect(masses).toHaveLength(count)
  for (const mass of masses) {
    expect(mass.x).toBeGreaterThanOrEqual(PLAN.left)
    expect(mass.x + mass.width).toBeLessThanOrEqual(PLAN.right + 0.001)
    const beside = masses.filter((other) => other !== mass && other.y === mass.y)
    for (const other of beside)
      expect(other.x >= mass.x + mass.width || mass.x >= other.x + other.width).toBe(true)
  }
})

test('every entrance has its own place, also when its building is not on the plan', () => {
  const masses = placeBuildings(buildings(3))
  const placed = placeEntrances(masses, entrances(16, ['b0', 'b1', 'b2', null, 'gone']))
  expect(placed).toHaveLength(16)
  expect(new Set(placed.map((at) => `${Math.round(at.x)}:${Math.round(at.y)}`)).size).toBe(16)
})

test('a name is written where it touches no other, and left out where it would', () => {
  const named = (count: number, name: string, of: string | null) =>
    placeEntrances(
      placeBuildings(buildings(3)),
      entrances(count, [of]).map((entrance) => ({ ...entrance, name })),
    )
  expect(named(2, 'Caves C', 'b0').every(hasNameRoom)).toBe(true)
  expect(named(2, 'Porte de service', 'b0').some(hasNameRoom)).toBe(false)
  expect(named(7, 'Portail du parking', null).every(hasNameRoom)).toBe(true)
  // Ten at each wall: only the gate on the street keeps its name.
  expect(named(21, 'Door', null).filter(hasNameRoom)).toHaveLength(1)
})

test('what is wrong is written under a name where it fits, and left to the words under the plan where not', () => {
  const calling = (count: number, call: string) =>
    placeEntrances(
      placeBuildings(buildings(3)),
      entrances(count, [null]).map((entrance) => ({ ...entrance, call })),
    ).filter((at) => at.cell !== undefined)
  expect(calling(7, 'forced at 03:12').every(hasCallRoom)).toBe(true)
  expect(calling(7, 'reader and lock do not answer').some(hasCallRoom)).toBe(false)
  expect(calling(15, 'forced at 03:12').some(hasCallRoom)).toBe(false)
})

test('the first entrance of the grounds is the gate on the street', () => {
  const [gate] = placeEntrances(placeBuildings(buildings(2)), entrances(3, [null]))
  expect(gate?.wall).toBe('street')
})
