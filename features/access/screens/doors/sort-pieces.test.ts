import { expect, test } from 'vitest'
import type { Piece } from '../residence/pieces.ts'
import { readDoorSearch } from './search.ts'
import { sortPieces } from './sort-pieces.ts'

const piece = (
  name: string,
  condition: Piece['condition'],
  heardAt: number | null,
  batteryPercent: number | null,
) => ({ name, condition, heardAt, batteryPercent }) as Piece

const pieces = [
  piece('Hall 10', 'ok', 30, null),
  piece('Hall 2', 'bad', null, 80),
  piece('Caves', 'off', 10, 9),
]

test.each([
  [{}, ['Hall 10', 'Hall 2', 'Caves']],
  [{ sort: 'name' }, ['Caves', 'Hall 2', 'Hall 10']],
  [{ sort: 'name', down: true }, ['Hall 10', 'Hall 2', 'Caves']],
  [{ sort: 'state' }, ['Hall 2', 'Caves', 'Hall 10']],
  [{ sort: 'heard' }, ['Hall 10', 'Caves', 'Hall 2']],
  [{ sort: 'power' }, ['Caves', 'Hall 2', 'Hall 10']],
  [{ sort: 'nonsense', down: true }, ['Hall 10', 'Hall 2', 'Caves']],
])('the address %j gives the order %j', (address, names) => {
  expect(sortPieces(pieces, readDoorSearch(address)).map(({ name }) => name)).toEqual(names)
})
