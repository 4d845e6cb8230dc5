/** Roles of an organization: the built-in ones follow the release, and nobody gives more than they have. */
import { Problem, type Principal } from '@loge/http'
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
import type { RoleRow } from './tables.ts'

/** Puts the built-in roles into an organization, or brings them up to date. */
export const ensureRoles = async (
  transaction: Transaction,
  world: World,
  organizationId: OrganizationId,
): Promise<void> => {
  for (const { code, permissions, scopes } of BUILT_IN_ROLES) {
    const content = { permissions: [...permissions], scopes: [...scopes], built_in: true }
    await tablesOf(transaction)
      .insertInto('role')
      .values({ organization_id: organizationId, id: newId(world, 'role'), code, ...content })
      .onConflict((conflict) => conflict.columns(['organization_id', 'code']).doUpdateSet(content))
      .execute()
  }
}

export const listRoles = (transaction: Transaction, organizationId: OrganizationId) =>
  tablesOf(transaction)
    .selectFrom('role')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('code')
    .execute()

export const findRoleByCode = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  code: RoleCode,
): Promise<Selectable<RoleRow>> => {
  const roles = await listRoles(transaction, organizationId)
  const role = roles.find((known) => known.code === code)
  if (role === undefined) throw new Problem(400, 'role_unknown', 'There is no such role.')
  return role
}

/** What somebody may pass on: what they have, or everything for the installation itself. */
export type Giver =
  | { readonly kind: 'system' }
  | { readonly kind: 'principal'; readonly principal: Principal }

const grantsOfGiver = (giver: Giver): readonly Grant[] | 'all' => {
  if (giver.kind === 'system') return 'all'
  return giver.principal.kind === 'anonymous' ? [] : giver.principal.grants
}

export const refuseBeyondOwn = (giver: Giver, held: readonly HeldRole[]): void => {
  const own = grantsOfGiver(giver)
  if (own === 'all' || mayPassOn(own, grantsOf(held))) return
  throw new Problem(
    403,
    'role_beyond_own',
    'This reaches further than your own rights. Ask an administrator.',
  )
}

/** Loads a role that may be given over this scope by this giver, or refuses. */
export const acceptRole = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  wanted: { readonly roleId: Id<'role'>; readonly scope: Scope },
  giver: Giver,
) => {
  const role = (await listRoles(transaction, organizationId)).find(({ id }) => id === wanted.roleId)
  if (role === undefined) throw new Problem(400, 'role_unknown', 'There is no such role.')
  if (!role.scopes.includes(wanted.scope.kind))
    throw new Problem(
      400,
      'role_scope_not_allowed',
      `The role ${role.code} is given over: ${role.scopes.join(', ')}.`,
    )
  refuseBeyondOwn(giver, [{ permissions: role.permissions, scope: wanted.scope }])
  return role
}
