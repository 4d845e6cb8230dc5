/**
 * Makes a policy out of a signed header and the pieces it names, one at a time and in its order. Nothing can be
 * decided with it before the last piece is in.
 */
import {
  PolicyBuilder,
  type Policy,
  type SnapshotHeader,
  type SnapshotItem,
  type SnapshotList,
  type SnapshotOffer,
  type SnapshotRefusal,
} from '@loge/features/access/core'
import { readSnapshotHeader } from '@loge/features/access/link-wire'
import { ok, refuse, type Result } from '@loge/kernel'
import { sha256 } from '@loge/kernel/real-world'

export interface SnapshotTrust {
  readonly siteId: string
  /** Whether this text carries the server's signature. */
  readonly verify: (text: string, signature: string) => boolean
}

/** Where in the file a piece lies. */
export interface Place {
  readonly from: number
  readonly length: number
}

export type ReadItems = <List extends SnapshotList>(
  list: List,
  text: string,
) => readonly SnapshotItem[List][] | undefined

/** What lies on our disk under its signed hash was checked field by field when it came. */
export const readAgain: ReadItems = (_list, text) => JSON.parse(text)

export class SnapshotAssembly {
  readonly header: SnapshotHeader
  readonly places = new Map<string, Place>()
  readonly #builder: PolicyBuilder
  #taken = 0

  private constructor(header: SnapshotHeader) {
    this.header = header
    this.#builder = new PolicyBuilder(header, (list) =>
      header.pieces.reduce((sum, piece) => sum + (piece.list === list ? piece.items : 0), 0),
    )
  }

  static begin(
    { header: text, signature }: Omit<SnapshotOffer, 'version'>,
    trust: SnapshotTrust,
  ): Result<SnapshotAssembly, SnapshotRefusal> {
    if (!trust.verify(text, signature)) return refuse('signature_invalid')
    const header = readSnapshotHeader(text)
    if (header === undefined) return refuse('snapshot_malformed')
    if (header.siteId !== trust.siteId) return refuse('snapshot_of_another_site')
    try {
      return ok(new SnapshotAssembly(header))
    } catch {
      // Counts that no memory holds.
      return refuse('snapshot_malformed')
    }
  }

  /** How many pieces are in. */
  get taken(): number {
    return this.#taken
  }

  /** The hash of the next piece; `undefined`: all are in. */
  get next(): string | undefined {
    return this.header.pieces[this.#taken]?.hash
  }

  take(text: string, place: Place, readItems: ReadItems): Result<void, SnapshotRefusal> {
    const piece = this.header.pieces[this.#taken]
    if (piece === undefined || sha256(text) !== piece.hash) return refuse('signature_invalid')
    try {
      const items = readItems(piece.list, text)
      if (items?.length !== piece.items) return refuse('snapshot_malformed')
      this.#builder.add(piece.list, items)
    } catch {
      return refuse('snapshot_malformed')
    }
    this.places.set(piece.hash, place)
    this.#taken += 1
    return ok(undefined)
  }

  finish(): Result<Policy, SnapshotRefusal> {
    if (this.next !== undefined) return refuse('signature_invalid')
    try {
      return ok(this.#builder.finish())
    } catch {
      return refuse('snapshot_malformed')
    }
  }
}
