/** What crosses the network about the archive: who is kept for the periods of a law alone, and what is kept of them. */
import { defineRoute, wireDate, wireId } from '@loge/http/contract'
import { z } from 'zod'
import { ARCHIVE_REASONS } from './core/index.ts'

const BASE = { tag: 'privacy', permission: 'privacy.manage' } as const

const archived = z
  .object({
    personId: wireId('person'),
    personName: z.string(),
    since: wireDate,
    /** The day on which they go; none while a case keeps them. */
    until: wireDate.nullable(),
    /** The rules of the register that keep them, with the law each cites. */
    rules: z.array(
      z.object({
        id: z.string(),
        sentence: z.object({ en: z.string(), fr: z.string() }),
        ground: z.string(),
      }),
    ),
    /** The cases that keep them. */
    cases: z.array(
      z.object({
        ground: z.enum(['legal_claims', 'legal_obligation']),
        caseName: z.string(),
        reason: z.string(),
        endsOn: wireDate,
      }),
    ),
  })
  .meta({ id: 'Archived' })

export const archiveRoutes = {
  list: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/retention/archive',
    summary: 'Who is kept for the periods of a law or a case alone, by which rule, and until when',
    rateLimit: 'read',
    answer: z.object({ data: z.array(archived) }),
  }),
  open: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/retention/archive/{id}/open',
    summary: 'Read what the archive keeps of somebody, for a reason that the law knows; recorded',
    rateLimit: 'export',
    params: z.object({ id: wireId('person') }),
    body: z.strictObject({ reason: z.enum(ARCHIVE_REASONS) }),
    repeat: 'runsAgain',
    answer: z.object({
      data: z.array(z.object({ table: z.string(), values: z.record(z.string(), z.string()) })),
    }),
    problems: ['not_found'],
  }),
} as const
