/** What crosses the network about those outside: messages, and where what is kept of people comes from. */
import { SOURCE_KINDS } from '@loge/features/law/core'
import { defineRoute, humanText, pageOf, pageQuery, wireDate, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { MESSAGE_STATES, SUBJECTS, TEAMS } from './core/index.ts'

const READ = { tag: 'relations', permission: 'relations.read', rateLimit: 'read' } as const
const ACT = { tag: 'relations', permission: 'relations.manage', rateLimit: 'write' } as const

const team = z.enum(TEAMS)
const source = z.object({
  source: z.string(),
  kind: z.enum(SOURCE_KINDS),
  detail: z.string(),
  supplier: z.string().nullable(),
  url: z.string().nullable(),
  collectedOn: wireDate,
})

const line = z
  .object({
    id: wireId('contactMessage'),
    personId: wireId('person'),
    personName: z.string(),
    subject: z.enum(SUBJECTS),
    team,
    state: z.enum(MESSAGE_STATES),
    receivedAt: wireInstant,
    version: z.number().int(),
  })
  .meta({ id: 'ContactMessageLine' })

const letter = z.object({
  id: wireId('outLetter'),
  sentTo: z.string(),
  subject: z.string(),
  body: z.string(),
  writtenAt: wireInstant,
  state: z.enum(['waiting', 'sent', 'failed', 'given_up']),
  /** Why it did not leave. */
  failure: z.string().nullable(),
  sentAt: wireInstant.nullable(),
})

const whole = line
  .extend({
    email: z.string().nullable(),
    mobile: z.string().nullable(),
    /** Of the register. */
    purpose: z.string(),
    language: z.enum(['en', 'fr']),
    words: z.string(),
    mayProspect: z.boolean(),
    assignedAt: wireInstant.nullable(),
    assignedTo: z.string().nullable(),
    answeredAt: wireInstant.nullable(),
    closedAt: wireInstant.nullable(),
    source,
    /** What the register asks for besides, in its own words. */
    asked: z.array(
      z.object({ field: z.string(), label: z.object({ en: z.string(), fr: z.string() }), value: z.string() }),
    ),
    letters: z.array(letter),
  })
  .meta({ id: 'ContactMessage' })

const told = z
  .object({
    id: wireId('provenance'),
    personId: wireId('person'),
    personName: z.string(),
    ...source.shape,
    dueOn: wireDate,
    /** Days from today to the last day; below 0 when it is over. */
    daysLeft: z.number().int(),
    /** Whether a letter is on its way. */
    isWritten: z.boolean(),
  })
  .meta({ id: 'PersonToTell' })

const params = z.object({ id: wireId('contactMessage') })

export { fileRoutes, showRoutes } from './files-wire.ts'

export const relationsRoutes = {
  listMessages: defineRoute({
    ...READ,
    method: 'GET',
    path: '/relations/messages',
    summary: 'Messages of those outside, newest first; those to recruiters are shown to recruiters alone',
    query: z.object({ ...pageQuery, state: z.enum(['open', 'closed']).default('open') }),
    answer: pageOf(line),
  }),
  readMessage: defineRoute({
    ...READ,
    method: 'GET',
    path: '/relations/messages/{id}',
    summary: 'One message: what was written, where it comes from, and what was answered',
    params,
    answer: whole,
    problems: ['not_found'],
  }),
  actOnMessage: defineRoute({
    ...ACT,
    method: 'POST',
    path: '/relations/messages/{id}/acts',
    summary: 'Take a message, answer it by e-mail, hand it to another team, or close it',
    params,
    ifMatch: true,
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('assign') }),
      z.strictObject({ kind: z.literal('answer'), words: humanText(1, 20_000) }),
      z.strictObject({ kind: z.literal('route'), team }),
      z.strictObject({ kind: z.literal('close') }),
    ]),
    answer: z.object({
      id: wireId('contactMessage'),
      state: z.enum(MESSAGE_STATES),
      version: z.number().int(),
    }),
    problems: ['not_found', 'message_closed', 'message_answered', 'message_there_already'],
  }),
  receiveMail: defineRoute({
    ...ACT,
    method: 'POST',
    path: '/relations/mails',
    summary:
      'Hand over a mail that came in: a message like every other; who never wrote before is sent the notice, once',
    body: z.strictObject({
      from: z.email().max(254),
      /** As the mail says it; without one, what stands before the @. */
      name: humanText(1, 200).optional(),
      title: humanText(1, 500).optional(),
      words: humanText(1, 20_000),
      language: z.enum(['en', 'fr']),
      subject: z.enum(SUBJECTS).default('service'),
    }),
    status: 201,
    answer: z.object({
      id: wireId('contactMessage'),
      personId: wireId('person'),
      /** Whether nobody had written from this address before, and the notice goes out. */
      isNew: z.boolean(),
    }),
    problems: ['messages_too_many'],
  }),
  listSources: defineRoute({
    ...READ,
    method: 'GET',
    path: '/relations/sources',
    summary: 'The sources the register in force names, to say where somebody’s data come from',
    answer: z.object({
      data: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(SOURCE_KINDS),
          label: z.object({ en: z.string(), fr: z.string() }),
        }),
      ),
    }),
  }),
  listToTell: defineRoute({
    ...READ,
    method: 'GET',
    path: '/relations/to-tell',
    summary: 'Who was passed on or found and has not been told yet, by the last day on which they must be',
    answer: z.object({ data: z.array(told) }),
  }),
  addOutsider: defineRoute({
    ...ACT,
    method: 'POST',
    path: '/relations/people',
    summary:
      'Keep somebody outside with the source of their data; who did not tell us themselves is written to',
    body: z.strictObject({
      givenName: humanText(1, 200),
      familyName: humanText(1, 200),
      email: z.email().max(254).optional(),
      language: z.enum(['en', 'fr']),
      source: z.string().max(80),
      /** Which form, call, booth or list: so that it is found again. */
      detail: humanText(1, 500),
      supplier: humanText(1, 200).optional(),
      url: z
        .url({ protocol: /^https?$/ })
        .max(1_000)
        .optional(),
      collectedOn: wireDate,
    }),
    status: 201,
    answer: z.object({
      personId: wireId('person'),
      provenanceId: wireId('provenance'),
      /** Until when they must be told; null where they told us themselves. */
      noticeDueOn: wireDate.nullable(),
    }),
    problems: ['source_unknown', 'source_supplier_missing', 'source_address_missing', 'source_in_future'],
  }),
  noteTold: defineRoute({
    ...ACT,
    method: 'POST',
    path: '/relations/to-tell/{id}/told',
    summary: 'Note that somebody was told by letter or by word where their data come from',
    params: z.object({ id: wireId('provenance') }),
    problems: ['not_found'],
  }),
} as const
