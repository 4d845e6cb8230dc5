/** Sessions: opened with a new token at every sign-in, listed, ended. */
import { keepUse } from '@loge/features/people/server'
import { createCursor, Problem, sessionCookieFor, toPage, type Principal } from '@loge/http'
import {
  addMs,
  formatId,
  newId,
  type AccountId,
  type Id,
  type Instant,
  type OrganizationId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { z } from 'zod'
import { accountFacts, CONFIRMED_MS, describeDevice, isConfirmed, sessionLifetime } from '../core/index.ts'
import { isAfter, loadAssignments, tablesOf, type FoundAccount } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import { byThemselves, record } from './record.ts'
import type { SignInMethod } from './tables.ts'
import { makeToken } from './tokens.ts'
import { voidLinks } from './void-links.ts'

export interface SignedIn {
  readonly accountId: AccountId
  readonly next: 'setUp' | 'home'
  /** The `Set-Cookie` values that carry the session. */
  readonly cookies: string[]
}

/** Which ways to sign in, besides a link, this account has. */
export const loadProofs = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  accountId: AccountId,
) => {
  const of = <Table extends 'account_password' | 'passkey'>(table: Table) =>
    tablesOf(transaction)
      .selectFrom(table as 'account_password' | 'passkey')
      .select('account_id')
      .where('organization_id', '=', organizationId)
      .where('account_id', '=', accountId)
      .limit(1)
      .executeTakeFirst()
  return {
    password: (await of('account_password')) !== undefined,
    passkey: (await of('passkey')) !== undefined,
  }
}

/** What a browser shows by itself. Of its own description only the two families are kept. */
export interface SeenFrom {
  readonly userAgent: string
  readonly address: string
  readonly language: 'en' | 'fr'
}

/** What whoever signs in uses, as the sources of their data name it. */
const SERVICE = 'online service: Loge console'

export const openSession = async (
  transaction: Transaction,
  { world, origin }: AccountsDeps,
  account: FoundAccount,
  opened: {
    readonly organizationId: OrganizationId
    readonly method: SignInMethod
    readonly from: SeenFrom
  },
): Promise<SignedIn> => {
  const { organizationId, method, from } = opened
  const now = world.now()
  const assignments = await loadAssignments(transaction, organizationId, {
    accountIds: [account.id],
    at: now,
  })
  const lifetime = sessionLifetime(assignments.map(({ scope }) => scope.kind))
  const token = makeToken(world, organizationId)
  const id = newId(world, 'session')
  const tables = tablesOf(transaction)
  await tables
    .insertInto('session')
    .values({
      organization_id: organizationId,
      id,
      account_id: account.id,
      token_hash: token.hash,
      method,
      device: describeDevice(from.userAgent),
      network: from.address,
      language: from.language,
      started_at: new Date(now),
      last_used_at: new Date(now),
      idle_ms: lifetime.idleMs,
      expires_at: new Date(addMs(now, lifetime.absoluteMs)),
      confirmed_at: new Date(now),
    })
    .execute()
  await tables
    .updateTable('account')
    .set({ last_signed_in_at: new Date(now) })
    .where('organization_id', '=', organizationId)
    .where('id', '=', account.id)
    .execute()
  const actor = byThemselves(account.id)
  await keepUse({ transaction, world, organizationId, actor }, account.personId, SERVICE)
  await record(transaction, world, organizationId, {
    fact: accountFacts.signedIn,
    actor,
    account,
    payload: { sessionId: formatId('session', id), method },
  })
  const proofs = await loadProofs(transaction, organizationId, account.id)
  return {
    accountId: account.id,
    next: proofs.password || proofs.passkey ? 'home' : 'setUp',
    cookies: sessionCookieFor(origin).set(token.text, lifetime.absoluteMs / 1000),
  }
}

export interface OwnSession {
  readonly organizationId: OrganizationId
  readonly accountId: AccountId
  readonly sessionId: Id<'session'>
}

const sessionCursor = createCursor(
  'sessions',
  z.custom<Id<'session'>>((value) => typeof value === 'string'),
)

export const listSessions = async (
  transaction: Transaction,
  own: OwnSession,
  {
    now,
    limit,
    cursor,
  }: { readonly now: Instant; readonly limit: number; readonly cursor?: string | undefined },
) => {
  const before = sessionCursor.decode(cursor)
  const rows = await tablesOf(transaction)
    .selectFrom('session')
    .select(['id', 'device', 'method', 'network'])
    .select(['started_at as startedAt', 'last_used_at as lastUsedAt', 'expires_at as expiresAt'])
    .where('organization_id', '=', own.organizationId)
    .where('account_id', '=', own.accountId)
    .where(isAfter('expires_at', now))
    .where(sql<boolean>`last_used_at + idle_ms * interval '1 millisecond' > ${new Date(now)}`)
    .$if(before !== undefined, (query) => query.where(sql<boolean>`id < ${before}`))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = toPage(rows, limit, { cursor: sessionCursor, positionOf: ({ id }) => id })
  return { ...page, data: page.data.map((row) => ({ ...row, current: row.id === own.sessionId })) }
}

/** Ends sessions of an account: one of them, or all (but one) with the links that wait. Answers how many. */
export const endSessions = async (
  transaction: Transaction,
  { organizationId, accountId }: Omit<OwnSession, 'sessionId'>,
  which: { readonly only?: Id<'session'>; readonly except?: Id<'session'> } = {},
): Promise<number> => {
  let query = tablesOf(transaction)
    .deleteFrom('session')
    .where('organization_id', '=', organizationId)
    .where('account_id', '=', accountId)
  if (which.only !== undefined) query = query.where('id', '=', which.only)
  if (which.except !== undefined) query = query.where('id', '!=', which.except)
  if (which.only === undefined) await voidLinks(transaction, { organizationId, accountId })
  return Number((await query.executeTakeFirst()).numDeletedRows)
}

/** The session proved itself again just now. */
export const markConfirmed = async (
  transaction: Transaction,
  own: OwnSession,
  now: Instant,
): Promise<void> => {
  await tablesOf(transaction)
    .updateTable('session')
    .set({ confirmed_at: new Date(now) })
    .where('organization_id', '=', own.organizationId)
    .where('id', '=', own.sessionId)
    .execute()
}

export const confirmedUntil = (confirmedAt: Instant | undefined): Instant =>
  addMs(confirmedAt ?? (0 as Instant), CONFIRMED_MS)

export const confirmationRequired = () =>
  new Problem(403, 'confirmation_required', 'Confirm with your password or passkey first, then repeat this.')

/** Of somebody signed in, as of a moment ago; an API key has no browser that could be left open. */
export const requireConfirmed = (principal: Principal, now: Instant): void => {
  if (principal.kind === 'account' && !isConfirmed(principal.confirmedAt, now)) throw confirmationRequired()
}
