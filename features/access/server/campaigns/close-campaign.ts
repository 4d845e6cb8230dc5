/** Closes a campaign for good: what nobody decided is written down as that, or as gone. */
import { sql } from 'kysely'
import { acceptClosing, accessFacts } from '../../core/index.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { record } from '../record.ts'
import { lockedCampaign } from './decide-items.ts'
import { campaignRefused } from './refused.ts'
import { loadCounts, loadItems, type StoredCampaign, tablesOf } from './store.ts'

export const closeCampaign = (
  deps: AccessDeps,
  asker: Asker,
  { campaign: { id, siteId }, reason }: { readonly campaign: StoredCampaign; readonly reason: string | null },
): Promise<void> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const now = deps.world.now()
    const campaign = await lockedCampaign(transaction, { id, siteId })
    const { open } = (await loadCounts(transaction, [id], now))(id)
    const accepted = acceptClosing({ isClosed: campaign.closedAt !== null }, { open }, reason)
    if (!accepted.ok) throw campaignRefused(accepted.refusal)
    const undecided = (await loadItems(transaction, { id, now }))
      .filter(({ decision, isInForce }) => decision === null && isInForce)
      .map(({ number }) => number)
    await sql`
      update access_campaign_item
      set left_as = case when number = any(${undecided}::integer[]) then 'undecided' else 'gone' end
      where access_campaign_id = ${id} and decision_id is null`.execute(transaction)
    await tablesOf(transaction)
      .updateTable('access_campaign')
      .set({
        closed_at: new Date(now),
        closed_by: JSON.stringify(asker.actor),
        close_reason: open > 0 ? reason : null,
      })
      .where('id', '=', id)
      .execute()
    const { length: items } = await loadItems(transaction, { id, now })
    const payload = { accessCampaignId: id, items, undecided: open }
    await record(transaction, deps, asker, { fact: accessFacts.campaignClosed, siteId, payload })
  })
