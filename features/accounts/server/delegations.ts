/** Reads what was handed over: as it counts at an instant, and as those who look after roles see it. */
import type { AccountId, Id, Instant, OrganizationId, PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql, type ExpressionBuilder } from 'kysely'
import { handedOverAt, type Delegation, type Grant, grantsOf } from '../core/index.ts'
import { heldAt, loadGrants, scopeOf, tablesOf } from './account-store.ts'
import type { AccountTables } from './tables.ts'

export interface StoredDelegation extends Delegation {
  readonly id: Id<'delegation'>
  readonly accountId: AccountId
  readonly email: string
  readonly giverId: AccountId
  readonly giverPersonId: PersonId
  readonly giverEmail: string
  readonly roleId: Id<'role'>
  readonly role: string
  readonly roleName: string | null
  readonly reason: string
  readonly givenAt: Instant
}

type Joined = Pick<AccountTables, 'delegation'> & {
  assignment: AccountTables['role_assignment']
  role: AccountTables['role']
  giver: AccountTables['account']
  account: AccountTables['account']
}

/** Neither taken back nor over, and whoever holds it is let in. */
const isHeld = (at: Instant) => (eb: ExpressionBuilder<Joined, keyof Joined>) =>
  eb.and([heldAt(at), eb('giver.status', '=', 'active')]).as('is_held')

const notOver = (at: Instant) =>
  sql<boolean>`(delegation.ended_at is null and delegation.ends_at > ${new Date(at)})`

/** Those that are not over at that instant: running, to come, and without effect because the giver lost the role. */
export const loadDelegations = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { at, accountId }: { readonly at: Instant; readonly accountId?: AccountId },
): Promise<readonly StoredDelegation[]> => {
  let query = tablesOf(transaction)
    .selectFrom('delegation')
    .innerJoin('role_assignment as assignment', (join) =>
      join
        .onRef('assignment.organization_id', '=', 'delegation.organization_id')
        .onRef('assignment.id', '=', 'delegation.assignment_id'),
    )
    .innerJoin('role', (join) =>
      join
        .onRef('role.organization_id', '=', 'assignment.organization_id')
        .onRef('role.id', '=', 'assignment.role_id'),
    )
    .innerJoin('account as giver', (join) =>
      join
        .onRef('giver.organization_id', '=', 'assignment.organization_id')
        .onRef('giver.id', '=', 'assignment.account_id'),
    )
    .innerJoin('account', (join) =>
      join
        .onRef('account.organization_id', '=', 'delegation.organization_id')
        .onRef('account.id', '=', 'delegation.account_id'),
    )
    .selectAll('delegation')
    .select([
      'account.email',
      'giver.id as giver_id',
      'giver.person_id as giver_person_id',
      'giver.email as giver_email',
      'role.id as role_id',
      'role.code as role_code',
      'role.name as role_name',
      'role.permissions as role_permissions',
      'assignment.scope as held_scope',
      'assignment.site_id as held_site_id',
    ])
    .select(isHeld(at))
    .where('delegation.organization_id', '=', organizationId)
    .where(notOver(at))
    .orderBy('delegation.starts_at')
    .orderBy('delegation.id')
  if (accountId !== undefined) query = query.where('delegation.account_id', '=', accountId)
  return (await query.execute()).map((row) => ({
    id: row.id,
    accountId: row.account_id,
    email: row.email,
    giverId: row.giver_id,
    giverPersonId: row.giver_person_id,
    giverEmail: row.giver_email,
    roleId: row.role_id,
    role: row.role_code,
    roleName: row.role_name,
    permissions: row.permissions,
    scope: scopeOf(row.scope, row.site_id),
    reason: row.reason,
    givenAt: row.given_at,
    from: row.starts_at,
    until: row.ends_at,
    endedAt: row.ended_at,
    source: row.is_held
      ? { permissions: row.role_permissions, scope: scopeOf(row.held_scope, row.held_site_id) }
      : undefined,
  }))
}

/** Everything somebody may do at that instant: by their own roles, and by what was handed over to them. */
export const loadEveryGrant = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { accountId, at }: { readonly accountId: AccountId; readonly at: Instant },
): Promise<Grant[]> => {
  const own = await loadGrants(transaction, organizationId, { accountId, at })
  const delegations = await loadDelegations(transaction, organizationId, { accountId, at })
  return [...own, ...grantsOf(delegations.flatMap((delegation) => handedOverAt(delegation, at) ?? []))]
}
