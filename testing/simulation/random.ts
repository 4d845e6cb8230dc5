/** Chance from a seed (sfc32): the same seed tells the same story. */

export interface Chance {
  /** At least 0, below 1. */
  next(): number
  /** From `least` to `most`, both included. */
  integer(least: number, most: number): number
  isTrue(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  bytes(length: number): Uint8Array
}

export const chanceFrom = (seed: number, stream = 0): Chance => {
  let a = 0x9e3779b9 ^ seed
  let b = 0x243f6a88 ^ stream
  let c = 0xb7e15162
  let counter = 1
  const integer32 = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let warm = 0; warm < 15; warm += 1) integer32()
  const next = (): number => integer32() / 0x1_0000_0000
  const integer = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    integer,
    isTrue: (probability) => next() < probability,
    pick: (items) => {
      const item = items[integer(0, items.length - 1)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    bytes: (length) => Uint8Array.from({ length }, () => integer32() & 0xff),
  }
}
