/** The tables of cases of rights, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import {
  type Category,
  declareTable,
  notPersonal,
  type ErasureId,
  type Field,
  type Id,
  type OrganizationId,
  type PersonId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { FailureCode } from '@loge/features/notices/core'
import { requestFileTable } from './file-table.ts'
import type { Arrival, CaseAct, IdentityState, RequestState, Right } from '../../core/index.ts'

export interface PrivacyRequestRow {
  organization_id: OrganizationId
  id: Id<'privacyRequest'>
  reference: string
  right: Right
  channel: Arrival
  received_at: Timestamp
  posted_on: string | null
  recorded_at: Timestamp
  recorded_by: JSONColumnType<Actor>
  language: 'en' | 'fr'
  requester_name: string
  requester_email: string | null
  requester_address: string | null
  requester_telephone: string | null
  words: string
  person_id: PersonId | null
  identity: IdentityState
  state: RequestState
  erasure_id: ErasureId | null
  message_id: string | null
  notice_hash: string | null
  ended_at: Timestamp | null
  version: number
}

export interface PrivacyRequestEventRow {
  organization_id: OrganizationId
  id: Id<'privacyRequestEvent'>
  request_id: Id<'privacyRequest'>
  number: number
  at: Timestamp
  recorded_at: Timestamp
  recorded_by: JSONColumnType<Actor>
  act: JSONColumnType<CaseAct>
  letter_id: Id<'privacyLetter'> | null
  message_id: string | null
}

export const LETTER_KINDS = [
  'acknowledgement',
  'question',
  'extension',
  'answer',
  'refusal',
  'withdrawal',
  'fee',
] as const
export type LetterKind = (typeof LETTER_KINDS)[number]
export const LETTER_STATES = ['waiting', 'to_post', 'sent', 'failed', 'given_up'] as const

export interface PrivacyLetterRow {
  organization_id: OrganizationId
  id: Id<'privacyLetter'>
  request_id: Id<'privacyRequest'>
  kind: LetterKind
  way: 'email' | 'post'
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

export type RequestTables = {
  privacy_request: PrivacyRequestRow
  privacy_request_event: PrivacyRequestEventRow
  privacy_letter: PrivacyLetterRow
}

type Personal = Exclude<Field, { pd: 'none' }>

const tenant = notPersonal('the tenant')
/** Proof that somebody was answered: it outlasts an erasure, on the ground of its rule. */
const proof = (pd: Category): Personal => ({
  pd,
  for: ['rights_requests'],
  source: pd === 'link' ? 'derived' : 'provided',
  portable: false,
  erase: 'keep',
})
const course = notPersonal('how far a case is, in codes and dates')
const staff = (via: string): Field => ({
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'keep',
  whose: [{ via, table: 'account' }],
})

const privacyRequest = declareTable<PrivacyRequestRow>({
  table: 'privacy_request',
  subject: { via: 'person_id', table: 'person' },
  rows: 'anonymise',
  starts: { case_closed: 'ended_at', recorded: 'recorded_at' },
  columns: {
    organization_id: tenant,
    id: notPersonal('names a case'),
    reference: notPersonal('names a case'),
    right: course,
    channel: course,
    received_at: course,
    posted_on: course,
    recorded_at: course,
    recorded_by: staff('recorded_by.id'),
    language: notPersonal('in which language the letters of a case are written'),
    requester_name: proof('identity'),
    requester_email: proof('contact'),
    requester_address: proof('postal_address'),
    requester_telephone: proof('contact'),
    words: proof('free_text'),
    person_id: { ...proof('link'), erase: 'null' },
    identity: course,
    state: course,
    erasure_id: notPersonal('names an erasure'),
    message_id: proof('link'),
    notice_hash: notPersonal('a digest of the register, the same for everybody'),
    ended_at: course,
    version: notPersonal('counts changes'),
  },
})

const privacyLetter = declareTable<PrivacyLetterRow>({
  table: 'privacy_letter',
  subject: { via: 'request_id', table: 'privacy_request' },
  rows: 'anonymise',
  starts: { case_closed: 'written_at' },
  columns: {
    organization_id: tenant,
    id: notPersonal('names a letter'),
    request_id: proof('link'),
    kind: course,
    way: course,
    sent_to: proof('contact'),
    language: notPersonal('in which language the letters of a case are written'),
    subject: proof('free_text'),
    body: proof('free_text'),
    written_at: course,
    state: course,
    code: course,
    attempts: notPersonal('a count'),
    next_try_at: notPersonal('when a job looks again'),
    deadline_at: notPersonal('when a job stops looking'),
    sent_at: course,
  },
})

const privacyRequestEvent = declareTable<PrivacyRequestEventRow>({
  table: 'privacy_request_event',
  subject: { via: 'request_id', table: 'privacy_request' },
  rows: 'anonymise',
  starts: { case_closed: 'recorded_at', recorded: 'recorded_at' },
  columns: {
    organization_id: tenant,
    id: notPersonal('names an entry'),
    request_id: proof('link'),
    number: notPersonal('counts the entries of a case'),
    at: course,
    recorded_at: course,
    recorded_by: staff('recorded_by.id'),
    act: proof('free_text'),
    letter_id: proof('link'),
    message_id: proof('link'),
  },
})

export const requestTables: readonly TableDeclaration[] = [
  privacyRequest,
  privacyLetter,
  privacyRequestEvent,
  requestFileTable,
]
