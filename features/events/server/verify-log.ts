/** Reads the whole chain and every row it seals, and names the first that is not as it was. */
import { registersUntil } from '@loge/features/law/server'
import { type Clock, type EventId, newId, type OrganizationId, type Randomness } from '@loge/kernel'
import { type Database, forPurpose, type Transaction } from '@loge/storage'
import { sql } from 'kysely'
import {
  eventFacts,
  FIRST_PREVIOUS_HASH,
  judgeBlock,
  mayBePurged,
  type Damage,
  type SealedBlock,
} from '../core/index.ts'
import { appendEvents } from './append-events.ts'
import { sealedBlockOf, sealedRowOf } from './evidence-rows.ts'
import { sha256 } from './sha256.ts'
import type { EventTables } from './tables.ts'

/** A place in the chain that somebody outside wrote down: nobody can shorten or rewrite what lies below it. */
export interface Anchor {
  readonly number: number
  /** Lower-case hex. */
  readonly hash: string
}

export interface LogVerification {
  readonly blocks: number
  /** Sealed events whose rows are there and as they were; erased ones among them. */
  readonly events: number
  readonly erased: number
  /** Sealed events whose drawer was purged as a whole. */
  readonly purged: number
  readonly broken: { readonly block: number; readonly what: Damage; readonly eventId: string | null } | null
  readonly head: Anchor
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const readBlock = async (transaction: Transaction, organizationId: OrganizationId, number: number) => {
  const row = await transaction
    .$extendTables<EventTables>()
    .selectFrom('event_block')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('number', '>=', number)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : { block: sealedBlockOf(row), row }
}

const readRows = (transaction: Transaction, { header }: SealedBlock) => {
  const [afterXact, afterPosition] = header.after.split('.')
  const [untilXact, untilPosition] = header.until.split('.')
  const month = sql`(${`${header.month}-01`}::date)`
  return transaction
    .$extendTables<EventTables>()
    .selectFrom('event')
    .selectAll()
    .where('organization_id', '=', header.organizationId)
    .where('retention_class', '=', header.retention)
    .where(sql<boolean>`filed_at >= ${month}::timestamp at time zone 'UTC'`)
    .where(sql<boolean>`filed_at < (${month} + interval '1 month') at time zone 'UTC'`)
    .where(sql<boolean>`(xact_id, position) > (${afterXact}::xid8, ${afterPosition}::bigint)`)
    .where(sql<boolean>`(xact_id, position) <= (${untilXact}::xid8, ${untilPosition}::bigint)`)
    .execute()
}

const drawerExists = async (transaction: Transaction, { header }: SealedBlock): Promise<boolean> => {
  const name = `loge.event_${header.retention}_${header.month.replace('-', '_')}`
  const asked = sql<{ exists: boolean }>`select to_regclass(${name}) is not null as exists`
  return (await asked.execute(transaction)).rows[0]?.exists === true
}

const step = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  head: Anchor,
  mayBeGone: (header: SealedBlock['header']) => boolean,
) => {
  const found = await readBlock(transaction, organizationId, head.number + 1)
  if (found === undefined) return undefined
  const { block } = found
  if (block.header.number !== head.number + 1)
    return {
      block,
      judgement: { damage: { what: 'block_missing' as const, eventId: null }, erased: 0, purged: 0 },
    }
  const rows = (await readRows(transaction, block)).map(sealedRowOf)
  const isPurged = mayBeGone(block.header) && !(await drawerExists(transaction, block))
  return {
    block,
    judgement: judgeBlock(sha256, block, rows, { previousHash: head.hash, isPurged }),
  }
}

/** Where the chain ended when it was last found whole: it only grows, so it still goes at least as far. */
const lastHead = async (transaction: Transaction): Promise<Anchor | undefined> => {
  const row = await transaction
    .$extendTables<EventTables>()
    .selectFrom('event_verification')
    .select(['head_number', 'head_hash'])
    .executeTakeFirst()
  return row === undefined ? undefined : { number: row.head_number, hash: hexOf(row.head_hash) }
}

/** `outside`: a head somebody kept elsewhere, beyond the reach of whoever owns the database. */
export const verifyLog = (...asked: Parameters<typeof verify>): Promise<LogVerification> =>
  forPurpose('keeping', () => verify(...asked))

const verify = async (
  database: Database,
  clock: Pick<Clock, 'now'>,
  organizationId: OrganizationId,
  outside?: Anchor,
): Promise<LogVerification> => {
  const now = clock.now()
  const { kept, registers } = await database.transaction(organizationId, async (transaction) => ({
    kept: await lastHead(transaction),
    registers: await registersUntil(transaction, organizationId, now),
  }))
  // A period that was made longer later does not bring back what had already gone.
  const mayBeGone = (header: SealedBlock['header']) =>
    registers.some((register) => mayBePurged(header, now, register))
  const anchors = [kept, outside].filter((anchor) => anchor !== undefined)
  let head: Anchor = { number: 0, hash: FIRST_PREVIOUS_HASH }
  const counts = { blocks: 0, events: 0, erased: 0, purged: 0 }
  const brokenAt = (block: number, what: Damage, eventId: string | null = null): LogVerification => ({
    ...counts,
    broken: { block, what, eventId },
    head,
  })
  for (;;) {
    const from = head
    const next = await database.transaction(organizationId, (transaction) =>
      step(transaction, organizationId, from, mayBeGone),
    )
    if (next === undefined) break
    const { block, judgement } = next
    if (judgement.damage !== null)
      return brokenAt(from.number + 1, judgement.damage.what, judgement.damage.eventId)
    head = { number: block.header.number, hash: hexOf(block.hash) }
    const { number, hash } = head
    if (anchors.some((anchor) => anchor.number === number && anchor.hash !== hash))
      return brokenAt(number, 'anchor_mismatch')
    counts.blocks += 1
    counts.events += block.header.count - judgement.purged
    counts.erased += judgement.erased
    counts.purged += judgement.purged
  }
  if (anchors.some(({ number }) => number > head.number)) return brokenAt(head.number + 1, 'block_missing')
  return { ...counts, broken: null, head }
}

/** A job: verifies the log, keeps the outcome for whoever asks, and tells the log itself of damage. */
export const checkLog = async (
  database: Database,
  clock: Clock & Randomness,
  organizationId: OrganizationId,
): Promise<LogVerification> => {
  const verification = await verifyLog(database, clock, organizationId)
  const { blocks, events, erased, purged, broken, head } = verification
  const outcome = {
    checked_at: new Date(clock.now()),
    blocks,
    events,
    erased,
    purged,
    broken_block: broken?.block ?? null,
    broken_what: broken?.what ?? null,
    broken_event_id: (broken?.eventId ?? null) as EventId | null,
  }
  const sound = { head_number: head.number, head_hash: Buffer.from(head.hash, 'hex') }
  await database.transaction(organizationId, async (transaction) => {
    await tellDamage(transaction, clock, organizationId, broken)
    await transaction
      .$extendTables<EventTables>()
      .insertInto('event_verification')
      .values({ organization_id: organizationId, ...outcome, ...sound })
      .onConflict((conflict) =>
        // A broken chain ends too early: how far it was once found whole is what tells so the next time too.
        conflict.column('organization_id').doUpdateSet(broken === null ? { ...outcome, ...sound } : outcome),
      )
      .execute()
  })
  return verification
}

/** Once for each damage: what was found the last time is known already. */
const tellDamage = async (
  transaction: Transaction,
  world: Clock & Randomness,
  organizationId: OrganizationId,
  broken: LogVerification['broken'],
): Promise<void> => {
  if (broken === null) return
  const known = await transaction
    .$extendTables<EventTables>()
    .selectFrom('event_verification')
    .select(['broken_block', 'broken_what'])
    .executeTakeFirst()
  if (known?.broken_block === broken.block && known.broken_what === broken.what) return
  await appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: eventFacts.altered.type,
      occurredAt: world.now(),
      actor: { kind: 'system', id: 'check-log' },
      payload: { block: broken.block, what: broken.what },
    },
  ])
}
