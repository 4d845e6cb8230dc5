/** What crosses the network about the register of processing. */
import { defineRoute, pageOf, pageQuery, wireDate, wireInstant } from '@loge/http/contract'
import { ACTIVITY_IDS } from '@loge/kernel'
import { z } from 'zod'
import { CHANGE_KINDS, FAULT_CODES, LEGAL_BASES, type Right, RIGHTS } from './core/index.ts'
import { registerShape } from './register-wire.ts'

const version = z
  .object({
    number: z.number().int(),
    hash: z.string(),
    state: z.enum(['draft', 'scheduled', 'in_force', 'archived', 'withdrawn']),
    recordedAt: wireInstant,
    publishedAt: wireInstant.nullable(),
    effectiveAt: wireInstant.nullable(),
    withdrawnAt: wireInstant.nullable(),
  })
  .meta({ id: 'RegisterVersion' })

const whole = z
  .object({
    /** Null: the register everybody starts with. */
    version: version.nullable(),
    content: registerShape,
  })
  .meta({ id: 'RegisterAnswer' })

const fault = z.object({
  pointer: z.string(),
  code: z.enum(FAULT_CODES),
  about: z.string().optional(),
})

const judged = z
  .object({
    version,
    faults: z.array(fault),
    /** Against the register in force; `material` has to be told in advance. */
    difference: z.object({
      level: z.enum(['none', 'minor', 'material']),
      changes: z.array(z.object({ kind: z.enum(CHANGE_KINDS), of: z.array(z.string()) })),
    }),
  })
  .meta({ id: 'JudgedRegister' })

const sentence = z.object({ en: z.string(), fr: z.string() })
const use = z
  .object({
    activity: z.string(),
    purpose: z.string(),
    label: sentence,
    sentence,
    basis: z.enum(LEGAL_BASES),
    kept: sentence,
    categories: z.array(sentence),
    recipients: z.array(sentence),
    sources: z.array(sentence),
    rights: z.array(z.enum(Object.keys(RIGHTS) as [Right, ...Right[]])),
  })
  .meta({ id: 'UseOfData' })
const numbered = z.object({ number: z.coerce.number().int().min(1).max(1_000_000) })
const READ = { tag: 'register', permission: 'register.read', rateLimit: 'read' } as const
const KEEP = { tag: 'register', permission: 'register.manage', rateLimit: 'write' } as const

export const lawRoutes = {
  read: defineRoute({
    ...READ,
    method: 'GET',
    path: '/register',
    summary: 'The register of processing in force, now or at a moment',
    query: z.object({ at: wireInstant.optional() }),
    answer: whole,
  }),
  versions: defineRoute({
    ...READ,
    method: 'GET',
    path: '/register/versions',
    summary: 'Every version of the register, newest first',
    query: z.object(pageQuery),
    answer: pageOf(version),
  }),
  version: defineRoute({
    ...READ,
    method: 'GET',
    path: '/register/versions/{number}',
    summary: 'One version of the register, as it was published or as it is drafted',
    params: numbered,
    answer: whole,
    problems: ['register_unknown'],
  }),
  draft: defineRoute({
    ...KEEP,
    method: 'PUT',
    path: '/register/draft',
    summary: 'Write the draft of the next register; the answer says what keeps it from being published',
    body: z.strictObject({
      content: registerShape,
      /** The hash of the draft that was edited; null when there was none. */
      replaces: z.string().max(64).nullable(),
    }),
    answer: judged,
    problems: ['register_changed'],
  }),
  publish: defineRoute({
    ...KEEP,
    method: 'POST',
    path: '/register/draft/publish',
    summary: 'Put the draft in force, now or from a moment on',
    body: z.strictObject({
      /** The draft as it was read. */
      hash: z.string().max(64),
      effectiveAt: wireInstant.optional(),
      /** Instead: from the first moment of this day, where the organization is. */
      effectiveOn: wireDate.optional(),
    }),
    answer: judged,
    problems: [
      'register_changed',
      'register_draft_missing',
      'register_faulty',
      'effective_in_past',
      'document_faulty',
      'checklist_incomplete',
    ],
  }),
  discard: defineRoute({
    ...KEEP,
    method: 'DELETE',
    path: '/register/draft',
    summary: 'Throw the draft away',
    /** The draft as it was read. */
    query: z.object({ hash: z.string().max(64) }),
    problems: ['register_changed', 'register_draft_missing'],
  }),
  withdraw: defineRoute({
    ...KEEP,
    method: 'POST',
    path: '/register/versions/{number}/withdraw',
    summary: 'Take back a version before it takes effect; it stays to be read',
    params: numbered,
    body: z.strictObject({}),
    answer: version,
    problems: ['register_unknown', 'register_not_scheduled'],
  }),
  export: defineRoute({
    ...READ,
    rateLimit: 'export',
    method: 'GET',
    path: '/register/export',
    summary:
      'The record of processing as a file: what we decide on (GDPR art. 30(1)), or do on instruction (art. 30(2))',
    query: z.object({
      article: z.enum(['30_1', '30_2']),
      format: z.enum(['csv', 'json']),
      /** That of the request when left out. */
      language: z.enum(['en', 'fr']).optional(),
      /** As it was in force at a moment. */
      at: wireInstant.optional(),
    }),
    download: 'text/csv',
  }),
  notice: defineRoute({
    tag: 'register',
    permission: 'signed-in',
    rateLimit: 'read',
    method: 'GET',
    path: '/register/notice',
    summary:
      'What is said to people: why data are kept, until when, for whom, and which rights they have over it',
    answer: z.object({
      activities: z.record(z.enum(ACTIVITY_IDS), z.object({ purpose: sentence, kept: sentence })),
      /** Every purpose of the register in force. */
      uses: z.array(use),
      glossary: z.array(z.object({ id: z.string(), term: sentence, definition: sentence })),
    }),
  }),
} as const
