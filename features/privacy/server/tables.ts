/** The tables of privacy itself, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import {
  declareTable,
  notPersonal,
  type ErasureId,
  type Field,
  type OrganizationId,
  type PersonId,
  type PrivacyRequestId,
  type TableDeclaration,
} from '@loge/kernel'
import { deedTables } from './deeds/tables.ts'
import { breachTables } from './breaches/tables.ts'
import { measureTables } from './measures/tables.ts'
import { contractTables } from './contracts/tables.ts'
import { disclosureTables } from './disclosures/tables.ts'
import type { Timestamp } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type {
  DoneStep,
  DoorChoice,
  ErasureReason,
  ErasureState,
  Found,
  RestrictionGround,
  SiteToFollow,
  ToldHow,
} from './erasure.ts'
import { myDataTables } from './my-data/tables.ts'
import { retentionTables } from './retention/tables.ts'
import { noticeTables } from './telling/tables.ts'
import { releaseTables } from './releases/tables.ts'
import { requestTables } from './requests/tables.ts'
import { supportTables } from './support/tables.ts'

export interface ErasureRow {
  organization_id: OrganizationId
  id: ErasureId
  person_id: PersonId
  reason: ErasureReason
  asked_by: JSONColumnType<Actor>
  asked_at: Timestamp
  state: ErasureState
  steps: JSONColumnType<readonly DoneStep[]>
  sites: JSONColumnType<readonly SiteToFollow[]>
  found: JSONColumnType<readonly Found[]>
  ended_at: Timestamp | null
}

export interface RestrictionRow {
  organization_id: OrganizationId
  person_id: PersonId
  ground: RestrictionGround
  since: Timestamp
  restricted_by: JSONColumnType<Actor>
  door: DoorChoice
  request_id: PrivacyRequestId | null
  told_at: Timestamp | null
  told_how: ToldHow | null
}

export type PrivacyTables = { erasure: ErasureRow; restriction: RestrictionRow }

const tenant = notPersonal('the tenant')
const course = notPersonal('how far an erasure is, in codes and counts')
const decided: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'keep',
}
const frozen: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'delete_row',
}

/** The proof that somebody was erased; of the officer who did it the table tells for as long as they answer for it. */
const erasure = declareTable<ErasureRow>({
  table: 'erasure',
  subject: { via: 'asked_by.id', table: 'account' },
  rows: 'anonymise',
  starts: { recorded: 'asked_at' },
  columns: {
    organization_id: tenant,
    id: notPersonal('names an erasure'),
    person_id: notPersonal('leads to whom the erasure is of while it lasts, and to nobody afterwards'),
    reason: course,
    asked_by: decided,
    asked_at: course,
    state: course,
    steps: course,
    sites: course,
    found: course,
    ended_at: course,
  },
})

const restriction = declareTable<RestrictionRow>({
  table: 'restriction',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  columns: {
    organization_id: tenant,
    person_id: frozen,
    ground: frozen,
    since: frozen,
    restricted_by: { ...decided, whose: [{ via: 'restricted_by.id', table: 'account' }] },
    door: frozen,
    request_id: frozen,
    told_at: frozen,
    told_how: frozen,
  },
})

export const privacyTables: readonly TableDeclaration[] = [
  erasure,
  restriction,
  ...myDataTables,
  ...disclosureTables,
  ...releaseTables,
  ...contractTables,
  ...measureTables,
  ...retentionTables,
  ...requestTables,
  ...supportTables,
  ...deedTables,
  ...noticeTables,
  ...breachTables,
]
