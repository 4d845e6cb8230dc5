/** Roles of an organization: the built-in ones follow the release, and nobody gives more than they have. */
import { createCursor, Problem, toPage, type Principal } from '@loge/http'
import { newId, type Id, type OrganizationId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import {
  BUILT_IN_ROLES,
  grantsOf,
  mayPassOn,
  type Grant,
  type HeldRole,
  type RoleCode,
  type Scope,
} from '../core/index.ts'
import type { Selectable } from 'kysely'
import { tablesOf } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import type { RoleRow } from './tables.ts'
import { z } from 'zod'

const roleCursor = createCursor(
  'roles',
  z.custom<Id<'role'>>((value) => typeof value === 'string'),
)

const roleUnknown = () => new Problem(400, 'role_unknown', 'There is no such role.')

/** Puts the built-in roles into an organization, or brings them up to date. */
export const ensureRoles = async (
  transaction: Transaction,
  world: World,
  organizationId: OrganizationId,
): Promise<void> => {
  for (const { code, permissions, scopes } of BUILT_IN_ROLES) {
    const content = { permissions: [...permissions], scopes: [...scopes], built_in: true, name: null }
    await tablesOf(transaction)
      .insertInto('role')
      .values({
        organization_id: organizationId,
        id: newId(world, 'role'),
        code,
        ...content,
        version: 1,
        retired_at: null,
      })
      .onConflict((conflict) => conflict.columns(['organization_id', 'code']).doUpdateSet(content))
      .execute()
  }
}

/** Every role that may be given; of those retired, none. */
export const pageOfRoles = async (
  { database }: Pick<AccountsDeps, 'database'>,
  organizationId: OrganizationId,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) => {
  const after = roleCursor.decode(cursor)
  const rows = await database.transaction(organizationId, (transaction) => {
    const query = tablesOf(transaction)
      .selectFrom('role')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('retired_at', 'is', null)
      .orderBy('id')
      .limit(limit + 1)
    return (after === undefined ? query : query.where('id', '>', after)).execute()
  })
  return toPage(rows, limit, { cursor: roleCursor, positionOf: ({ id }) => id })
}

/** `undefined` when there is none; a retired one is found too. */
export const findRole = (
  transaction: Transaction,
  organizationId: OrganizationId,
  id: Id<'role'>,
): Promise<Selectable<RoleRow> | undefined> =>
  tablesOf(transaction)
    .selectFrom('role')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()

export const findRoleByCode = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  code: RoleCode,
): Promise<Selectable<RoleRow>> => {
  const role = await tablesOf(transaction)
    .selectFrom('role')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('code', '=', code)
    .executeTakeFirst()
  if (role === undefined) throw roleUnknown()
  return role
}

/** What somebody may pass on: what they have, or everything for the installation itself. */
export type Giver =
  | { readonly kind: 'system' }
  | { readonly kind: 'principal'; readonly principal: Principal }

export const grantsOfGiver = (giver: Giver): readonly Grant[] | 'all' => {
  if (giver.kind === 'system') return 'all'
  return giver.principal.kind === 'anonymous' ? [] : giver.principal.grants
}

export const roleBeyondOwn = () =>
  new Problem(403, 'role_beyond_own', 'This reaches further than your own rights. Ask an administrator.')

export const refuseBeyondOwn = (giver: Giver, held: readonly HeldRole[]): void => {
  const own = grantsOfGiver(giver)
  if (own === 'all' || mayPassOn(own, grantsOf(held))) return
  throw roleBeyondOwn()
}

/** Loads a role that may be given over this scope by this giver, or refuses. */
export const acceptRole = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  wanted: { readonly roleId: Id<'role'>; readonly scope: Scope },
  giver: Giver,
) => {
  const role = await findRole(transaction, organizationId, wanted.roleId)
  if (role === undefined || role.retired_at !== null) throw roleUnknown()
  if (!role.scopes.includes(wanted.scope.kind))
    throw new Problem(
      400,
      'role_scope_not_allowed',
      `The role ${role.code} is given over: ${role.scopes.join(', ')}.`,
    )
  refuseBeyondOwn(giver, [{ permissions: role.permissions, scope: wanted.scope }])
  return role
}
