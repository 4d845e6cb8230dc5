/** Routes for whoever is signed in, about themselves. */
import { defineRoute, humanText, pageOf, pageQuery, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { challengeAnswer, passkeyAssertion, passkeyAttestation } from './sign-in-routes.ts'

export const grantShape = z
  .object({
    permission: z.string(),
    scope: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('organization') }),
      z.object({ kind: z.literal('site'), siteId: wireId('site') }),
      z.object({ kind: z.literal('own') }),
    ]),
  })
  .meta({ id: 'Grant' })

const session = z
  .object({
    id: wireId('session'),
    device: z.string(),
    method: z.enum(['link', 'password', 'passkey']),
    /** The address it was opened from, for the person alone; null: from before it was kept. */
    network: z.string().nullable(),
    startedAt: wireInstant,
    lastUsedAt: wireInstant,
    expiresAt: wireInstant,
    current: z.boolean(),
  })
  .meta({ id: 'Session' })

const passkey = z
  .object({
    id: wireId('passkey'),
    label: z.string(),
    addedAt: wireInstant,
    lastUsedAt: wireInstant.nullable(),
  })
  .meta({ id: 'Passkey' })

const mine = { tag: 'My account', permission: 'signed-in', rateLimit: 'write' } as const
const stale = 'confirmation_required'

export const meRoutes = {
  me: defineRoute({
    ...mine,
    method: 'GET',
    path: '/me',
    summary: 'Who I am and what I may do',
    rateLimit: 'read',
    answer: z
      .object({
        organization: z.object({ id: wireId('organization'), slug: z.string(), name: z.string() }),
        /** Null for an API key. */
        account: z
          .object({
            id: wireId('account'),
            personId: wireId('person'),
            personName: z.string(),
            email: z.string(),
            hasPassword: z.boolean(),
            hasPasskey: z.boolean(),
            /** Until then, how one signs in may be changed without another proof. */
            confirmedUntil: wireInstant,
          })
          .nullable(),
        roles: z.array(z.string()),
        grants: z.array(grantShape),
        /** Whose role was handed over to me, and until when. */
        standsInFor: z.array(z.object({ name: z.string(), until: wireInstant })),
        sites: z.array(z.object({ id: wireId('site'), name: z.string() })),
      })
      .meta({ id: 'Me' }),
  }),
  keepLanguage: defineRoute({
    ...mine,
    method: 'PUT',
    path: '/me/language',
    summary: 'Keep the language I chose: letters and mails are in it',
    body: z.strictObject({ language: z.enum(['en', 'fr']) }),
    problems: ['account_required'],
  }),
  setPassword: defineRoute({
    ...mine,
    method: 'PUT',
    path: '/me/password',
    summary: 'Set or change my password; other sessions end',
    rateLimit: 'sign-in',
    body: z.object({ password: z.string().min(1).max(1024) }),
    problems: [stale, 'password_too_short', 'password_too_long', 'password_common', 'password_about_you'],
  }),
  confirm: defineRoute({
    ...mine,
    method: 'POST',
    path: '/me/confirmation',
    repeat: 'runsAgain',
    summary: 'Prove again that it is me, with my password',
    rateLimit: 'sign-in',
    body: z.object({ password: z.string().min(1).max(1024) }),
    problems: ['sign_in_failed', 'sign_in_throttled', 'sign_in_locked'],
  }),
  confirmWithPasskey: defineRoute({
    ...mine,
    method: 'POST',
    path: '/me/confirmation/passkey',
    repeat: 'runsAgain',
    summary: 'Prove again that it is me, with a passkey (options from /sign-in/passkey/options)',
    rateLimit: 'sign-in',
    body: z.object({ challengeId: wireId('signInChallenge'), response: passkeyAssertion }),
    problems: ['passkey_refused', 'passkey_unavailable', 'challenge_expired'],
  }),
  passkeys: defineRoute({
    ...mine,
    method: 'GET',
    path: '/me/passkeys',
    summary: 'My passkeys',
    rateLimit: 'read',
    answer: z.object({ data: z.array(passkey) }),
  }),
  newPasskeyOptions: defineRoute({
    ...mine,
    method: 'POST',
    path: '/me/passkeys/options',
    repeat: 'runsAgain',
    summary: 'Begin to add a passkey',
    body: z.object({}),
    answer: challengeAnswer,
    problems: [stale, 'passkey_unavailable'],
  }),
  addPasskey: defineRoute({
    ...mine,
    method: 'POST',
    path: '/me/passkeys',
    summary: 'Add a passkey',
    body: z.object({
      challengeId: wireId('signInChallenge'),
      response: passkeyAttestation,
      label: humanText(1, 60),
    }),
    answer: passkey,
    status: 201,
    problems: [stale, 'passkey_refused', 'passkey_unavailable', 'challenge_expired'],
  }),
  removePasskey: defineRoute({
    ...mine,
    method: 'DELETE',
    path: '/me/passkeys/{id}',
    summary: 'Remove a passkey',
    params: z.object({ id: wireId('passkey') }),
    problems: [stale, 'not_found'],
  }),
  sessions: defineRoute({
    ...mine,
    method: 'GET',
    path: '/me/sessions',
    summary: 'Where I am signed in, latest sign-in first',
    rateLimit: 'read',
    query: z.object(pageQuery),
    answer: pageOf(session),
  }),
  endSession: defineRoute({
    ...mine,
    method: 'DELETE',
    path: '/me/sessions/{id}',
    summary: 'Sign out there',
    params: z.object({ id: wireId('session') }),
    problems: ['not_found'],
  }),
  signOutEverywhere: defineRoute({
    ...mine,
    method: 'DELETE',
    path: '/me/sessions',
    summary: 'Sign out everywhere, here too',
  }),
  signOut: defineRoute({ ...mine, method: 'POST', path: '/me/sign-out', summary: 'Sign out here' }),
} as const
