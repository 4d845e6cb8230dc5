/** Passkeys: added by whoever proved themselves just now, then enough alone to sign in. */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { Problem } from '@loge/http'
import { addMs, formatId, newId, type AccountId, type Id, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { z } from 'zod'
import { accountFacts, CHALLENGE_MS } from '../core/index.ts'
import type { passkeyAssertion, passkeyAttestation } from '../wire/sign-in-routes.ts'
import { findAccount, isAfter, isBefore, tablesOf } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import { resolveOrganization } from './organization.ts'
import { byThemselves, record } from './record.ts'
import { relyingPartyOf, type RelyingParty } from './relying-party.ts'
import { markConfirmed, openSession, type OwnSession, type SignedIn } from './sessions.ts'
import { makeUserHandle, readUserHandle } from './tokens.ts'

export interface Challenge {
  readonly challengeId: Id<'signInChallenge'>
  readonly options: Record<string, unknown>
}

/** What a browser sent: its shape is checked by the route, its content by the verifier. */
type Assertion = z.output<typeof passkeyAssertion>
type Attestation = z.output<typeof passkeyAttestation>

export interface PasskeyProof<Response = Assertion> {
  readonly challengeId: Id<'signInChallenge'>
  readonly response: Response
  readonly callOrigin: string | undefined
}

/** ES256, EdDSA, RS256: what authenticators have today. */
const ALGORITHMS = [-7, -8, -257]

const refused = () =>
  new Problem(401, 'passkey_refused', 'This passkey was not accepted. Try again, or ask for a link.')

const keepChallenge = async (
  { database, world }: AccountsDeps,
  organizationId: OrganizationId,
  made: { readonly accountId: AccountId | null; readonly challenge: string },
): Promise<Id<'signInChallenge'>> => {
  const id = newId(world, 'signInChallenge')
  await database.transaction(organizationId, async (transaction) => {
    await tablesOf(transaction)
      .deleteFrom('sign_in_challenge')
      .where(isBefore('expires_at', world.now()))
      .execute()
    await tablesOf(transaction)
      .insertInto('sign_in_challenge')
      .values({
        organization_id: organizationId,
        id,
        account_id: made.accountId,
        challenge: made.challenge,
        expires_at: new Date(addMs(world.now(), CHALLENGE_MS)),
      })
      .execute()
  })
  return id
}

/** A challenge serves once, whatever comes of it. */
const takeChallenge = (
  { database, world }: AccountsDeps,
  organizationId: OrganizationId,
  challengeId: Id<'signInChallenge'>,
): Promise<{ readonly challenge: string; readonly accountId: AccountId | null }> =>
  database.transaction(organizationId, async (transaction) => {
    const taken = await tablesOf(transaction)
      .deleteFrom('sign_in_challenge')
      .where('organization_id', '=', organizationId)
      .where('id', '=', challengeId)
      .where(isAfter('expires_at', world.now()))
      .returning(['challenge', 'account_id as accountId'])
      .executeTakeFirst()
    if (taken === undefined)
      throw new Problem(410, 'challenge_expired', 'This took too long, or was done before. Start again.')
    return taken
  })

export const startPasskeySignIn = async (
  deps: AccountsDeps,
  given: { readonly organization: string | undefined; readonly callOrigin: string | undefined },
): Promise<Challenge> => {
  const party = relyingPartyOf(deps.origin, given.callOrigin)
  const { id: organizationId } = await resolveOrganization(deps.database, given.organization)
  const options = await generateAuthenticationOptions({ rpID: party.id, userVerification: 'required' })
  const challengeId = await keepChallenge(deps, organizationId, {
    accountId: null,
    challenge: options.challenge,
  })
  return { challengeId, options: { ...options } }
}

const findPasskey = async (transaction: Transaction, organizationId: OrganizationId, response: Assertion) => {
  const passkey = await tablesOf(transaction)
    .selectFrom('passkey')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('credential_id', '=', response.id)
    .executeTakeFirst()
  const { userHandle } = response.response
  const handle = userHandle === undefined ? undefined : readUserHandle(userHandle)
  if (passkey === undefined) throw refused()
  if (
    handle !== undefined &&
    (handle.organizationId !== organizationId || handle.accountId !== passkey.account_id)
  )
    throw refused()
  return passkey
}

/** Answers whose passkey it was. */
const verifyPasskey = async (
  transaction: Transaction,
  { world }: AccountsDeps,
  organizationId: OrganizationId,
  proof: { readonly challenge: string; readonly party: RelyingParty; readonly response: Assertion },
): Promise<AccountId> => {
  const passkey = await findPasskey(transaction, organizationId, proof.response)
  const verified = await verifyAuthenticationResponse({
    response: proof.response as AuthenticationResponseJSON,
    expectedChallenge: proof.challenge,
    expectedOrigin: proof.party.origin,
    expectedRPID: proof.party.id,
    requireUserVerification: true,
    credential: {
      id: passkey.credential_id,
      publicKey: Uint8Array.from(passkey.public_key),
      counter: passkey.counter,
      transports: passkey.transports as AuthenticatorTransport[],
    },
  }).catch(() => undefined)
  if (verified?.verified !== true) throw refused()
  await tablesOf(transaction)
    .updateTable('passkey')
    .set({ counter: verified.authenticationInfo.newCounter, last_used_at: new Date(world.now()) })
    .where('organization_id', '=', organizationId)
    .where('id', '=', passkey.id)
    .execute()
  return passkey.account_id
}

export const signInWithPasskey = async (
  deps: AccountsDeps,
  given: PasskeyProof & { readonly organization: string | undefined; readonly userAgent: string },
): Promise<SignedIn> => {
  const party = relyingPartyOf(deps.origin, given.callOrigin)
  const { id: organizationId } = await resolveOrganization(deps.database, given.organization)
  const { challenge, accountId } = await takeChallenge(deps, organizationId, given.challengeId)
  if (accountId !== null) throw refused()
  return deps.database.transaction(organizationId, async (transaction) => {
    const owner = await verifyPasskey(transaction, deps, organizationId, { ...given, challenge, party })
    const account = await findAccount(transaction, organizationId, owner)
    if (account?.status !== 'active') throw refused()
    return openSession(transaction, deps, account, {
      organizationId,
      method: 'passkey',
      userAgent: given.userAgent,
    })
  })
}

/** Proves again, with a passkey, that this is still the same person. */
export const confirmWithPasskey = async (
  deps: AccountsDeps,
  own: OwnSession,
  given: PasskeyProof,
): Promise<void> => {
  const party = relyingPartyOf(deps.origin, given.callOrigin)
  const { challenge } = await takeChallenge(deps, own.organizationId, given.challengeId)
  await deps.database.transaction(own.organizationId, async (transaction) => {
    const owner = await verifyPasskey(transaction, deps, own.organizationId, { ...given, challenge, party })
    if (owner !== own.accountId) throw refused()
    await markConfirmed(transaction, own, deps.world.now())
  })
}

const ownPasskeys = (transaction: Transaction, own: OwnSession) =>
  tablesOf(transaction)
    .selectFrom('passkey')
    .select(['id', 'credential_id', 'label', 'added_at as addedAt', 'last_used_at as lastUsedAt'])
    .where('organization_id', '=', own.organizationId)
    .where('account_id', '=', own.accountId)
    .orderBy('added_at')
    .execute()

export const listPasskeys = (deps: AccountsDeps, own: OwnSession) =>
  deps.database.transaction(own.organizationId, (transaction) => ownPasskeys(transaction, own))

export const startAddingPasskey = async (
  deps: AccountsDeps,
  own: OwnSession,
  callOrigin: string | undefined,
): Promise<Challenge> => {
  const party = relyingPartyOf(deps.origin, callOrigin)
  const { email, present } = await deps.database.transaction(own.organizationId, async (transaction) => ({
    email: (await findAccount(transaction, own.organizationId, own.accountId))?.email ?? '',
    present: await ownPasskeys(transaction, own),
  }))
  const options = await generateRegistrationOptions({
    rpName: 'Loge',
    rpID: party.id,
    userName: email,
    userID: makeUserHandle(own.organizationId, own.accountId),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: present.map(({ credential_id }) => ({ id: credential_id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const challengeId = await keepChallenge(deps, own.organizationId, {
    accountId: own.accountId,
    challenge: options.challenge,
  })
  return { challengeId, options: { ...options } }
}

export const addPasskey = async (
  deps: AccountsDeps,
  own: OwnSession,
  given: PasskeyProof<Attestation> & { readonly label: string },
) => {
  const party = relyingPartyOf(deps.origin, given.callOrigin)
  const { challenge, accountId } = await takeChallenge(deps, own.organizationId, given.challengeId)
  if (accountId !== own.accountId) throw refused()
  const verified = await verifyRegistrationResponse({
    response: given.response as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => undefined)
  if (verified?.verified !== true) throw refused()
  const { credential } = verified.registrationInfo
  const passkey = {
    id: newId(deps.world, 'passkey'),
    label: given.label,
    addedAt: deps.world.now(),
    lastUsedAt: null,
  }
  await deps.database.transaction(own.organizationId, async (transaction) => {
    await tablesOf(transaction)
      .insertInto('passkey')
      .values({
        organization_id: own.organizationId,
        id: passkey.id,
        account_id: own.accountId,
        credential_id: credential.id,
        public_key: Buffer.from(credential.publicKey),
        counter: credential.counter,
        transports: credential.transports ?? [],
        label: given.label,
        added_at: new Date(passkey.addedAt),
        last_used_at: null,
      })
      .execute()
    await recordPasskey(transaction, deps, own, { fact: accountFacts.passkeyAdded, passkeyId: passkey.id })
  })
  return passkey
}

const recordPasskey = async (
  transaction: Transaction,
  deps: AccountsDeps,
  own: OwnSession,
  done: {
    readonly fact: (typeof accountFacts)['passkeyAdded' | 'passkeyRemoved']
    readonly passkeyId: Id<'passkey'>
  },
): Promise<void> => {
  const account = await findAccount(transaction, own.organizationId, own.accountId)
  await record(transaction, deps.world, own.organizationId, {
    fact: done.fact,
    actor: byThemselves(own.accountId),
    ...(account === undefined ? {} : { account }),
    payload: { passkeyId: formatId('passkey', done.passkeyId) },
  })
}

export const removePasskey = (deps: AccountsDeps, own: OwnSession, passkeyId: Id<'passkey'>): Promise<void> =>
  deps.database.transaction(own.organizationId, async (transaction) => {
    const removed = await tablesOf(transaction)
      .deleteFrom('passkey')
      .where('organization_id', '=', own.organizationId)
      .where('account_id', '=', own.accountId)
      .where('id', '=', passkeyId)
      .executeTakeFirst()
    if (removed.numDeletedRows === 0n) throw new Problem(404, 'not_found', 'There is no such passkey.')
    await recordPasskey(transaction, deps, own, { fact: accountFacts.passkeyRemoved, passkeyId })
  })
