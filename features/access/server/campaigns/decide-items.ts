/** Decides rights of a campaign: one transaction of the decision and the change of rights it makes, or neither. */
import type { Caller } from '@loge/features/places/server'
import type { Principal } from '@loge/http'
import {
  type AccessGrantId,
  type CampaignDecisionId,
  type Instant,
  newId,
  type OrganizationId,
} from '@loge/kernel'
import { inOneTransaction, type Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { acceptDecision, accessFacts, type CampaignDecision, type Deciding } from '../../core/index.ts'
import type { CampaignDecide, RightsEdit, RightsPreview } from '../../wire.ts'
import { applyChange } from '../changes/apply-change.ts'
import { previewChange } from '../changes/preview-change.ts'
import type { AccessDeps } from '../deps.ts'
import { loadGrants } from '../grant-store.ts'
import { notFound } from '../keep-entrance.ts'
import { record } from '../record.ts'
import { lockRights } from '../snapshot-version.ts'
import { ableReviewers } from './able-reviewers.ts'
import { accountRequired, campaignRefused } from './refused.ts'
import { siteDays } from './site-days.ts'
import {
  loadCampaigns,
  loadItems,
  lockCampaign,
  type StoredCampaign,
  type StoredItem,
  tablesOf,
} from './store.ts'

export const accountOf = (principal: Principal) => {
  if (principal.kind === 'account') return principal
  throw accountRequired()
}

export interface ToDecide extends Pick<CampaignDecide, 'items' | 'decision' | 'lastDay'> {
  readonly campaign: StoredCampaign
  readonly by: Deciding['by']
}

interface Accepted {
  readonly items: readonly StoredItem[]
  readonly until: Instant | null
}

const untilOf = async (
  transaction: Transaction,
  { campaign, decision, lastDay }: ToDecide,
): Promise<Instant | null> => {
  if (decision !== 'end') return null
  if (lastDay === null) throw campaignRefused('campaign_end_not_earlier')
  return (await siteDays(transaction, campaign.siteId)).endOf(lastDay)
}

const accept = async (
  transaction: Transaction,
  asked: ToDecide,
  {
    organizationId,
    now,
    reason,
  }: {
    readonly organizationId: OrganizationId
    readonly now: Instant
    readonly reason: string | null
  },
): Promise<Accepted> => {
  const { campaign, decision, by } = asked
  const numbers = [...new Set(asked.items)]
  const items = await loadItems(transaction, { id: campaign.id, now, numbers })
  if (items.length !== numbers.length) throw notFound()
  const until = await untilOf(transaction, asked)
  const isClosed = campaign.closedAt !== null
  const reviewers = await ableReviewers(transaction, organizationId, campaign, now)
  const accepted = acceptDecision({ isClosed, reviewers }, items, {
    by,
    decision,
    reason,
    until,
    now,
  })
  if (!accepted.ok) throw campaignRefused(accepted.refusal.code, accepted.refusal.items)
  return { items, until }
}

/** A grant never changes: one that ends earlier takes the place of one that is taken back. */
const editsOf = async (
  transaction: Transaction,
  decision: CampaignDecision,
  { items, until }: Accepted,
): Promise<readonly RightsEdit[]> => {
  if (decision === 'keep') return []
  const ids = items.flatMap(({ accessGrantId }): readonly AccessGrantId[] =>
    accessGrantId === null ? [] : [accessGrantId],
  )
  const grants = await loadGrants(transaction, { ids })
  return grants.flatMap(
    ({ id, accessProfileId, to, leaseClass, validFrom, reason }): readonly RightsEdit[] => {
      const taken = { kind: 'revoke', id } as const
      if (decision === 'revoke') return [taken]
      return [taken, { kind: 'grant', accessProfileId, to, leaseClass, validFrom, validUntil: until, reason }]
    },
  )
}

/** Of what changes no right there is nothing to look at first. */
export const previewDecision = async (
  deps: AccessDeps,
  caller: Caller,
  asked: ToDecide,
): Promise<RightsPreview> => {
  const edits = await deps.database.transaction(caller.organizationId, async (transaction) => {
    const { organizationId } = caller
    const accepted = await accept(transaction, asked, {
      organizationId,
      now: deps.world.now(),
      reason: 'preview',
    })
    return editsOf(transaction, asked.decision, accepted)
  })
  return previewChange(deps, caller, { siteId: asked.campaign.siteId, edits })
}

interface Made extends Accepted {
  readonly changeId: string | null
  readonly now: Instant
  readonly reason: string | null
}

const keepDecision = async (
  transaction: Transaction,
  { organizationId, actor }: Caller,
  id: CampaignDecisionId,
  { campaign, decision, items, until, reason, now, changeId }: Pick<ToDecide, 'campaign' | 'decision'> & Made,
): Promise<void> => {
  await sql`
    insert into access_campaign_decision (organization_id, id, access_campaign_id, kind, reason, until, items,
      decided_at, decided_by, access_change_id)
    values (${organizationId}, ${id}, ${campaign.id}, ${decision}, ${reason},
      ${until === null ? null : new Date(until)}::timestamptz, ${items.length}, ${new Date(now)}, ${JSON.stringify(actor)}::jsonb, ${changeId}::uuid)`.execute(
    transaction,
  )
  await tablesOf(transaction)
    .updateTable('access_campaign_item')
    .set({ decision_id: id })
    .where('access_campaign_id', '=', campaign.id)
    .where(sql<boolean>`number = any(${items.map(({ number }) => number)}::integer[])`)
    .execute()
}

/** As it stands once nobody else can change it. */
export const lockedCampaign = async (
  transaction: Transaction,
  { id, siteId }: Pick<StoredCampaign, 'id' | 'siteId'>,
): Promise<StoredCampaign> => {
  await lockRights(transaction, siteId)
  await lockCampaign(transaction, id)
  const [campaign] = await loadCampaigns(transaction, { id })
  if (campaign === undefined) throw notFound()
  return campaign
}

export const decideItems = (
  deps: AccessDeps,
  caller: Caller,
  asked: ToDecide & Pick<CampaignDecide, 'reason' | 'basedOn'>,
): Promise<{ readonly id: CampaignDecisionId; readonly items: number }> =>
  inOneTransaction(deps.database, caller.organizationId, async (inside, transaction) => {
    const campaign = await lockedCampaign(transaction, asked.campaign)
    const { siteId } = campaign
    const { decision, reason, basedOn } = asked
    const now = deps.world.now()
    const accepted = await accept(
      transaction,
      { ...asked, campaign },
      { organizationId: caller.organizationId, now, reason },
    )
    const edits = await editsOf(transaction, decision, accepted)
    let changeId: string | null = null
    if (edits.length > 0) {
      if (reason === null || basedOn === null) throw campaignRefused('campaign_reason_needed')
      const change = { siteId, basedOn, edits, reason }
      changeId = (await applyChange({ ...deps, database: inside }, caller, change)).id
    }
    const id = newId(deps.world, 'campaignDecision')
    await keepDecision(transaction, caller, id, { campaign, decision, ...accepted, reason, now, changeId })
    const items = accepted.items.length
    const payload = { accessCampaignId: campaign.id, decision, items }
    await record(transaction, deps, caller, { fact: accessFacts.campaignDecided, siteId, payload })
    return { id, items }
  })
