/** Signing in, or proving oneself again, with a passkey. */
import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
} from '@simplewebauthn/server'
import type { AccountId, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { findAccount, tablesOf } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import { resolveOrganization } from './organization.ts'
import {
  keepChallenge,
  passkeyRefused,
  takeChallenge,
  type Assertion,
  type Challenge,
  type PasskeyProof,
} from './passkey-challenges.ts'
import { relyingPartyOf, type RelyingParty } from './relying-party.ts'
import { markConfirmed, openSession, type OwnSession, type SeenFrom, type SignedIn } from './sessions.ts'
import { suspended } from './sign-in-links.ts'
import { readUserHandle } from './tokens.ts'

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
  if (passkey === undefined) throw passkeyRefused()
  if (
    handle !== undefined &&
    (handle.organizationId !== organizationId || handle.accountId !== passkey.account_id)
  )
    throw passkeyRefused()
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
  if (verified?.verified !== true) throw passkeyRefused()
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
  given: PasskeyProof & { readonly organization: string | undefined; readonly from: SeenFrom },
): Promise<SignedIn> => {
  const party = relyingPartyOf(deps.origin, given.callOrigin)
  const { id: organizationId } = await resolveOrganization(deps.database, given.organization)
  const { challenge, accountId } = await takeChallenge(deps, organizationId, given.challengeId)
  if (accountId !== null) throw passkeyRefused()
  return deps.database.transaction(organizationId, async (transaction) => {
    const owner = await verifyPasskey(transaction, deps, organizationId, { ...given, challenge, party })
    const account = await findAccount(transaction, organizationId, owner)
    if (account === undefined) throw passkeyRefused()
    if (account.status !== 'active') throw suspended()
    return openSession(transaction, deps, account, {
      organizationId,
      method: 'passkey',
      from: given.from,
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
    if (owner !== own.accountId) throw passkeyRefused()
    await markConfirmed(transaction, own, deps.world.now())
  })
}
