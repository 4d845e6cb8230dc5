/** What is kept of those outside, and what each column is under the law. */
import type { FailureCode } from '@loge/features/notices/core'
import type { ProvenanceRow } from '@loge/features/people/server'
import {
  type AccountId,
  type ActivityId,
  type Category,
  declareTable,
  type Field,
  type Id,
  notPersonal,
  type OrganizationId,
  type PersonalField,
  type PersonId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp, Transaction } from '@loge/storage'
import type { MessageState, Subject, Team } from '../core/index.ts'

export interface ContactMessageRow {
  organization_id: OrganizationId
  id: Id<'contactMessage'>
  version: number
  person_id: PersonId
  provenance_id: Id<'provenance'>
  purpose: string
  subject: Subject
  team: Team
  language: 'en' | 'fr'
  words: string
  may_prospect: boolean
  received_at: Timestamp
  state: MessageState
  assigned_at: Timestamp | null
  assigned_to: AccountId | null
  answered_at: Timestamp | null
  closed_at: Timestamp | null
}

export interface AskedValueRow {
  organization_id: OrganizationId
  id: Id<'askedValue'>
  person_id: PersonId
  provenance_id: Id<'provenance'>
  form: 'contact' | 'application'
  field: string
  value: string
}

export const LETTER_KINDS = ['answer', 'notice', 'decision', 'ending', 'follow_up'] as const
export type LetterKind = (typeof LETTER_KINDS)[number]
export const LETTER_STATES = ['waiting', 'sent', 'failed', 'given_up'] as const

export interface OutLetterRow {
  organization_id: OrganizationId
  id: Id<'outLetter'>
  person_id: PersonId
  kind: LetterKind
  about_id: string
  sent_to: string
  language: 'en' | 'fr'
  subject: string
  body: string
  written_at: Timestamp
  state: (typeof LETTER_STATES)[number]
  code: FailureCode | null
  attempts: number
  next_try_at: Timestamp
  deadline_at: Timestamp
  sent_at: Timestamp | null
}

export type RelationsTables = {
  provenance: ProvenanceRow
  contact_message: ContactMessageRow
  asked_value: AskedValueRow
  out_letter: OutLetterRow
}

export const tablesOf = (transaction: Transaction) => transaction.$extendTables<RelationsTables>()

export const tenant = notPersonal('the tenant')
export const course = notPersonal('how far it is, in codes and dates')

type Activities = readonly [ActivityId, ...ActivityId[]]

/** Of a row that goes as a whole. */
export const theirs =
  (activities: Activities) =>
  (pd: Category, source: 'provided' | 'derived' | 'third_party' = 'provided'): PersonalField => ({
    pd,
    for: activities,
    source,
    portable: source === 'provided',
    erase: 'delete_row',
  })

export const staff = (via: string): Field => ({
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'null',
  whose: [{ via, table: 'account' }],
})

const outside = theirs(['contact_requests', 'recruitment'])
const asked = theirs(['contact_requests'])

const contactMessage = declareTable<ContactMessageRow>({
  table: 'contact_message',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  // By the day it came first: what nobody closed keeps nobody here for longer.
  startsForPerson: {
    collected: 'received_at',
    last_contact_from_person: 'received_at',
    case_closed: 'closed_at',
    purpose_achieved: 'closed_at',
  },
  columns: {
    organization_id: tenant,
    id: notPersonal('names a message'),
    version: notPersonal('counts changes'),
    person_id: asked('link', 'derived'),
    provenance_id: notPersonal('names a source'),
    purpose: asked('free_text'),
    subject: asked('free_text'),
    team: notPersonal('whose it is to answer'),
    language: asked('language'),
    words: asked('free_text'),
    may_prospect: asked('free_text'),
    received_at: asked('free_text', 'derived'),
    state: course,
    assigned_at: course,
    assigned_to: staff('assigned_to'),
    answered_at: course,
    closed_at: course,
  },
})

const askedValue = declareTable<AskedValueRow>({
  table: 'asked_value',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  columns: {
    organization_id: tenant,
    id: notPersonal('names a value'),
    person_id: outside('link', 'derived'),
    provenance_id: notPersonal('names a source'),
    form: notPersonal('which form'),
    field: outside('free_text'),
    value: outside('free_text'),
  },
})

const outLetter = declareTable<OutLetterRow>({
  table: 'out_letter',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  columns: {
    organization_id: tenant,
    id: notPersonal('names a letter'),
    person_id: outside('link', 'derived'),
    kind: course,
    about_id: notPersonal('names what it answers'),
    sent_to: outside('contact'),
    language: outside('language'),
    subject: outside('free_text', 'derived'),
    body: outside('free_text', 'derived'),
    written_at: course,
    state: course,
    code: course,
    attempts: notPersonal('a count'),
    next_try_at: notPersonal('when a job looks again'),
    deadline_at: notPersonal('when a job stops looking'),
    sent_at: course,
  },
})

export const relationsTables: readonly TableDeclaration[] = [contactMessage, askedValue, outLetter]
