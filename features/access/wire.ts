/** The shapes and routes of access: entrances, profiles, grants, credentials, and the questions about them. */
import { defineRoute, humanText, pageOf, pageQuery, wireId, wireInstant } from '@loge/http/contract'
import { wireLocation } from '@loge/features/places/wire'
import { z } from 'zod'
import {
  decisionView,
  eventEvidenceView,
  explanationView,
  whoView,
  accessView,
  placementView,
} from './answers-wire.ts'
import { NOWHERE } from '@loge/features/places/core'
import { ruleSettings } from './rules-wire.ts'
import { foldedGrantView, grantInput, grantView, name, profileInput, reason } from './rights-wire.ts'
import { CODE_BLOCKS, CREDENTIAL_KINDS, IN_FORCE, NAME_REASONS } from './core/index.ts'
import { credentialRoutes } from './credential-wire.ts'
import { emergencyHere } from './emergency-wire.ts'

const credentialKind = z.enum(CREDENTIAL_KINDS)

const unlockMs = z.number().int().min(500).max(60_000)
const heldOpenMs = z.number().int().min(5_000).max(3_600_000)

const entranceInput = z.object({
  name,
  number: humanText(1, 20).nullable().default(null),
  /** `liftFloor`: the floors of one lift share the reader in its car, and each has a lock (its relay) of its own. */
  kind: z.enum(['common', 'private', 'liftFloor']).default('common'),
  parts: z
    .array(
      z.object({
        /** What says fire lets people out here, and may do so at other doors too. */
        role: z.enum(['reader', 'lock', 'doorSensor', 'exitButton', 'fireInput']),
        deviceId: wireId('device'),
        componentKey: z.string().min(1).max(200),
        /**
         * Of a fire input that waits for a person: how often it was reset. Raising it, once the input is calm, ends
         * what it began. Left out: it ends when the input is calm.
         */
        resets: z.number().int().min(0).optional(),
      }),
    )
    .max(20)
    .default([]),
  unlockMs: unlockMs.default(5_000),
  heldOpenMs: heldOpenMs.default(60_000),
  failMode: z.enum(['secure', 'safe']).default('secure'),
  accepts: z.array(credentialKind).max(CREDENTIAL_KINDS.length).default(['card', 'pin', 'qr', 'mobileKey']),
  /** A plate is taken for the one it looks like, if only one does: a camera reads O for 0, I for 1, B for 8. */
  takesLookAlikes: z.boolean().optional(),
  holdOpenScheduleId: wireId('schedule').nullable().default(null),
  /** Its hours hold it open only once somebody entitled has entered in them. */
  holdsAfterEntry: z.boolean().optional(),
  /** It opens for two people, one right after the other. */
  twoPeople: ruleSettings('twoPeople').optional(),
  location: wireLocation.default(NOWHERE),
})

const inForce = z.object({
  inForce: z.enum(IN_FORCE),
  since: wireInstant,
  /** Since when the door decides without being heard; `null` while it is heard. */
  aloneSince: wireInstant.nullable(),
})

const entranceView = entranceInput.extend({
  id: wireId('entrance'),
  siteId: wireId('site'),
  revision: z.number().int(),
  lockedDown: z.boolean(),
  /** What somebody ordered here and still stands: it governs, whatever rights say. `null`: rights do. */
  emergency: emergencyHere.nullable(),
  /** Whether the latest change of rights is in force at this door; `null` while no edge serves the site. */
  placement: inForce.nullable(),
  /** Openings in a row that its lock took the order for and did not confirm; `null`: none since it last did. */
  unconfirmed: z
    .object({
      times: z.number().int(),
      since: wireInstant,
      lastAt: wireInstant,
      /** So many that somebody should look at the lock. */
      needsLook: z.boolean(),
    })
    .nullable(),
  /** After too many wrong codes none is taken here for a while; `null`: codes are taken. */
  codesBlocked: z
    .object({
      /** Whether wrong codes at this door did it, or those of all doors of the site. */
      scope: z.enum(CODE_BLOCKS),
      tries: z.number().int(),
      since: wireInstant,
      until: wireInstant,
    })
    .nullable(),
})

const profileView = profileInput.extend({
  /** It opens through a lockdown as well. */
  passesLockdown: z.boolean(),
  id: wireId('accessProfile'),
  siteId: wireId('site'),
  revision: z.number().int(),
})

const entranceParams = z.object({ id: wireId('entrance') })
const profileParams = z.object({ id: wireId('accessProfile') })
const grantParams = z.object({ id: wireId('accessGrant') })
const personParams = z.object({ id: wireId('person') })
const ofSite = { siteId: wireId('site').optional() }
const atQuery = { at: wireInstant.optional() }
const withReason = z.object({ reason })

const READ = { permission: 'access.read', rateLimit: 'read' } as const
const MANAGE = { permission: 'access.manage', rateLimit: 'write' } as const
const ENTRANCES = { tag: 'Entrances' } as const
const RIGHTS = { tag: 'Access' } as const
const ENTRANCE_PROBLEMS = [
  'fire_holds_open',
  'schedule_unknown',
  'location_unknown',
  'part_unknown',
  'part_unfit',
  'part_taken',
  'rule_cannot_be_kept',
  'plates_look_alike',
] as const
const PROFILE_PROBLEMS = ['schedule_unknown', 'entrance_unknown'] as const

const actAtEntrance = {
  ...ENTRANCES,
  method: 'POST',
  rateLimit: 'command',
  params: entranceParams,
  body: withReason,
} as const
const lockDown = { ...actAtEntrance, permission: 'access.manage', answer: entranceView } as const
const suspension = { ...RIGHTS, ...MANAGE, method: 'POST', params: personParams, status: 204 } as const
export type { CredentialInput, CredentialView, FoundAgain } from './credential-wire.ts'
export { edgeRoutes } from './edge-wire.ts'
export { REVIEW_KINDS, reviewRoutes, type ReviewKind } from './reviews-wire.ts'
export {
  campaignRoutes,
  type CampaignDecide,
  type CampaignInput,
  type CampaignItemView,
  type CampaignView,
} from './campaign-wire.ts'
export { changeRoutes, type ChangeView, type RightsEdit, type RightsPreview } from './changes-wire.ts'
export { gridRoutes } from './grid-wire.ts'
export { emergencyRoutes } from './emergency-wire.ts'
export { fireRoutes } from './fire-wire.ts'
export { disposeRoutes } from './dispose-wire.ts'
export { liftRoutes } from './lift-wire.ts'
export { replaceRoutes } from './replace-wire.ts'
export { glassRoutes } from './glass-wire.ts'
export { houseRoutes } from './house-wire.ts'
export { ruleRoutes } from './rules-wire.ts'

export const accessRoutes = {
  listEntrances: defineRoute({
    ...ENTRANCES,
    ...READ,
    method: 'GET',
    path: '/entrances',
    summary: 'List entrances',
    query: z.object({ ...pageQuery, ...ofSite, buildingId: wireId('building').optional() }),
    answer: pageOf(entranceView),
  }),
  createEntrance: defineRoute({
    ...ENTRANCES,
    ...MANAGE,
    method: 'POST',
    path: '/entrances',
    summary: 'Create an entrance',
    body: entranceInput.extend({
      siteId: wireId('site'),
      /** Left out: as the house rules of the site say. */
      unlockMs: unlockMs.optional(),
      /** Likewise. */
      heldOpenMs: heldOpenMs.optional(),
    }),
    answer: entranceView,
    status: 201,
    problems: ENTRANCE_PROBLEMS,
  }),
  readEntrance: defineRoute({
    ...ENTRANCES,
    ...READ,
    method: 'GET',
    path: '/entrances/{id}',
    summary: 'Read an entrance as it is, or as it was at an instant',
    params: entranceParams,
    query: z.object(atQuery),
    answer: entranceView,
  }),
  changeEntrance: defineRoute({
    ...ENTRANCES,
    ...MANAGE,
    method: 'PUT',
    path: '/entrances/{id}',
    summary: 'Change an entrance',
    params: entranceParams,
    body: entranceInput,
    answer: entranceView,
    ifMatch: true,
    problems: ENTRANCE_PROBLEMS,
  }),
  removeEntrance: defineRoute({
    ...ENTRANCES,
    ...MANAGE,
    method: 'DELETE',
    path: '/entrances/{id}',
    summary: 'Remove an entrance, from its zones as well; its history stays',
    params: entranceParams,
    status: 204,
    ifMatch: true,
    problems: ['fire_holds_open', 'rule_cannot_be_kept'],
  }),
  lockDownEntrance: defineRoute({
    ...lockDown,
    path: '/entrances/{id}/lock-down',
    summary: 'Close an entrance to every credential; leaving stays possible',
  }),
  releaseEntrance: defineRoute({
    ...lockDown,
    path: '/entrances/{id}/release',
    summary: 'End a lock-down',
  }),
  openEntrance: defineRoute({
    ...actAtEntrance,
    permission: 'doors.open',
    path: '/entrances/{id}/open',
    summary: 'Open an entrance now, with a reason; past its deadline the command is never executed',
    answer: z.object({ commandId: wireId('command'), deadline: wireInstant }),
    status: 202,
    problems: ['edge_revoked', 'entrance_has_no_lock', 'lock_not_in_service', 'entry_refused'],
  }),
  releaseCodes: defineRoute({
    ...actAtEntrance,
    permission: 'doors.open',
    path: '/entrances/{id}/codes/release',
    summary: 'End a block of codes at an entrance, its own and that of its site, with a reason',
    answer: z.object({ commandId: wireId('command'), deadline: wireInstant }),
    status: 202,
    problems: ['edge_revoked'],
  }),
  inspectEntrance: defineRoute({
    ...actAtEntrance,
    permission: 'equipment.operate',
    path: '/entrances/{id}/inspections',
    summary: 'Record what somebody found who looked into an alarm of this entrance',
    body: z.object({ finding: z.enum(['nothing', 'left_open', 'damage', 'somebody']) }),
    status: 204,
  }),
  explainEntrance: defineRoute({
    ...ENTRANCES,
    ...READ,
    method: 'GET',
    path: '/entrances/{id}/explain',
    summary: 'Why a person may or may not enter at an instant: every check in order',
    params: entranceParams,
    query: z.object({ person: wireId('person'), ...atQuery }),
    answer: explanationView,
  }),
  explainEvent: defineRoute({
    ...RIGHTS,
    ...READ,
    method: 'GET',
    path: '/events/{id}/evidence',
    summary: 'What an entry or refusal of the log rested on: grant, profile, hours and version of the rights',
    params: z.object({ id: wireId('event') }),
    answer: eventEvidenceView,
    problems: ['event_unknown'],
  }),
  whoMayEnter: defineRoute({
    ...ENTRANCES,
    ...READ,
    method: 'GET',
    path: '/entrances/{id}/who',
    summary: 'Everyone who may enter at an instant, and how many through which profile',
    params: entranceParams,
    query: z.object({ ...pageQuery, ...atQuery }),
    answer: whoView,
  }),
  listProfiles: defineRoute({
    ...RIGHTS,
    ...READ,
    method: 'GET',
    path: '/access-profiles',
    summary: 'List access profiles',
    query: z.object({ ...pageQuery, ...ofSite }),
    answer: pageOf(profileView),
  }),
  createProfile: defineRoute({
    ...RIGHTS,
    ...MANAGE,
    method: 'POST',
    path: '/access-profiles',
    summary: 'Create an access profile: entrances at hours',
    body: profileInput.extend({ siteId: wireId('site') }),
    answer: profileView,
    status: 201,
    problems: PROFILE_PROBLEMS,
  }),
  readProfile: defineRoute({
    ...RIGHTS,
    ...READ,
    method: 'GET',
    path: '/access-profiles/{id}',
    summary: 'Read an access profile as it is, or as it was at an instant',
    params: profileParams,
    query: z.object(atQuery),
    answer: profileView,
  }),
  changeProfile: defineRoute({
    ...RIGHTS,
    ...MANAGE,
    method: 'PUT',
    path: '/access-profiles/{id}',
    summary: 'Change an access profile for everyone who has it',
    params: profileParams,
    body: profileInput,
    answer: profileView,
    ifMatch: true,
    problems: PROFILE_PROBLEMS,
  }),
  removeProfile: defineRoute({
    ...RIGHTS,
    ...MANAGE,
    method: 'DELETE',
    path: '/access-profiles/{id}',
    summary: 'Remove an access profile nobody has',
    params: profileParams,
    status: 204,
    ifMatch: true,
    problems: ['access_profile_in_use'],
  }),
  listGrants: defineRoute({
    ...RIGHTS,
    ...READ,
    method: 'GET',
    path: '/access-grants',
    summary: 'List grants, revoked ones left out unless asked for',
    query: z.object({
      ...pageQuery,
      ...ofSite,
      personId: wireId('person').optional(),
      revoked: z.enum(['true', 'false']).default('false'),
    }),
    answer: pageOf(foldedGrantView),
    problems: ['person_filter_forbidden'],
  }),
  grantAccess: defineRoute({
    ...RIGHTS,
    ...MANAGE,
    method: 'POST',
    path: '/access-grants',
    summary:
      'Grant a profile to a person, to everyone who lives somewhere, or to whoever holds a role of the house',
    body: grantInput,
    answer: grantView,
    status: 201,
    problems: [
      'site_out_of_reach',
      'access_profile_unknown',
      'building_unknown',
      'home_unknown',
      'person_unknown',
      'period_invalid',
      'role_unfit',
    ],
  }),
  revokeGrant: defineRoute({
    ...RIGHTS,
    ...MANAGE,
    method: 'POST',
    path: '/access-grants/{id}/revoke',
    summary: 'Revoke a grant, with a reason',
    params: grantParams,
    body: withReason,
    answer: foldedGrantView,
    problems: ['access_grant_revoked'],
  }),
  ...credentialRoutes,
  listPlacements: defineRoute({
    ...RIGHTS,
    ...READ,
    method: 'GET',
    path: '/placements',
    summary: 'Which version of the rights each edge should have, was sent, and reported',
    query: z.object(ofSite),
    answer: z.object({ data: z.array(placementView) }),
  }),
  accessOfPerson: defineRoute({
    ...RIGHTS,
    ...READ,
    method: 'GET',
    path: '/people/{id}/access',
    summary: 'What a person may open at an instant, and why or why not',
    params: personParams,
    query: z.object({ ...ofSite, ...atQuery }),
    answer: accessView,
  }),
  showNames: defineRoute({
    ...RIGHTS,
    method: 'POST',
    // Whoever may change people may look at a name; the caretaker's and the technician's roles cannot.
    permission: 'people.manage',
    rateLimit: 'command',
    path: '/names',
    summary: 'Show the names of people, for a reason that is recorded for each of them',
    // A kept answer would keep the names; each look is recorded.
    repeat: 'runsAgain',
    body: z
      .strictObject({
        personIds: z.array(wireId('person')).max(200).default([]),
        reason: z.enum(NAME_REASONS),
        entranceId: wireId('entrance').optional(),
        /** Alone: whoever this event is about, folded in the log. */
        eventId: wireId('event').optional(),
      })
      .refine(({ personIds, eventId }) => personIds.length > 0 || eventId !== undefined),
    /** Those who do not exist, or live beyond what the caller may see, are left out. */
    answer: z.object({
      data: z.array(z.object({ personId: wireId('person'), givenName: z.string(), familyName: z.string() })),
    }),
  }),
  suspendPerson: defineRoute({
    ...suspension,
    path: '/people/{id}/suspend-access',
    summary: 'Suspend every right of a person, with a reason',
    body: withReason,
    problems: ['not_found', 'person_at_other_sites', 'person_unknown'],
  }),
  restorePerson: defineRoute({
    ...suspension,
    path: '/people/{id}/restore-access',
    summary: 'End the suspension of a person',
    problems: ['not_found', 'person_at_other_sites'],
  }),
} as const

export type EntranceInput = z.output<typeof entranceInput>
export type EntranceView = z.output<typeof entranceView>
export type ProfileInput = z.output<typeof profileInput>
export type ProfileView = z.output<typeof profileView>
export type GrantInput = z.output<typeof grantInput>
export type GrantView = z.output<typeof grantView>
export type DecisionView = z.output<typeof decisionView>
export type ExplanationView = z.output<typeof explanationView>
export type WhoView = z.output<typeof whoView>
export type AccessView = z.output<typeof accessView>
