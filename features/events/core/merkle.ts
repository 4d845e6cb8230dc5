/** A Merkle tree as in RFC 6962 §2.1: leaves and nodes hash under different prefixes, so neither passes for the other. */

/** SHA-256 of the parts one after the other, text as UTF-8. Passed in: core has no cryptography of its own. */
export type Sha256 = (...parts: readonly (string | Uint8Array)[]) => Uint8Array

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

/** The largest power of two below `count`: where RFC 6962 splits a list. */
const splitOf = (count: number): number => {
  let split = 1
  while (split * 2 < count) split *= 2
  return split
}

export const merkleRoot = (sha256: Sha256, leaves: readonly Uint8Array[]): Uint8Array => {
  const [first] = leaves
  if (first === undefined) return sha256('')
  if (leaves.length === 1) return sha256(LEAF, first)
  const split = splitOf(leaves.length)
  return sha256(NODE, merkleRoot(sha256, leaves.slice(0, split)), merkleRoot(sha256, leaves.slice(split)))
}

/** The other halves met on the way from one leaf to the root, nearest first. */
export const inclusionPath = (
  sha256: Sha256,
  leaves: readonly Uint8Array[],
  index: number,
): readonly Uint8Array[] => {
  if (index < 0 || index >= leaves.length) throw new RangeError(`no leaf ${index} among ${leaves.length}`)
  if (leaves.length === 1) return []
  const split = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return index < split
    ? [...inclusionPath(sha256, left, index), merkleRoot(sha256, right)]
    : [...inclusionPath(sha256, right, index - split), merkleRoot(sha256, left)]
}

export interface Inclusion {
  readonly leaf: Uint8Array
  readonly index: number
  /** How many leaves the tree has: it decides the shape of the tree. */
  readonly count: number
  readonly path: readonly Uint8Array[]
}

/** The root that follows from one leaf and its path; `undefined` when the path does not fit the tree's shape. */
export const rootOfInclusion = (sha256: Sha256, inclusion: Inclusion): Uint8Array | undefined => {
  const { leaf, index, count, path } = inclusion
  if (index < 0 || index >= count) return undefined
  if (count === 1) return path.length === 0 ? sha256(LEAF, leaf) : undefined
  const sibling = path.at(-1)
  if (sibling === undefined) return undefined
  const split = splitOf(count)
  const isLeft = index < split
  const inner = rootOfInclusion(sha256, {
    leaf,
    index: isLeft ? index : index - split,
    count: isLeft ? split : count - split,
    path: path.slice(0, -1),
  })
  if (inner === undefined) return undefined
  return isLeft ? sha256(NODE, inner, sibling) : sha256(NODE, sibling, inner)
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at])
