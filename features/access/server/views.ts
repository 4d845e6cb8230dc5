/** What is stored and decided, in the shapes that cross the network. */
import { asId } from '@loge/kernel'
import {
  type EmergencyHere,
  type CodesBlocked,
  type Decision,
  type LineVerdict,
  type Unconfirmed,
  UNCONFIRMED_IS_A_FAULT,
} from '../core/index.ts'
import type { Instant } from '@loge/kernel'
import type {
  AccessView,
  CredentialView,
  DecisionView,
  EntranceView,
  ExplanationView,
  GrantView,
  ProfileView,
  WhoView,
} from '../wire.ts'
import type { EntranceAccess, PersonExplanation, PersonMayEnter, WhoMayEnter } from './ask.ts'
import type { StoredCredential } from './credential-store.ts'
import type { StoredEntrance } from './entrance-store.ts'
import type { StoredGrant } from './grant-store.ts'
import type { InForceHere } from './placements.ts'
import type { StoredProfile } from './profile-store.ts'

const idOr = <Kind extends 'accessGrant' | 'schedule'>(kind: Kind, id: string | null) =>
  id === null ? null : asId(kind, id)

interface EntranceNow {
  readonly placement: InForceHere | null
  readonly unconfirmed: Unconfirmed | undefined
  readonly codesBlocked: CodesBlocked | undefined
  readonly emergency: EmergencyHere | undefined
}

export const viewEntrance = (
  entrance: StoredEntrance,
  { placement, unconfirmed, codesBlocked, emergency }: EntranceNow,
): EntranceView => ({
  id: entrance.id,
  siteId: entrance.siteId,
  location: entrance.location,
  name: entrance.name,
  number: entrance.number,
  kind: entrance.kind,
  parts: entrance.parts.map((part) => ({ ...part })),
  unlockMs: entrance.unlockMs,
  heldOpenMs: entrance.heldOpenMs,
  failMode: entrance.failMode,
  accepts: [...entrance.accepts],
  takesLookAlikes: entrance.takesLookAlikes === true,
  holdOpenScheduleId: entrance.holdOpenScheduleId,
  holdsAfterEntry: entrance.holdsAfterEntry === true,
  twoPeople: entrance.twoPeople ?? null,
  revision: entrance.revision,
  lockedDown: entrance.lockedDown,
  emergency: emergency ?? null,
  placement,
  unconfirmed:
    unconfirmed === undefined
      ? null
      : { ...unconfirmed, needsLook: unconfirmed.times >= UNCONFIRMED_IS_A_FAULT },
  codesBlocked: codesBlocked ?? null,
})

export const viewProfile = ({ lines, ...profile }: StoredProfile): ProfileView => ({
  ...profile,
  lines: lines.map(({ entranceIds, scheduleId }) => ({ entranceIds: [...entranceIds], scheduleId })),
})

export const viewGrant = (grant: StoredGrant): GrantView => ({ ...grant })

export const viewCredential = (credential: StoredCredential): CredentialView => ({
  id: credential.id,
  siteId: credential.siteId,
  personId: credential.personId,
  kind: credential.kind,
  label: credential.label,
  status: credential.status,
  validFrom: credential.validFrom,
  validUntil: credential.validUntil,
  createdAt: credential.createdAt,
  statusSince: credential.statusSince,
})

/** `until` goes through all rights that follow one another, further than the decision's own. */
export const viewDecision = (decision: Decision, until: Instant | null): DecisionView =>
  decision.allowed
    ? {
        allowed: true,
        accessGrantId: asId('accessGrant', decision.grantId),
        accessProfileId: asId('accessProfile', decision.profileId),
        scheduleId: idOr('schedule', decision.scheduleId),
        windowFrom: decision.windowFrom,
        windowUntil: decision.windowUntil,
        until,
      }
    : {
        allowed: false,
        refusal: decision.refusal,
        accessGrantId: idOr('accessGrant', decision.grantId),
        retryAt: decision.retryAt,
      }

const viewLine = (line: LineVerdict): ExplanationView['lines'][number] => ({
  accessGrantId: asId('accessGrant', line.grantId),
  accessProfileId: asId('accessProfile', line.profileId),
  scheduleId: idOr('schedule', line.scheduleId),
  validFrom: line.validFrom,
  validUntil: line.validUntil,
  refusal: line.refusal,
  retryAt: line.retryAt,
})

export const viewExplanation = (
  at: Instant,
  { decision, until, checks, lines }: PersonExplanation,
): Omit<ExplanationView, 'evidence' | 'inForce'> => ({
  at,
  decision: viewDecision(decision, until),
  checks: checks.map((check) => ({ ...check })),
  lines: lines.map(viewLine),
})

export const viewCount = ({
  profileId,
  count,
}: WhoMayEnter['byProfile'][number]): WhoView['byProfile'][number] => ({
  accessProfileId: asId('accessProfile', profileId),
  count,
})

export const viewLockdown = ({
  since,
  until,
  without,
}: NonNullable<WhoMayEnter['lockdown']>): NonNullable<WhoView['lockdown']> => ({
  since,
  until,
  without: { total: without.total, byProfile: without.byProfile.map(viewCount) },
})

export const viewMayEnter = ({
  personId,
  decision,
  until,
  kinds,
}: PersonMayEnter): WhoView['data'][number] => ({
  personId,
  accessGrantId: asId('accessGrant', decision.grantId),
  accessProfileId: asId('accessProfile', decision.profileId),
  scheduleId: idOr('schedule', decision.scheduleId),
  until,
  kinds: [...kinds],
})

export const viewAccess = ({ entrance, decision, until }: EntranceAccess): AccessView['data'][number] => ({
  entranceId: entrance.id,
  name: entrance.name,
  number: entrance.number,
  siteId: entrance.siteId,
  decision: viewDecision(decision, until),
})
