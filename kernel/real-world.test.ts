/** The dice of the machine: as many bytes as asked for, each of them given once. */
import { expect, test } from 'vitest'
import { realWorld } from './real-world.ts'

test.each([0, 1, 10, 16, 64, 65, 5_000])('%i bytes are given when asked for', (length) => {
  expect(realWorld.bytes(length)).toHaveLength(length)
})

test('what was given is given to nobody else, nor changes afterwards', () => {
  const given = Array.from({ length: 2_000 }, () => realWorld.bytes(10))
  const before = given.map((bytes) => bytes.join())
  expect(new Set(before).size).toBe(given.length)
  realWorld.bytes(64)
  expect(given.map((bytes) => bytes.join())).toEqual(before)
  expect(before).not.toContain(new Uint8Array(10).join())
})
