/** From a keyed digest to the position of its credential, without keeping a string per credential. */
import { NOWHERE, type PolicyCredentials } from './policy.ts'

const DIGEST_BYTES = 32

const nibble = (text: string, at: number): number => {
  const code = text.charCodeAt(at)
  if (code >= 48 && code <= 57) return code - 48
  if (code >= 97 && code <= 102) return code - 87
  return NOWHERE
}

/** Writes 64 lower-case hex digits as 32 bytes; `false` when the text is anything else. */
export const readDigest = (hex: string, into: Uint8Array, offset: number): boolean => {
  if (hex.length !== DIGEST_BYTES * 2) return false
  for (let byte = 0; byte < DIGEST_BYTES; byte++) {
    const high = nibble(hex, byte * 2)
    const low = nibble(hex, byte * 2 + 1)
    if (high < 0 || low < 0) return false
    into[offset + byte] = (high << 4) | low
  }
  return true
}

const hashAt = (bytes: Uint8Array, offset: number): number =>
  (((bytes[offset] ?? 0) << 24) |
    ((bytes[offset + 1] ?? 0) << 16) |
    ((bytes[offset + 2] ?? 0) << 8) |
    (bytes[offset + 3] ?? 0)) >>>
  0

const same = (digests: Uint8Array, position: number, sought: Uint8Array): boolean => {
  const offset = position * DIGEST_BYTES
  for (let byte = 0; byte < DIGEST_BYTES; byte++) if (digests[offset + byte] !== sought[byte]) return false
  return true
}

/** Puts every digest into a table at most half full. Two equal digests are a broken snapshot: the owner would be a guess. */
export const indexDigests = (digests: Uint8Array): Int32Array => {
  const count = digests.length / DIGEST_BYTES
  let size = 8
  while (size < count * 2) size *= 2
  const slots = new Int32Array(size).fill(NOWHERE)
  for (let position = 0; position < count; position++) {
    const offset = position * DIGEST_BYTES
    const digest = digests.subarray(offset, offset + DIGEST_BYTES)
    let slot = hashAt(digests, offset) & (size - 1)
    for (let taken = slots[slot] ?? NOWHERE; taken !== NOWHERE; taken = slots[slot] ?? NOWHERE) {
      if (same(digests, taken, digest)) throw new RangeError('snapshot: two credentials have the same digest')
      slot = (slot + 1) & (size - 1)
    }
    slots[slot] = position
  }
  return slots
}

/** The credential with this digest (32 bytes), or `NOWHERE`. */
export const findDigest = (credentials: PolicyCredentials, digest: Uint8Array): number => {
  if (digest.length !== DIGEST_BYTES) return NOWHERE
  const { slots, digests } = credentials
  const mask = slots.length - 1
  let slot = hashAt(digest, 0) & mask
  for (let position = slots[slot] ?? NOWHERE; position !== NOWHERE; position = slots[slot] ?? NOWHERE) {
    if (same(digests, position, digest)) return position
    slot = (slot + 1) & mask
  }
  return NOWHERE
}

/** The same from 64 lower-case hex digits. */
export const findDigestHex = (credentials: PolicyCredentials, hex: string): number => {
  const digest = new Uint8Array(DIGEST_BYTES)
  return readDigest(hex, digest, 0) ? findDigest(credentials, digest) : NOWHERE
}
