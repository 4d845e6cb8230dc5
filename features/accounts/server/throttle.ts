/**
 * Slows guessing down: each failure for an e-mail address, and each from a network address, makes the next attempt
 * wait longer. An attempt is counted before it is checked, so many at once do not slip through together.
 */
import { createHash } from 'node:crypto'
import { Problem } from '@loge/http'
import type { Instant, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { FAILURES_MS, waitAfter } from '../core/index.ts'
import { isBefore, tablesOf } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'

/** Many people share one network address, so it may fail this many times more. */
const SHARED = 20

interface Subject {
  readonly hash: Buffer
  readonly allowance: number
}

const subjectOf = (organizationId: OrganizationId, kind: 'email' | 'address', value: string): Subject => ({
  hash: createHash('sha256').update(`${organizationId} ${kind} ${value}`).digest(),
  allowance: kind === 'address' ? SHARED : 0,
})

export interface Attempt {
  readonly organizationId: OrganizationId
  readonly email: string
  readonly address: string
}

/** How long this subject still has to wait; counts the attempt when it need not. */
const charge = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  subject: Subject,
  now: Instant,
): Promise<number> => {
  const tables = tablesOf(transaction)
  await tables
    .insertInto('sign_in_failure')
    .values({
      organization_id: organizationId,
      subject_hash: subject.hash,
      failures: 0,
      last_at: new Date(now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await tables
    .selectFrom('sign_in_failure')
    .select(['failures', 'last_at'])
    .where('organization_id', '=', organizationId)
    .where('subject_hash', '=', subject.hash)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const failures = now - row.last_at > FAILURES_MS ? 0 : row.failures
  const waitMs = row.last_at + waitAfter(failures - subject.allowance) - now
  if (waitMs > 0) return waitMs
  await tables
    .updateTable('sign_in_failure')
    .set({ failures: failures + 1, last_at: new Date(now) })
    .where('organization_id', '=', organizationId)
    .where('subject_hash', '=', subject.hash)
    .execute()
  return 0
}

/** Counts an attempt as failed until `forgive` says otherwise; refuses while its subjects have to wait. */
export const chargeAttempt = async ({ database, world }: AccountsDeps, attempt: Attempt): Promise<void> => {
  const { organizationId } = attempt
  const waitMs = await database.transaction(organizationId, async (transaction) => {
    const now = world.now()
    const byAddress = await charge(
      transaction,
      organizationId,
      subjectOf(organizationId, 'address', attempt.address),
      now,
    )
    if (byAddress > 0) return byAddress
    return charge(transaction, organizationId, subjectOf(organizationId, 'email', attempt.email), now)
  })
  if (waitMs === 0) return
  const retryAfterS = Math.ceil(waitMs / 1000)
  throw new Problem(429, 'sign_in_throttled', `Too many attempts. Try again in ${retryAfterS} s.`, {
    retryAfterS,
  })
}

/** The attempt was right: its e-mail address starts afresh. The network address does not, or one account would clear it. */
export const forgive = async (
  transaction: Transaction,
  { organizationId, email }: Attempt,
): Promise<void> => {
  await tablesOf(transaction)
    .deleteFrom('sign_in_failure')
    .where('organization_id', '=', organizationId)
    .where('subject_hash', '=', subjectOf(organizationId, 'email', email).hash)
    .execute()
}

/** A daily job: what nobody has to remember any more. */
export const forgetOldFailures = (
  { database, world }: Pick<AccountsDeps, 'database' | 'world'>,
  organizationId: OrganizationId,
): Promise<number> =>
  database.transaction(organizationId, async (transaction) => {
    const now = world.now()
    const tables = tablesOf(transaction)
    const failures = await tables
      .deleteFrom('sign_in_failure')
      .where(isBefore('last_at', (now - FAILURES_MS) as Instant))
      .executeTakeFirst()
    const rest = [
      await tables.deleteFrom('session').where(isBefore('expires_at', now)).executeTakeFirst(),
      await tables
        .deleteFrom('sign_in_link')
        .where(isBefore('expires_at', (now - FAILURES_MS) as Instant))
        .executeTakeFirst(),
      await tables.deleteFrom('sign_in_challenge').where(isBefore('expires_at', now)).executeTakeFirst(),
    ]
    return [failures, ...rest].reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0)
  })
