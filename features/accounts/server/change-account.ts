/** Accounts change: address, status, roles; the last administrator stays. */
import { Problem, requireVersion } from '@loge/http'
import { formatId, type AccountId, type Id, type Instant, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { accountFacts, handedOverAt, normaliseEmail, type HeldRole } from '../core/index.ts'
import { findAccount, tablesOf } from './account-store.ts'
import { accountExists, assignRole, type RoleWanted } from './create-account.ts'
import { loadDelegations } from './delegations.ts'
import type { AccountsDeps } from './deps.ts'
import { accountUnknown, viewAccount, type Asker } from './read-accounts.ts'
import { record } from './record.ts'
import { refuseBeyondOwn } from './roles.ts'
import { endSessions } from './sessions.ts'
import { voidLinks } from './void-links.ts'

/** Somebody must always be able to run the organization, not only until a day. Locks the assignments, so two cannot leave together. */
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
    .where('assignment.expires_at', 'is', null)
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

/** Whoever could sign in as somebody could do what they may, what was handed over to them too. */
const refuseReachingFurther = async (
  transaction: Transaction,
  { organizationId, giver, at }: Asker,
  account: { readonly id: AccountId; readonly roles: readonly HeldRole[] },
): Promise<void> => {
  const delegations = await loadDelegations(transaction, organizationId, { accountId: account.id, at })
  const standsIn = delegations.map((delegation) => handedOverAt(delegation, at))
  refuseBeyondOwn(giver, [...account.roles, ...standsIn.filter((held) => held !== undefined)])
}

export interface AccountChange {
  readonly email?: string | undefined
  readonly status?: 'active' | 'suspended' | undefined
  /** With `suspended`: nobody is locked out without a written reason. */
  readonly suspension?: { readonly article: string; readonly reason: string } | undefined
}

const suspensionOf = ({ status, suspension }: AccountChange, at: Instant) => {
  if (status === undefined) return {}
  const is = status === 'suspended'
  return {
    suspended_at: is ? new Date(at) : null,
    suspension_article: is ? (suspension?.article ?? null) : null,
    suspension_reason: is ? (suspension?.reason ?? null) : null,
  }
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
    await refuseReachingFurther(transaction, asker, before)
    const email = change.email === undefined ? before.email : normaliseEmail(change.email)
    const status = change.status ?? before.status
    const other = await tablesOf(transaction)
      .selectFrom('account')
      .select('id')
      .where('organization_id', '=', organizationId)
      .where('email', '=', email)
      .where('id', '!=', accountId)
      .executeTakeFirst()
    if (other !== undefined) throw accountExists()
    const changed = await tablesOf(transaction)
      .updateTable('account')
      .set({ email, status, ...suspensionOf(change, deps.world.now()), version: before.version + 1 })
      .where('organization_id', '=', organizationId)
      .where('id', '=', accountId)
      .where('version', '=', before.version)
      .executeTakeFirst()
    requireVersion(changed.numUpdatedRows === 1n ? ifMatch : '', before.version)
    if (email !== before.email) await voidLinks(transaction, { organizationId, accountId })
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

/** What an account may do is part of what its tag stands for. */
const raiseVersion = async (
  transaction: Transaction,
  { organizationId }: Asker,
  accountId: AccountId,
): Promise<void> => {
  await tablesOf(transaction)
    .updateTable('account')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('organization_id', '=', organizationId)
    .where('id', '=', accountId)
    .execute()
}

export const giveRole = (deps: AccountsDeps, asker: Asker, accountId: AccountId, wanted: RoleWanted) =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const account = await viewAccount(transaction, asker, accountId)
    await assignRole(transaction, deps, asker, { account, wanted })
    await raiseVersion(transaction, asker, accountId)
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
    await raiseVersion(transaction, asker, accountId)
    await record(transaction, deps.world, organizationId, {
      fact: accountFacts.roleTaken,
      actor: asker.actor,
      account,
      payload: { roleId: formatId('role', assignment.roleId) },
    })
    // Without that role the asker may not see the account any more, so the answer is made from what was read.
    const roles = account.roles.filter(({ id }) => id !== assignmentId)
    return { ...account, version: account.version + 1, roles }
  })

/** The account a link may be made for: one whose rights reach no further than the asker's. */
export const acceptLinkFor = async (transaction: Transaction, asker: Asker, accountId: AccountId) => {
  const seen = await viewAccount(transaction, asker, accountId)
  await refuseReachingFurther(transaction, asker, seen)
  const account = await findAccount(transaction, asker.organizationId, accountId)
  if (account === undefined) throw accountUnknown()
  if (account.status !== 'active')
    throw new Problem(403, 'account_suspended', 'This account is suspended. Resume it first.')
  return { ...account, lastSignedInAt: seen.lastSignedInAt }
}

/** Their browsers are asked to sign in again at their next click. */
export const signOutAccount = (deps: AccountsDeps, asker: Asker, accountId: AccountId): Promise<void> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId, actor } = asker
    const account = await viewAccount(transaction, asker, accountId)
    await refuseReachingFurther(transaction, asker, account)
    const sessions = await endSessions(transaction, { organizationId, accountId })
    await record(transaction, deps.world, organizationId, {
      fact: accountFacts.signedOut,
      actor,
      account,
      payload: { sessions },
    })
  })
