/** What the questions of access answer on the wire: a decision, its explanation, who may enter, what is in force. */
import { pageOf, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { CREDENTIAL_KINDS, IN_FORCE, REFUSALS } from './core/index.ts'
import { emergencyHere } from './emergency-wire.ts'

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

/** What a decision rests on. Who granted is told by their office, never by name. */
export const evidenceView = z.object({
  grants: z.array(
    z.object({
      id: wireId('accessGrant'),
      accessProfileId: wireId('accessProfile'),
      to: z.enum(['person', 'residents', 'home', 'role']),
      reason: z.string(),
      validFrom: wireInstant,
      validUntil: wireInstant.nullable(),
      grantedAt: wireInstant,
      grantedBy: z.object({ kind: z.string(), role: z.string().nullable() }),
    }),
  ),
  profiles: z.array(z.object({ id: wireId('accessProfile'), name: z.string() })),
  /** Which rule of the day decided: an exception, a public holiday, or the usual week. */
  schedules: z.array(
    z.object({
      id: wireId('schedule'),
      name: z.string(),
      open: z.boolean(),
      rule: z.enum(['exception', 'holiday', 'weekly']),
      holiday: z.string().nullable(),
      nextChangeAt: wireInstant.nullable(),
    }),
  ),
})

export type EvidenceView = z.output<typeof evidenceView>

/** Which version of the rights the door decided by, as far as it has told. */
const inForceView = z.object({
  version: z.number().int().nullable(),
  since: wireInstant.nullable(),
  /** Since when no edge in service decides there: the version is the last that the one taken out of service had. */
  edgeRevokedAt: wireInstant.nullable(),
})

export type InForceThere = z.output<typeof inForceView>

/** One entry or refusal of the log, explained by what was recorded when it happened. */
export const eventEvidenceView = z.object({
  occurredAt: wireInstant,
  receivedAt: wireInstant,
  clockTrusted: z.boolean(),
  snapshotVersion: z.number().int().nullable(),
  evidence: evidenceView,
})

export const explanationView = z.object({
  at: wireInstant,
  evidence: evidenceView,
  inForce: inForceView,
  decision: decisionView,
  checks: z.array(z.object({ refusal, outcome: z.enum(['passed', 'failed', 'notReached', 'atDoor']) })),
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

const counted = {
  /** Of everyone, on whatever page. */
  total: z.number().int(),
  /** How many through which profile, most first. */
  byProfile: z.array(z.object({ accessProfileId: wireId('accessProfile'), count: z.number().int() })),
}

export const whoView = pageOf(
  z.object({
    /** `null` to who may not read people. */
    personId: wireId('person').nullable(),
    ...byRule,
    until: wireInstant.nullable(),
    /** What of theirs opens this entrance; empty: they have the right and nothing to show. */
    kinds: z.array(credentialKind),
  }),
).extend({
  at: wireInstant,
  ...counted,
  inForce: inForceView,
  /** The lockdown that keeps the others out; `null`: none governs this entrance at that instant. */
  lockdown: z
    .object({
      ...emergencyHere.omit({ kind: true }).shape,
      /** Who could enter at the same instant without it. */
      without: z.object(counted),
    })
    .nullable(),
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
  /** Since when the edge decides without being heard; `null` while it is heard. */
  aloneSince: wireInstant.nullable(),
  inForce: z.enum(IN_FORCE),
  since: wireInstant,
  /** When the edge was taken out of service; `null`: it is in service. */
  revokedAt: wireInstant.nullable(),
})
