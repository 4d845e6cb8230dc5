/** What is stored of a campaign, in the shapes that cross the network. */
import { accountNames, namesKnownTo } from '@loge/features/accounts/server'
import type { Actor } from '@loge/features/events/core'
import { type AccountId, formatCivilDay, type Instant } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type CampaignReviewer, mayReview, reminderOf, stateOfItem, yearAfter } from '../../core/index.ts'
import type { CampaignItemView, CampaignView } from '../../wire.ts'
import { viewActor } from '../changes/view-actor.ts'
import type { AccessDeps } from '../deps.ts'
import { foldedTo } from '../fold.ts'
import { loadProfiles } from '../profile-store.ts'
import type { AskingCall } from '../reach.ts'
import { lastUses } from '../reviews/review-access.ts'
import { ableReviewers } from './able-reviewers.ts'
import { dayOf, siteDays } from './site-days.ts'
import { loadCounts, type StoredCampaign, type StoredItem } from './store.ts'

const accountsOf = (actors: readonly (Actor | null)[]): readonly AccountId[] =>
  actors.flatMap((actor) => (actor?.kind === 'account' ? [actor.id as AccountId] : []))

export const viewCampaigns = async (
  transaction: Transaction,
  { world }: Pick<AccessDeps, 'world'>,
  call: AskingCall,
  campaigns: readonly StoredCampaign[],
): Promise<CampaignView[]> => {
  const now = world.now()
  const ids = campaigns.map(({ id }) => id)
  const countsOf = await loadCounts(transaction, ids, now)
  const found = await accountNames(transaction, call.organizationId, [
    ...accountsOf(campaigns.flatMap(({ openedBy, closedBy }) => [openedBy, closedBy])),
    ...campaigns.flatMap(({ reviewers }) => reviewers.map(({ accountId }) => accountId)),
  ])
  const views: CampaignView[] = []
  for (const { isYearly, openedOn, openedBy, closedBy, reviewers, covers, ...campaign } of campaigns) {
    const today = (await siteDays(transaction, campaign.siteId)).dayAt(now)
    const isClosed = campaign.closedAt !== null
    const dates = { openedOn: dayOf(openedOn), dueOn: dayOf(campaign.dueOn), isClosed, isYearly }
    const counts = countsOf(campaign.id)
    const names = namesKnownTo(call, campaign.siteId, found)
    const able = await ableReviewers(transaction, call.organizationId, { ...campaign, reviewers }, now)
    views.push({
      ...campaign,
      covers: covers === null ? null : [...covers],
      openedBy: viewActor(openedBy, names),
      closedBy: closedBy === null ? null : viewActor(closedBy, names),
      reviewers: reviewers.map((one) => ({
        ...one,
        name: names.get(one.accountId) ?? null,
        // Of a closed one it is past: who reviewed, reviewed.
        mayReview: isClosed || able.includes(one),
      })),
      items: Object.values(counts).reduce((sum, count) => sum + count, 0),
      counts,
      reminder: reminderOf(dates, today),
      nextOn: covers === null ? formatCivilDay(yearAfter(dates.openedOn)) : null,
    })
  }
  return views
}

const mayDecide = (
  { principal }: AskingCall,
  reviewers: readonly CampaignReviewer[],
  { personId, buildingId }: StoredItem,
): CampaignItemView['mayDecide'] => {
  if (principal.kind !== 'account' || !mayReview(reviewers, principal.accountId, buildingId))
    return 'notReviewer'
  return personId === principal.personId ? 'own' : 'yes'
}

const heldBy = (call: AskingCall, { siteId }: StoredCampaign, item: StoredItem): CampaignItemView['to'] => {
  const { holder, personId, buildingId, unitId, roleId } = item
  if (holder === 'residents') return { kind: 'residents', buildingId }
  if (holder === 'home') return unitId === null ? null : { kind: 'home', unitId }
  if (holder === 'role') return roleId === null ? null : { kind: 'role', roleId }
  return personId === null ? null : foldedTo(call, siteId, { kind: 'person', personId })
}

export const viewItems = async (
  transaction: Transaction,
  call: AskingCall,
  campaign: StoredCampaign,
  { items, now }: { readonly items: readonly StoredItem[]; readonly now: Instant },
): Promise<CampaignItemView[]> => {
  const able = await ableReviewers(transaction, call.organizationId, campaign, now)
  const ids = items.flatMap(({ accessGrantId }) => accessGrantId ?? [])
  // A proof is kept longer than movements are.
  const uses = campaign.closedAt === null ? await lastUses(transaction, ids) : new Map()
  const { siteId, openedAt } = campaign
  const profiles = await loadProfiles(transaction, { siteIds: [siteId], asOf: openedAt })
  const groups = new Map(profiles.map(({ id, name }) => [id, name]))
  const accounts = accountsOf(items.map(({ decided }) => decided?.by ?? null))
  const names = namesKnownTo(call, siteId, await accountNames(transaction, call.organizationId, accounts))
  return items.map((item) => ({
    number: item.number,
    state: stateOfItem(item),
    to: heldBy(call, campaign, item),
    buildingId: item.buildingId,
    accessProfileId: item.accessProfileId,
    profileName: groups.get(item.accessProfileId) ?? '',
    validFrom: item.validFrom,
    validUntil: item.validUntil,
    listed: [...item.listed],
    entranceIds: [...item.entranceIds],
    lastUsedAt: uses.get(item.accessGrantId) ?? null,
    mayDecide: mayDecide(call, able, item),
    decision: item.decided === null ? null : { ...item.decided, by: viewActor(item.decided.by, names) },
  }))
}
