/** One's own passkeys: listed, added right after a proof, removed. */
import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { Problem } from '@loge/http'
import { formatId, newId, type Id } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { accountFacts } from '../core/index.ts'
import { findAccount, tablesOf } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import {
  keepChallenge,
  passkeyRefused,
  takeChallenge,
  type Attestation,
  type Challenge,
  type PasskeyProof,
} from './passkey-challenges.ts'
import { byThemselves, record } from './record.ts'
import { relyingPartyOf } from './relying-party.ts'
import type { OwnSession } from './sessions.ts'
import { makeUserHandle } from './tokens.ts'

/** ES256, EdDSA, RS256: what authenticators have today. */
const ALGORITHMS = [-7, -8, -257]

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
  if (accountId !== own.accountId) throw passkeyRefused()
  const verified = await verifyRegistrationResponse({
    response: given.response as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => undefined)
  if (verified?.verified !== true) throw passkeyRefused()
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
