/** Passwords: hashed with Argon2id, checked in the same time whether or not there is an account. */
import { hash, verify } from '@node-rs/argon2'
import { Problem } from '@loge/http'
import { MINUTE_MS, newId, type OrganizationId } from '@loge/kernel'
import {
  acceptPassword,
  accountFacts,
  LOCK_OUT,
  normaliseEmail,
  type PasswordRefusal,
} from '../core/index.ts'
import { findAccount, findAccountByEmail, tablesOf, type FoundAccount } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import { isListed } from './listed-passwords.ts'
import { nameOf, sitesOf } from './neighbours.ts'
import { resolveOrganization } from './organization.ts'
import { type AccountFact, byThemselves, record } from './record.ts'
import {
  endSessions,
  markConfirmed,
  openSession,
  type OwnSession,
  type SeenFrom,
  type SignedIn,
} from './sessions.ts'
import { suspended } from './sign-in-links.ts'
import { type Attempt, chargeAttempt, forgive } from './throttle.ts'

/** OWASP's least for Argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

// Of a text nobody knows, at the same cost: checked when there is no account or no password.
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$u2T1tMQI7b1eyFwe/NRt3g$LC/BVy39THLFnm44fUBzY8xH91jHg+lg32QQrnPon4g'

const isRight = (stored: string | undefined, password: string): Promise<boolean> =>
  verify(stored ?? NOBODYS, password.normalize('NFKC'))

/** Made when less was enough: what the next sign-in makes anew, since only then the password is there. */
const isWeaker = (stored: string): boolean => {
  const [, memory, time] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),/.exec(stored) ?? []
  return !(Number(memory) >= COST.memoryCost && Number(time) >= COST.timeCost)
}

const failed = () =>
  new Problem(
    401,
    'sign_in_failed',
    'The e-mail address or the password is not right. You can also ask for a link.',
  )

export interface PasswordSignIn {
  readonly email: string
  readonly password: string
  readonly organization: string | undefined
  readonly from: SeenFrom
}

const loadHash = (deps: AccountsDeps, organizationId: OrganizationId, email: string) =>
  deps.database.transaction(organizationId, async (transaction) => {
    const account = await findAccountByEmail(transaction, organizationId, email)
    const row = await tablesOf(transaction)
      .selectFrom('account_password')
      .select('hash')
      .where('organization_id', '=', organizationId)
      // The same query when there is no account, so that it takes the same time.
      .where('account_id', '=', account?.id ?? newId(deps.world, 'account'))
      .executeTakeFirst()
    return { account, stored: row?.hash }
  })

const recordUnknown = (
  deps: AccountsDeps,
  organizationId: OrganizationId,
  {
    account,
    ...told
  }: Pick<AccountFact, 'fact' | 'payload'> & { readonly account: FoundAccount | undefined },
) =>
  deps.database.transaction(organizationId, (transaction) =>
    record(transaction, deps.world, organizationId, {
      ...told,
      actor: { kind: 'unknown' },
      ...(account === undefined ? {} : { account }),
    }),
  )

const recordFailure = (
  deps: AccountsDeps,
  organizationId: OrganizationId,
  account: FoundAccount | undefined,
) =>
  recordUnknown(deps, organizationId, {
    account,
    fact: accountFacts.signInFailed,
    payload: { method: 'password', reason: 'not_right' },
  })

/** For an address nobody has too: somebody tries doors here. */
const recordLock = (deps: AccountsDeps, organizationId: OrganizationId, account: FoundAccount | undefined) =>
  recordUnknown(deps, organizationId, {
    account,
    fact: accountFacts.lockedOut,
    payload: { failures: LOCK_OUT.failures, minutes: LOCK_OUT.forMs / MINUTE_MS },
  })

const chargeGuess = (deps: AccountsDeps, attempt: Attempt) =>
  chargeAttempt(deps, attempt, async () => {
    const { account } = await loadHash(deps, attempt.organizationId, attempt.email)
    await recordLock(deps, attempt.organizationId, account)
  })

export const signInWithPassword = async (deps: AccountsDeps, given: PasswordSignIn): Promise<SignedIn> => {
  const { id: organizationId } = await resolveOrganization(deps.database, given.organization)
  const attempt = { organizationId, email: normaliseEmail(given.email), address: given.from.address }
  const { locks } = await chargeGuess(deps, attempt)
  const { account, stored } = await loadHash(deps, organizationId, attempt.email)
  const right = await isRight(stored, given.password)
  if (!right || stored === undefined || account === undefined) {
    await recordFailure(deps, organizationId, account)
    if (locks) await recordLock(deps, organizationId, account)
    throw failed()
  }
  // Only whoever proved who they are is told.
  if (account.status !== 'active') throw suspended()
  const renewed = isWeaker(stored) ? await hash(given.password.normalize('NFKC'), COST) : undefined
  return deps.database.transaction(organizationId, async (transaction) => {
    await forgive(transaction, attempt)
    if (renewed !== undefined)
      await tablesOf(transaction)
        .updateTable('account_password')
        .set({ hash: renewed })
        .where('account_id', '=', account.id)
        // Set anew meanwhile, it is another password.
        .where('hash', '=', stored)
        .execute()
    return openSession(transaction, deps, account, {
      organizationId,
      method: 'password',
      from: given.from,
    })
  })
}

const REFUSALS: Readonly<Record<PasswordRefusal, string>> = {
  password_too_short: 'Use at least 15 characters: a few words in a row are enough.',
  password_too_long: 'Use at most 256 characters.',
  password_common:
    'This is among the first passwords anybody would try. Use a sentence only you would think of.',
  password_about_you: 'This is made of your name, address or residence. Use something nobody can look up.',
}

/** Sets the password; every other session ends, since one of them may be why it is changed. */
export const setPassword = async (deps: AccountsDeps, own: OwnSession, password: string): Promise<void> => {
  const { organizationId, accountId } = own
  const context = await deps.database.transaction(organizationId, async (transaction) => {
    const account = await findAccount(transaction, organizationId, accountId)
    const name = account && (await nameOf(transaction, organizationId, account.personId))
    const sites = await sitesOf(transaction, organizationId)
    return [account?.email ?? '', name ?? '', ...sites.map((site) => site.name)]
  })
  const organization = (await deps.database.organizations()).find(({ id }) => id === organizationId)
  const accepted = acceptPassword(password, {
    context: [...context, organization?.name ?? ''],
    isListed,
  })
  if (!accepted.ok)
    throw new Problem(400, accepted.refusal, REFUSALS[accepted.refusal], [
      { pointer: '/password', code: accepted.refusal, message: REFUSALS[accepted.refusal] },
    ])
  const hashed = await hash(accepted.value, COST)
  await deps.database.transaction(organizationId, async (transaction) => {
    const set_at = new Date(deps.world.now())
    await tablesOf(transaction)
      .insertInto('account_password')
      .values({ organization_id: organizationId, account_id: accountId, hash: hashed, set_at })
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'account_id']).doUpdateSet({ hash: hashed, set_at }),
      )
      .execute()
    await endSessions(transaction, own, { except: own.sessionId })
    const account = await findAccount(transaction, organizationId, accountId)
    await record(transaction, deps.world, organizationId, {
      fact: accountFacts.passwordSet,
      actor: byThemselves(accountId),
      ...(account === undefined ? {} : { account }),
    })
  })
}

/** Proves again, with the password, that this is still the same person. */
export const confirmWithPassword = async (
  deps: AccountsDeps,
  own: OwnSession,
  given: { readonly password: string; readonly address: string },
): Promise<void> => {
  const { organizationId } = own
  const email = await deps.database.transaction(
    organizationId,
    async (transaction) => (await findAccount(transaction, organizationId, own.accountId))?.email,
  )
  const attempt = { organizationId, email: email ?? '', address: given.address }
  const { locks } = await chargeGuess(deps, attempt)
  const { account, stored } = await loadHash(deps, organizationId, attempt.email)
  if (!(await isRight(stored, given.password)) || stored === undefined) {
    if (locks) await recordLock(deps, organizationId, account)
    throw failed()
  }
  await deps.database.transaction(organizationId, async (transaction) => {
    await forgive(transaction, attempt)
    await markConfirmed(transaction, own, deps.world.now())
  })
}
