/** The tables of review campaigns, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import {
  type AccessCampaignId,
  type AccessChangeId,
  type AccessGrantId,
  type AccessProfileId,
  type AccountId,
  type BuildingId,
  type CampaignDecisionId,
  declareTable,
  type EntranceId,
  type Field,
  type Id,
  notPersonal,
  type OrganizationId,
  type PersonId,
  type SiteId,
  type TableDeclaration,
  type UnitId,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { CampaignDecision } from '../../core/index.ts'
import type { ReviewKind } from '../../wire.ts'

interface CampaignRow {
  organization_id: OrganizationId
  id: AccessCampaignId
  site_id: SiteId
  reason: string
  covers: ReviewKind[] | null
  opened_at: Timestamp
  opened_on: string
  due_on: string
  opened_by: JSONColumnType<Actor>
  closed_at: Timestamp | null
  closed_by: JSONColumnType<Actor> | null
  close_reason: string | null
}

interface ReviewerRow {
  organization_id: OrganizationId
  access_campaign_id: AccessCampaignId
  position: number
  account_id: AccountId
  building_id: BuildingId | null
}

interface DecisionRow {
  organization_id: OrganizationId
  id: CampaignDecisionId
  access_campaign_id: AccessCampaignId
  kind: CampaignDecision
  reason: string | null
  until: Timestamp | null
  items: number
  decided_at: Timestamp
  decided_by: JSONColumnType<Actor>
  access_change_id: AccessChangeId | null
  undone_at: Timestamp | null
  undone_by: JSONColumnType<Actor> | null
}

interface ItemRow {
  organization_id: OrganizationId
  access_campaign_id: AccessCampaignId
  number: number
  access_grant_id: AccessGrantId | null
  holder: 'person' | 'residents' | 'home' | 'role'
  person_id: PersonId | null
  building_id: BuildingId | null
  unit_id: UnitId | null
  role_id: Id<'role'> | null
  access_profile_id: AccessProfileId
  valid_from: Timestamp
  valid_until: Timestamp | null
  listed: ReviewKind[]
  entrance_ids: EntranceId[]
  decision_id: CampaignDecisionId | null
  left_as: 'gone' | 'undecided' | null
}

/** A type and not an interface, so that the query builder can look it up by name. */
export type CampaignTables = {
  access_campaign: CampaignRow
  access_campaign_reviewer: ReviewerRow
  access_campaign_decision: DecisionRow
  access_campaign_item: ItemRow
}

const organization = notPersonal('which organization, a legal person')
const identifier = notPersonal('a random identifier of a setting')
const place = notPersonal('a place of the residence')
const setting = notPersonal('a setting of the residence')
const decided = notPersonal('what was decided of a right, whoever had it')

const whoActed: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'keep',
}
const said: Field = { ...whoActed, pd: 'free_text', source: 'provided', erase: { replace: '-' } }
const right: Field = {
  pd: 'access_right',
  for: ['access_control'],
  source: 'derived',
  portable: false,
  erase: 'null',
}

/** Another one may close it than who opened it. */
const closer = { whose: [{ via: 'closed_by.id', table: 'account' }] } as const

const campaign = declareTable<CampaignRow>({
  table: 'access_campaign',
  subject: { via: 'opened_by.id', table: 'account' },
  rows: 'anonymise',
  starts: { recorded: 'opened_at' },
  columns: {
    organization_id: organization,
    id: identifier,
    site_id: place,
    reason: said,
    covers: setting,
    opened_at: setting,
    opened_on: setting,
    due_on: setting,
    opened_by: whoActed,
    closed_at: setting,
    closed_by: { ...whoActed, ...closer, erase: 'keep' },
    close_reason: { ...said, ...closer, erase: 'null' },
  },
})

const reviewer = declareTable<ReviewerRow>({
  table: 'access_campaign_reviewer',
  subject: { via: 'account_id', table: 'account' },
  rows: 'delete',
  columns: {
    organization_id: organization,
    access_campaign_id: identifier,
    position: setting,
    account_id: { ...whoActed, pd: 'link', erase: 'delete_row' },
    building_id: place,
  },
})

const decision = declareTable<DecisionRow>({
  table: 'access_campaign_decision',
  subject: { via: 'decided_by.id', table: 'account' },
  rows: 'anonymise',
  starts: { recorded: 'decided_at' },
  columns: {
    organization_id: organization,
    id: identifier,
    access_campaign_id: identifier,
    kind: decided,
    reason: { ...said, erase: 'null' },
    until: decided,
    items: setting,
    decided_at: decided,
    decided_by: whoActed,
    access_change_id: identifier,
    undone_at: decided,
    undone_by: { ...whoActed, whose: [{ via: 'undone_by.id', table: 'account' }], erase: 'keep' },
  },
})

/** A proof must still add up when somebody was erased: the line stays, and says nothing of whose it was. */
const item = declareTable<ItemRow>({
  table: 'access_campaign_item',
  subject: { via: 'person_id', table: 'person' },
  rows: 'anonymise',
  starts: { right_ended: 'valid_until' },
  columns: {
    organization_id: organization,
    access_campaign_id: identifier,
    number: setting,
    access_grant_id: right,
    holder: setting,
    person_id: { ...right, pd: 'link', source: 'derived' },
    building_id: { ...right, pd: 'home', source: 'derived' },
    unit_id: place,
    role_id: setting,
    access_profile_id: identifier,
    valid_from: decided,
    valid_until: decided,
    listed: decided,
    entrance_ids: place,
    decision_id: identifier,
    left_as: decided,
  },
})

export const campaignTables: readonly TableDeclaration[] = [campaign, reviewer, decision, item]
