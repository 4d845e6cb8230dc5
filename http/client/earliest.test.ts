/** The earliest moment that any answer of a page shows. */
import { expect, test } from 'vitest'
import { createEarliest } from './earliest.ts'

test('keeps the earliest place, compared as numbers, and tells when an answer is of an earlier moment', () => {
  const earliest = createEarliest()
  const told: string[] = []
  const leave = earliest.onEarlier((place) => told.push(place))
  expect(earliest.place()).toBeUndefined()
  for (const place of ['1000.0', '1000.7', '999.12', '1001.0', '999.9', '999.9']) earliest.note(place)
  expect(earliest.place()).toBe('999.9')
  expect(told).toEqual(['1000.0', '999.12', '999.9'])
  leave()
  earliest.note('1.0')
  expect(told).toHaveLength(3)
})
