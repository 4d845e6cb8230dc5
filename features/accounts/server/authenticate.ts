/** Who sends this request: an API key, a session, or nobody. */
import { Problem, type Credentials, type Principal } from '@loge/http'
import type { Id, Instant } from '@loge/kernel'
import { forPurpose, type Transaction } from '@loge/storage'
import { grantsOf, TOUCH_MS } from '../core/index.ts'
import { scopeOf, tablesOf } from './account-store.ts'
import { loadEveryGrant } from './delegations.ts'
import type { AccountsDeps } from './deps.ts'
import { API_KEY_PREFIX, readToken, type ReadToken } from './tokens.ts'

const ANONYMOUS: Principal = { kind: 'anonymous' }

const keyInvalid = () => new Problem(401, 'key_invalid', 'This API key is unknown, expired or revoked.')

/** Remembers use, but not at every request. */
const touch = async (
  transaction: Transaction,
  table: 'session' | 'api_key',
  { organizationId }: ReadToken,
  { id, now }: { readonly id: Id<'session'> | Id<'apiKey'>; readonly now: Instant },
): Promise<void> => {
  await tablesOf(transaction)
    .updateTable(table as 'session')
    .set({ last_used_at: new Date(now) })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id as Id<'session'>)
    .execute()
}

const byApiKey = async (transaction: Transaction, token: ReadToken, now: Instant): Promise<Principal> => {
  const { organizationId, hash } = token
  const key = await tablesOf(transaction)
    .selectFrom('api_key')
    .innerJoin('role', (join) =>
      join
        .onRef('role.organization_id', '=', 'api_key.organization_id')
        .onRef('role.id', '=', 'api_key.role_id'),
    )
    .select([
      'api_key.id',
      'api_key.scope',
      'api_key.site_id',
      'api_key.expires_at',
      'api_key.last_used_at',
      'role.permissions',
    ])
    .where('api_key.organization_id', '=', organizationId)
    .where('api_key.token_hash', '=', hash)
    .where('api_key.revoked_at', 'is', null)
    .executeTakeFirst()
  if (key === undefined || (key.expires_at !== null && key.expires_at <= now)) throw keyInvalid()
  if (key.last_used_at === null || now - key.last_used_at >= TOUCH_MS)
    await touch(transaction, 'api_key', token, { id: key.id, now })
  const grants = grantsOf([{ permissions: key.permissions, scope: scopeOf(key.scope, key.site_id) }])
  return { kind: 'apiKey', organizationId, apiKeyId: key.id, grants }
}

const bySession = async (transaction: Transaction, token: ReadToken, now: Instant): Promise<Principal> => {
  const { organizationId, hash } = token
  const session = await tablesOf(transaction)
    .selectFrom('session')
    .innerJoin('account', (join) =>
      join
        .onRef('account.organization_id', '=', 'session.organization_id')
        .onRef('account.id', '=', 'session.account_id'),
    )
    .select([
      'session.id',
      'session.account_id',
      'session.last_used_at',
      'session.idle_ms',
      'session.expires_at',
      'session.confirmed_at',
      'account.person_id',
      'account.status',
    ])
    .where('session.organization_id', '=', organizationId)
    .where('session.token_hash', '=', hash)
    .executeTakeFirst()
  if (session === undefined || session.status !== 'active') return ANONYMOUS
  if (session.expires_at <= now || session.last_used_at + session.idle_ms <= now) return ANONYMOUS
  if (now - session.last_used_at >= TOUCH_MS)
    await touch(transaction, 'session', token, { id: session.id, now })
  return {
    kind: 'account',
    organizationId,
    accountId: session.account_id,
    sessionId: session.id,
    personId: session.person_id,
    grants: await loadEveryGrant(transaction, organizationId, { accountId: session.account_id, at: now }),
    confirmedAt: session.confirmed_at,
  }
}

export const createAuthenticate =
  ({ database, world }: Pick<AccountsDeps, 'database' | 'world'>) =>
  async ({ bearer, sessionToken }: Credentials): Promise<Principal> => {
    if (bearer !== undefined) {
      const token = readToken(bearer, API_KEY_PREFIX)
      if (token === undefined) throw keyInvalid()
      return forPurpose('sign_in', () =>
        database.transaction(token.organizationId, (transaction) =>
          byApiKey(transaction, token, world.now()),
        ),
      )
    }
    const token = sessionToken === undefined ? undefined : readToken(sessionToken)
    if (token === undefined) return ANONYMOUS
    return forPurpose('sign_in', () =>
      database.transaction(token.organizationId, (transaction) => bySession(transaction, token, world.now())),
    )
  }
