/** The shapes and routes of the rights of a whole site at an instant: groups, their hours, who is in them. */
import { defineRoute, pageOf, pageQuery, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { emergencyHere } from './emergency-wire.ts'
import { foldedTo } from './rights-wire.ts'

const gridView = z.object({
  at: wireInstant,
  timeZone: z.string(),
  /** Since when an entrance is known here; `null`: none yet. */
  entrancesSince: wireInstant.nullable(),
  entrances: z.array(
    z.object({
      id: wireId('entrance'),
      name: z.string(),
      number: z.string().nullable(),
      /** What was ordered here and stands at this instant: it governs, whatever the groups may do. */
      emergency: emergencyHere.nullable(),
    }),
  ),
  profiles: z.array(
    z.object({
      id: wireId('accessProfile'),
      name: z.string(),
      /** How many have it at this instant. */
      people: z.number().int(),
      /** It opens through a lockdown as well. */
      passesLockdown: z.boolean(),
      lines: z.array(
        z.object({ entranceIds: z.array(wireId('entrance')), scheduleId: wireId('schedule').nullable() }),
      ),
    }),
  ),
  /** Retired ones too: a profile may still name them. */
  schedules: z.array(
    z.object({
      id: wireId('schedule'),
      name: z.string(),
      open: z.boolean(),
      /** `null`: not within a week. */
      changesAt: wireInstant.nullable(),
    }),
  ),
})

const heldGrant = z.object({
  id: wireId('accessGrant'),
  to: foldedTo,
  /** How many have the profile by it at this instant. */
  people: z.number().int(),
  leaseClass: z.enum(['visitor', 'resident', 'staff']),
  validFrom: wireInstant,
  validUntil: wireInstant.nullable(),
  reason: z.string(),
})

const READ = { tag: 'Access', permission: 'access.read', rateLimit: 'read', method: 'GET' } as const
const atQuery = { at: wireInstant.optional() }

export const gridRoutes = {
  readGrid: defineRoute({
    ...READ,
    path: '/access-grid',
    summary: 'Which profile opens which entrance at which hours, and what is open at an instant',
    query: z.object({ siteId: wireId('site'), ...atQuery }),
    answer: gridView,
  }),
  grantsOfProfile: defineRoute({
    ...READ,
    path: '/access-profiles/{id}/grants',
    summary: 'Who has a profile at an instant, by which grant',
    params: z.object({ id: wireId('accessProfile') }),
    query: z.object({ ...pageQuery, ...atQuery }),
    answer: pageOf(heldGrant),
  }),
} as const
