/** Where the rows of a list lie that was drawn in part. */
import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { RowHeights } from './row-heights.ts'

const keysOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `row ${index}`)

test('rows never drawn are guessed from the first that were, for good', () => {
  const heights = new RowHeights()
  heights.setKeys(keysOf(100))
  heights.measure([
    ['row 0', 30],
    ['row 1', 50],
  ])
  expect(heights.end).toBe(100 * 40)
  heights.measure([['row 2', 400]])
  expect(heights.begin(2)).toBe(80)
  expect(heights.begin(3)).toBe(480)
  expect(heights.end).toBe(80 + 400 + 97 * 40)
})

test('a row keeps its height where the list is sorted otherwise, and forgets it where the page is laid out anew', () => {
  const heights = new RowHeights()
  heights.setKeys(['a', 'b', 'c'])
  heights.measure([
    ['a', 10],
    ['b', 20],
    ['c', 30],
  ])
  heights.setKeys(['c', 'a', 'b'])
  expect(heights.begin(1)).toBe(30)
  heights.forget()
  expect(heights.begin(1)).toBe(36)
})

test('nothing listed has no height', () => {
  const heights = new RowHeights()
  expect(heights.end).toBe(0)
  expect(heights.rowAt(500)).toBe(0)
})

property.prop([
  fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 60 }),
  fc.double({ min: 0, max: 1, noNaN: true }),
])('the row at a height is the one that begins at or before it and ends after it', (sizes, part) => {
  const heights = new RowHeights()
  const keys = keysOf(sizes.length)
  heights.setKeys(keys)
  heights.measure(sizes.map((px, index) => [keys[index] ?? '', px] as const))
  const at = Math.floor(part * (heights.end - 1))
  const row = heights.rowAt(at)
  expect(heights.begin(row)).toBeLessThanOrEqual(at)
  expect(heights.begin(row + 1)).toBeGreaterThan(at)
})
