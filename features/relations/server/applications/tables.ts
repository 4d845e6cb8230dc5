/** The tables of applications, and what each column is under the law. */
import type { Sentence } from '@loge/features/law/core'
import type { FileType } from '@loge/features/privacy/server'
import {
  type AccountId,
  declareTable,
  type Field,
  type Id,
  notPersonal,
  type OrganizationId,
  type PersonId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp, Transaction } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { ApplicationChannel, ApplicationState } from '../../core/index.ts'
import { course, staff, tenant, theirs } from '../tables.ts'

export interface JobOpeningRow {
  organization_id: OrganizationId
  id: Id<'jobOpening'>
  version: number
  title: JSONColumnType<Sentence>
  body: JSONColumnType<Sentence>
  opened_at: Timestamp
  closed_at: Timestamp | null
}

export interface ApplicationRow {
  organization_id: OrganizationId
  id: Id<'application'>
  person_id: PersonId
  provenance_id: Id<'provenance'>
  received_at: Timestamp
  last_contact_at: Timestamp
  closed_at: Timestamp | null
}

export interface ApplicationFileRow {
  organization_id: OrganizationId
  id: Id<'application'>
  version: number
  person_id: PersonId
  opening_id: Id<'jobOpening'> | null
  position: string
  channel: ApplicationChannel
  board_id: string | null
  language: 'en' | 'fr'
  letter: string
  flagged: boolean
  state: ApplicationState
  received_at: Timestamp
  shortlist_at: Timestamp | null
  interview_at: Timestamp | null
  offer_at: Timestamp | null
  last_contact_at: Timestamp
  closed_at: Timestamp | null
}

export const DOCUMENT_KINDS = ['cv', 'letter'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

export interface ApplicationDocumentRow {
  organization_id: OrganizationId
  id: Id<'applicationDocument'>
  application_id: Id<'application'>
  person_id: PersonId
  kind: DocumentKind
  name: string
  media_type: FileType
  size: number
  content: Uint8Array
  received_at: Timestamp
}

export const DETAIL_KINDS = ['education', 'career', 'other'] as const

export interface ApplicationDetailRow {
  organization_id: OrganizationId
  id: Id<'applicationDetail'>
  application_id: Id<'application'>
  person_id: PersonId
  category: string
  kind: (typeof DETAIL_KINDS)[number]
  place: number
  words: string
}

export interface ApplicationViewRow {
  organization_id: OrganizationId
  id: Id<'applicationView'>
  application_id: Id<'application'>
  person_id: PersonId
  what: 'file' | DocumentKind
  at: Timestamp
  by_account: AccountId | null
}

export interface TalentRow {
  organization_id: OrganizationId
  id: Id<'talent'>
  person_id: PersonId
  provenance_id: Id<'provenance'>
  language: 'en' | 'fr'
  position: string
  name: string
  media_type: FileType
  content: Uint8Array
  agreed_at: Timestamp
  last_contact_at: Timestamp
  ends_on: string
}

type ApplicationTables = {
  job_opening: JobOpeningRow
  application: ApplicationRow
  application_file: ApplicationFileRow
  application_document: ApplicationDocumentRow
  application_detail: ApplicationDetailRow
  application_view: ApplicationViewRow
  talent: TalentRow
}

export const applicationTablesOf = (transaction: Transaction) =>
  transaction.$extendTables<ApplicationTables>()

const applied = theirs(['recruitment'])
const pooled = theirs(['talent_pool'])
const names = (what: string): Field => notPersonal(`names ${what}`)

const jobOpening = declareTable<JobOpeningRow>({
  table: 'job_opening',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: tenant,
    id: names('an opening'),
    version: notPersonal('counts changes'),
    title: notPersonal('what the organization looks for'),
    body: notPersonal('what the organization looks for'),
    opened_at: notPersonal('since when it is looked for'),
    closed_at: notPersonal('until when it was looked for'),
  },
})

/** Their file goes by its own period; that they applied, with their person. */
const application = declareTable<ApplicationRow>({
  table: 'application',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  startsForPerson: {
    application_closed: 'closed_at',
    relation_ended: 'closed_at',
    purpose_achieved: 'closed_at',
    case_closed: 'closed_at',
    application_received: 'received_at',
    collected: 'received_at',
    last_contact_from_person: 'last_contact_at',
  },
  contactForOwn: true,
  columns: {
    organization_id: tenant,
    id: names('an application'),
    person_id: applied('link', 'derived'),
    provenance_id: names('a source'),
    received_at: applied('relation', 'derived'),
    last_contact_at: course,
    closed_at: course,
  },
})

const applicationFile = declareTable<ApplicationFileRow>({
  table: 'application_file',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  starts: {
    application_closed: 'closed_at',
    relation_ended: 'closed_at',
    purpose_achieved: 'closed_at',
    case_closed: 'closed_at',
    application_received: 'received_at',
    collected: 'received_at',
    last_contact_from_person: 'last_contact_at',
  },
  columns: {
    organization_id: tenant,
    id: names('an application'),
    version: notPersonal('counts changes'),
    person_id: applied('link', 'derived'),
    opening_id: names('an opening'),
    position: applied('application'),
    channel: applied('application', 'derived'),
    board_id: applied('application', 'third_party'),
    language: applied('language'),
    letter: applied('free_text'),
    flagged: course,
    state: applied('application', 'derived'),
    received_at: applied('application', 'derived'),
    shortlist_at: applied('application', 'derived'),
    interview_at: applied('application', 'derived'),
    offer_at: applied('application', 'derived'),
    last_contact_at: course,
    closed_at: applied('application', 'derived'),
  },
})

const ofFile = { subject: { via: 'application_id', table: 'application_file' }, rows: 'delete' } as const

const applicationDocument = declareTable<ApplicationDocumentRow>({
  table: 'application_document',
  ...ofFile,
  columns: {
    organization_id: tenant,
    id: names('a document'),
    application_id: applied('link', 'derived'),
    person_id: applied('link', 'derived'),
    kind: notPersonal('what it is, as a code'),
    name: applied('application'),
    media_type: notPersonal('which kind of file'),
    size: notPersonal('how long a file is'),
    content: { ...applied('application'), sealed: true },
    received_at: course,
  },
})

const applicationDetail = declareTable<ApplicationDetailRow>({
  table: 'application_detail',
  ...ofFile,
  columns: {
    organization_id: tenant,
    id: names('a detail'),
    application_id: applied('link', 'derived'),
    person_id: applied('link', 'derived'),
    category: notPersonal('a category of the register'),
    kind: notPersonal('what it is, as a code'),
    place: notPersonal('the order of the lines'),
    words: applied('application'),
  },
})

const applicationView = declareTable<ApplicationViewRow>({
  table: 'application_view',
  ...ofFile,
  columns: {
    organization_id: tenant,
    id: names('a look'),
    application_id: applied('link', 'derived'),
    person_id: applied('link', 'derived'),
    what: applied('application', 'derived'),
    at: applied('application', 'derived'),
    by_account: staff('by_account'),
  },
})

const talent = declareTable<TalentRow>({
  table: 'talent',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  starts: {
    last_contact_from_person: 'last_contact_at',
    collected: 'agreed_at',
    consent_withdrawn: 'ends_on',
    purpose_achieved: 'ends_on',
  },
  startsForPerson: { consent_withdrawn: 'ends_on', last_contact_from_person: 'last_contact_at' },
  contactForOwn: true,
  columns: {
    organization_id: tenant,
    id: names('a place in the pool'),
    person_id: pooled('link', 'derived'),
    provenance_id: names('a source'),
    language: pooled('language'),
    position: pooled('application'),
    name: pooled('application'),
    media_type: notPersonal('which kind of file'),
    content: { ...pooled('application'), sealed: true },
    agreed_at: pooled('application', 'derived'),
    last_contact_at: course,
    ends_on: pooled('application', 'derived'),
  },
})

export const applicationTables: readonly TableDeclaration[] = [
  jobOpening,
  application,
  applicationFile,
  applicationDocument,
  applicationDetail,
  applicationView,
  talent,
]
