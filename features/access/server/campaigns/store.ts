/** Reads campaigns and their items, each with the right as it is now. */
import type {
  AccessCampaignId,
  AccessGrantId,
  BuildingId,
  CampaignDecisionId,
  Instant,
  PersonId,
  SiteId,
} from '@loge/kernel'
import type { Actor } from '@loge/features/events/core'
import type { Transaction } from '@loge/storage'
import { type RawBuilder, sql } from 'kysely'
import {
  type CampaignCounts,
  type CampaignDecision,
  type CampaignItem,
  type CampaignReviewer,
  countStates,
} from '../../core/index.ts'
import type { ReviewKind } from '../../wire.ts'
import type { AccessTables } from '../tables.ts'
import type { CampaignTables } from './tables.ts'

export const tablesOf = (transaction: Transaction) => transaction.$extendTables<CampaignTables>()

export interface StoredCampaign {
  readonly id: AccessCampaignId
  readonly siteId: SiteId
  readonly reason: string
  readonly covers: readonly ReviewKind[] | null
  readonly openedAt: Instant
  readonly openedOn: string
  readonly dueOn: string
  readonly openedBy: Actor
  readonly closedAt: Instant | null
  readonly closedBy: Actor | null
  readonly closeReason: string | null
  /** It was about every right, and no later one that was. */
  readonly isYearly: boolean
  readonly reviewers: readonly CampaignReviewer[]
}

interface CampaignFilter {
  readonly id?: AccessCampaignId
  readonly siteIds?: readonly SiteId[] | undefined
  readonly before?: AccessCampaignId | undefined
  readonly limit?: number
}

const loadReviewers = async (transaction: Transaction, ids: readonly AccessCampaignId[]) =>
  Map.groupBy(
    await tablesOf(transaction)
      .selectFrom('access_campaign_reviewer')
      .selectAll()
      .where(sql<boolean>`access_campaign_id = any(${[...ids]}::uuid[])`)
      .orderBy('position')
      .execute(),
    (row) => row.access_campaign_id,
  )

/** The latest first. */
export const loadCampaigns = async (
  transaction: Transaction,
  { id, siteIds, before, limit }: CampaignFilter,
): Promise<readonly StoredCampaign[]> => {
  const rows = await tablesOf(transaction)
    .selectFrom('access_campaign as c')
    .selectAll()
    .select(
      sql<boolean>`covers is null and not exists (select from access_campaign later
        where later.site_id = c.site_id and later.covers is null and later.id > c.id)`.as('is_yearly'),
    )
    .$if(id !== undefined, (query) => query.where(sql<boolean>`id = ${id}`))
    .$if(siteIds !== undefined, (query) =>
      query.where(sql<boolean>`site_id = any(${[...(siteIds ?? [])]}::uuid[])`),
    )
    .$if(before !== undefined, (query) => query.where(sql<boolean>`id < ${before}`))
    .orderBy('id', 'desc')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
  const reviewers = await loadReviewers(
    transaction,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    siteId: row.site_id,
    reason: row.reason,
    covers: row.covers,
    openedAt: row.opened_at,
    openedOn: row.opened_on,
    dueOn: row.due_on,
    openedBy: row.opened_by,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    closeReason: row.close_reason,
    isYearly: row.is_yearly,
    reviewers: (reviewers.get(row.id) ?? []).map((one) => ({
      accountId: one.account_id,
      buildingId: one.building_id,
    })),
  }))
}

/** Whether the right of an item is one that holds now. */
const inForce = (now: Instant): RawBuilder<boolean> => sql<boolean>`coalesce(g.revoked_at is null
  and g.valid_from <= ${new Date(now)} and (g.valid_until is null or g.valid_until > ${new Date(now)}), false)`

const itemsOf = (transaction: Transaction) =>
  transaction
    .$extendTables<CampaignTables & Pick<AccessTables, 'access_grant'>>()
    .selectFrom('access_campaign_item as i')
    .leftJoin('access_grant as g', (join) =>
      join.onRef('g.organization_id', '=', 'i.organization_id').onRef('g.id', '=', 'i.access_grant_id'),
    )
    .leftJoin('access_campaign_decision as d', (join) =>
      join.onRef('d.organization_id', '=', 'i.organization_id').onRef('d.id', '=', 'i.decision_id'),
    )

const NOTHING = countStates([])

export const loadCounts = async (
  transaction: Transaction,
  ids: readonly AccessCampaignId[],
  now: Instant,
): Promise<(id: AccessCampaignId) => CampaignCounts> => {
  const rows = await itemsOf(transaction)
    .select(['i.access_campaign_id', 'i.left_as', 'd.kind', inForce(now).as('in_force')])
    .select(sql<number>`count(*)::integer`.as('times'))
    .where(sql<boolean>`i.access_campaign_id = any(${[...ids]}::uuid[])`)
    .groupBy(['i.access_campaign_id', 'i.left_as', 'd.kind', sql`4`])
    .execute()
  const counted = new Map(
    [...Map.groupBy(rows, (row) => row.access_campaign_id)].map(([id, groups]) => [
      id,
      countStates(
        groups.map(({ kind, left_as, in_force, times }) => ({
          decision: kind,
          leftAs: left_as,
          isInForce: in_force,
          times,
        })),
      ),
    ]),
  )
  return (id) => counted.get(id) ?? NOTHING
}

export interface StoredDecision {
  readonly id: CampaignDecisionId
  readonly kind: CampaignDecision
  readonly reason: string | null
  readonly until: Instant | null
  readonly at: Instant
  readonly by: Actor
  readonly items: number
}

export interface ItemFilter {
  readonly id: AccessCampaignId
  readonly now: Instant
  readonly numbers?: readonly number[]
  readonly after?: number | undefined
  readonly limit?: number
}

/** In their order. */
export const loadItems = async (transaction: Transaction, { id, now, numbers, after, limit }: ItemFilter) => {
  const rows = await itemsOf(transaction)
    .selectAll('i')
    .select(['d.kind', 'd.reason', 'd.until', 'd.decided_at', 'd.decided_by', 'd.items as together'])
    .select(inForce(now).as('in_force'))
    .where('i.access_campaign_id', '=', id)
    .$if(numbers !== undefined, (query) =>
      query.where(sql<boolean>`i.number = any(${[...(numbers ?? [])]}::integer[])`),
    )
    .$if(after !== undefined, (query) => query.where('i.number', '>', after ?? 0))
    .orderBy('i.number')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
  return rows.map((row) => ({
    number: row.number,
    accessGrantId: row.access_grant_id,
    holder: row.holder,
    personId: row.person_id,
    buildingId: row.building_id,
    unitId: row.unit_id,
    roleId: row.role_id,
    accessProfileId: row.access_profile_id,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    listed: row.listed,
    isListed: row.listed.length > 0,
    entranceIds: row.entrance_ids,
    isInForce: row.in_force,
    leftAs: row.left_as,
    decision: row.kind,
    decided: decidedOf(row),
  })) satisfies readonly (CampaignItem & {
    readonly personId: PersonId | null
    readonly buildingId: BuildingId | null
  })[]
}
export type StoredItem = Awaited<ReturnType<typeof loadItems>>[number]

interface DecidedRow {
  readonly decision_id: CampaignDecisionId | null
  readonly kind: CampaignDecision | null
  readonly reason: string | null
  readonly until: Instant | null
  readonly decided_at: Instant | null
  readonly decided_by: Actor | null
  readonly together: number | null
}

const decidedOf = (row: DecidedRow): StoredDecision | null => {
  const { decision_id: id, kind, decided_at: at, decided_by: by } = row
  if (id === null || kind === null || at === null || by === null) return null
  return { id, kind, reason: row.reason, until: row.until, at, by, items: row.together ?? 0 }
}

/** So that two who decide at once come one after the other. Always after the rights of the site, never before them. */
export const lockCampaign = async (transaction: Transaction, id: AccessCampaignId): Promise<void> => {
  await sql`select from access_campaign where id = ${id} for update`.execute(transaction)
}

/** The rights of items go on under another number when what took them back is undone. */
export const followAgain = async (
  transaction: Transaction,
  again: readonly { readonly old: AccessGrantId; readonly id: AccessGrantId }[],
): Promise<void> => {
  await sql`
    update access_campaign_item i set access_grant_id = a.id
    from json_to_recordset(${JSON.stringify(again)}::json) as a (old uuid, id uuid), access_campaign c
    where i.access_grant_id = a.old and c.organization_id = i.organization_id and c.id = i.access_campaign_id
      and c.closed_at is null`.execute(transaction)
}
