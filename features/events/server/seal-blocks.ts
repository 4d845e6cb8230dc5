/** Seals what was appended since the last time: blocks of leaves, each chained to the one before. */
import type { Clock, OrganizationId } from '@loge/kernel'
import { type Database, forPurpose, type Transaction } from '@loge/storage'
import { sql } from 'kysely'
import {
  blockHash,
  FIRST_PREVIOUS_HASH,
  leafOf,
  LOG_START,
  merkleRoot,
  type BlockHeader,
} from '../core/index.ts'
import { monthOf } from './drawers.ts'
import { publicPartOf } from './evidence-rows.ts'
import { readCommitted, type StoredRow } from './read-events.ts'
import { sha256 } from './sha256.ts'
import type { EventTables } from './tables.ts'

const MOST_ROWS = 2_000

interface Tip {
  readonly number: number
  readonly hash: string
  readonly until: string
}

const readTip = async (transaction: Transaction, organizationId: OrganizationId): Promise<Tip> => {
  const last = await transaction
    .$extendTables<EventTables>()
    .selectFrom('event_block')
    .select(['number', 'hash', 'until_xact', 'until_position'])
    .where('organization_id', '=', organizationId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last === undefined) return { number: 0, hash: FIRST_PREVIOUS_HASH, until: LOG_START }
  return {
    number: last.number,
    hash: last.hash.toString('hex'),
    until: `${last.until_xact}.${last.until_position}`,
  }
}

/** One drawer a block: a purge empties whole blocks. */
const byDrawer = (rows: readonly StoredRow[]): readonly (readonly StoredRow[])[] =>
  Object.values(Object.groupBy(rows, (row) => `${row.retention_class} ${monthOf(row.filed_at)}`)).flatMap(
    (drawer) => (drawer === undefined ? [] : [drawer]),
  )

const splitCursor = (cursor: string): readonly [string, number] => {
  const [transaction = '0', position = '0'] = cursor.split('.')
  return [transaction, Number(position)]
}

const insertBlock = async (
  transaction: Transaction,
  header: BlockHeader,
  rows: readonly StoredRow[],
  leaves: readonly Uint8Array[],
): Promise<string> => {
  const hash = blockHash(sha256, header)
  const [afterXact, afterPosition] = splitCursor(header.after)
  const [untilXact, untilPosition] = splitCursor(header.until)
  await transaction
    .$extendTables<EventTables>()
    .insertInto('event_block')
    .values({
      organization_id: header.organizationId,
      number: header.number,
      retention_class: header.retention,
      month: header.month,
      after_xact: afterXact,
      after_position: afterPosition,
      until_xact: untilXact,
      until_position: untilPosition,
      count: header.count,
      positions: rows.map((row) => String(row.position)),
      leaves: Buffer.concat(leaves),
      root: Buffer.from(header.root, 'hex'),
      previous_hash: Buffer.from(header.previousHash, 'hex'),
      hash: Buffer.from(hash),
      sealed_at: new Date(header.sealedAt),
    })
    .execute()
  return Buffer.from(hash).toString('hex')
}

const sealSome = async (
  transaction: Transaction,
  clock: Clock,
  organizationId: OrganizationId,
): Promise<number> => {
  // Two replicas sealing at once would fork the chain.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`loge.event_block ${organizationId}`}, 0))`.execute(
    transaction,
  )
  let tip = await readTip(transaction, organizationId)
  const after = tip.until
  const rows = await readCommitted(transaction, organizationId, after, MOST_ROWS)
  const last = rows.at(-1)
  if (last === undefined) return 0
  const until = `${last.xact_id}.${last.position}`
  for (const drawer of byDrawer(rows)) {
    const [first] = drawer
    if (first === undefined) continue
    const leaves = drawer.map((row) => leafOf(sha256, publicPartOf(row), row.commitment))
    const header: BlockHeader = {
      organizationId,
      number: tip.number + 1,
      retention: first.retention_class,
      month: monthOf(first.filed_at),
      count: drawer.length,
      after,
      until,
      root: Buffer.from(merkleRoot(sha256, leaves)).toString('hex'),
      previousHash: tip.hash,
      sealedAt: clock.now(),
    }
    tip = { number: header.number, hash: await insertBlock(transaction, header, drawer, leaves), until }
  }
  return rows.length
}

/** A job. Returns how many events it sealed. */
export const sealBlocks = async (
  database: Database,
  clock: Clock,
  organizationId: OrganizationId,
): Promise<number> => {
  let sealed = 0
  for (;;) {
    const some = await forPurpose('keeping', () =>
      database.transaction(organizationId, (transaction) => sealSome(transaction, clock, organizationId)),
    )
    sealed += some
    if (some < MOST_ROWS) return sealed
  }
}
