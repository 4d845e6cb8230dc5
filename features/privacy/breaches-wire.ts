/** What crosses the network about breaches of personal data. */
import { defineRoute, humanText, wireActor, wireId, wireInstant } from '@loge/http/contract'
import { CATEGORIES } from '@loge/kernel'
import { z } from 'zod'
import { BREACH_LAWS, BREACH_REFUSALS, CAUSES, DUTIES, NOTICE_STAGES, RISKS, TOLD } from './core/index.ts'

const BASE = { tag: 'privacy', permission: 'privacy.manage' } as const
const params = z.object({ id: wireId('breach') })
const words = humanText(1, 4_000)
const maybe = z.string().max(4_000).default('')
const people = z.array(wireId('person')).max(500)
const categories = z.array(z.enum(CATEGORIES)).max(CATEGORIES.length)

const facts = z
  .strictObject({
    title: humanText(1, 200),
    cause: z.enum(CAUSES),
    /** When somebody of the organization became aware: every clock counts from here. */
    foundAt: wireInstant,
    beganAt: wireInstant.nullable(),
    endedAt: wireInstant.nullable(),
    nature: words,
    consequences: words,
    measures: words,
    categories: categories.min(1),
    records: z.number().int().min(0).max(1_000_000_000),
    /** A weakness of the product that is being used against it: 24 hours to tell the authority of its kind. */
    isExploitedWeakness: z.boolean(),
  })
  .meta({ id: 'BreachFacts' })

const letter = z.strictObject({ nature: words, consequences: words, advice: words })

const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amended'), facts }),
  z.strictObject({ kind: z.literal('assessed'), risk: z.enum(RISKS), reasons: words }),
  z.strictObject({ kind: z.literal('confirmed') }),
  z.strictObject({
    kind: z.literal('notified'),
    to: z.enum(TOLD),
    stage: z.enum(NOTICE_STAGES),
    reference: z.string().max(200).default(''),
    lateReason: maybe,
  }),
  z.strictObject({ kind: z.literal('not_notified'), reasons: words }),
  z.strictObject({
    kind: z.literal('people_found'),
    /** Those it concerns are looked for in every table that holds these; none: only those who are named. */
    categories,
    from: wireInstant.nullable(),
    until: wireInstant.nullable(),
    people,
  }),
  z.strictObject({ kind: z.literal('people_told'), en: letter, fr: letter }),
  z.strictObject({ kind: z.literal('people_not_told'), reasons: words }),
  z.strictObject({ kind: z.literal('noted'), words }),
  z.strictObject({ kind: z.literal('closed'), lessons: words }),
])

const clock = z.object({
  to: z.enum(TOLD),
  state: z.enum(['not_needed', 'asap', 'running', 'late', 'met', 'met_late']),
  dueAt: wireInstant.nullable(),
  metAt: wireInstant.nullable(),
  law: z.enum(BREACH_LAWS),
})

const line = z.object({
  id: wireId('breach'),
  reference: z.string(),
  title: z.string(),
  foundAt: wireInstant,
  risk: z.enum(RISKS).nullable(),
  clocks: z.array(clock),
  /** What is still owed, in the order it is best done. */
  duties: z.array(z.enum(DUTIES)),
  people: z.number().int(),
  closedAt: wireInstant.nullable(),
  version: z.number().int(),
})

const concerned = z.object({
  id: wireId('breachLetter'),
  personId: wireId('person'),
  name: z.string(),
  foundIn: z.array(z.string()),
  state: z.enum(['not_told', 'waiting', 'to_post', 'sent', 'failed', 'given_up']),
  sentAt: wireInstant.nullable(),
})

const whole = line
  .extend({
    facts,
    /** Less grave than before, as one person says: it holds once another confirms. */
    proposed: z.object({ risk: z.enum(RISKS), byMe: z.boolean() }).nullable(),
    entries: z.array(
      z.object({
        number: z.number().int(),
        at: wireInstant,
        by: wireActor,
        act: z.enum([
          'recorded',
          'amended',
          'assessed',
          'confirmed',
          'notified',
          'not_notified',
          'people_found',
          'people_told',
          'people_not_told',
          'noted',
          'closed',
        ]),
        /** A code of the act: how grave, whom it was told and how. */
        detail: z.string(),
        /** Reasons, remarks, lessons. */
        words: z.string(),
      }),
    ),
    /** Whom it concerns; 500 at most are listed, `people` says how many there are. */
    concerned: z.array(concerned),
  })
  .meta({ id: 'Breach' })

export const breachRoutes = {
  list: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/privacy/breaches',
    summary: 'Every breach, open ones first, with the clocks that run and what is still owed',
    rateLimit: 'read',
    answer: z.object({ data: z.array(line) }),
  }),
  record: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/breaches',
    summary: 'Write down a breach; its clocks count from when it was found',
    rateLimit: 'write',
    body: facts,
    answer: whole,
    status: 201,
    problems: ['breach_time_wrong'],
  }),
  read: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/privacy/breaches/{id}',
    summary: 'One breach with its story and whom it concerns',
    rateLimit: 'read',
    params,
    answer: whole,
    problems: ['not_found'],
  }),
  act: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/breaches/{id}/acts',
    summary:
      'Add to the story: judge the risk, say who was told or why not, find the people, write to them, close',
    rateLimit: 'write',
    params,
    body: act,
    ifMatch: true,
    answer: whole,
    problems: ['not_found', ...BREACH_REFUSALS],
  }),
  notice: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/privacy/breaches/{id}/notice',
    summary: 'The notification to the authority, filled in from what is recorded',
    rateLimit: 'read',
    params,
    query: z.object({ stage: z.enum(NOTICE_STAGES), language: z.enum(['en', 'fr']) }),
    answer: z.object({
      title: z.string(),
      lines: z.array(z.object({ head: z.string(), text: z.string() })),
    }),
    problems: ['not_found'],
  }),
  letter: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/privacy/breach-letters/{id}',
    summary: 'The letter to one of the people, to read or to print',
    rateLimit: 'read',
    params: z.object({ id: wireId('breachLetter') }),
    answer: z.object({ name: z.string(), address: z.string(), subject: z.string(), body: z.string() }),
    problems: ['not_found'],
  }),
  posted: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/breach-letters/{id}/posted',
    summary: 'Say that a printed letter was posted',
    rateLimit: 'write',
    params: z.object({ id: wireId('breachLetter') }),
    answer: z.object({ id: wireId('breachLetter'), sentAt: wireInstant.nullable() }),
    problems: ['not_found', 'letter_not_to_post'],
  }),
} as const
