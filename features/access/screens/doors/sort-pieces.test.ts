import { expect, test } from 'vitest'
import type { Piece } from '../residence/pieces.ts'
import { readDoorSearch } from './search.ts'
import { sortKeys } from './sort-pieces.ts'

const piece = (condition: Piece['condition'], heardAt: number | null) =>
  ({ name: 'Hall 10', condition, heardAt, batteryPercent: null }) as Piece

test('what needs somebody comes before what works, and who was heard last before who was heard long ago', () => {
  expect(sortKeys.state(piece('bad', 1))).toBeLessThan(sortKeys.state(piece('ok', 1)))
  expect(sortKeys.heard(piece('ok', 30))).toBeLessThan(sortKeys.heard(piece('ok', 10)) ?? 0)
})

test('whoever was never heard, or has no battery, has no place of its own', () => {
  expect(sortKeys.heard(piece('ok', null))).toBeNull()
  expect(sortKeys.power(piece('ok', 1))).toBeNull()
})

test.each([
  [{}, {}],
  [{ sort: 'name' }, { sort: 'name' }],
  [
    { sort: 'heard', down: true },
    { sort: 'heard', down: true },
  ],
  [{ sort: 'nonsense', down: true }, {}],
])('the address %j asks for the order %j', (address, expected) => {
  expect(readDoorSearch(address)).toEqual(expected)
})
