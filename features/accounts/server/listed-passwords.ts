/**
 * Is this what an attacker tries first? Sorted 32-bit digests of passwords from breaches and of English and French words
 * and names, made by `scripts/common-passwords.mjs`. A text that is not in the lists is taken for one of them about once
 * in forty thousand: its owner chooses another.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const digestOf = (plain: string): number => createHash('sha256').update(plain).digest().readUInt32BE()

const BYTES = 4
const digests = readFileSync(join(import.meta.dirname, 'common-passwords.bin'))

/** `plain`: as `plainPassword` of the core makes it. */
export const isListed = (plain: string): boolean => {
  const wanted = digestOf(plain)
  let low = 0
  let high = digests.length / BYTES
  while (low < high) {
    const middle = (low + high) >>> 1
    const found = digests.readUInt32BE(middle * BYTES)
    if (found === wanted) return true
    if (found < wanted) low = middle + 1
    else high = middle
  }
  return false
}
