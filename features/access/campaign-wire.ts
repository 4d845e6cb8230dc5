/** The shapes and routes of a review campaign: every right of a site looked at once, decided, closed and proven. */
import { defineRoute, pageOf, pageQuery, wireDate, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { rightsPreview } from './changes-wire.ts'
import { CAMPAIGN_DECISIONS, CAMPAIGN_STATES } from './core/index.ts'
import { REVIEW_KINDS } from './reviews-wire.ts'
import { foldedTo, reason } from './rights-wire.ts'

const MOST_AT_ONCE = 200
const kinds = z.array(z.enum(REVIEW_KINDS))

const reviewer = z.object({
  accountId: wireId('account'),
  /** `null`: the whole site, and whatever belongs to no building. */
  buildingId: wireId('building').nullable(),
})
/** Nobody named: whoever manages the rights of the site. */
const reviewers = z.array(reviewer).max(50)

const campaignInput = z.object({
  /** One campaign is opened at each. */
  siteIds: z.array(wireId('site')).min(1).max(50),
  reason,
  /** A day of the site's own calendar, today or later. */
  dueOn: wireDate,
  /** `null`: every right in force. Else only those on one of these lists. */
  covers: kinds.min(1).max(REVIEW_KINDS.length).nullable().default(null),
  reviewers: reviewers.default([]),
})

/** `name`: of a person with an account. */
const by = z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() })

const counts = z.record(z.enum(CAMPAIGN_STATES), z.number().int())

const campaignView = z.object({
  id: wireId('accessCampaign'),
  siteId: wireId('site'),
  reason: z.string(),
  covers: kinds.nullable(),
  openedAt: wireInstant,
  openedBy: by,
  dueOn: wireDate,
  reviewers: z.array(
    reviewer.extend({
      name: z.string().nullable(),
      /** `false`: they lost the right to change rights there; where nobody else was named, whoever has it decides. */
      mayReview: z.boolean(),
    }),
  ),
  /** How many rights it is about: the sum of the counts. */
  items: z.number().int(),
  counts,
  closedAt: wireInstant.nullable(),
  closedBy: by.nullable(),
  /** Why it was closed with something undecided. */
  closeReason: z.string().nullable(),
  /** `soon`, `overdue`: of an open one. `next`: the yearly one is to be opened again, before `nextOn`. */
  reminder: z.enum(['soon', 'overdue', 'next']).nullable(),
  /** A year after it was opened; `null` of one that was not about every right. */
  nextOn: wireDate.nullable(),
})

const decisionView = z.object({
  id: wireId('campaignDecision'),
  kind: z.enum(CAMPAIGN_DECISIONS),
  reason: z.string().nullable(),
  /** Exclusive; of `end`. */
  until: wireInstant.nullable(),
  at: wireInstant,
  by,
  /** How many rights were decided in the same act; undone together. */
  items: z.number().int(),
})

const itemView = z.object({
  number: z.number().int(),
  state: z.enum(CAMPAIGN_STATES),
  /** `null`: the person was erased since. */
  to: foldedTo.nullable(),
  /** Where the person lived at the opening, or whose residents have it. */
  buildingId: wireId('building').nullable(),
  accessProfileId: wireId('accessProfile'),
  /** As it was called at the opening. */
  profileName: z.string(),
  validFrom: wireInstant,
  validUntil: wireInstant.nullable(),
  /** On which lists it was at the opening, which is why keeping it needs a reason. */
  listed: kinds,
  /** The private entrances that make it excessive. */
  entranceIds: z.array(wireId('entrance')),
  /** The beginning of a month, as far back as movements are kept; `null` once closed: a proof keeps no movements. */
  lastUsedAt: wireInstant.nullable(),
  /** Whether you may decide it, as far as it depends on who you are. */
  mayDecide: z.enum(['yes', 'own', 'notReviewer']),
  decision: decisionView.nullable(),
})

const decide = z.object({
  items: z.array(z.number().int().min(1)).min(1).max(MOST_AT_ONCE),
  decision: z.enum(CAMPAIGN_DECISIONS),
  /** The last day on which an ended right still holds, in the site's calendar. */
  lastDay: wireDate.nullable().default(null),
})

const TAG = { tag: 'Access' } as const
const READ = { ...TAG, permission: 'access.read', rateLimit: 'read', method: 'GET' } as const
const MANAGE = { ...TAG, permission: 'access.manage', rateLimit: 'write', method: 'POST' } as const
const params = z.object({ id: wireId('accessCampaign') })
const DECIDING = [
  'account_required',
  'campaign_closed',
  'campaign_not_reviewer',
  'campaign_own_right',
  'campaign_item_decided',
  'campaign_right_gone',
  'campaign_end_not_earlier',
] as const

export const campaignRoutes = {
  openCampaign: defineRoute({
    ...MANAGE,
    path: '/access-campaigns',
    summary: 'Open a campaign at each of some sites: every right in force there is to be decided once',
    body: campaignInput,
    answer: z.object({ opened: z.array(campaignView) }),
    status: 201,
    problems: [
      'account_required',
      'account_unknown',
      'building_unknown',
      'campaign_due_past',
      'campaign_empty',
      'campaign_open_already',
      'campaign_reviewer_powerless',
      'campaign_site_uncovered',
    ],
  }),
  listCampaigns: defineRoute({
    ...READ,
    path: '/access-campaigns',
    summary: 'List review campaigns, the latest first, with how far each is',
    query: z.object({ ...pageQuery, siteId: wireId('site').optional() }),
    answer: pageOf(campaignView),
  }),
  readCampaign: defineRoute({
    ...READ,
    path: '/access-campaigns/{id}',
    summary: 'Read a campaign and how far it is',
    params,
    answer: campaignView,
  }),
  campaignItems: defineRoute({
    ...READ,
    path: '/access-campaigns/{id}/items',
    summary: 'The rights of a campaign, each with what is known of it and what was decided',
    params,
    query: z.object(pageQuery),
    answer: pageOf(itemView),
  }),
  exportCampaign: defineRoute({
    ...TAG,
    permission: 'access.read',
    rateLimit: 'export',
    method: 'GET',
    path: '/access-campaigns/{id}/file',
    summary: 'The campaign as CSV: each right, who decided what, when and why',
    params,
    query: z.object({ language: z.enum(['en', 'fr']).optional() }),
    download: 'text/csv; charset=utf-8',
  }),
  previewDecision: defineRoute({
    ...MANAGE,
    rateLimit: 'read',
    repeat: 'runsAgain',
    path: '/access-campaigns/{id}/decisions/preview',
    summary: 'Who would lose what by ending or taking back some rights of a campaign; nothing is changed',
    params,
    body: decide,
    answer: rightsPreview,
    problems: DECIDING,
  }),
  decideItems: defineRoute({
    ...MANAGE,
    path: '/access-campaigns/{id}/decisions',
    summary:
      'Decide rights of a campaign, all of them or none; rights change as by any change, undone as one',
    params,
    body: decide.extend({
      /** Needed to keep what is on a list, and whenever a right changes. */
      reason: reason.nullable().default(null),
      /** What the preview said; of rights that change. */
      basedOn: rightsPreview.shape.basedOn.nullable().default(null),
    }),
    answer: z.object({ id: wireId('campaignDecision'), items: z.number().int() }),
    status: 201,
    problems: [...DECIDING, 'campaign_reason_needed', 'rights_changed_meanwhile'],
  }),
  undoDecision: defineRoute({
    ...MANAGE,
    path: '/access-campaigns/{id}/decisions/{decisionId}/undo',
    summary: 'Take back a decision with all it decided, and what it changed, until the campaign is closed',
    params: params.extend({ decisionId: wireId('campaignDecision') }),
    status: 204,
    problems: [
      'account_required',
      'access_change_overtaken',
      'access_change_undone',
      'campaign_closed',
      'campaign_decision_undone',
    ],
  }),
  nameReviewers: defineRoute({
    ...MANAGE,
    path: '/access-campaigns/{id}/reviewers',
    summary: 'Name who reviews an open campaign, in place of those named before',
    params,
    body: z.object({
      reviewers,
      /** Those the caller saw: refused when others were named meanwhile. */
      inPlaceOf: z.array(reviewer).max(50).optional(),
    }),
    answer: campaignView,
    problems: [
      'account_unknown',
      'building_unknown',
      'campaign_closed',
      'campaign_reviewer_powerless',
      'campaign_reviewers_changed',
      'campaign_site_uncovered',
    ],
  }),
  closeCampaign: defineRoute({
    ...MANAGE,
    path: '/access-campaigns/{id}/close',
    summary: 'Close a campaign for good; with something undecided only for a reason',
    params,
    body: z.object({ reason: reason.nullable().default(null) }),
    answer: campaignView,
    problems: ['account_required', 'campaign_closed', 'campaign_undecided'],
  }),
} as const

export type CampaignInput = z.output<typeof campaignInput>
export type CampaignView = z.output<typeof campaignView>
export type CampaignItemView = z.output<typeof itemView>
export type CampaignDecide = z.output<typeof campaignRoutes.decideItems.body>
