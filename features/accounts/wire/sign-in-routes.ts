/** Routes for those who are not signed in yet. None of their answers tells whether an account exists. */
import { defineRoute, wireId } from '@loge/http/contract'
import { z } from 'zod'

/** The organization's short name; may be left out where there is only one. */
const organization = z.string().max(60).optional()
const email = z.string().min(3).max(254)

const bytes = z.string().max(10_000)
const credential = {
  id: z.string().min(1).max(2000),
  rawId: z.string().min(1).max(2000),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()),
}

/** What `startAuthentication` gives; the verifier checks every byte of it. */
export const passkeyAssertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.optional(),
  }),
})

/** What `startRegistration` gives. */
export const passkeyAttestation = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: z.string().max(100_000),
    authenticatorData: bytes.optional(),
    transports: z.array(z.string().max(40)).max(10).optional(),
    publicKeyAlgorithm: z.number().int().optional(),
    publicKey: bytes.optional(),
  }),
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
      /** What the plate on the door says; null where this address serves several residences, or none yet. */
      residence: z.object({ name: z.string(), address: z.string() }).nullable(),
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
    problems: [
      'organization_required',
      'sign_in_failed',
      'sign_in_throttled',
      'sign_in_locked',
      'account_suspended',
    ],
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
    body: z.object({ challengeId: wireId('signInChallenge'), response: passkeyAssertion, organization }),
    answer: signedIn,
    problems: ['organization_required', 'passkey_unavailable', 'passkey_refused', 'challenge_expired'],
  }),
} as const
