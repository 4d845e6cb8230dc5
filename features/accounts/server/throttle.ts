/**
 * Slows guessing down: each failure for an e-mail address from one network, and each from a network address, makes the
 * next attempt from there wait longer; ten of them within a quarter of an hour lock that address out from there. Who guesses at somebody's password elsewhere does not lock them out at home. An attempt is counted before it is checked, so many at once do not slip through together.
 */
import { createHash } from 'node:crypto'
import { Problem } from '@loge/http'
import type { Instant, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { FAILURES_MS, LOCK_OUT, waitAfter } from '../core/index.ts'
import { isBefore, tablesOf } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'

/** Many people share one network address, so it may fail this many times more. */
const SHARED = 20
/** For one e-mail address from all networks together: beyond the reach of one stranger, and still an end. */
const EVERYWHERE = 100

interface Subject {
  readonly hash: Buffer
  readonly allowance: number
}

const ALLOWANCES = { address: SHARED, pair: 0, email: EVERYWHERE } as const

const subjectOf = ({ organizationId, email, address }: Attempt, kind: keyof typeof ALLOWANCES): Subject => {
  const value = { address, pair: `${email} ${address}`, email }[kind]
  return {
    hash: createHash('sha256').update(`${organizationId} ${kind} ${value}`).digest(),
    allowance: ALLOWANCES[kind],
  }
}

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

/** What is counted of one address from one network. */
const triesOf = (transaction: Transaction, attempt: Attempt) =>
  tablesOf(transaction)
    .selectFrom('sign_in_failure')
    .select(['tries', 'tries_since', 'locked_until'])
    .where('organization_id', '=', attempt.organizationId)
    .where('subject_hash', '=', subjectOf(attempt, 'pair').hash)
    .forUpdate()
    .executeTakeFirst()

/** How long nobody signs in with this address from this network; 0 when it is open. */
const lockedFor = async (transaction: Transaction, attempt: Attempt, now: Instant): Promise<number> => {
  const until = (await triesOf(transaction, attempt))?.locked_until ?? null
  return until === null ? 0 : Math.max(0, until - now)
}

/**
 * Counts every attempt from one place, those that had to wait too: what is right makes them all forgotten (`forgive`).
 * True for the one too many.
 */
const countTry = async (transaction: Transaction, attempt: Attempt, now: Instant): Promise<boolean> => {
  const row = await triesOf(transaction, attempt)
  const since = row?.tries_since ?? null
  const isNew = since === null || now - since > LOCK_OUT.withinMs
  const tries = isNew ? 1 : (row?.tries ?? 0) + 1
  const begins = tries >= LOCK_OUT.failures
  await tablesOf(transaction)
    .updateTable('sign_in_failure')
    .set({
      tries: begins ? 0 : tries,
      ...(isNew || begins ? { tries_since: new Date(now) } : {}),
      locked_until: begins ? new Date(now + LOCK_OUT.forMs) : null,
    })
    .where('organization_id', '=', attempt.organizationId)
    .where('subject_hash', '=', subjectOf(attempt, 'pair').hash)
    .execute()
  return begins
}

const lockedOut = (waitMs: number) => {
  const retryAfterS = Math.ceil(waitMs / 1000)
  return new Problem(429, 'sign_in_locked', `Too many failures. Try again in ${retryAfterS} s.`, {
    retryAfterS,
  })
}

/**
 * Counts an attempt as failed until `forgive` says otherwise; refuses while its subjects have to wait. Where it is about a
 * secret that is guessed, `tellLock` says that nobody tries again from there; `locks` asks whoever checks to say it.
 */
export const chargeAttempt = async (
  { database, world }: AccountsDeps,
  attempt: Attempt,
  tellLock?: () => Promise<void>,
): Promise<{ readonly locks: boolean }> => {
  const { organizationId } = attempt
  const { lockedMs, locks, waitMs } = await database.transaction(organizationId, async (transaction) => {
    const now = world.now()
    const open = { lockedMs: 0, locks: false, waitMs: 0 }
    if (tellLock === undefined) return { ...open, waitMs: await chargeSubjects(transaction, attempt, now) }
    const locked = await lockedFor(transaction, attempt, now)
    if (locked > 0) return { ...open, lockedMs: locked }
    const charged = await chargeSubjects(transaction, attempt, now)
    return { ...open, waitMs: charged, locks: await countTry(transaction, attempt, now) }
  })
  if (lockedMs > 0) throw lockedOut(lockedMs)
  if (waitMs === 0) return { locks }
  if (locks) {
    await tellLock?.()
    throw lockedOut(LOCK_OUT.forMs)
  }
  const retryAfterS = Math.ceil(waitMs / 1000)
  throw new Problem(429, 'sign_in_throttled', `Too many attempts. Try again in ${retryAfterS} s.`, {
    retryAfterS,
  })
}

const chargeSubjects = async (transaction: Transaction, attempt: Attempt, now: Instant): Promise<number> => {
  for (const kind of ['address', 'pair', 'email'] as const) {
    const waits = await charge(transaction, attempt.organizationId, subjectOf(attempt, kind), now)
    if (waits > 0) return waits
  }
  return 0
}

/** The attempt was right: its e-mail address starts afresh. The network address does not, or one account would clear it. */
export const forgive = async (transaction: Transaction, attempt: Attempt): Promise<void> => {
  const hashes = [subjectOf(attempt, 'pair').hash, subjectOf(attempt, 'email').hash]
  await tablesOf(transaction)
    .deleteFrom('sign_in_failure')
    .where('organization_id', '=', attempt.organizationId)
    .where('subject_hash', 'in', hashes)
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
