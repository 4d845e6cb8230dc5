/** Accounts as administrators see and change them. */
import { createCursor, Problem, requireVersion, toPage } from '@loge/http'
import {
  formatId,
  newId,
  type AccountId,
  type Id,
  type OrganizationId,
  type PersonId,
  type SiteId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { z } from 'zod'
import type { Actor } from '@loge/features/events/core'
import { accountFacts, normaliseEmail, type Scope } from '../core/index.ts'
import { findAccount, loadAssignments, tablesOf, type FoundAccount } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import { nameOf } from './neighbours.ts'
import { record } from './record.ts'
import { acceptRole, refuseBeyondOwn, type Giver } from './roles.ts'
import { endSessions } from './sessions.ts'

/** Who asks, and how far they see: only accounts that hold a role at these sites, or all. */
export interface Asker {
  readonly organizationId: OrganizationId
  readonly giver: Giver
  readonly actor: Actor
  readonly siteIds: readonly SiteId[] | undefined
}

export interface RoleWanted {
  readonly roleId: Id<'role'>
  readonly scope: Scope
}

const notFound = () => new Problem(404, 'not_found', 'There is no such account.')
const exists = () =>
  new Problem(409, 'account_exists', 'This person or this e-mail address has an account already.')

const visible = (transaction: Transaction, { organizationId, siteIds }: Asker) => {
  const all = tablesOf(transaction)
    .selectFrom('account')
    .where('account.organization_id', '=', organizationId)
  if (siteIds === undefined) return all
  return all.where('account.id', 'in', (query) =>
    query
      .selectFrom('role_assignment')
      .select('role_assignment.account_id')
      .where('role_assignment.organization_id', '=', organizationId)
      .where('role_assignment.ended_at', 'is', null)
      .where('role_assignment.site_id', 'in', [...siteIds]),
  )
}

const columns = [
  'account.id',
  'account.person_id as personId',
  'account.email',
  'account.status',
  'account.created_at as createdAt',
  'account.last_signed_in_at as lastSignedInAt',
  'account.version',
] as const

const withRoles = async <Row extends { readonly id: AccountId }>(
  transaction: Transaction,
  organizationId: OrganizationId,
  rows: readonly Row[],
) => {
  const assignments = await loadAssignments(
    transaction,
    organizationId,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, roles: assignments.filter(({ accountId }) => accountId === row.id) }))
}

export const viewAccount = async (transaction: Transaction, asker: Asker, accountId: AccountId) => {
  const rows = await visible(transaction, asker).select(columns).where('account.id', '=', accountId).execute()
  const [account] = await withRoles(transaction, asker.organizationId, rows)
  if (account === undefined) throw notFound()
  return account
}

const cursor = createCursor(
  'accounts',
  z.custom<AccountId>((value) => typeof value === 'string'),
)

export interface AccountList {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly personId?: PersonId | undefined
  readonly status?: 'active' | 'suspended' | undefined
}

export const listAccounts = ({ database }: AccountsDeps, asker: Asker, list: AccountList) =>
  database.transaction(asker.organizationId, async (transaction) => {
    const after = cursor.decode(list.cursor)
    let query = visible(transaction, asker)
      .select(columns)
      .orderBy('account.id')
      .limit(list.limit + 1)
    if (after !== undefined) query = query.where('account.id', '>', after)
    if (list.personId !== undefined) query = query.where('account.person_id', '=', list.personId)
    if (list.status !== undefined) query = query.where('account.status', '=', list.status)
    const page = toPage(await query.execute(), list.limit, { cursor, positionOf: ({ id }) => id })
    return { ...page, data: await withRoles(transaction, asker.organizationId, page.data) }
  })

/** Gives a role inside a transaction; giving it twice changes nothing. */
export const assignRole = async (
  transaction: Transaction,
  { world }: Pick<AccountsDeps, 'world'>,
  asker: Asker,
  {
    account,
    wanted,
  }: { readonly account: Pick<FoundAccount, 'id' | 'personId'>; readonly wanted: RoleWanted },
): Promise<void> => {
  const { organizationId, giver, actor } = asker
  const role = await acceptRole(transaction, organizationId, wanted, giver)
  const given = await tablesOf(transaction)
    .insertInto('role_assignment')
    .values({
      organization_id: organizationId,
      id: newId(world, 'roleAssignment'),
      account_id: account.id,
      role_id: role.id,
      scope: wanted.scope.kind,
      site_id: wanted.scope.kind === 'site' ? wanted.scope.siteId : null,
      given_at: new Date(world.now()),
      given_by: actor.kind === 'account' ? actor.id : null,
      ended_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (given.numInsertedOrUpdatedRows === 0n) return
  await record(transaction, world, organizationId, {
    fact: accountFacts.roleGiven,
    actor,
    account,
    payload: { roleId: formatId('role', role.id), scope: wanted.scope.kind },
  })
}

export interface NewAccount {
  readonly personId: PersonId
  readonly email: string
  readonly roles: readonly RoleWanted[]
}

/** Creates an account inside a transaction. */
export const insertAccount = async (
  transaction: Transaction,
  deps: Pick<AccountsDeps, 'world'>,
  asker: Asker,
  wanted: NewAccount,
): Promise<AccountId> => {
  const account = { id: newId(deps.world, 'account'), personId: wanted.personId }
  const inserted = await tablesOf(transaction)
    .insertInto('account')
    .values({
      organization_id: asker.organizationId,
      id: account.id,
      person_id: wanted.personId,
      email: normaliseEmail(wanted.email),
      status: 'active',
      created_at: new Date(deps.world.now()),
      last_signed_in_at: null,
      version: 1,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) throw exists()
  const { actor, organizationId } = asker
  await record(transaction, deps.world, organizationId, { fact: accountFacts.created, actor, account })
  for (const role of wanted.roles) await assignRole(transaction, deps, asker, { account, wanted: role })
  return account.id
}

export const createAccount = (deps: AccountsDeps, asker: Asker, wanted: NewAccount) =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    if ((await nameOf(transaction, asker.organizationId, wanted.personId)) === undefined)
      throw new Problem(400, 'person_unknown', 'There is no such person.')
    // Somebody who sees only some sites must see the account they make.
    if (asker.siteIds !== undefined && !wanted.roles.some(({ scope }) => scope.kind === 'site'))
      throw new Problem(403, 'role_beyond_own', 'Give a role at one of your sites.')
    const accountId = await insertAccount(transaction, deps, asker, wanted)
    return viewAccount(transaction, asker, accountId)
  })

/** Somebody must always be able to run the organization. Locks the assignments, so two cannot leave together. */
const refuseWithoutAdministrator = async (
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<void> => {
  const left = await tablesOf(transaction)
    .selectFrom('role_assignment as assignment')
    .innerJoin('role', (join) =>
      join
        .onRef('role.organization_id', '=', 'assignment.organization_id')
        .onRef('role.id', '=', 'assignment.role_id'),
    )
    .innerJoin('account', (join) =>
      join
        .onRef('account.organization_id', '=', 'assignment.organization_id')
        .onRef('account.id', '=', 'assignment.account_id'),
    )
    .select('account.id')
    .where('assignment.organization_id', '=', organizationId)
    .where('assignment.ended_at', 'is', null)
    .where('role.code', '=', 'administrator')
    .where('account.status', '=', 'active')
    .forUpdate()
    .execute()
  if (left.length === 0)
    throw new Problem(
      409,
      'last_administrator',
      'This is the last administrator. Make somebody else one first.',
    )
}

export interface AccountChange {
  readonly email?: string | undefined
  readonly status?: 'active' | 'suspended' | undefined
}

export const changeAccount = (
  deps: AccountsDeps,
  asker: Asker,
  accountId: AccountId,
  { change, ifMatch }: { readonly change: AccountChange; readonly ifMatch: string | undefined },
) =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId, actor } = asker
    const before = await viewAccount(transaction, asker, accountId)
    requireVersion(ifMatch, before.version)
    refuseBeyondOwn(asker.giver, before.roles)
    const email = change.email === undefined ? before.email : normaliseEmail(change.email)
    const status = change.status ?? before.status
    const other = await tablesOf(transaction)
      .selectFrom('account')
      .select('id')
      .where('organization_id', '=', organizationId)
      .where('email', '=', email)
      .where('id', '!=', accountId)
      .executeTakeFirst()
    if (other !== undefined) throw exists()
    const changed = await tablesOf(transaction)
      .updateTable('account')
      .set({ email, status, version: before.version + 1 })
      .where('organization_id', '=', organizationId)
      .where('id', '=', accountId)
      .where('version', '=', before.version)
      .executeTakeFirst()
    requireVersion(changed.numUpdatedRows === 1n ? ifMatch : '', before.version)
    if (status === 'suspended') {
      await endSessions(transaction, { organizationId, accountId })
      await refuseWithoutAdministrator(transaction, organizationId)
    }
    await record(transaction, deps.world, organizationId, {
      fact: accountFacts.changed,
      actor,
      account: before,
      payload: { status },
    })
    return viewAccount(transaction, asker, accountId)
  })

export const giveRole = (deps: AccountsDeps, asker: Asker, accountId: AccountId, wanted: RoleWanted) =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const account = await viewAccount(transaction, asker, accountId)
    await assignRole(transaction, deps, asker, { account, wanted })
    return viewAccount(transaction, asker, accountId)
  })

export const takeRole = (
  deps: AccountsDeps,
  asker: Asker,
  accountId: AccountId,
  assignmentId: Id<'roleAssignment'>,
) =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId } = asker
    const account = await viewAccount(transaction, asker, accountId)
    const assignment = account.roles.find(({ id }) => id === assignmentId)
    if (assignment === undefined)
      throw new Problem(404, 'not_found', 'This role is not held, or not any more.')
    refuseBeyondOwn(asker.giver, [assignment])
    await tablesOf(transaction)
      .updateTable('role_assignment')
      .set({ ended_at: new Date(deps.world.now()) })
      .where('organization_id', '=', organizationId)
      .where('id', '=', assignmentId)
      .execute()
    await refuseWithoutAdministrator(transaction, organizationId)
    await record(transaction, deps.world, organizationId, {
      fact: accountFacts.roleTaken,
      actor: asker.actor,
      account,
      payload: { roleId: formatId('role', assignment.roleId) },
    })
    return { ...account, roles: account.roles.filter(({ id }) => id !== assignmentId) }
  })

/** The account a link may be made for: one whose rights reach no further than the asker's. */
export const acceptLinkFor = async (transaction: Transaction, asker: Asker, accountId: AccountId) => {
  const seen = await viewAccount(transaction, asker, accountId)
  refuseBeyondOwn(asker.giver, seen.roles)
  const account = await findAccount(transaction, asker.organizationId, accountId)
  if (account === undefined) throw notFound()
  if (account.status !== 'active')
    throw new Problem(403, 'account_suspended', 'This account is suspended. Resume it first.')
  return account
}
