/** What crosses the network between a person and what is kept of them: all of it for whoever is signed in, of themselves. */
import { defineRoute, humanText, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { OBJECTIONABLE, WISHES } from './core/index.ts'

const mine = { tag: 'My data', permission: 'signed-in', rateLimit: 'write' } as const
const account = 'account_required'

const sentence = z.object({ en: z.string(), fr: z.string() })
/** As ids are in a register. */
const registerId = z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,79}$/)
const digest = z.string().regex(/^[0-9a-f]{64}$/)

const known = z
  .object({
    id: z.string(),
    label: sentence,
    rows: z.number().int(),
    sources: z.array(z.enum(['provided', 'observed', 'derived', 'third_party'])),
    purposes: z.array(
      z.object({
        sentence,
        basis: z.enum([
          'consent',
          'contract',
          'legal_obligation',
          'vital_interests',
          'public_task',
          'legitimate_interests',
        ]),
      }),
    ),
    recipients: z.array(z.object({ label: sentence, names: z.array(z.string()) })),
    /** When the last of it is gone; null as long as something of it has not ended. */
    until: wireInstant.nullable(),
    kept: z.array(sentence),
    /** What starts each of those periods, in the same order. */
    starts: z.array(sentence),
  })
  .meta({ id: 'KnownCategory' })

const consent = z
  .object({
    purpose: z.string(),
    sentence,
    /** What one agrees to, word for word in the language asked for, has this digest. */
    shown: z.object({ en: digest, fr: digest }),
    /** Null while nothing is agreed to. */
    givenAt: wireInstant.nullable(),
    /** False for what the register no longer asks: it can only be taken back. */
    asked: z.boolean(),
  })
  .meta({ id: 'Consent' })

const wishes = z.record(registerId, z.enum(WISHES))

const directive = z
  .object({
    wishes,
    executorName: z.string().nullable(),
    executorContact: z.string().nullable(),
    heldBy: z.string().nullable(),
    heldUnder: z.string().nullable(),
    agreedAt: wireInstant,
  })
  .meta({ id: 'Directive' })

const contact = z.object({
  givenName: z.string(),
  familyName: z.string(),
  email: z.string().nullable(),
  mobile: z.string().nullable(),
  landline: z.string().nullable(),
  language: z.enum(['en', 'fr']).nullable(),
  version: z.number().int(),
})

const telephone = humanText(1, 40).nullable()

export const myDataRoutes = {
  read: defineRoute({
    ...mine,
    method: 'GET',
    path: '/me/data',
    summary: 'What is kept of me, why, for whom and until when; what I agreed to and said no to',
    rateLimit: 'read',
    answer: z
      .object({
        controller: z.object({
          name: z.string(),
          address: z.string(),
          email: z.string(),
          phone: z.string(),
          dpo: z.object({ name: z.string(), email: z.string(), address: z.string() }).nullable(),
        }),
        authority: z.object({ name: z.string(), web: z.string() }),
        contact,
        categories: z.array(known),
        consents: z.array(consent),
        objections: z.object({ marketing: wireInstant.nullable(), profiling: wireInstant.nullable() }),
        directive: directive.nullable(),
        /** By the country they live in. */
        directiveOffered: z.boolean(),
        /** Since when nobody uses what is kept of me. */
        restrictedSince: wireInstant.nullable(),
      })
      .meta({ id: 'MyData' }),
    problems: [account],
  }),
  copy: defineRoute({
    ...mine,
    method: 'GET',
    path: '/me/data/copy',
    summary: 'A copy of everything kept of me, or what I may take elsewhere with its JSON Schema; recorded',
    rateLimit: 'export',
    query: z.object({ scope: z.enum(['access', 'portability']) }),
    download: 'application/json',
    problems: [account],
  }),
  erasure: defineRoute({
    ...mine,
    method: 'GET',
    path: '/me/data/erasure',
    summary: 'What would go if I asked for an erasure, and what would stay for which reason; nothing is done',
    rateLimit: 'read',
    answer: z.object({
      /** Lines that would be erased or emptied. */
      goes: z.number().int(),
      stays: z.array(z.object({ rule: z.string(), sentence })),
    }),
    problems: [account],
  }),
  changeContact: defineRoute({
    ...mine,
    method: 'PATCH',
    path: '/me/data/contact',
    summary: 'Correct how I am reached; it holds at once',
    ifMatch: true,
    body: z
      .strictObject({
        email: z.email().max(254).nullable(),
        mobile: telephone,
        landline: telephone,
        language: z.enum(['en', 'fr']).nullable(),
      })
      .partial()
      .refine((changes) => Object.keys(changes).length > 0, 'name at least one field to change'),
    answer: contact,
    problems: [account, 'telephone_invalid'],
  }),
  consent: defineRoute({
    ...mine,
    method: 'POST',
    path: '/me/consents',
    summary: 'Agree to one purpose, to the words that were shown',
    body: z.strictObject({ purpose: registerId, shown: digest, language: z.enum(['en', 'fr']) }),
    answer: z.object({ purpose: z.string(), givenAt: wireInstant }),
    status: 201,
    problems: [account, 'purpose_unknown', 'consent_text_changed'],
  }),
  withdraw: defineRoute({
    ...mine,
    method: 'DELETE',
    path: '/me/consents/{purpose}',
    summary: 'Take a consent back; what rests on it stops at once',
    params: z.object({ purpose: registerId }),
    status: 204,
    problems: [account],
  }),
  object: defineRoute({
    ...mine,
    method: 'POST',
    path: '/me/objections',
    summary: 'Say no to advertising, or to being profiled for it: at once and without a reason',
    body: z.strictObject({ to: z.enum(OBJECTIONABLE) }),
    answer: z.object({ to: z.enum(OBJECTIONABLE), since: wireInstant }),
    status: 201,
    problems: [account],
  }),
  allow: defineRoute({
    ...mine,
    method: 'DELETE',
    path: '/me/objections/{to}',
    summary: 'Take such a no back',
    params: z.object({ to: z.enum(OBJECTIONABLE) }),
    status: 204,
    problems: [account],
  }),
  lodge: defineRoute({
    ...mine,
    method: 'PUT',
    path: '/me/directive',
    summary: 'Say what becomes of my data after my death; it replaces what I said before',
    body: z.strictObject({
      wishes,
      executorName: humanText(1, 200).nullable().default(null),
      executorContact: humanText(1, 300).nullable().default(null),
      heldBy: humanText(1, 200).nullable().default(null),
      heldUnder: humanText(1, 100).nullable().default(null),
      /** A consent of its own, to this alone. */
      agreed: z.literal(true),
    }),
    answer: directive,
    problems: [
      account,
      'directive_not_offered',
      'directive_empty',
      'directive_needs_executor',
      'directive_needs_holder',
    ],
  }),
  directiveOf: defineRoute({
    tag: 'privacy',
    permission: 'privacy.manage',
    method: 'GET',
    path: '/people/{id}/privacy/directive',
    summary:
      'What somebody wished for their data after their death, for whoever carries it out on proof of it',
    rateLimit: 'read',
    params: z.object({ id: wireId('person') }),
    answer: z.object({ directive: directive.nullable() }),
    problems: ['not_found'],
  }),
  revoke: defineRoute({
    ...mine,
    method: 'DELETE',
    path: '/me/directive',
    summary: 'Take back what I said about my data after my death',
    status: 204,
    problems: [account],
  }),
} as const
