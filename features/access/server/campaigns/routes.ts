/** The routes of review campaigns, joined to what answers them. */
import { callerOf, readSiteTime } from '@loge/features/places/server'
import { createCursor, serve, toPage } from '@loge/http'
import type { AccessCampaignId, CampaignDecisionId } from '@loge/kernel'
import { inOneTransaction, type Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { accessFacts, type CampaignReviewer } from '../../core/index.ts'
import { type CampaignView, campaignRoutes as routes } from '../../wire.ts'
import { undoChange } from '../changes/undo-change.ts'
import type { AccessDeps } from '../deps.ts'
import { notFound } from '../keep-entrance.ts'
import { type AskingCall, requireSite, sitesWithin } from '../reach.ts'
import { record } from '../record.ts'
import { closeCampaign } from './close-campaign.ts'
import { accountOf, decideItems, lockedCampaign, previewDecision } from './decide-items.ts'
import { campaignFile } from './export-campaign.ts'
import { openCampaigns, reviewersAt, writeReviewers } from './open-campaign.ts'
import { campaignRefused } from './refused.ts'
import { loadCampaigns, loadItems, type StoredCampaign } from './store.ts'
import { findDecision, forgetDecision } from './undo-decision.ts'
import { viewCampaigns, viewItems } from './view.ts'

const campaignCursor = createCursor(
  'access-campaigns',
  z.custom<AccessCampaignId>((value) => typeof value === 'string'),
)
const itemCursor = createCursor('campaign-items', z.number().int())

const inOne = <Answer>(
  { database }: AccessDeps,
  { organizationId }: AskingCall,
  work: (transaction: Transaction) => Promise<Answer>,
): Promise<Answer> => database.transaction(organizationId, work)

const storedIn = async (
  transaction: Transaction,
  { reach }: AskingCall,
  id: AccessCampaignId,
): Promise<StoredCampaign> => {
  const [campaign] = await loadCampaigns(transaction, { id })
  if (campaign === undefined) throw notFound()
  requireSite(reach, campaign.siteId)
  return campaign
}

const stored = (deps: AccessDeps, call: AskingCall, id: AccessCampaignId): Promise<StoredCampaign> =>
  inOne(deps, call, (transaction) => storedIn(transaction, call, id))

const shown = (deps: AccessDeps, call: AskingCall, id: AccessCampaignId): Promise<CampaignView> =>
  inOne(deps, call, async (transaction) => {
    const campaign = await storedIn(transaction, call, id)
    const [view] = await viewCampaigns(transaction, deps, call, [campaign])
    if (view === undefined) throw notFound()
    return view
  })

const reading = (deps: AccessDeps) => [
  serve(routes.listCampaigns, (call) =>
    inOne(deps, call, async (transaction) => {
      const { reach, query } = call
      const rows = await loadCampaigns(transaction, {
        siteIds: sitesWithin(reach, query.siteId),
        before: campaignCursor.decode(query.cursor),
        limit: query.limit + 1,
      })
      const page = toPage(rows, query.limit, { cursor: campaignCursor, positionOf: ({ id }) => id })
      return { ...page, data: await viewCampaigns(transaction, deps, call, page.data) }
    }),
  ),
  serve(routes.readCampaign, (call) => shown(deps, call, call.params.id)),
  serve(routes.campaignItems, (call) =>
    inOne(deps, call, async (transaction) => {
      const campaign = await storedIn(transaction, call, call.params.id)
      const { limit, cursor } = call.query
      const after = itemCursor.decode(cursor)
      const filter = { id: campaign.id, now: deps.world.now(), after, limit: limit + 1 }
      const rows = await loadItems(transaction, filter)
      const page = toPage(rows, limit, { cursor: itemCursor, positionOf: ({ number }) => number })
      return {
        ...page,
        data: await viewItems(transaction, call, campaign, { items: page.data, now: filter.now }),
      }
    }),
  ),
  serve(routes.exportCampaign, (call) =>
    inOne(deps, call, async (transaction) => {
      const campaign = await storedIn(transaction, call, call.params.id)
      const { siteId, openedOn } = campaign
      const now = deps.world.now()
      const items = await loadItems(transaction, { id: campaign.id, now })
      const { rows: buildings } = await sql<{ id: string; name: string }>`
        select id, name from building where site_id = ${siteId}`.execute(transaction)
      const time = await readSiteTime(transaction, siteId, undefined)
      const content = campaignFile(await viewItems(transaction, call, campaign, { items, now }), {
        language: call.query.language ?? call.language,
        timeZone: time?.timeZone ?? 'UTC',
        buildings: new Map(buildings.map(({ id, name }) => [id, name])),
      })
      return {
        fileName: `access-campaign-${openedOn}.csv`,
        mediaType: 'text/csv; charset=utf-8',
        content: Readable.from([Buffer.from(content)]),
      }
    }),
  ),
]

/** In their order, as they were named. */
const sameReviewers = (some: readonly CampaignReviewer[], others: readonly CampaignReviewer[]): boolean => {
  const text = (all: readonly CampaignReviewer[]) =>
    all.map(({ accountId, buildingId }) => `${accountId} ${buildingId}`).join()
  return text(some) === text(others)
}

const toDecide = async (
  deps: AccessDeps,
  call: AskingCall & { readonly params: { readonly id: AccessCampaignId } },
) => {
  const { accountId, personId } = accountOf(call.principal)
  return { campaign: await stored(deps, call, call.params.id), by: { accountId, personId } }
}

/** What changed a right is undone as that change is, which takes the decision back with it. */
const undo = async (
  deps: AccessDeps,
  call: AskingCall,
  { campaign, id }: { readonly campaign: StoredCampaign; readonly id: CampaignDecisionId },
): Promise<undefined> =>
  inOneTransaction(deps.database, call.organizationId, async (inside, transaction) => {
    const own = { ...deps, database: inside }
    await lockedCampaign(transaction, campaign)
    const decision = await findDecision(transaction, { id })
    if (decision?.campaignId !== campaign.id) throw notFound()
    if (decision.undoneAt !== null) throw campaignRefused('campaign_decision_undone')
    if (decision.changeId === null) await forgetDecision(transaction, own, callerOf(call), decision)
    else
      await undoChange(own, callerOf(call), {
        id: decision.changeId,
        forHowLong: 'untilClosed',
        require: ({ siteId }) => requireSite(call.reach, siteId),
      })
    return undefined
  })

const deciding = (deps: AccessDeps) => [
  serve(routes.previewDecision, async (call) =>
    previewDecision(deps, callerOf(call), { ...call.body, ...(await toDecide(deps, call)) }),
  ),
  serve(routes.decideItems, async (call) =>
    decideItems(deps, callerOf(call), { ...call.body, ...(await toDecide(deps, call)) }),
  ),
  serve(routes.undoDecision, async (call) => {
    const { campaign } = await toDecide(deps, call)
    return undo(deps, call, { campaign, id: call.params.decisionId })
  }),
]

const keeping = (deps: AccessDeps) => [
  serve(routes.openCampaign, async (call) => {
    accountOf(call.principal)
    for (const siteId of call.body.siteIds) requireSite(call.reach, siteId)
    const opened: CampaignView[] = []
    for (const id of await openCampaigns(deps, callerOf(call), call.body))
      opened.push(await shown(deps, call, id))
    return { opened }
  }),
  serve(routes.nameReviewers, async (call) => {
    const { id, siteId } = await stored(deps, call, call.params.id)
    const { organizationId } = call
    await inOne(deps, call, async (transaction) => {
      const campaign = await lockedCampaign(transaction, { id, siteId })
      if (campaign.closedAt !== null) throw campaignRefused('campaign_closed')
      const { reviewers, inPlaceOf } = call.body
      if (inPlaceOf !== undefined && !sameReviewers(inPlaceOf, campaign.reviewers))
        throw campaignRefused('campaign_reviewers_changed')
      const naming = { siteIds: [siteId], reviewers, at: deps.world.now() }
      const named = await reviewersAt(transaction, organizationId, naming)
      await writeReviewers(transaction, { organizationId, id }, named(siteId))
      const payload = { accessCampaignId: id, reviewers: reviewers.length }
      await record(transaction, deps, callerOf(call), {
        fact: accessFacts.campaignReviewersNamed,
        siteId,
        payload,
      })
    })
    return shown(deps, call, id)
  }),
  serve(routes.closeCampaign, async (call) => {
    const { campaign } = await toDecide(deps, call)
    await closeCampaign(deps, callerOf(call), { campaign, reason: call.body.reason })
    return shown(deps, call, campaign.id)
  }),
]

export const campaignEndpoints = (deps: AccessDeps) => [...reading(deps), ...deciding(deps), ...keeping(deps)]
