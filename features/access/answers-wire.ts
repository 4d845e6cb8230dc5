/** What the questions of access answer on the wire: a decision, its explanation, who may enter, what is in force. */
import { pageOf, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { CREDENTIAL_KINDS, REFUSALS } from './core/index.ts'

const credentialKind = z.enum(CREDENTIAL_KINDS)
const refusal = z.enum(REFUSALS)

const byRule = {
  accessGrantId: wireId('accessGrant'),
  accessProfileId: wireId('accessProfile'),
  scheduleId: wireId('schedule').nullable(),
}

export const decisionView = z.discriminatedUnion('allowed', [
  z.object({
    allowed: z.literal(true),
    ...byRule,
    windowFrom: wireInstant.nullable(),
    windowUntil: wireInstant.nullable(),
    /** Through all rights that follow one another; `null`: open-ended. */
    until: wireInstant.nullable(),
  }),
  z.object({
    allowed: z.literal(false),
    refusal,
    accessGrantId: wireId('accessGrant').nullable(),
    retryAt: wireInstant.nullable(),
  }),
])

export const explanationView = z.object({
  at: wireInstant,
  decision: decisionView,
  checks: z.array(z.object({ refusal, outcome: z.enum(['passed', 'failed', 'notReached']) })),
  lines: z.array(
    z.object({
      ...byRule,
      validFrom: wireInstant,
      validUntil: wireInstant.nullable(),
      refusal: refusal.nullable(),
      retryAt: wireInstant.nullable(),
    }),
  ),
})

export const whoView = pageOf(
  z.object({
    personId: wireId('person'),
    ...byRule,
    until: wireInstant.nullable(),
    /** What of theirs opens this entrance; empty: they have the right and nothing to show. */
    kinds: z.array(credentialKind),
  }),
).extend({
  at: wireInstant,
  /** Of everyone, on whatever page. */
  total: z.number().int(),
  /** How many through which profile, most first. */
  byProfile: z.array(z.object({ accessProfileId: wireId('accessProfile'), count: z.number().int() })),
})

export const accessView = z.object({
  at: wireInstant,
  suspended: z.boolean(),
  data: z.array(
    z.object({
      entranceId: wireId('entrance'),
      name: z.string(),
      number: z.string().nullable(),
      siteId: wireId('site'),
      decision: decisionView,
    }),
  ),
})

export const placementView = z.object({
  edgeId: wireId('edge'),
  siteId: wireId('site'),
  desiredVersion: z.number().int(),
  desiredAt: wireInstant,
  sentVersion: z.number().int().nullable(),
  sentAt: wireInstant.nullable(),
  reportedVersion: z.number().int().nullable(),
  reportedAt: wireInstant.nullable(),
  lastContactAt: wireInstant.nullable(),
  inForce: z.enum(['yes', 'pending', 'unknown']),
  since: wireInstant,
})
