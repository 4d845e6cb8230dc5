/** What crosses the network about the measures that protect people. */
import { defineRoute, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

const BASE = { tag: 'privacy', permission: 'privacy.manage' } as const

const look = z.object({
  at: wireInstant,
  /** `holds`, or what does not. */
  outcome: z.string(),
  /** How many of what was looked at do not hold. */
  found: z.number().int(),
})

const measure = z
  .object({
    /** Id of the register in force. */
    id: z.string(),
    sentence: z.object({ en: z.string(), fr: z.string() }),
    evidence: z.string(),
    /** A look by the software, or the day of somebody's own; null: nothing shows that it holds. */
    check: z.string().nullable(),
    /** The latest first. */
    looks: z.array(look),
  })
  .meta({ id: 'SecurityMeasureLooks' })

const answer = z.object({ data: z.array(measure) })

export const measureRoutes = {
  list: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/privacy/measures',
    summary:
      'What protects people by the register in force, each with its evidence and what every look found',
    rateLimit: 'read',
    answer,
  }),
  look: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/measures/looks',
    summary: 'Look at every measure now instead of tomorrow',
    rateLimit: 'write',
    answer,
    status: 201,
  }),
} as const
