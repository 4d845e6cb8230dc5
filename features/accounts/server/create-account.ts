/** Accounts are made for a person, with the roles they start with. */
import { Problem } from '@loge/http'
import { formatId, newId, type AccountId, type Id, type Instant, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { accountFacts, normaliseEmail, type Scope } from '../core/index.ts'
import { tablesOf, type FoundAccount } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import { nameOf } from './neighbours.ts'
import { viewAccount, type Asker } from './read-accounts.ts'
import { record } from './record.ts'
import { acceptRole } from './roles.ts'

export interface RoleWanted {
  readonly roleId: Id<'role'>
  readonly scope: Scope
  /** When it ends by itself. */
  readonly until?: Instant | null | undefined
}

export const accountExists = () =>
  new Problem(409, 'account_exists', 'This person or this e-mail address has an account already.')

/** A role that is over still takes the place of one like it, until it is written down as ended. */
const endIfOver = async (
  transaction: Transaction,
  { organizationId, at }: Asker,
  accountId: AccountId,
): Promise<void> => {
  await tablesOf(transaction)
    .updateTable('role_assignment')
    .set({ ended_at: sql<Date>`expires_at` })
    .where('organization_id', '=', organizationId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`expires_at <= ${new Date(at)}`)
    .execute()
}

const alreadyHeld = () =>
  new Problem(
    409,
    'role_already_held',
    'This role is held already. Take it back first to give it another end.',
  )

/** Gives a role inside a transaction. */
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
  const until = wanted.until ?? null
  if (until !== null && until <= asker.at)
    throw new Problem(400, 'expiry_in_past', 'Choose a moment to come, or none.')
  await endIfOver(transaction, asker, account.id)
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
      expires_at: until === null ? null : new Date(until),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (given.numInsertedOrUpdatedRows === 0n) throw alreadyHeld()
  await record(transaction, world, organizationId, {
    fact: accountFacts.roleGiven,
    actor,
    account,
    payload: {
      roleId: formatId('role', role.id),
      scope: wanted.scope.kind,
      until: until === null ? null : new Date(until).toISOString(),
    },
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
  if (inserted.numInsertedOrUpdatedRows === 0n) throw accountExists()
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
