/** One-time links. Only a POST uses one up, so a mail scanner that opens it does not; the secret stays behind `#`. */
import { Problem } from '@loge/http'
import { addMs, formatId, newId, type AccountId, type Instant, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { accountFacts, LINK_MS, normaliseEmail } from '../core/index.ts'
import type { Actor } from '@loge/features/events/core'
import { findAccount, findAccountByEmail, isAfter, tablesOf, type FoundAccount } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import { resolveOrganization } from './organization.ts'
import { record } from './record.ts'
import { openSession, type SeenFrom, type SignedIn } from './sessions.ts'
import { chargeAttempt } from './throttle.ts'
import { makeToken, readToken } from './tokens.ts'

export interface IssuedLink {
  readonly url: string
  readonly expiresAt: Instant
}

export const suspended = () =>
  new Problem(403, 'account_suspended', 'This account is suspended. Ask your administrator.')

/** Makes a link inside a transaction that already knows the account. */
export const writeLink = async (
  transaction: Transaction,
  { world, origin }: Pick<AccountsDeps, 'world' | 'origin'>,
  organizationId: OrganizationId,
  {
    account,
    actor,
    lifetimeMs = LINK_MS,
  }: { readonly account: FoundAccount; readonly actor: Actor; readonly lifetimeMs?: number },
): Promise<IssuedLink> => {
  const now = world.now()
  const expiresAt = addMs(now, lifetimeMs)
  const token = makeToken(world, organizationId)
  const id = newId(world, 'signInLink')
  await tablesOf(transaction)
    .insertInto('sign_in_link')
    .values({
      organization_id: organizationId,
      id,
      account_id: account.id,
      secret_hash: token.hash,
      created_at: new Date(now),
      expires_at: new Date(expiresAt),
      used_at: null,
    })
    .execute()
  await record(transaction, world, organizationId, {
    fact: accountFacts.linkRequested,
    actor,
    account,
    payload: { linkId: formatId('signInLink', id) },
  })
  return { url: `${origin}/sign-in#link=${token.text}`, expiresAt }
}

/** For the start of the server and the command line. */
export const issueSignInLink = (
  deps: Pick<AccountsDeps, 'database' | 'world' | 'origin'>,
  organizationId: OrganizationId,
  accountId: AccountId,
): Promise<IssuedLink> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const account = await findAccount(transaction, organizationId, accountId)
    if (account === undefined) throw new Problem(404, 'not_found', 'There is no such account.')
    if (account.status !== 'active') throw suspended()
    return writeLink(transaction, deps, organizationId, {
      account,
      actor: { kind: 'system', id: 'sign-in-link' },
    })
  })

/** Every request takes this long, so that its duration tells nothing about the address. */
const REQUEST_MS = 400

export interface LinkRequest {
  readonly email: string
  readonly organization: string | undefined
  readonly address: string
  readonly language: 'en' | 'fr'
}

const requestLink = async (deps: AccountsDeps, organizationId: OrganizationId, request: LinkRequest) => {
  const made = await deps.database.transaction(organizationId, async (transaction) => {
    const account = await findAccountByEmail(transaction, organizationId, request.email)
    if (account?.status !== 'active') return undefined
    const link = await writeLink(transaction, deps, organizationId, { account, actor: { kind: 'unknown' } })
    return {
      ...link,
      organizationId,
      accountId: account.id,
      email: account.email,
      language: request.language,
    }
  })
  if (made !== undefined) await deps.deliverLink?.(made)
}

export const requestSignInLink = async (deps: AccountsDeps, request: LinkRequest): Promise<void> => {
  if (deps.deliverLink === undefined)
    throw new Problem(
      503,
      'link_delivery_unavailable',
      'Links are handed over by the administrator here, not by e-mail.',
    )
  const { id: organizationId } = await resolveOrganization(deps.database, request.organization)
  const email = normaliseEmail(request.email)
  await chargeAttempt(deps, { organizationId, email: `link ${email}`, address: request.address })
  const startedMs = deps.world.monotonicMs()
  // Not awaited: how long a message takes to leave would tell that there is an account.
  requestLink(deps, organizationId, { ...request, email }).catch((error: unknown) =>
    deps.logger.error('sign_in_link_failed', error, { organizationId }),
  )
  await deps.world.sleep(Math.max(0, REQUEST_MS - (deps.world.monotonicMs() - startedMs)))
}

const whyNot = async (transaction: Transaction, hash: Buffer): Promise<Problem> => {
  const link = await tablesOf(transaction)
    .selectFrom('sign_in_link')
    .select('used_at')
    .where('secret_hash', '=', hash)
    .executeTakeFirst()
  if (link === undefined)
    return new Problem(404, 'link_invalid', 'This link is not one of ours. Ask for a new one.')
  if (link.used_at !== null)
    return new Problem(410, 'link_used', 'This link was used already. Ask for a new one.')
  return new Problem(
    410,
    'link_expired',
    'This link has expired, or a newer one took its place. Ask for a new one.',
  )
}

export const consumeSignInLink = (deps: AccountsDeps, token: string, from: SeenFrom): Promise<SignedIn> => {
  const read = readToken(token)
  if (read === undefined) throw new Problem(404, 'link_invalid', 'This link is incomplete. Copy all of it.')
  const { organizationId, hash } = read
  return deps.database.transaction(organizationId, async (transaction) => {
    const now = deps.world.now()
    // One statement decides, so of two who click at once exactly one gets in.
    const used = await tablesOf(transaction)
      .updateTable('sign_in_link')
      .set({ used_at: new Date(now) })
      .where('organization_id', '=', organizationId)
      .where('secret_hash', '=', hash)
      .where('used_at', 'is', null)
      .where(isAfter('expires_at', now))
      .returning('account_id')
      .executeTakeFirst()
    if (used === undefined) throw await whyNot(transaction, hash)
    const account = await findAccount(transaction, organizationId, used.account_id)
    if (account?.status !== 'active') throw suspended()
    return openSession(transaction, deps, account, { organizationId, method: 'link', from })
  })
}
