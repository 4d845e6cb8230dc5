/** Those who were named to review and may still change rights there: who lost that decides nothing, and holds up nobody. */
import { mayStill } from '@loge/features/accounts/server'
import type { Instant, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { CampaignReviewer } from '../../core/index.ts'
import type { StoredCampaign } from './store.ts'

export const ableReviewers = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { siteId, reviewers }: Pick<StoredCampaign, 'siteId' | 'reviewers'>,
  at: Instant,
): Promise<readonly CampaignReviewer[]> => {
  const able = new Map<string, boolean>()
  for (const id of new Set(reviewers.map(({ accountId }) => accountId))) {
    const actor = { kind: 'account', id } as const
    able.set(id, await mayStill(transaction, { organizationId, siteId, actor, at }, 'access.manage'))
  }
  return reviewers.filter(({ accountId }) => able.get(accountId) === true)
}
