/** Whether one sealed block and the rows it was cut from still say what they said. Names the first thing that does not. */
import {
  blockHash,
  commitmentOf,
  leafOf,
  type BlockHeader,
  type EventPublicPart,
  type EventSubject,
} from './evidence.ts'
import { merkleRoot, sameBytes, type Sha256 } from './merkle.ts'

export interface SealedBlock {
  readonly header: BlockHeader
  readonly hash: Uint8Array
  readonly positions: readonly number[]
  readonly leaves: readonly Uint8Array[]
}

export interface SealedRow {
  readonly position: number
  readonly part: EventPublicPart
  readonly commitment: Uint8Array
  /** `undefined` once the person it was about is erased. */
  readonly opened: { readonly salt: Uint8Array; readonly subject: EventSubject } | undefined
}

export type Damage =
  | 'block_missing'
  | 'chain_broken'
  | 'block_altered'
  | 'anchor_mismatch'
  | 'event_missing'
  | 'event_altered'
  | 'event_added'

export interface BlockJudgement {
  readonly damage: { readonly what: Damage; readonly eventId: string | null } | null
  readonly erased: number
  readonly purged: number
}

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const broken = (what: Damage, eventId: string | null = null): BlockJudgement => ({
  damage: { what, eventId },
  erased: 0,
  purged: 0,
})

const judgeSeal = (sha256: Sha256, block: SealedBlock, previousHash: string): Damage | undefined => {
  const { header, leaves, positions } = block
  if (header.previousHash !== previousHash) return 'chain_broken'
  const consistent =
    leaves.length === header.count &&
    positions.length === header.count &&
    hexOf(merkleRoot(sha256, leaves)) === header.root &&
    sameBytes(blockHash(sha256, header), block.hash)
  return consistent ? undefined : 'block_altered'
}

const isAsSealed = (sha256: Sha256, row: SealedRow, leaf: Uint8Array): boolean => {
  const { opened, commitment } = row
  if (!sameBytes(leafOf(sha256, row.part, commitment), leaf)) return false
  return opened === undefined || sameBytes(commitmentOf(sha256, opened.salt, opened.subject), commitment)
}

/** `isPurged`: rows may only be gone together with the whole drawer they were in, once its period has ended. */
export const judgeBlock = (
  sha256: Sha256,
  block: SealedBlock,
  rows: readonly SealedRow[],
  { previousHash, isPurged }: { readonly previousHash: string; readonly isPurged: boolean },
): BlockJudgement => {
  const damage = judgeSeal(sha256, block, previousHash)
  if (damage !== undefined) return broken(damage)
  if (isPurged) return { damage: null, erased: 0, purged: block.header.count }

  const byPosition = new Map(rows.map((row) => [row.position, row]))
  for (const [at, position] of block.positions.entries()) {
    const row = byPosition.get(position)
    if (row === undefined) return broken('event_missing')
    if (!isAsSealed(sha256, row, block.leaves[at] ?? new Uint8Array()))
      return broken('event_altered', row.part.id)
    byPosition.delete(position)
  }
  const [added] = byPosition.values()
  if (added !== undefined) return broken('event_added', added.part.id)
  return { damage: null, erased: rows.filter((row) => row.opened === undefined).length, purged: 0 }
}
