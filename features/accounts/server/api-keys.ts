/** API keys: a system's way in, with one role over one scope. The secret is shown once and stored as a digest. */
import { createCursor, Problem, toPage } from '@loge/http'
import {
  formatId,
  newId,
  type AccountId,
  type Id,
  type Instant,
  type OrganizationId,
  type SiteId,
} from '@loge/kernel'
import { z } from 'zod'
import type { Actor } from '@loge/features/events/core'
import { accountFacts, type Scope } from '../core/index.ts'
import { scopeOf, tablesOf } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import { record } from './record.ts'
import { acceptRole, type Giver } from './roles.ts'
import { API_KEY_PREFIX, makeToken } from './tokens.ts'

export interface NewApiKey {
  readonly label: string
  readonly roleId: Id<'role'>
  readonly scope: Scope
  readonly expiresAt: Instant | null
}

export interface MadeBy {
  readonly giver: Giver
  readonly actor: Actor
  readonly accountId: AccountId | null
}

export const createApiKey = async (
  { database, world }: Pick<AccountsDeps, 'database' | 'world'>,
  organizationId: OrganizationId,
  wanted: NewApiKey,
  by: MadeBy,
) => {
  const now = world.now()
  const { scope } = wanted
  if (wanted.expiresAt !== null && wanted.expiresAt <= now)
    throw new Problem(400, 'expiry_in_past', 'Choose a moment to come, or none.')
  if (scope.kind === 'own')
    throw new Problem(
      400,
      'role_scope_not_allowed',
      'A key belongs to no person: give it the organization or a site.',
    )
  const id = newId(world, 'apiKey')
  const token = makeToken(world, organizationId, API_KEY_PREFIX)
  await database.transaction(organizationId, async (transaction) => {
    const role = await acceptRole(transaction, organizationId, wanted, by.giver)
    await tablesOf(transaction)
      .insertInto('api_key')
      .values({
        organization_id: organizationId,
        id,
        label: wanted.label,
        token_hash: token.hash,
        role_id: role.id,
        scope: scope.kind,
        site_id: scope.kind === 'site' ? scope.siteId : null,
        created_at: new Date(now),
        created_by: by.accountId,
        expires_at: wanted.expiresAt === null ? null : new Date(wanted.expiresAt),
        last_used_at: null,
        revoked_at: null,
      })
      .execute()
    await record(transaction, world, organizationId, {
      fact: accountFacts.apiKeyCreated,
      actor: by.actor,
      payload: { apiKeyId: formatId('apiKey', id), roleId: formatId('role', role.id) },
    })
  })
  return { ...wanted, id, createdAt: now, lastUsedAt: null, revokedAt: null, secret: token.text }
}

const cursor = createCursor(
  'api-keys',
  z.custom<Id<'apiKey'>>((value) => typeof value === 'string'),
)

export interface ApiKeyList {
  readonly limit: number
  readonly cursor: string | undefined
  /** Only keys of these sites; all when undefined. */
  readonly siteIds: readonly SiteId[] | undefined
}

export const listApiKeys = ({ database }: AccountsDeps, organizationId: OrganizationId, list: ApiKeyList) =>
  database.transaction(organizationId, async (transaction) => {
    const after = cursor.decode(list.cursor)
    let query = tablesOf(transaction)
      .selectFrom('api_key')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .orderBy('id', 'desc')
      .limit(list.limit + 1)
    if (after !== undefined) query = query.where('id', '<', after)
    if (list.siteIds !== undefined) query = query.where('site_id', 'in', [...list.siteIds])
    const page = toPage(await query.execute(), list.limit, { cursor, positionOf: ({ id }) => id })
    return {
      nextCursor: page.nextCursor,
      data: page.data.map((row) => ({
        id: row.id,
        label: row.label,
        roleId: row.role_id,
        scope: scopeOf(row.scope, row.site_id),
        createdAt: row.created_at,
        expiresAt: row.expires_at,
        lastUsedAt: row.last_used_at,
        revokedAt: row.revoked_at,
      })),
    }
  })

export const revokeApiKey = (
  { database, world }: AccountsDeps,
  organizationId: OrganizationId,
  apiKeyId: Id<'apiKey'>,
  { actor, siteIds }: { readonly actor: Actor; readonly siteIds: readonly SiteId[] | undefined },
): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    let query = tablesOf(transaction)
      .updateTable('api_key')
      .set({ revoked_at: new Date(world.now()) })
      .where('organization_id', '=', organizationId)
      .where('id', '=', apiKeyId)
      .where('revoked_at', 'is', null)
    if (siteIds !== undefined) query = query.where('site_id', 'in', [...siteIds])
    const revoked = await query.executeTakeFirst()
    if (revoked.numUpdatedRows === 0n) throw new Problem(404, 'not_found', 'There is no such key in use.')
    await record(transaction, world, organizationId, {
      fact: accountFacts.apiKeyRevoked,
      actor,
      payload: { apiKeyId: formatId('apiKey', apiKeyId) },
    })
  })
