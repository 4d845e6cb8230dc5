/** The order of doors and of the floors of a lift. */
import { expect, test } from 'vitest'
import { inFloorOrder } from './floor-order.ts'

const named = (...names: readonly string[]) => names.map((name) => ({ id: name, name }))
const LEVELS: Readonly<Record<string, number>> = {
  'Ascenseur C, 1er étage': 1,
  'Ascenseur C, 2e étage': 2,
  'Ascenseur C, rez-de-chaussée': 0,
  'Ascenseur C, sous-sol': -1,
}
const order = (...names: readonly string[]) =>
  inFloorOrder(named(...names), (id) => LEVELS[id]).map(({ name }) => name)

test('the basement and the ground floor come before the floors above them', () => {
  expect(
    order(
      'Ascenseur C, 1er étage',
      'Ascenseur C, 2e étage',
      'Ascenseur C, rez-de-chaussée',
      'Ascenseur C, sous-sol',
    ),
  ).toEqual([
    'Ascenseur C, sous-sol',
    'Ascenseur C, rez-de-chaussée',
    'Ascenseur C, 1er étage',
    'Ascenseur C, 2e étage',
  ])
})

test('what has no level keeps the order it was given in, and what is between stays whole', () => {
  expect(order('Hall B', 'Ascenseur C, 2e étage', 'Hall A', 'Ascenseur C, 1er étage')).toEqual([
    'Hall B',
    'Ascenseur C, 1er étage',
    'Ascenseur C, 2e étage',
    'Hall A',
  ])
})
