/** Takes a decision back with what it changed, until the campaign is closed; from the campaign or from the changes. */
import { findAccount } from '@loge/features/accounts/server'
import type { Actor } from '@loge/features/events/core'
import type { AccessCampaignId, AccessChangeId, AccountId, CampaignDecisionId, Instant } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { acceptUndo, accessFacts, type CampaignDecision } from '../../core/index.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { notFound } from '../keep-entrance.ts'
import { record } from '../record.ts'
import { ableReviewers } from './able-reviewers.ts'
import { accountRequired, campaignRefused } from './refused.ts'
import { loadCampaigns, lockCampaign, tablesOf } from './store.ts'

export interface DecisionToUndo {
  readonly id: CampaignDecisionId
  readonly campaignId: AccessCampaignId
  readonly kind: CampaignDecision
  readonly items: number
  readonly changeId: AccessChangeId | null
  readonly undoneAt: Instant | null
}

export const findDecision = async (
  transaction: Transaction,
  by: { readonly id: CampaignDecisionId } | { readonly changeId: AccessChangeId },
): Promise<DecisionToUndo | undefined> => {
  const row = await tablesOf(transaction)
    .selectFrom('access_campaign_decision')
    .selectAll()
    .where(sql<boolean>`${'id' in by ? sql`id = ${by.id}` : sql`access_change_id = ${by.changeId}`}`)
    .executeTakeFirst()
  return row === undefined
    ? undefined
    : {
        id: row.id,
        campaignId: row.access_campaign_id,
        kind: row.kind,
        items: row.items,
        changeId: row.access_change_id,
        undoneAt: row.undone_at,
      }
}

const markUndone = async (
  transaction: Transaction,
  { id }: DecisionToUndo,
  by: { readonly at: Instant; readonly actor: Actor },
): Promise<void> => {
  await tablesOf(transaction)
    .updateTable('access_campaign_item')
    .set({ decision_id: null })
    .where('decision_id', '=', id)
    .execute()
  await tablesOf(transaction)
    .updateTable('access_campaign_decision')
    .set({ undone_at: new Date(by.at), undone_by: JSON.stringify(by.actor) })
    .where('id', '=', id)
    .execute()
}

const decidedBy = async (transaction: Transaction, { id }: DecisionToUndo) =>
  (
    await tablesOf(transaction)
      .selectFrom('access_campaign_item')
      .select(['number', 'person_id', 'building_id'])
      .where('decision_id', '=', id)
      .execute()
  ).map((row) => ({ number: row.number, personId: row.person_id, buildingId: row.building_id }))

/** Whichever way it is undone: a decision is somebody's. */
const decider = async (transaction: Transaction, { organizationId, actor }: Asker) => {
  const accountId = actor.kind === 'account' ? (actor.id as AccountId) : undefined
  const account = accountId && (await findAccount(transaction, organizationId, accountId))
  if (account === undefined) throw accountRequired()
  return { accountId: account.id, personId: account.personId }
}

/** The rights of the site are locked by then. */
export const forgetDecision = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  found: DecisionToUndo,
): Promise<void> => {
  await lockCampaign(transaction, found.campaignId)
  const [campaign] = await loadCampaigns(transaction, { id: found.campaignId })
  const decision = await findDecision(transaction, found)
  if (campaign === undefined || decision === undefined) throw notFound()
  const isClosed = campaign.closedAt !== null
  const decided = await decidedBy(transaction, decision)
  const by = await decider(transaction, asker)
  const reviewers = await ableReviewers(transaction, asker.organizationId, campaign, deps.world.now())
  const accepted = acceptUndo({ isClosed, reviewers }, decided, by)
  if (!accepted.ok) throw campaignRefused(accepted.refusal.code, accepted.refusal.items)
  if (decision.undoneAt !== null) throw campaignRefused('campaign_decision_undone')
  await markUndone(transaction, decision, { at: deps.world.now(), actor: asker.actor })
  const { kind, items } = decision
  const payload = { accessCampaignId: campaign.id, decision: kind, items }
  const { siteId } = campaign
  await record(transaction, deps, asker, { fact: accessFacts.campaignDecisionUndone, siteId, payload })
}

/** A change that a campaign made is undone there too, or not at all. */
export const forgetDecisionOf = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  changeId: AccessChangeId,
): Promise<void> => {
  const decision = await findDecision(transaction, { changeId })
  if (decision !== undefined) await forgetDecision(transaction, deps, asker, decision)
}
