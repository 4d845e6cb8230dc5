/** Routes for those who are not signed in yet. None of their answers tells whether an account exists. */
import { defineRoute, wireId } from '@loge/http/contract'
import { z } from 'zod'

/** The organization's short name; may be left out where there is only one. */
const organization = z.string().max(60).optional()
const email = z.string().min(3).max(254)

/** What the browser's passkey API gives back, passed on as it is: the verifier checks every byte of it. */
export const passkeyResponse = z.object({
  id: z.string().min(1).max(2000),
  rawId: z.string().min(1).max(2000),
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults: z.record(z.string(), z.unknown()),
  response: z.record(z.string(), z.unknown()),
})

export const challengeAnswer = z.object({
  challengeId: wireId('signInChallenge'),
  /** For `startAuthentication` or `startRegistration`. */
  options: z.record(z.string(), z.unknown()),
})

/** `setUp`: neither password nor passkey exists yet. The session itself travels in a cookie. */
const signedIn = z
  .object({ accountId: wireId('account'), next: z.enum(['setUp', 'home']) })
  .meta({ id: 'SignedIn' })

const signIn = { tag: 'Sign-in', permission: 'public', rateLimit: 'sign-in' } as const

export const signInRoutes = {
  methods: defineRoute({
    ...signIn,
    method: 'GET',
    path: '/sign-in/methods',
    summary: 'Ways to sign in at this address',
    rateLimit: 'public',
    answer: z.object({
      passkey: z.boolean(),
      password: z.boolean(),
      linkByEmail: z.boolean(),
      organizationRequired: z.boolean(),
    }),
  }),
  requestLink: defineRoute({
    ...signIn,
    method: 'POST',
    path: '/sign-in/links',
    summary: 'Ask for a sign-in link by e-mail; the answer is the same for any address',
    body: z.object({ email, organization }),
    status: 202,
    problems: ['organization_required', 'link_delivery_unavailable', 'sign_in_throttled'],
  }),
  consumeLink: defineRoute({
    ...signIn,
    method: 'POST',
    path: '/sign-in/links/consume',
    summary: 'Sign in with a one-time link',
    body: z.object({ token: z.string().min(1).max(200) }),
    answer: signedIn,
    problems: ['link_invalid', 'link_used', 'link_expired', 'account_suspended'],
  }),
  password: defineRoute({
    ...signIn,
    method: 'POST',
    path: '/sign-in/password',
    summary: 'Sign in with a password',
    body: z.object({ email, password: z.string().min(1).max(1024), organization }),
    answer: signedIn,
    problems: ['organization_required', 'sign_in_failed', 'sign_in_throttled'],
  }),
  passkeyOptions: defineRoute({
    ...signIn,
    method: 'POST',
    path: '/sign-in/passkey/options',
    summary: 'Begin to sign in with a passkey',
    body: z.object({ organization }),
    answer: challengeAnswer,
    problems: ['organization_required', 'passkey_unavailable'],
  }),
  passkey: defineRoute({
    ...signIn,
    method: 'POST',
    path: '/sign-in/passkey',
    summary: 'Sign in with a passkey',
    body: z.object({ challengeId: wireId('signInChallenge'), response: passkeyResponse, organization }),
    answer: signedIn,
    problems: ['organization_required', 'passkey_unavailable', 'passkey_refused', 'challenge_expired'],
  }),
} as const
