/** Reads accounts and the roles they hold. */
import type { AccountId, Id, Instant, OrganizationId, PersonId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { grantsOf, type Grant, type Scope } from '../core/index.ts'
import type { AccountTables } from './tables.ts'

/** The tables of this feature, inside a transaction. */
export const tablesOf = (transaction: Transaction) => transaction.$extendTables<AccountTables>()

/** `column > at`, for columns of time. */
export const isAfter = (column: string, at: Instant) => sql<boolean>`${sql.ref(column)} > ${new Date(at)}`
export const isBefore = (column: string, at: Instant) => sql<boolean>`${sql.ref(column)} < ${new Date(at)}`

export interface HeldAssignment {
  readonly id: Id<'roleAssignment'>
  readonly accountId: AccountId
  readonly roleId: Id<'role'>
  readonly role: string
  readonly roleName: string | null
  readonly permissions: readonly string[]
  readonly scope: Scope
  readonly givenAt: Instant
  readonly until: Instant | null
}

export const scopeOf = (kind: Scope['kind'], siteId: SiteId | null): Scope => {
  if (kind !== 'site') return { kind }
  if (siteId === null) throw new Error('a scope of a site without the site')
  return { kind, siteId }
}

/** Not taken back, and not over by itself. */
export const heldAt = (at: Instant) =>
  sql<boolean>`(assignment.ended_at is null and (assignment.expires_at is null or assignment.expires_at > ${new Date(at)}))`

/** What these accounts hold at that instant. */
export const loadAssignments = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { accountIds, at }: { readonly accountIds: readonly AccountId[]; readonly at: Instant },
): Promise<readonly HeldAssignment[]> => {
  if (accountIds.length === 0) return []
  const rows = await tablesOf(transaction)
    .selectFrom('role_assignment as assignment')
    .innerJoin('role', (join) =>
      join
        .onRef('role.organization_id', '=', 'assignment.organization_id')
        .onRef('role.id', '=', 'assignment.role_id'),
    )
    .select([
      'assignment.id',
      'assignment.account_id',
      'assignment.role_id',
      'assignment.scope',
      'assignment.site_id',
      'assignment.given_at',
      'assignment.expires_at',
      'role.code',
      'role.name',
      'role.permissions',
    ])
    .where('assignment.organization_id', '=', organizationId)
    .where('assignment.account_id', 'in', accountIds)
    .where(heldAt(at))
    .orderBy('assignment.given_at')
    .orderBy('assignment.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    roleId: row.role_id,
    role: row.code,
    roleName: row.name,
    permissions: row.permissions,
    scope: scopeOf(row.scope, row.site_id),
    givenAt: row.given_at,
    until: row.expires_at,
  }))
}

export const loadGrants = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { accountId, at }: { readonly accountId: AccountId; readonly at: Instant },
): Promise<Grant[]> =>
  grantsOf(await loadAssignments(transaction, organizationId, { accountIds: [accountId], at }))

/** The codes of the roles an account had at that instant, whatever became of them since; the oldest first. */
export const accountRoles = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { accountId, at }: { readonly accountId: AccountId; readonly at: Instant },
): Promise<readonly string[]> => {
  const moment = new Date(at)
  const rows = await tablesOf(transaction)
    .selectFrom('role_assignment as assignment')
    .innerJoin('role', (join) =>
      join
        .onRef('role.organization_id', '=', 'assignment.organization_id')
        .onRef('role.id', '=', 'assignment.role_id'),
    )
    .select('role.code')
    .where('assignment.organization_id', '=', organizationId)
    .where('assignment.account_id', '=', accountId)
    .where(sql<boolean>`assignment.given_at <= ${moment}`)
    .where(sql<boolean>`(assignment.ended_at is null or assignment.ended_at > ${moment})`)
    .where(sql<boolean>`(assignment.expires_at is null or assignment.expires_at > ${moment})`)
    .orderBy('assignment.given_at')
    .execute()
  return rows.map(({ code }) => code)
}

export interface FoundAccount {
  readonly id: AccountId
  readonly personId: PersonId
  readonly email: string
  readonly status: 'active' | 'suspended'
  readonly version: number
}

const columns = ['id', 'person_id as personId', 'email', 'status', 'version'] as const

export const findAccount = (
  transaction: Transaction,
  organizationId: OrganizationId,
  accountId: AccountId,
): Promise<FoundAccount | undefined> =>
  tablesOf(transaction)
    .selectFrom('account')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('id', '=', accountId)
    .executeTakeFirst()

export const findAccountByEmail = (
  transaction: Transaction,
  organizationId: OrganizationId,
  email: string,
): Promise<FoundAccount | undefined> =>
  tablesOf(transaction)
    .selectFrom('account')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('email', '=', email)
    .executeTakeFirst()
