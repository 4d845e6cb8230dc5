/**
 * Idempotency keys in PostgreSQL. An answer may hold a secret that is shown once, so it is sealed with the caller's
 * own key, of which only a digest is stored: whoever reads the table learns nothing, the caller's retry can read it.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import {
  addMs,
  DAY_MS,
  MINUTE_MS,
  type Clock,
  type Instant,
  type OrganizationId,
  type Randomness,
} from '@loge/kernel'
import { withLastStatement, type Database, type Transaction } from '@loge/storage'
import { sql, type Updateable } from 'kysely'
import { z } from 'zod'
import {
  stillRunning,
  type HeldClaim,
  type IdempotencyClaim,
  type IdempotencyStore,
  type KeptAnswer,
} from './idempotency.ts'
import type { HttpTables, IdempotencyKeyRow } from './tables.ts'

const KEPT_MS = 30 * DAY_MS
/**
 * A request that has not ended by then died with its process; unless it acted, its key may run again. One that was only
 * slow finds its key claimed anew before it commits, and commits nothing.
 */
const LOCK_MS = 5 * MINUTE_MS

const answerShape = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  body: z.string(),
})

const hashOf = ({ key, caller }: IdempotencyClaim): Buffer =>
  createHmac('sha256', key).update(caller).digest()

const sealingKey = ({ key, organizationId }: IdempotencyClaim): Buffer =>
  Buffer.from(hkdfSync('sha256', key, organizationId, 'loge idempotent answer', 32))

const seal = (claim: IdempotencyClaim, nonce: Uint8Array, answer: KeptAnswer): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', sealingKey(claim), nonce)
  const content = Buffer.concat([cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), content])
}

const unseal = (claim: IdempotencyClaim, sealed: Buffer): KeptAnswer => {
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(claim), sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(12, 28))
  const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
  return answerShape.parse(JSON.parse(text))
}

const rowOf = (transaction: Transaction, claim: IdempotencyClaim) =>
  transaction
    .$extendTables<HttpTables>()
    .selectFrom('idempotency_key')
    .selectAll()
    .where('organization_id', '=', claim.organizationId)
    .where('key_hash', '=', hashOf(claim))
    .forUpdate()
    .executeTakeFirst()

const isHeld = (held: HeldClaim) => sql<boolean>`
  organization_id = ${held.organizationId} and key_hash = ${hashOf(held)}
  and claimed_at = ${new Date(held.claimedAt)}`

/** Only while the key is still held by this very claim. Answers whether it was. */
const changeHeld = async (
  transaction: Transaction,
  held: HeldClaim,
  set: Updateable<IdempotencyKeyRow>,
): Promise<boolean> => {
  const { numUpdatedRows } = await transaction
    .$extendTables<HttpTables>()
    .updateTable('idempotency_key')
    .set(set)
    .where(isHeld(held))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const createIdempotencyStore = (database: Database, world: Clock & Randomness): IdempotencyStore => {
  const lock = (now: Instant) => ({
    claimed_at: new Date(now),
    locked_until: new Date(addMs(now, LOCK_MS)),
    acted_at: null,
    sealed_answer: null,
  })

  return {
    claim: (claim) =>
      database.transaction(claim.organizationId, async (transaction) => {
        const keys = transaction.$extendTables<HttpTables>()
        const now = world.now()
        const run = { kind: 'run', held: { ...claim, claimedAt: now } } as const
        const inserted = await keys
          .insertInto('idempotency_key')
          .values({
            organization_id: claim.organizationId,
            key_hash: hashOf(claim),
            fingerprint: claim.fingerprint,
            ...lock(now),
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (inserted.numInsertedOrUpdatedRows === 1n) return run
        const row = await rowOf(transaction, claim)
        if (row === undefined) return { kind: 'running' }
        const expired = now - row.claimed_at >= KEPT_MS
        if (!expired && !row.fingerprint.equals(claim.fingerprint)) return { kind: 'reused' }
        if (!expired && row.sealed_answer !== null)
          return { kind: 'answered', answer: unseal(claim, row.sealed_answer) }
        if (!expired && row.locked_until > now) return { kind: 'running' }
        if (!expired && row.acted_at !== null) return { kind: 'acted' }
        const before = { ...claim, claimedAt: row.claimed_at }
        await changeHeld(transaction, before, { fingerprint: claim.fingerprint, ...lock(now) })
        return run
      }),
    act: (held, work) =>
      withLastStatement(async (transaction) => {
        const isOurs = await changeHeld(transaction, held, { acted_at: new Date(world.now()) })
        if (!isOurs) throw stillRunning()
      }, work),
    keep: (held, answer) =>
      database.transaction(held.organizationId, async (transaction) => {
        await changeHeld(transaction, held, { sealed_answer: seal(held, world.bytes(12), answer) })
      }),
    release: (held) =>
      database.transaction(held.organizationId, async (transaction) => {
        await transaction
          .$extendTables<HttpTables>()
          .deleteFrom('idempotency_key')
          .where(isHeld(held))
          .where('acted_at', 'is', null)
          .execute()
        await changeHeld(transaction, held, { locked_until: new Date(world.now()) })
      }),
  }
}

/** A daily job: forgets keys older than thirty days. Returns how many. */
export const purgeIdempotencyKeys = (
  database: Database,
  clock: Clock,
  organizationId: OrganizationId,
): Promise<number> =>
  database.transaction(organizationId, async (transaction) => {
    const done = await transaction
      .$extendTables<HttpTables>()
      .deleteFrom('idempotency_key')
      .where('organization_id', '=', organizationId)
      .where(sql<boolean>`claimed_at < ${new Date(addMs(clock.now(), -KEPT_MS))}`)
      .executeTakeFirst()
    return Number(done.numDeletedRows)
  })
