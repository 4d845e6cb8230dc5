/** A yearly review of rights: what may be decided of each, by whom, in which one state each ends, and when it is due. */
import {
  addDays,
  type AccountId,
  type BuildingId,
  type CivilDay,
  civilDay,
  civilFields,
  type Instant,
  ok,
  type PersonId,
  refuse,
  type Result,
} from '@loge/kernel'

/** Kept as it is; ended at a date, earlier than before; taken back at once. */
export const CAMPAIGN_DECISIONS = ['keep', 'end', 'revoke'] as const
export type CampaignDecision = (typeof CAMPAIGN_DECISIONS)[number]

/** `gone`: it was over before anybody decided. `undecided`: the campaign was closed without a decision of it. */
export const CAMPAIGN_STATES = ['open', 'kept', 'ended', 'revoked', 'gone', 'undecided'] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]

export interface CampaignItem {
  readonly number: number
  readonly decision: CampaignDecision | null
  /** Whether the right is one that holds now. */
  readonly isInForce: boolean
  /** What the closing made of it, if nobody had decided. */
  readonly leftAs: 'gone' | 'undecided' | null
}

const AFTER: Record<CampaignDecision, CampaignState> = { keep: 'kept', end: 'ended', revoke: 'revoked' }

export const stateOfItem = ({ decision, leftAs, isInForce }: Omit<CampaignItem, 'number'>): CampaignState => {
  if (decision !== null) return AFTER[decision]
  return leftAs ?? (isInForce ? 'open' : 'gone')
}

export type CampaignCounts = Readonly<Record<CampaignState, number>>

/** Of groups of items that are alike, `times` of each. */
export const countStates = (
  groups: readonly (Omit<CampaignItem, 'number'> & { readonly times: number })[],
): CampaignCounts => {
  const counts = { open: 0, kept: 0, ended: 0, revoked: 0, gone: 0, undecided: 0 }
  for (const group of groups) counts[stateOfItem(group)] += group.times
  return counts
}

/** Of a building, or (`null`) of the whole site. */
export interface CampaignReviewer {
  readonly accountId: AccountId
  readonly buildingId: BuildingId | null
}

/**
 * Whoever is named for the building or the site; anybody who manages its rights where nobody was named, or nobody who
 * was named may still change rights there.
 */
export const mayReview = (
  reviewers: readonly CampaignReviewer[],
  accountId: AccountId,
  buildingId: BuildingId | null,
): boolean => {
  const named = reviewers.filter((one) => one.buildingId === null || one.buildingId === buildingId)
  return named.length === 0 || named.some((one) => one.accountId === accountId)
}

/** A building nobody was named for would stay undecided. */
export const coversSite = (reviewers: readonly CampaignReviewer[]): boolean =>
  reviewers.length === 0 || reviewers.some(({ buildingId }) => buildingId === null)

export interface ItemToDecide extends CampaignItem {
  /** `null`: everybody who lives somewhere. */
  readonly personId: PersonId | null
  readonly buildingId: BuildingId | null
  readonly isListed: boolean
  readonly validUntil: Instant | null
}

export interface Deciding {
  readonly by: { readonly accountId: AccountId; readonly personId: PersonId }
  readonly decision: CampaignDecision
  readonly reason: string | null
  /** Exclusive; of `end` alone. */
  readonly until: Instant | null
  readonly now: Instant
}

export type CampaignRefusal =
  | 'campaign_closed'
  | 'campaign_not_reviewer'
  | 'campaign_own_right'
  | 'campaign_item_decided'
  | 'campaign_right_gone'
  | 'campaign_reason_needed'
  | 'campaign_end_not_earlier'

export interface CampaignRefused {
  readonly code: CampaignRefusal
  /** Because of which items. */
  readonly items: readonly number[]
}

type Check = readonly [code: CampaignRefusal, isWrong: (item: ItemToDecide) => boolean]

const checksOf = (
  reviewers: readonly CampaignReviewer[],
  { by, decision, reason, until, now }: Deciding,
): readonly Check[] => [
  ['campaign_not_reviewer', ({ buildingId }) => !mayReview(reviewers, by.accountId, buildingId)],
  ['campaign_own_right', ({ personId }) => personId === by.personId],
  ['campaign_item_decided', (item) => item.decision !== null],
  ['campaign_right_gone', (item) => stateOfItem(item) !== 'open'],
  ['campaign_reason_needed', ({ isListed }) => decision === 'keep' && isListed && reason === null],
  [
    'campaign_end_not_earlier',
    ({ validUntil }) =>
      decision === 'end' && (until === null || until <= now || (validUntil !== null && validUntil <= until)),
  ],
]

const refusedBy = (
  code: CampaignRefusal,
  items: readonly { readonly number: number }[],
): CampaignRefused => ({
  code,
  items: items.map(({ number }) => number),
})

interface Campaign {
  readonly isClosed: boolean
  readonly reviewers: readonly CampaignReviewer[]
}

/** All of them, or none: the first reason why not, and because of which. */
export const acceptDecision = (
  campaign: Campaign,
  items: readonly ItemToDecide[],
  deciding: Deciding,
): Result<void, CampaignRefused> => {
  if (campaign.isClosed) return refuse({ code: 'campaign_closed', items: [] })
  for (const [code, isWrong] of checksOf(campaign.reviewers, deciding)) {
    const wrong = items.filter(isWrong)
    if (wrong.length > 0) return refuse(refusedBy(code, wrong))
  }
  return ok(undefined)
}

/** Taking a decision back is deciding too: by the same people, and of nobody's own right. */
export const acceptUndo = (
  campaign: Campaign,
  items: readonly Pick<ItemToDecide, 'number' | 'personId' | 'buildingId'>[],
  by: Deciding['by'],
): Result<void, CampaignRefused> => {
  if (campaign.isClosed) return refuse({ code: 'campaign_closed', items: [] })
  const foreign = items.filter(({ buildingId }) => !mayReview(campaign.reviewers, by.accountId, buildingId))
  if (foreign.length > 0) return refuse(refusedBy('campaign_not_reviewer', foreign))
  const own = items.filter(({ personId }) => personId === by.personId)
  return own.length > 0 ? refuse(refusedBy('campaign_own_right', own)) : ok(undefined)
}

/** With something undecided only for a reason. */
export const acceptClosing = (
  { isClosed }: Pick<Campaign, 'isClosed'>,
  { open }: Pick<CampaignCounts, 'open'>,
  reason: string | null,
): Result<void, 'campaign_closed' | 'campaign_undecided'> => {
  if (isClosed) return refuse('campaign_closed')
  return open > 0 && reason === null ? refuse('campaign_undecided') : ok(undefined)
}

const SOON_DAYS = 14
const AHEAD_DAYS = 30

/** The same date a year on; the day before for the 29th of February. */
export const yearAfter = (day: CivilDay): CivilDay => {
  const { year, month, day: dayOfMonth } = civilFields(day)
  const isLeapDay = month === 2 && dayOfMonth === 29
  return civilDay(year + 1, month, isLeapDay ? 28 : dayOfMonth)
}

/** `next`: the yearly campaign is to be opened again. */
export type CampaignReminder = 'soon' | 'overdue' | 'next'

export const reminderOf = (
  { openedOn, dueOn, isClosed, isYearly }: CampaignDates,
  today: CivilDay,
): CampaignReminder | null => {
  if (isClosed) return isYearly && today >= addDays(yearAfter(openedOn), -AHEAD_DAYS) ? 'next' : null
  if (today > dueOn) return 'overdue'
  return today >= addDays(dueOn, -SOON_DAYS) ? 'soon' : null
}

/** Civil days of the site. */
export interface CampaignDates {
  readonly openedOn: CivilDay
  readonly dueOn: CivilDay
  readonly isClosed: boolean
  /** It was about every right, and no later one of its kind was opened since. */
  readonly isYearly: boolean
}
