/** Creates, changes and retires the roles an organization makes for itself. Built-in roles follow the release. */
import { changedMeanwhile, Problem, requireVersion } from '@loge/http'
import { formatId, newId, type Id } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Selectable } from 'kysely'
import {
  acceptRoleContent,
  accountFacts,
  isPermission,
  type RoleContent,
  type RoleRefusal,
} from '../core/index.ts'
import { heldAt, tablesOf } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import type { Asker } from './read-accounts.ts'
import { record } from './record.ts'
import { findRole, grantsOfGiver, roleBeyondOwn } from './roles.ts'
import type { RoleRow } from './tables.ts'

type StoredRole = Selectable<RoleRow>
type NamedRole = { readonly id: Id<'role'>; readonly ifMatch: string | undefined }

export const viewRole = ({ built_in, retired_at, ...role }: StoredRole) => ({
  ...role,
  builtIn: built_in,
  retiredAt: retired_at,
})

const problemOf = (refusal: RoleRefusal): Problem =>
  refusal === 'role_beyond_own'
    ? roleBeyondOwn()
    : new Problem(
        422,
        refusal,
        'A role over what is somebody’s own sees them, their home and its doors, and manages nothing else.',
      )

const require = (asker: Asker, after: RoleContent, before?: readonly string[]): void => {
  const accepted = acceptRoleContent(grantsOfGiver(asker.giver), after, before)
  if (!accepted.ok) throw problemOf(accepted.refusal)
}

export const readRole = async (
  transaction: Transaction,
  { organizationId }: Pick<Asker, 'organizationId'>,
  id: Id<'role'>,
): Promise<StoredRole> => {
  const role = await findRole(transaction, organizationId, id)
  if (role === undefined) throw new Problem(404, 'not_found', 'There is no such role.')
  return role
}

export const createRole = (deps: AccountsDeps, asker: Asker, content: RoleContent) =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    require(asker, content)
    const { organizationId, actor } = asker
    const id = newId(deps.world, 'role')
    const { permissions, scopes } = content
    const role: StoredRole = {
      organization_id: organizationId,
      id,
      code: `custom_${id.replaceAll('-', '')}`,
      name: content.name,
      permissions: [...permissions],
      scopes: [...scopes],
      built_in: false,
      version: 1,
      retired_at: null,
    }
    await tablesOf(transaction)
      .insertInto('role')
      .values({ ...role, retired_at: null })
      .execute()
    await record(transaction, deps.world, organizationId, {
      fact: accountFacts.roleCreated,
      actor,
      payload: { roleId: formatId('role', id), permissions, scopes },
    })
    return viewRole(role)
  })

/** The role as it is, if it may be changed from the version that was read. */
const changeable = async (transaction: Transaction, asker: Asker, { id, ifMatch }: NamedRole) => {
  const role = await readRole(transaction, asker, id)
  requireVersion(ifMatch, role.version)
  if (role.built_in)
    throw new Problem(409, 'role_built_in', 'This role comes with the product. Make one of your own instead.')
  if (role.retired_at !== null) throw new Problem(409, 'role_retired', 'This role is retired already.')
  return role
}

const write = async (
  transaction: Transaction,
  { organization_id, id, version }: StoredRole,
  changes: { name?: string; permissions?: string[]; scopes?: RoleRow['scopes']; retired_at?: Date },
): Promise<void> => {
  const { numUpdatedRows } = await tablesOf(transaction)
    .updateTable('role')
    .set({ ...changes, version: version + 1 })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw changedMeanwhile()
}

export interface RoleChange extends NamedRole {
  readonly changes: { readonly [Field in keyof RoleContent]?: RoleContent[Field] | undefined }
}

/** Whoever holds the role has what it says now from their next request on. */
export const changeRole = (deps: AccountsDeps, asker: Asker, { changes, ...named }: RoleChange) =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const role = await changeable(transaction, asker, named)
    const after: RoleContent = {
      name: changes.name ?? role.name ?? '',
      permissions: changes.permissions ?? role.permissions.filter(isPermission),
      scopes: changes.scopes ?? role.scopes,
    }
    require(asker, after, role.permissions)
    const content = {
      name: after.name,
      permissions: [...after.permissions],
      scopes: [...after.scopes],
    }
    await write(transaction, role, content)
    await record(transaction, deps.world, asker.organizationId, {
      fact: accountFacts.roleChanged,
      actor: asker.actor,
      payload: {
        roleId: formatId('role', role.id),
        permissions: after.permissions,
        scopes: after.scopes,
      },
    })
    return viewRole({ ...role, ...content, version: role.version + 1 })
  })

const isHeld = async (transaction: Transaction, { organization_id, id }: StoredRole, { at }: Asker) => {
  const tables = tablesOf(transaction)
  const held = await tables
    .selectFrom('role_assignment as assignment')
    .select('assignment.id')
    .where('assignment.organization_id', '=', organization_id)
    .where('assignment.role_id', '=', id)
    .where(heldAt(at))
    .limit(1)
    .executeTakeFirst()
  if (held !== undefined) return true
  const key = await tables
    .selectFrom('api_key')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('role_id', '=', id)
    .where('revoked_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return key !== undefined
}

/** A retired role is given to nobody any more. What was held under it stays readable. */
export const retireRole = (deps: AccountsDeps, asker: Asker, named: NamedRole): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const role = await changeable(transaction, asker, named)
    const content = {
      name: role.name ?? '',
      permissions: role.permissions.filter(isPermission),
      scopes: role.scopes,
    }
    require(asker, content)
    if (await isHeld(transaction, role, asker))
      throw new Problem(409, 'role_in_use', 'Somebody, or a key, still has this role. Take it back first.')
    await write(transaction, role, { retired_at: new Date(deps.world.now()) })
    await record(transaction, deps.world, asker.organizationId, {
      fact: accountFacts.roleRetired,
      actor: asker.actor,
      payload: { roleId: formatId('role', role.id) },
    })
    return undefined
  })
