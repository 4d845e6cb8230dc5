/** What a decision rests on, for people to read: the grant and who gave it why, the profile, the rule of the hours. */
import { accountRoles } from '@loge/features/accounts/server'
import { listEvents } from '@loge/features/events/server'
import { readSiteTime } from '@loge/features/places/server'
import { explainForSite } from '@loge/features/schedules/server'
import {
  addMs,
  asId,
  type AccessGrantId,
  type AccessProfileId,
  type Instant,
  type OrganizationId,
  type ScheduleId,
  type SiteId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { EvidenceView, InForceThere } from '../answers-wire.ts'
import { edgeFacts } from '../core/index.ts'
import type { When } from './as-of.ts'
import type { AccessDeps } from './deps.ts'
import { loadGrants, type StoredGrant } from './grant-store.ts'
import { listPlacements } from './placements.ts'
import { loadProfiles } from './profile-store.ts'

export interface EvidenceQuestion {
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  readonly when: When
  readonly grantIds: readonly AccessGrantId[]
  readonly profileIds: readonly AccessProfileId[]
  readonly scheduleIds: readonly ScheduleId[]
  /** Without the rights of single persons, homes and roles: those lead to whoever passed. */
  readonly folded?: boolean
}

/** The office of whoever granted, not their name: that is asked for with a reason, like any other. */
const grantorOf = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { grantedBy: { kind, id }, grantedAt }: StoredGrant,
): Promise<EvidenceView['grants'][number]['grantedBy']> => {
  const [role = null] =
    kind === 'account' && id !== null
      ? await accountRoles(transaction, organizationId, { accountId: asId('account', id), at: grantedAt })
      : []
  return { kind, role }
}

const describeGrants = async (
  transaction: Transaction,
  { organizationId, grantIds, folded = false }: EvidenceQuestion,
): Promise<EvidenceView['grants']> => {
  // A grant never changes but for its revocation, which is no part of why it was given.
  const grants = await loadGrants(transaction, { ids: grantIds, withRevoked: true })
  const described: EvidenceView['grants'] = []
  for (const grant of grants) {
    if (folded && grant.to.kind !== 'residents') continue
    const { id, to, reason, validFrom, validUntil, grantedAt, accessProfileId } = grant
    const grantedBy = await grantorOf(transaction, organizationId, grant)
    described.push({ id, accessProfileId, to: to.kind, reason, validFrom, validUntil, grantedAt, grantedBy })
  }
  return described
}

const describeSchedules = async (
  transaction: Transaction,
  now: Instant,
  { siteId, when, scheduleIds }: EvidenceQuestion,
): Promise<EvidenceView['schedules']> => {
  const site = await readSiteTime(transaction, siteId, when.asOf)
  if (site === undefined) return []
  const described: EvidenceView['schedules'] = []
  for (const id of new Set(scheduleIds)) {
    const moment = await explainForSite(transaction, site, { id, ...when, now })
    if (moment === undefined) continue
    const { name, open, rule, nextChangeAt } = moment
    described.push({
      id,
      name,
      open,
      rule: rule.kind,
      holiday: rule.kind === 'holiday' ? rule.code : null,
      nextChangeAt,
    })
  }
  return described
}

export const readEvidence = async (
  transaction: Transaction,
  { world }: Pick<AccessDeps, 'world'>,
  question: EvidenceQuestion,
): Promise<EvidenceView> => {
  const profiles = await loadProfiles(transaction, {
    ids: [...new Set(question.profileIds)],
    asOf: question.when.asOf,
  })
  return {
    grants: await describeGrants(transaction, question),
    profiles: profiles.map(({ id, name }) => ({ id, name })),
    schedules: await describeSchedules(transaction, world.now(), question),
  }
}

const EVERYTHING = { wholeOrganization: true, siteIds: [], ownPersonId: undefined }

/**
 * Which version of the rights the doors of a site decided by at an instant, as far as they have told: the least of what
 * its edges report now, or the last that was applied by then.
 */
export const readInForce = async (
  transaction: Transaction,
  { organizationId, siteId, when }: Pick<EvidenceQuestion, 'organizationId' | 'siteId' | 'when'>,
): Promise<InForceThere> => {
  if (when.asOf === undefined) {
    const [least] = (await listPlacements(transaction, [siteId], when.at)).toSorted(
      (one, other) => (one.reportedVersion ?? 0) - (other.reportedVersion ?? 0),
    )
    const { reportedVersion = null, reportedAt = null, revokedAt = null } = least ?? {}
    return { version: reportedVersion, since: reportedAt, edgeRevokedAt: revokedAt }
  }
  const filter = { siteId, types: [edgeFacts.snapshotApplied.type], until: addMs(when.asOf, 1) }
  const [applied] = await listEvents(
    transaction,
    { organizationId, reach: EVERYTHING, filter },
    { limit: 1, after: undefined },
  )
  const version = applied?.payload?.['snapshotVersion']
  return typeof version === 'number' && applied !== undefined
    ? { version, since: applied.filed_at, edgeRevokedAt: null }
    : { version: null, since: null, edgeRevokedAt: null }
}
