/** How the service itself stands, on the network: interruptions announced, measured and said, and the share of the time it was there. */
import { defineRoute, humanText, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { CAUSES } from './core/index.ts'

const said = z.strictObject({ en: humanText(1, 500), fr: humanText(1, 500) })

const interruption = z
  .object({
    id: wireId('interruption'),
    kind: z.enum(['planned', 'measured', 'said']),
    state: z.enum(['cancelled', 'coming', 'now', 'over']),
    startsAt: wireInstant,
    /** Null as long as it goes on. */
    endsAt: wireInstant.nullable(),
    /** Null: it was measured, and nobody has said why yet. */
    cause: z.enum(CAUSES).nullable(),
    words: z.object({ en: z.string(), fr: z.string() }).nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Interruption' })

const SERVICE = { tag: 'Service', permission: 'backups.run', rateLimit: 'write' } as const
const which = z.object({ id: wireId('interruption') })

export const serviceRoutes = {
  read: defineRoute({
    tag: 'Service',
    permission: 'signed-in',
    method: 'GET',
    path: '/service',
    summary: 'Interruptions of the last twelve months and to come, and the share of the time it was there',
    rateLimit: 'read',
    answer: z.object({
      /** Null before anything was measured. */
      since: wireInstant.nullable(),
      share: z.number().min(0).max(1),
      data: z.array(interruption),
    }),
  }),
  record: defineRoute({
    ...SERVICE,
    method: 'POST',
    path: '/service/interruptions',
    summary: 'Announce hours in which the service may stop, two days before; or say that something is wrong',
    body: z.strictObject({
      startsAt: wireInstant,
      endsAt: wireInstant.nullable(),
      cause: z.enum(CAUSES),
      words: said,
    }),
    answer: interruption,
    status: 201,
    problems: ['interruption_too_soon', 'interruption_times_wrong'],
  }),
  change: defineRoute({
    ...SERVICE,
    method: 'PATCH',
    path: '/service/interruptions/{id}',
    summary: 'Say why it was and what was done, that it is over, or that announced hours are called off',
    params: which,
    ifMatch: true,
    body: z
      .strictObject({
        cause: z.enum(CAUSES),
        words: said,
        endsAt: wireInstant,
        cancelled: z.literal(true),
      })
      .partial()
      .refine((changes) => Object.keys(changes).length > 0, 'name at least one field to change'),
    answer: interruption,
    problems: ['not_found', 'interruption_times_wrong', 'interruption_begun'],
  }),
} as const
