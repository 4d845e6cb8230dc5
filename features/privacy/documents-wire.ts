/** What crosses the network about documents and choices about cookies. */
import { TRACKER_KINDS } from '@loge/features/law/core'
import { defineRoute, wireDate, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { ASKS, DOCUMENTS } from './core/index.ts'

const slug = z.string().max(60).optional()
const language = z.enum(['en', 'fr'])
const number = z.coerce.number().int().min(1).max(1_000_000)
const surface = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_.-]{0,79}$/, 'small letters, digits, and . _ - between them')

const plain = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine(
      (value) =>
        value.isWellFormed() && !value.includes('\u0000') && !/[\u202a-\u202e\u2066-\u2069]/.test(value),
      'a plain text',
    )

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: plain(5_000) }),
  z.strictObject({ kind: z.literal('list'), items: z.array(plain(2_000)).max(200).readonly() }),
  z.strictObject({
    kind: z.literal('table'),
    head: z.array(plain(200)).max(12).readonly(),
    rows: z
      .array(z.array(plain(5_000)).max(12).readonly())
      .max(1_000)
      .readonly(),
  }),
])

const rendering = z.strictObject({
  title: plain(200),
  lead: plain(1_000),
  sections: z
    .array(
      z.strictObject({
        id: plain(80),
        title: plain(200),
        summary: plain(1_000).exactOptional(),
        blocks: z.array(block).max(200).readonly(),
      }),
    )
    .max(200)
    .readonly(),
})

const content = z.strictObject({ en: rendering, fr: rendering }).meta({ id: 'DocumentContent' })

const version = z
  .object({
    document: z.enum(DOCUMENTS),
    number: z.number().int(),
    hash: z.string(),
    state: z.enum(['draft', 'scheduled', 'in_force', 'archived']),
    level: z.enum(['first', 'minor', 'material']),
    /** What changed in the register, in its own ids. */
    changes: z.array(z.string()),
    asks: z.enum(ASKS),
    recordedAt: wireInstant,
    publishedAt: wireInstant.nullable(),
    effectiveAt: wireInstant.nullable(),
  })
  .meta({ id: 'DocumentVersion' })

const whole = z.object({ version, content }).meta({ id: 'DocumentAnswer' })
const READ = { tag: 'documents', permission: 'register.read', rateLimit: 'read' } as const
const KEEP = { tag: 'documents', permission: 'register.manage', rateLimit: 'write' } as const
const OWN = { tag: 'documents', permission: 'signed-in' } as const
const EVERYBODY = { tag: 'documents', permission: 'public', rateLimit: 'public' } as const

export const documentRoutes = {
  readPublic: defineRoute({
    ...EVERYBODY,
    method: 'GET',
    path: '/public/documents/{document}',
    summary: 'A document in force, or a published version of it, in both languages',
    params: z.object({ document: z.enum(DOCUMENTS) }),
    query: z.object({ organization: slug, number: number.optional() }),
    answer: whole,
    problems: ['document_unknown', 'organization_required'],
  }),
  askedAbout: defineRoute({
    ...EVERYBODY,
    rateLimit: 'read',
    method: 'GET',
    path: '/public/cookies',
    summary:
      'What a visitor chooses about before it is written on their device; empty when nothing needs a choice',
    query: z.object({ organization: slug }),
    answer: z.object({
      kinds: z.array(z.enum(TRACKER_KINDS)),
      /** What may be said no to, asked about first or not. */
      offered: z.array(z.enum(TRACKER_KINDS)),
      /** What counts visits, where, and whether it waits for a yes. */
      measured: z.array(
        z.object({
          name: z.string(),
          surface: z.string(),
          asksFirst: z.boolean(),
          maxAgeS: z.number().int(),
        }),
      ),
      trackers: z.array(z.object({ name: z.string(), store: z.string(), kind: z.enum(TRACKER_KINDS) })),
    }),
    problems: ['organization_required'],
  }),
  choose: defineRoute({
    ...EVERYBODY,
    method: 'POST',
    path: '/public/cookie-choices',
    summary: 'Keep a choice about cookies, with the proof of what was shown',
    body: z.strictObject({
      organization: slug,
      accepted: z.array(z.enum(TRACKER_KINDS)).max(TRACKER_KINDS.length),
      language,
      surface,
    }),
    answer: z.object({
      id: wireId('cookieChoice'),
      until: wireInstant,
      accepted: z.array(z.enum(TRACKER_KINDS)),
    }),
    problems: ['choice_unknown', 'organization_required'],
  }),
  list: defineRoute({
    ...READ,
    method: 'GET',
    path: '/documents',
    summary: 'Every version of every document, newest first',
    answer: z.object({
      data: z.array(version),
      operatorNamed: z.boolean(),
      /** Whether whoever works here signs to keep secret what they learn. */
      secrecyAsked: z.boolean(),
      today: wireDate,
    }),
  }),
  read: defineRoute({
    ...READ,
    method: 'GET',
    path: '/documents/{document}/versions/{number}',
    summary: 'One version of a document, as it was published or as it is drafted',
    params: z.object({ document: z.enum(DOCUMENTS), number }),
    answer: whole,
    problems: ['document_unknown'],
  }),
  signatures: defineRoute({
    tag: 'documents',
    permission: 'accounts.read',
    rateLimit: 'read',
    method: 'GET',
    path: '/documents/confidentiality/signatures',
    summary: 'Who learns of other people here, and when each signed to keep it secret',
    answer: z.object({
      data: z.array(
        z.object({ accountId: wireId('account'), personName: z.string(), signedAt: wireInstant.nullable() }),
      ),
    }),
  }),
  template: defineRoute({
    ...READ,
    method: 'GET',
    path: '/documents/terms/template',
    summary: 'Terms to start from: the last that were published, or those that come with the product',
    answer: z.object({ content }),
  }),
  draft: defineRoute({
    ...KEEP,
    method: 'PUT',
    path: '/documents/terms/draft',
    summary: 'Write the draft of the next terms',
    body: z.strictObject({ content, replaces: z.string().max(64).nullable() }),
    answer: whole,
    problems: ['document_changed'],
  }),
  publish: defineRoute({
    ...KEEP,
    method: 'POST',
    path: '/documents/terms/draft/publish',
    summary: 'Put the drafted terms in force, now or from a moment on',
    body: z.strictObject({
      hash: z.string().max(64),
      effectiveAt: wireInstant.optional(),
      /** Instead: from the first moment of this day, where the organization is. */
      effectiveOn: wireDate.optional(),
      isSubstantial: z.boolean(),
    }),
    answer: whole,
    problems: [
      'document_changed',
      'document_draft_missing',
      'document_in_past',
      'document_faulty',
      'document_incomplete',
      'operator_unnamed',
    ],
  }),
  open: defineRoute({
    ...OWN,
    rateLimit: 'read',
    method: 'GET',
    path: '/documents/open',
    summary: 'What the account that asks has yet to see or agree to',
    answer: z.object({ data: z.array(whole) }),
  }),
  answered: defineRoute({
    ...OWN,
    rateLimit: 'read',
    method: 'GET',
    path: '/documents/answers',
    summary: 'What the account that asks has seen and agreed to',
    answer: z.object({
      data: z.array(
        z.object({
          document: z.enum(DOCUMENTS),
          number: z.number().int(),
          hash: z.string(),
          how: z.enum(['accepted', 'seen']),
          answeredAt: wireInstant,
          language,
        }),
      ),
    }),
  }),
  answer: defineRoute({
    ...OWN,
    rateLimit: 'write',
    method: 'POST',
    path: '/documents/answers',
    summary: 'Say that one has seen a version, or agree to it',
    body: z.strictObject({
      document: z.enum(DOCUMENTS),
      number: z.number().int().min(1).max(1_000_000),
      hash: z.string().max(64),
      how: z.enum(['accepted', 'seen']),
      language,
      surface,
    }),
    problems: ['document_unknown', 'document_not_shown', 'account_required'],
  }),
} as const
