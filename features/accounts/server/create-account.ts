/** Accounts are made for a person, with the roles they start with. */
import { Problem } from '@loge/http'
import { addPerson, type NewPerson } from '@loge/features/people/server'
import { systemCaller } from '@loge/features/places/server'
import { formatId, newId, type AccountId, type Id, type Instant, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { accountFacts, goesWith, mayPassOn, normaliseEmail, type Scope } from '../core/index.ts'
import { loadAssignments, tablesOf, type FoundAccount } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import { livesThere, nameOf } from './neighbours.ts'
import { viewAccount, type Asker } from './read-accounts.ts'
import { record } from './record.ts'
import { acceptRole, grantsOfGiver, roleBeyondOwn } from './roles.ts'

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

/** Two who make one account both at once: the second waits for the first, and sees it. */
const refuseJudgeOfOneself = async (
  transaction: Transaction,
  { organizationId, at }: Asker,
  { account, code }: { readonly account: Pick<FoundAccount, 'id'>; readonly code: string },
): Promise<void> => {
  await sql`select from account where organization_id = ${organizationId} and id = ${account.id} for update`.execute(
    transaction,
  )
  const held = await loadAssignments(transaction, organizationId, { accountIds: [account.id], at })
  if (
    goesWith(
      code,
      held.map(({ role }) => role),
    )
  )
    return
  throw new Problem(
    409,
    'roles_conflict',
    'The data protection officer and the administrator are two accounts. Take the other role back first.',
  )
}

/** What is somebody's own is where they live: who looks after some sites gives it to those who live there. */
const refuseElsewhere = async (
  transaction: Transaction,
  { organizationId, siteIds, at }: Asker,
  personId: PersonId,
): Promise<void> => {
  if (siteIds === undefined) return
  const lives = livesThere(organizationId, sql`${personId}::uuid`, { siteIds, at })
  const { rows } = await sql<{ lives: boolean }>`select ${lives} as lives`.execute(transaction)
  if (rows[0]?.lives !== true) throw roleBeyondOwn()
}

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
  await refuseJudgeOfOneself(transaction, asker, { account, code: role.code })
  if (wanted.scope.kind === 'own') await refuseElsewhere(transaction, asker, account.personId)
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

export interface AccountWanted extends Omit<NewAccount, 'personId'> {
  readonly personId?: PersonId | undefined
  /** Instead: somebody the residence does not know yet. */
  readonly newPerson?: Pick<NewPerson, 'givenName' | 'familyName'> | undefined
}

/** Who may add people everywhere, or wherever each of these roles is given. */
const acceptNewPerson = (asker: Asker, roles: readonly RoleWanted[]): void => {
  const own = grantsOfGiver(asker.giver)
  const scopes: readonly Scope[] =
    asker.siteIds === undefined ? [{ kind: 'organization' }] : roles.map(({ scope }) => scope)
  const wanted = scopes.map((scope) => ({ permission: 'people.manage', scope }))
  if (own !== 'all' && (wanted.length === 0 || !mayPassOn(own, wanted)))
    throw new Problem(403, 'permission_denied', 'You may give accounts to people who are here already.')
}

const personFor = async (
  transaction: Transaction,
  deps: AccountsDeps,
  asker: Asker,
  { personId, newPerson, roles }: AccountWanted,
): Promise<PersonId> => {
  const { organizationId, actor } = asker
  if (newPerson !== undefined) {
    acceptNewPerson(asker, roles)
    const caller = { ...systemCaller(organizationId, 'accounts'), actor }
    return (await addPerson(transaction, { dependencies: deps, caller }, newPerson)).id
  }
  if (personId === undefined || (await nameOf(transaction, organizationId, personId)) === undefined)
    throw new Problem(400, 'person_unknown', 'There is no such person.')
  return personId
}

export const createAccount = (deps: AccountsDeps, asker: Asker, wanted: AccountWanted) =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const personId = await personFor(transaction, deps, asker, wanted)
    // Somebody who sees only some sites must see the account they make.
    if (asker.siteIds !== undefined && wanted.roles.length === 0)
      throw new Problem(403, 'role_beyond_own', 'Give a role at one of your sites.')
    const { email, roles } = wanted
    const accountId = await insertAccount(transaction, deps, asker, { personId, email, roles })
    return viewAccount(transaction, asker, accountId)
  })
