/** What crosses the network about the rights of a person. */
import { defineRoute, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { STORES } from './core/index.ts'

export { myDataRoutes } from './my-data-wire.ts'
export { archiveRoutes } from './archive-wire.ts'
export { retentionRoutes } from './retention-wire.ts'
export { deedRoutes } from './deeds-wire.ts'
export { tellingRoutes } from './telling-wire.ts'
export { measureRoutes } from './measures-wire.ts'
export { contractRoutes } from './contracts-wire.ts'
export { supportRoutes } from './support-wire.ts'
export { requestRoutes } from './requests-wire.ts'

const params = z.object({ id: wireId('person') })
const BASE = { tag: 'privacy', permission: 'privacy.manage' } as const

const reason = z.enum([
  'not_needed',
  'consent_withdrawn',
  'objected',
  'unlawful',
  'legal_obligation',
  'child',
])

const sentence = z.object({ en: z.string(), fr: z.string() })

const previewed = z
  .object({
    table: z.string(),
    /** `columns`: the row is somebody else’s, and some of its columns are theirs. */
    part: z.enum(['row', 'columns']),
    /** `leave`: lines of nobody yet, gone by themselves within `within`. */
    does: z.enum(['delete', 'anonymise', 'keep', 'leave']),
    rows: z.number().int(),
    changes: z.array(z.string()),
    kept: z.array(z.object({ column: z.string(), rule: z.string(), ground: z.string(), sentence })),
    within: z.string().nullable(),
  })
  .meta({ id: 'ErasurePreviewStep' })

const erasure = z
  .object({
    id: wireId('erasure'),
    personId: wireId('person'),
    reason,
    askedAt: wireInstant,
    /** `doubtful`: it ran to its end, and something of the person was found again. */
    state: z.enum(['asked', 'held', 'rows_gone', 'log_emptied', 'done', 'doubtful']),
    steps: z.array(
      z.object({
        table: z.string(),
        part: z.enum(['row', 'columns']),
        does: z.enum(['delete', 'anonymise', 'keep']),
        expected: z.number().int(),
        done: z.number().int(),
      }),
    ),
    found: z.array(z.object({ table: z.string(), rows: z.number().int() })),
    endedAt: wireInstant.nullable(),
    /** Edges that have not said yet that their doors know nothing of the person any more. */
    pending: z.array(
      z.object({
        siteId: wireId('site'),
        edgeId: wireId('edge'),
        /** When it was last heard at all. */
        lastContactAt: wireInstant.nullable(),
      }),
    ),
    /** Every other store: what is gone, and what has not confirmed yet. */
    stores: z.array(
      z.object({
        store: z.enum(STORES),
        /** `nothing`: nobody is named there. `with_rows`: it has none of its own. */
        state: z.enum(['nothing', 'with_rows', 'gone', 'pending']),
        /** How many are left or have not confirmed. */
        count: z.number().int(),
        /** When it will be gone by itself. */
        until: wireInstant.nullable(),
      }),
    ),
  })
  .meta({ id: 'Erasure' })

export const privacyRoutes = {
  preview: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/people/{id}/privacy/preview',
    summary: 'What an erasure would do with everything kept of a person, and what stays on which ground',
    rateLimit: 'read',
    params,
    answer: z.object({ data: z.array(previewed) }),
    problems: ['not_found'],
  }),
  copy: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/people/{id}/privacy/copy',
    summary: 'Everything kept of a person, or what they may take elsewhere, as lines of JSON; recorded',
    rateLimit: 'export',
    params,
    body: z.strictObject({ scope: z.enum(['access', 'portability']) }),
    repeat: 'runsAgain',
    download: 'application/x-ndjson',
    problems: ['not_found'],
  }),
  erase: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/people/{id}/privacy/erasure',
    summary: 'Erase a person; asked for again while it runs, it is the same one',
    rateLimit: 'write',
    params,
    body: z.strictObject({ reason }),
    answer: erasure,
    status: 202,
    problems: ['not_found', 'erasure_of_oneself'],
  }),
  progress: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/erasures/{id}',
    summary: 'How far an erasure is, what it did to each table, and which edges have not confirmed yet',
    rateLimit: 'read',
    params: z.object({ id: wireId('erasure') }),
    answer: erasure,
    problems: ['not_found'],
  }),
} as const
