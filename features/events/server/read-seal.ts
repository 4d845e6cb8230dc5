/** The proof of one event: the block that seals it and the path from the row to the block's root. */
import type { AnswerOf } from '@loge/http/contract'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { inclusionPath } from '../core/index.ts'
import type { readEvent } from '../wire.ts'
import { monthOf } from './drawers.ts'
import { sealedBlockOf } from './evidence-rows.ts'
import type { StoredRow } from './read-events.ts'
import { sha256 } from './sha256.ts'
import type { EventTables } from './tables.ts'

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Null while the event waits for the next sealing. */
export const readSeal = async (
  transaction: Transaction,
  event: StoredRow,
): Promise<AnswerOf<typeof readEvent>['seal']> => {
  const row = await transaction
    .$extendTables<EventTables>()
    .selectFrom('event_block')
    .selectAll()
    .where('organization_id', '=', event.organization_id)
    .where('retention_class', '=', event.retention_class)
    .where('month', '=', monthOf(event.filed_at))
    .where(sql<boolean>`(until_xact, until_position) >= (${event.xact_id}::xid8, ${event.position}::bigint)`)
    .orderBy('until_xact')
    .orderBy('until_position')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  const { header, hash, leaves, positions } = sealedBlockOf(row)
  const index = positions.indexOf(event.position)
  const leaf = leaves[index]
  if (leaf === undefined) return null
  return {
    block: header.number,
    sealedAt: header.sealedAt,
    hash: hexOf(hash),
    previousHash: header.previousHash,
    root: header.root,
    leaf: hexOf(leaf),
    index,
    count: header.count,
    path: inclusionPath(sha256, leaves, index).map(hexOf),
  }
}
