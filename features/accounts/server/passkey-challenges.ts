/** Challenges of passkeys: random, short-lived, and good for one answer. */
import { Problem } from '@loge/http'
import { addMs, newId, type AccountId, type Id, type OrganizationId } from '@loge/kernel'
import type { z } from 'zod'
import { CHALLENGE_MS } from '../core/index.ts'
import type { passkeyAssertion, passkeyAttestation } from '../wire/sign-in-routes.ts'
import { isAfter, isBefore, tablesOf } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'

export interface Challenge {
  readonly challengeId: Id<'signInChallenge'>
  readonly options: Record<string, unknown>
}

/** What a browser sent: its shape is checked by the route, its content by the verifier. */
export type Assertion = z.output<typeof passkeyAssertion>
export type Attestation = z.output<typeof passkeyAttestation>

export interface PasskeyProof<Response = Assertion> {
  readonly challengeId: Id<'signInChallenge'>
  readonly response: Response
  readonly callOrigin: string | undefined
}

export const passkeyRefused = () =>
  new Problem(401, 'passkey_refused', 'This passkey was not accepted. Try again, or ask for a link.')

export const keepChallenge = async (
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
export const takeChallenge = (
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
