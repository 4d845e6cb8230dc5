/** Opens a campaign at a site: the rights in force at this moment, each with why it is on a list, become its items. */
import { findAccount, mayStill } from '@loge/features/accounts/server'
import { findPlace } from '@loge/features/places/server'
import { Problem } from '@loge/http'
import {
  type AccessCampaignId,
  type AccessGrantId,
  formatCivilDay,
  type Instant,
  newId,
  type OrganizationId,
  type SiteId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { accessFacts, type CampaignReviewer, coversSite } from '../../core/index.ts'
import { type CampaignInput, REVIEW_KINDS, type ReviewKind } from '../../wire.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { loadGrants, type StoredGrant } from '../grant-store.ts'
import { record } from '../record.ts'
import { buildingsOfUnits } from '../residences.ts'
import { reviewAccess } from '../reviews/review-access.ts'
import { lockRights } from '../snapshot-version.ts'
import { campaignRefused } from './refused.ts'
import { isPast, siteDays } from './site-days.ts'
import { loadCampaigns, tablesOf } from './store.ts'

/** More rights than a site has. */
const ALL = 1_000_000

interface Listed {
  readonly kinds: ReviewKind[]
  readonly entranceIds: string[]
}

const listedAt = async (
  transaction: Transaction,
  siteId: SiteId,
  now: Instant,
): Promise<ReadonlyMap<AccessGrantId, Listed>> => {
  const found = new Map<AccessGrantId, Listed>()
  for (const kind of REVIEW_KINDS)
    for (const { id, entranceIds } of await reviewAccess(transaction, {
      siteId,
      kind,
      now,
      after: undefined,
      limit: ALL,
    })) {
      const one = found.get(id) ?? { kinds: [], entranceIds: [] }
      one.kinds.push(kind)
      one.entranceIds.push(...entranceIds)
      found.set(id, one)
    }
  return found
}

/** Of each person with a home at the site, the building of the first of them. */
const buildingsOf = async (transaction: Transaction, siteId: SiteId, now: Instant) => {
  const { rows } = await sql<{ person_id: string; building_id: string }>`
    select distinct on (t.person_id) t.person_id, u.building_id
    from tenancy t join unit u on u.organization_id = t.organization_id and u.id = t.unit_id
    where t.site_id = ${siteId} and t.superseded_at is null
      and (t.moves_out_at is null or t.moves_out_at > ${new Date(now)})
    order by t.person_id, t.moves_in_at, u.building_id`.execute(transaction)
  return new Map(rows.map((row) => [row.person_id, row.building_id]))
}

const buildingOf = (
  { to }: StoredGrant,
  homes: ReadonlyMap<string, string>,
  units: ReadonlyMap<string, string>,
): string | null => {
  if (to.kind === 'person') return homes.get(to.personId) ?? null
  if (to.kind === 'home') return units.get(to.unitId) ?? null
  return to.kind === 'role' ? null : to.buildingId
}

const isInForce = ({ validFrom, validUntil }: StoredGrant, now: Instant): boolean =>
  validFrom <= now && (validUntil === null || now < validUntil)

interface Opening {
  readonly organizationId: OrganizationId
  readonly id: AccessCampaignId
  readonly siteId: SiteId
  readonly now: Instant
}

/** How many there are. Group by group, so that who reviews sees like beside like. */
const addItems = async (
  transaction: Transaction,
  { organizationId, id, siteId, now }: Opening,
  covers: CampaignInput['covers'],
): Promise<number> => {
  const listed = await listedAt(transaction, siteId, now)
  const homes = await buildingsOf(transaction, siteId, now)
  const units = await buildingsOfUnits(transaction, siteId)
  const items = (await loadGrants(transaction, { siteIds: [siteId] }))
    .filter((grant) => isInForce(grant, now))
    .filter((grant) => covers === null || listed.get(grant.id)?.kinds.some((kind) => covers.includes(kind)))
    .toSorted((one, other) =>
      one.accessProfileId < other.accessProfileId
        ? -1
        : Number(one.accessProfileId !== other.accessProfileId),
    )
    .map((grant, position) => ({
      number: position + 1,
      access_grant_id: grant.id,
      holder: grant.to.kind,
      person_id: grant.to.kind === 'person' ? grant.to.personId : null,
      building_id: buildingOf(grant, homes, units),
      unit_id: grant.to.kind === 'home' ? grant.to.unitId : null,
      role_id: grant.to.kind === 'role' ? grant.to.roleId : null,
      access_profile_id: grant.accessProfileId,
      valid_from: new Date(grant.validFrom),
      valid_until: grant.validUntil === null ? null : new Date(grant.validUntil),
      listed: listed.get(grant.id)?.kinds ?? [],
      entrance_ids: listed.get(grant.id)?.entranceIds ?? [],
    }))
  if (items.length === 0) throw campaignRefused('campaign_empty')
  // As one value, because there may be thousands.
  await sql`
    insert into access_campaign_item (organization_id, access_campaign_id, number, access_grant_id, holder, person_id,
      building_id, unit_id, role_id, access_profile_id, valid_from, valid_until, listed, entrance_ids)
    select ${organizationId}::uuid, ${id}::uuid, i.* from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as i (number integer, access_grant_id uuid, holder text, person_id uuid, building_id uuid, unit_id uuid, role_id uuid,
      access_profile_id uuid, valid_from timestamptz, valid_until timestamptz, listed text[], entrance_ids uuid[])`.execute(
    transaction,
  )
  return items.length
}

interface Naming extends Pick<CampaignInput, 'siteIds' | 'reviewers'> {
  readonly at: Instant
}

/** Where they are to review. Who may not change rights there could decide nothing, and the campaign would stand still. */
const sitesOfReviewer = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { accountId, buildingId }: CampaignReviewer,
  siteIds: readonly SiteId[],
): Promise<readonly SiteId[]> => {
  const account = await findAccount(transaction, organizationId, accountId)
  if (account?.status !== 'active')
    throw new Problem(422, 'account_unknown', 'There is no such account in use. Choose another colleague.')
  if (buildingId === null) return siteIds
  const siteId = (await findPlace(transaction, 'building', buildingId))?.siteId
  if (siteId === undefined || !siteIds.includes(siteId))
    throw new Problem(422, 'building_unknown', 'This building is not at this site. Choose one of the site.')
  return [siteId]
}

/** Those of the site: a reviewer of a building reviews where the building is. */
export const reviewersAt = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { siteIds, reviewers, at }: Naming,
): Promise<(siteId: SiteId) => readonly CampaignReviewer[]> => {
  const siteOf = new Map<string, SiteId>()
  for (const [position, reviewer] of reviewers.entries()) {
    const actor = { kind: 'account', id: reviewer.accountId } as const
    for (const siteId of await sitesOfReviewer(transaction, organizationId, reviewer, siteIds)) {
      if (!(await mayStill(transaction, { organizationId, siteId, actor, at }, 'access.manage')))
        throw campaignRefused('campaign_reviewer_powerless', [position], 'reviewers')
      if (reviewer.buildingId !== null) siteOf.set(reviewer.buildingId, siteId)
    }
  }
  return (siteId) => {
    const here = reviewers.filter(
      ({ buildingId }) => buildingId === null || siteOf.get(buildingId) === siteId,
    )
    if (!coversSite(here)) throw campaignRefused('campaign_site_uncovered')
    return here
  }
}

export const writeReviewers = async (
  transaction: Transaction,
  { organizationId, id }: Pick<Opening, 'organizationId' | 'id'>,
  reviewers: readonly CampaignReviewer[],
): Promise<void> => {
  await tablesOf(transaction)
    .deleteFrom('access_campaign_reviewer')
    .where('access_campaign_id', '=', id)
    .execute()
  if (reviewers.length === 0) return
  const rows = reviewers.map(({ accountId, buildingId }, position) => ({
    organization_id: organizationId,
    access_campaign_id: id,
    position,
    account_id: accountId,
    building_id: buildingId,
  }))
  await tablesOf(transaction).insertInto('access_campaign_reviewer').values(rows).execute()
}

const openAt = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  {
    siteId,
    reason,
    dueOn,
    covers,
  }: Omit<CampaignInput, 'siteIds' | 'reviewers'> & { readonly siteId: SiteId },
): Promise<AccessCampaignId> => {
  const { organizationId, actor } = asker
  const now = deps.world.now()
  const today = (await siteDays(transaction, siteId)).dayAt(now)
  if (isPast(dueOn, today)) throw campaignRefused('campaign_due_past')
  // What is given or taken back meanwhile comes wholly before or wholly after.
  await lockRights(transaction, siteId)
  const [latest] = await loadCampaigns(transaction, { siteIds: [siteId], limit: 1 })
  if (latest?.closedAt === null) throw campaignRefused('campaign_open_already')
  const id = newId(deps.world, 'accessCampaign')
  await tablesOf(transaction)
    .insertInto('access_campaign')
    .values({
      organization_id: organizationId,
      id,
      site_id: siteId,
      reason,
      covers: covers === null ? null : [...covers],
      opened_at: new Date(now),
      opened_on: formatCivilDay(today),
      due_on: dueOn,
      opened_by: JSON.stringify(actor),
      closed_at: null,
      closed_by: null,
      close_reason: null,
    })
    .execute()
  const items = await addItems(transaction, { organizationId, id, siteId, now }, covers)
  const payload = { accessCampaignId: id, items, dueOn }
  await record(transaction, deps, asker, { fact: accessFacts.campaignOpened, siteId, payload })
  return id
}

/** One at each site, or none. */
export const openCampaigns = (
  deps: AccessDeps,
  asker: Asker,
  { siteIds, reviewers, ...input }: CampaignInput,
): Promise<readonly AccessCampaignId[]> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId } = asker
    const opened: AccessCampaignId[] = []
    const at = deps.world.now()
    const reviewersOf = await reviewersAt(transaction, organizationId, { siteIds, reviewers, at })
    // In one order, so that two who open at the same sites do not wait for each other.
    for (const siteId of [...new Set(siteIds)].toSorted()) {
      const id = await openAt(transaction, deps, asker, { ...input, siteId })
      await writeReviewers(transaction, { organizationId, id }, reviewersOf(siteId))
      opened.push(id)
    }
    return opened
  })
