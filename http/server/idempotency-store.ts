/**
 * Idempotency keys in PostgreSQL. An answer may hold a secret that is shown once, so it is sealed with the caller's
 * own key, of which only a digest is stored: whoever reads the table learns nothing, the caller's retry can read it.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { addMs, DAY_MS, MINUTE_MS, type Clock, type OrganizationId, type Randomness } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { z } from 'zod'
import type { IdempotencyClaim, IdempotencyStore, KeptAnswer } from './idempotency.ts'
import type { HttpTables } from './tables.ts'

const KEPT_MS = 30 * DAY_MS
/** A request that has not ended by then died with its process; its key may run again. */
const LOCK_MS = 5 * MINUTE_MS

const answerShape = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.string()),
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

export const createIdempotencyStore = (database: Database, world: Clock & Randomness): IdempotencyStore => {
  const lock = () => ({
    claimed_at: new Date(world.now()),
    locked_until: new Date(addMs(world.now(), LOCK_MS)),
    sealed_answer: null,
  })
  const change = (claim: IdempotencyClaim, work: (transaction: Transaction) => Promise<unknown>) =>
    database.transaction(claim.organizationId, async (transaction) => {
      await work(transaction)
    })

  return {
    claim: (claim) =>
      database.transaction(claim.organizationId, async (transaction) => {
        const keys = transaction.$extendTables<HttpTables>()
        const inserted = await keys
          .insertInto('idempotency_key')
          .values({
            organization_id: claim.organizationId,
            key_hash: hashOf(claim),
            fingerprint: claim.fingerprint,
            ...lock(),
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (inserted.numInsertedOrUpdatedRows === 1n) return { kind: 'run' }
        const row = await rowOf(transaction, claim)
        if (row === undefined) return { kind: 'running' }
        const expired = world.now() - row.claimed_at >= KEPT_MS
        if (!expired && !row.fingerprint.equals(claim.fingerprint)) return { kind: 'reused' }
        if (!expired && row.sealed_answer !== null)
          return { kind: 'answered', answer: unseal(claim, row.sealed_answer) }
        if (!expired && row.locked_until > world.now()) return { kind: 'running' }
        await keys
          .updateTable('idempotency_key')
          .set({ fingerprint: claim.fingerprint, ...lock() })
          .where('organization_id', '=', claim.organizationId)
          .where('key_hash', '=', hashOf(claim))
          .execute()
        return { kind: 'run' }
      }),
    keep: (claim, answer) =>
      change(claim, (transaction) =>
        transaction
          .$extendTables<HttpTables>()
          .updateTable('idempotency_key')
          .set({ sealed_answer: seal(claim, world.bytes(12), answer) })
          .where('organization_id', '=', claim.organizationId)
          .where('key_hash', '=', hashOf(claim))
          .execute(),
      ),
    release: (claim) =>
      change(claim, (transaction) =>
        transaction
          .$extendTables<HttpTables>()
          .deleteFrom('idempotency_key')
          .where('organization_id', '=', claim.organizationId)
          .where('key_hash', '=', hashOf(claim))
          .execute(),
      ),
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
