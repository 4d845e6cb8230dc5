/**
 * A snapshot as it is signed, sent and kept: a header and pieces of its lists. The signature stands under the header,
 * the header names every piece by its hash; so each piece is checked on its own and taken one at a time, and one that
 * has not changed is not sent again.
 */
import type { Snapshot, SnapshotItem, SnapshotList } from './snapshot.ts'

/** In this order, so that what refers to a position comes after what lies there. */
export const SNAPSHOT_LISTS = [
  'entrances',
  'schedules',
  'rules',
  'grants',
  'subjects',
  'credentials',
] as const

export interface SnapshotPiece {
  readonly list: SnapshotList
  readonly items: number
  /** SHA-256 of its text, base64url. */
  readonly hash: string
}

export interface SnapshotHeader extends Omit<Snapshot, SnapshotList> {
  readonly format: 2
  readonly pieces: readonly SnapshotPiece[]
}

export interface CutSnapshot {
  /** The text that is signed. */
  readonly header: string
  /** The text of each piece by its hash: a JSON list. */
  readonly pieces: ReadonlyMap<string, string>
}

/** Near the square root: one change then costs about as much in pieces as in the header that names them all. */
const itemsAPiece = (items: number): number => 2 ** Math.max(4, Math.round(Math.log2(Math.sqrt(items) / 2)))

export const cutSnapshot = (snapshot: Snapshot, hash: (text: string) => string): CutSnapshot => {
  const { organizationId, siteId, version, madeAt, leaseMs, timeZone } = snapshot
  const pieces: SnapshotPiece[] = []
  const texts = new Map<string, string>()
  for (const list of SNAPSHOT_LISTS) {
    const items: readonly SnapshotItem[SnapshotList][] = snapshot[list]
    const size = itemsAPiece(items.length)
    for (let from = 0; from < items.length; from += size) {
      const cut = items.slice(from, from + size)
      const text = JSON.stringify(cut)
      const piece = { list, items: cut.length, hash: hash(text) }
      pieces.push(piece)
      texts.set(piece.hash, text)
    }
  }
  const header: SnapshotHeader = {
    format: 2,
    organizationId,
    siteId,
    version,
    madeAt,
    leaseMs,
    ...(timeZone === undefined ? {} : { timeZone }),
    pieces,
  }
  return { header: JSON.stringify(header), pieces: texts }
}
