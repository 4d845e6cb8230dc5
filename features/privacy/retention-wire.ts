/** What crosses the network about what is over, what went, and what a hold keeps. */
import { defineRoute, humanText, wireActor, wireDate, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

const BASE = { tag: 'privacy', permission: 'privacy.manage' } as const

const sentence = z.object({ en: z.string(), fr: z.string() })

const step = z
  .object({
    table: z.string(),
    /** `erase`: whole people, by the engine of erasures. `drop`: months of the log that are over to the last day. */
    does: z.enum(['delete', 'empty', 'erase', 'drop']),
    /** Of the register it followed. */
    rules: z.array(z.string()),
    triggers: z.array(z.string()),
    rows: z.number().int(),
    /** Over as well, and kept by a hold or because its use is restricted. */
    held: z.number().int(),
    oldest: wireDate.nullable(),
    ended: z.boolean(),
  })
  .meta({ id: 'RetentionStep' })

const run = z
  .object({
    id: wireId('retentionRun'),
    askedBy: wireActor,
    /** What was over at this moment went. */
    asOf: wireInstant,
    state: z.enum(['running', 'done']),
    registerHash: z.string(),
    /** Tables where nothing was over are left out. */
    steps: z.array(step),
    endedAt: wireInstant.nullable(),
    /** SHA-256 of everything above. */
    hash: z.string().nullable(),
    /** Whether it still says what it said when it ended. */
    isIntact: z.boolean(),
  })
  .meta({ id: 'RetentionRun' })

const rule = z
  .object({
    id: z.string(),
    sentence,
    ground: z.string(),
    trigger: z.string(),
    tables: z.array(z.string()),
  })
  .meta({ id: 'RetentionRuleInForce' })

const hold = z
  .object({
    id: wireId('legalHold'),
    personId: wireId('person'),
    personName: z.string(),
    /** None: everything of the person. */
    tables: z.array(z.string()),
    ground: z.enum(['legal_claims', 'legal_obligation']),
    caseName: z.string(),
    reason: z.string(),
    placedBy: wireActor,
    placedAt: wireInstant,
    endsOn: wireDate,
    liftedAt: wireInstant.nullable(),
    /** It keeps something from going now. */
    holds: z.boolean(),
  })
  .meta({ id: 'LegalHold' })

export const retentionRoutes = {
  read: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/retention',
    summary:
      'What is over now and would go, what the register says of each table, and the runs with their certificates',
    rateLimit: 'read',
    answer: z.object({
      asOf: wireInstant,
      /** Nothing in it: nothing is overdue. */
      due: z.array(step),
      rules: z.array(rule),
      runs: z.array(run),
    }),
  }),
  run: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/retention/runs',
    summary: 'Let everything that is over go now; asked for again while it runs, it is the same run',
    rateLimit: 'write',
    answer: run,
    status: 202,
  }),
  progress: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/retention/runs/{id}',
    summary: 'One run: how far it is, and its certificate',
    rateLimit: 'read',
    params: z.object({ id: wireId('retentionRun') }),
    answer: run,
    problems: ['not_found'],
  }),
  holds: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/retention/holds',
    summary: 'What is kept although its time is over, for which case and until when',
    rateLimit: 'read',
    answer: z.object({ data: z.array(hold) }),
  }),
  place: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/retention/holds',
    summary: 'Keep rows of a person for a case, until a day',
    rateLimit: 'write',
    body: z.strictObject({
      personId: wireId('person'),
      tables: z.array(z.string()).max(50),
      ground: z.enum(['legal_claims', 'legal_obligation']),
      caseName: humanText(1, 200),
      reason: humanText(1, 500),
      endsOn: wireDate,
    }),
    answer: hold,
    status: 201,
    problems: ['not_found', 'hold_ends_in_past', 'hold_of_unknown_table'],
  }),
  lift: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/retention/holds/{id}/lift',
    summary: 'Lift a hold: what waited for it goes on by itself',
    rateLimit: 'write',
    params: z.object({ id: wireId('legalHold') }),
    answer: hold,
    problems: ['not_found'],
  }),
} as const
