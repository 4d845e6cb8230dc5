/** The routes of emergencies: zones, lockdowns and evacuations, and which doors have them in force. */
import { defineRoute, humanText, wireActor, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { IN_FORCE } from './core/index.ts'

const name = humanText(1, 200)
const reason = humanText(3, 500)
const ofSite = z.object({ siteId: wireId('site').optional() })

const zoneInput = z.object({
  siteId: wireId('site'),
  name,
  entranceIds: z.array(wireId('entrance')).min(1).max(500),
})
const leads = z.array(z.object({ entranceId: wireId('entrance'), leads: z.enum(['in', 'out']) })).max(500)

const zoneView = zoneInput.extend({
  id: wireId('zone'),
  /** Of its name and its doors, for `If-Match`. */
  version: z.number().int(),
  /** None: all of them were removed. */
  entranceIds: z.array(wireId('entrance')).max(500),
  /** Which way each of its entrances is walked, where people are counted in it; else `null`. */
  leads: leads.nullable(),
})

const zoneChange = zoneInput.omit({ siteId: true }).extend({
  /** Of entrances that are new to a zone in which people are counted. */
  leads: leads.default([]),
})

const emergencyInput = z.object({
  siteId: wireId('site'),
  kind: z.enum(['lockdown', 'evacuation']),
  /** `null`: the whole site. */
  zoneId: wireId('zone').nullable().default(null),
  reason,
  /** An exercise: all of it happens, and it is recorded as a drill. */
  drill: z.boolean().default(false),
  /** Exclusive; it ends by itself, at the doors as well. */
  until: wireInstant,
})

export const emergencyHere = z.object({
  kind: z.enum(['evacuation', 'lockdown']),
  /** `null`: this one door was closed, by no order that has a beginning. */
  since: wireInstant.nullable(),
  /** `null`: until somebody opens it again. */
  until: wireInstant.nullable(),
})

/**
 * `edge_revoked`: no door was told, since the edge of the site was taken out of service and no other is there.
 * Else whether the doors do as it says, or, once somebody ended it, whether they know that; `null` while no edge serves
 * the site. A door on its own goes on with what it was told.
 */
export const atDoors = z
  .object({
    told: z.enum(IN_FORCE),
    since: wireInstant.nullable(),
    aloneSince: wireInstant.nullable(),
  })
  .nullable()

const emergencyView = emergencyInput.extend({
  id: wireId('emergency'),
  zoneId: wireId('zone').nullable(),
  drill: z.boolean(),
  /** Those it concerns; `null`: every entrance of the site. */
  entranceIds: z.array(wireId('entrance')).nullable(),
  beganAt: wireInstant,
  orderedBy: wireActor,
  /** `null`: nobody ended it; it ends, or ended, by itself. */
  endedAt: wireInstant.nullable(),
  endedBy: wireActor.nullable(),
  /** Whether it stands now. */
  stands: z.boolean(),
  atDoors,
})

const EMERGENCIES = { tag: 'Emergencies' } as const
const READ = { permission: 'access.read', rateLimit: 'read' } as const
const ORDER = { ...EMERGENCIES, method: 'POST', permission: 'access.manage', rateLimit: 'command' } as const
const emergencyParams = z.object({ id: wireId('emergency') })

export const emergencyRoutes = {
  listZones: defineRoute({
    ...EMERGENCIES,
    ...READ,
    method: 'GET',
    path: '/zones',
    summary: 'The zones of the sites you may see: named sets of entrances',
    query: ofSite,
    answer: z.object({ data: z.array(zoneView) }),
  }),
  createZone: defineRoute({
    ...EMERGENCIES,
    method: 'POST',
    permission: 'access.manage',
    rateLimit: 'write',
    path: '/zones',
    summary: 'Name a set of entrances of a site',
    body: zoneInput,
    answer: zoneView,
    status: 201,
    problems: ['entrance_unknown', 'zone_name_taken'],
  }),
  changeZone: defineRoute({
    ...EMERGENCIES,
    method: 'PUT',
    permission: 'access.manage',
    rateLimit: 'write',
    path: '/zones/{id}',
    summary:
      'Rename a zone, or choose its entrances anew; its rules stay with those that stay, and what was ordered for it goes on',
    params: z.object({ id: wireId('zone') }),
    body: zoneChange,
    answer: zoneView,
    ifMatch: true,
    problems: ['entrance_unknown', 'precondition_failed', 'rule_cannot_be_kept', 'zone_name_taken'],
  }),
  removeZone: defineRoute({
    ...EMERGENCIES,
    method: 'DELETE',
    permission: 'access.manage',
    rateLimit: 'write',
    path: '/zones/{id}',
    summary: 'Remove a zone; what was ordered for it goes on until its end',
    params: z.object({ id: wireId('zone') }),
    status: 204,
  }),
  listEmergencies: defineRoute({
    ...EMERGENCIES,
    ...READ,
    method: 'GET',
    path: '/emergencies',
    summary:
      'Lockdowns and evacuations, the latest first: who ordered them, why, until when, and which doors know',
    query: ofSite.extend({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
    answer: z.object({ data: z.array(emergencyView) }),
  }),
  orderEmergency: defineRoute({
    ...ORDER,
    permission: 'emergencies.order',
    path: '/emergencies',
    summary: 'Order a lockdown or an evacuation for a site or a zone, now; leaving stays possible',
    body: emergencyInput,
    answer: emergencyView,
    status: 201,
    problems: ['zone_unknown', 'zone_without_entrance', 'emergency_period_invalid'],
  }),
  endEmergency: defineRoute({
    ...ORDER,
    path: '/emergencies/{id}/end',
    summary: 'End a lockdown or an evacuation before its time',
    params: emergencyParams,
    answer: emergencyView,
  }),
  resumeEmergency: defineRoute({
    ...ORDER,
    path: '/emergencies/{id}/resume',
    summary: 'Undo its ending: the same is ordered again until the same instant',
    params: emergencyParams,
    answer: emergencyView,
    status: 201,
    problems: ['emergency_over', 'zone_without_entrance'],
  }),
  passLockdown: defineRoute({
    tag: 'Access',
    method: 'POST',
    permission: 'access.manage',
    rateLimit: 'write',
    path: '/access-profiles/{id}/pass-lockdown',
    summary: 'Say whether a profile opens through a lockdown',
    params: z.object({ id: wireId('accessProfile') }),
    body: z.object({ passes: z.boolean() }),
    status: 204,
  }),
} as const

export type EmergencyInput = z.output<typeof emergencyInput>
export type EmergencyView = z.output<typeof emergencyView>
export type ZoneInput = z.output<typeof zoneInput>
export type ZoneChange = z.output<typeof zoneChange>
export type ZoneView = z.output<typeof zoneView>
