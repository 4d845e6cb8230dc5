/** Files of customers, prospects and contacts at client companies: a table each, since each goes by its own rule. */
import {
  type AccountId,
  type ActivityId,
  type Category,
  declareTable,
  type Id,
  notPersonal,
  type OrganizationId,
  type PersonId,
  type Starts,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp, Transaction } from '@loge/storage'
import type { ActiveReason, EndReason, FileKind, LoggedContact, Origin, ShowKind } from '../../core/index.ts'
import { course, staff, tenant, theirs } from '../tables.ts'

export interface FileRow {
  organization_id: OrganizationId
  id: Id<'relationFile'>
  version: number
  person_id: PersonId
  provenance_id: Id<'provenance'>
  origin: Origin
  opened_at: Timestamp
  title: string | null
  area_of_interest: string | null
  work_email: string | null
  work_phone: string | null
  work_address: string | null
  contacts: LoggedContact[]
  last_contact_at: Timestamp
  is_active: boolean
  active_why: ActiveReason
  active_on: Timestamp
  inactive_at: Timestamp | null
  review_by: Timestamp | null
  ended_at: Timestamp | null
  ended_why: EndReason | null
}

/** Of somebody met at a show. */
export interface ShowFileRow extends FileRow {
  show_id: Id<'tradeShow'>
  collected_by: AccountId | null
  first_written_at: Timestamp | null
  proof_name: string | null
  proof: Uint8Array | null
}

interface TradeShowRow {
  organization_id: OrganizationId
  id: Id<'tradeShow'>
  name: string
  place: string
  organiser: string
  starts_on: string
  ends_on: string
}

interface CompanyRow {
  organization_id: OrganizationId
  id: Id<'company'>
  name: string
}

interface AffiliationRow {
  organization_id: OrganizationId
  id: Id<'affiliation'>
  person_id: PersonId
  company_id: Id<'company'>
  since_on: string
  until_on: string | null
}

export type FileTables = {
  customer_file: FileRow
  prospect_file: FileRow
  contact_file: FileRow
  visitor_file: ShowFileRow
  supplied_file: ShowFileRow
  trade_show: TradeShowRow
  company: CompanyRow
  affiliation: AffiliationRow
}

export const fileTablesOf = (transaction: Transaction) => transaction.$extendTables<FileTables>()

/** They have the same columns: what is asked of one is asked of each. */
export const fileTable = (kind: FileKind) => `${kind}_file` as 'prospect_file'

export const showTable = (kind: ShowKind) => `${kind}_file` as 'visitor_file'

/** What an end is called by the rules there are, and what goes on before it. The end comes first: it ties the person. */
const STARTS: Starts<FileRow> = {
  relation_ended: 'ended_at',
  commercial_relation_ended: 'ended_at',
  contract_ended: 'ended_at',
  purpose_achieved: 'ended_at',
  year_ended: 'ended_at',
  became_inactive: 'inactive_at',
  last_contact_from_person: 'last_contact_at',
  collected: 'opened_at',
}

const fileColumns = (file: ReturnType<typeof theirs>, standing: Category) => ({
  organization_id: tenant,
  id: notPersonal('names a file'),
  version: notPersonal('counts changes'),
  person_id: file('link', 'derived'),
  provenance_id: notPersonal('names a source'),
  origin: file(standing, 'derived'),
  opened_at: file(standing, 'derived'),
  title: file('professional'),
  area_of_interest: file('professional'),
  work_email: file('professional_contact'),
  work_phone: file('professional_contact'),
  work_address: file('professional_contact'),
  contacts: file(standing, 'derived'),
  last_contact_at: file(standing, 'derived'),
  is_active: file(standing, 'derived'),
  active_why: file(standing, 'derived'),
  active_on: file(standing, 'derived'),
  inactive_at: course,
  review_by: course,
  ended_at: file(standing, 'derived'),
  ended_why: file(standing, 'derived'),
})

const OF_PERSON = {
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  starts: STARTS,
  startsForPerson: STARTS,
} as const

const fileOf = (kind: FileKind, activity: ActivityId, standing: Category): TableDeclaration<FileRow> =>
  declareTable<FileRow>({
    table: fileTable(kind),
    ...OF_PERSON,
    columns: fileColumns(theirs([activity]), standing),
  })

const showFileOf = (kind: ShowKind, activity: ActivityId): TableDeclaration<ShowFileRow> => {
  const file = theirs([activity])
  return declareTable<ShowFileRow>({
    table: showTable(kind),
    ...OF_PERSON,
    // What somebody said to us elsewhere is no word after a show, and keeps nobody as met there.
    contactForOwn: true,
    columns: {
      ...fileColumns(file, 'relation'),
      show_id: file('relation', 'derived'),
      collected_by: staff('collected_by'),
      first_written_at: course,
      proof_name: file('relation', 'third_party'),
      proof: { ...file('relation', 'third_party'), sealed: true },
    },
  })
}

const tradeShows = declareTable<TradeShowRow>({
  table: 'trade_show',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: tenant,
    id: notPersonal('names a show'),
    name: notPersonal('what a show is called'),
    place: notPersonal('where a show takes place'),
    organiser: notPersonal('which company organises a show'),
    starts_on: notPersonal('the first day of a show'),
    ends_on: notPersonal('the last day of a show'),
  },
})

const companies = declareTable<CompanyRow>({
  table: 'company',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: tenant,
    id: notPersonal('names a company'),
    name: notPersonal('what a company calls itself'),
  },
})

const employed = theirs(['customer_records', 'prospect_records', 'client_contacts'])

const affiliations = declareTable<AffiliationRow>({
  table: 'affiliation',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  columns: {
    organization_id: tenant,
    id: notPersonal('names the time somebody is with a company'),
    person_id: employed('link', 'derived'),
    company_id: employed('professional'),
    since_on: employed('relation'),
    until_on: employed('relation'),
  },
})

export const fileTables: readonly TableDeclaration[] = [
  fileOf('prospect', 'prospect_records', 'prospect'),
  fileOf('customer', 'customer_records', 'relation'),
  fileOf('contact', 'client_contacts', 'relation'),
  showFileOf('visitor', 'show_records'),
  showFileOf('supplied', 'organiser_records'),
  tradeShows,
  companies,
  affiliations,
]
