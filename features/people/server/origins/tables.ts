/** Where what is kept of somebody comes from: the row nobody can be kept without. */
import type { SourceKind } from '@loge/features/law/core'
import {
  type AccountId,
  type Category,
  declareTable,
  type Field,
  type Id,
  notPersonal,
  type OrganizationId,
  type PersonId,
} from '@loge/kernel'
import type { Timestamp, Transaction } from '@loge/storage'

export interface ProvenanceRow {
  organization_id: OrganizationId
  id: Id<'provenance'>
  person_id: PersonId
  source: string
  kind: SourceKind
  detail: string
  supplier: string | null
  url: string | null
  collected_on: string
  recorded_at: Timestamp
  notice_hash: string
  notice_due_on: string | null
  told_at: Timestamp | null
  alone_since: Timestamp | null
  keyed_by: AccountId | null
}

export const originTablesOf = (transaction: Transaction) =>
  transaction.$extendTables<{ provenance: ProvenanceRow }>()

const outside = (pd: Category, source: 'derived' | 'third_party' = 'derived'): Field => ({
  pd,
  for: ['residence_management', 'contact_requests', 'recruitment'],
  source,
  portable: false,
  erase: 'delete_row',
})
const course = notPersonal('how far it is, in codes and dates')

export const provenanceTable = declareTable<ProvenanceRow>({
  table: 'provenance',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  // Whoever was found or passed on is written to; what they never answer ends by the same clock.
  startsForPerson: { last_contact_from_person: 'alone_since' },
  columns: {
    organization_id: notPersonal('the tenant'),
    id: notPersonal('names a source'),
    person_id: outside('link'),
    source: outside('relation'),
    kind: outside('relation'),
    detail: outside('relation'),
    supplier: outside('relation', 'third_party'),
    url: outside('relation', 'third_party'),
    collected_on: outside('relation'),
    recorded_at: course,
    notice_hash: notPersonal('a digest of the register, the same for everybody'),
    notice_due_on: course,
    told_at: outside('relation'),
    alone_since: course,
    keyed_by: {
      pd: 'action_record',
      for: ['staff_accountability'],
      source: 'observed',
      portable: false,
      erase: 'null',
      whose: [{ via: 'keyed_by', table: 'account' }],
    },
  },
})
