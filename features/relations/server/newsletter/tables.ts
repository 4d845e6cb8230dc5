/** The tables of the newsletter, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import type { Sentence } from '@loge/features/law/core'
import type { FailureCode } from '@loge/features/notices/core'
import {
  declareTable,
  type Id,
  notPersonal,
  type OrganizationId,
  type PersonId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp, Transaction } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { LeftOut } from '../../core/index.ts'
import { course, tenant, theirs } from '../tables.ts'

export interface NewsletterListRow {
  organization_id: OrganizationId
  id: Id<'newsletterList'>
  version: number
  name: JSONColumnType<Sentence>
  frequency: JSONColumnType<Sentence>
  created_at: Timestamp
}

export interface NewsletterKeyRow {
  organization_id: OrganizationId
  sealed: Uint8Array
}

interface Mailing<State extends string, Code> {
  state: State
  code: Code | null
  attempts: number
  next_try_at: Timestamp
  deadline_at: Timestamp
}

export interface SubscriptionRequestRow
  extends Mailing<'waiting' | 'sent' | 'failed' | 'given_up', FailureCode> {
  organization_id: OrganizationId
  id: Id<'subscription'>
  list_id: Id<'newsletterList'>
  email: string
  language: 'en' | 'fr'
  shown: string
  shown_hash: string
  notice_hash: string
  source: string
  detail: string
  network: string | null
  asked_at: Timestamp
}

export const ENDED_BY = ['link', 'staff', 'bounced'] as const
export type EndedBy = (typeof ENDED_BY)[number]

export interface SubscriptionRow {
  organization_id: OrganizationId
  id: Id<'subscription'>
  version: number
  list_id: Id<'newsletterList'>
  person_id: PersonId
  provenance_id: Id<'provenance'>
  language: 'en' | 'fr'
  shown: string
  shown_hash: string
  network: string | null
  asked_at: Timestamp
  confirmed_at: Timestamp
  address_digest: Uint8Array
  ended_at: Timestamp | null
  ended_by: EndedBy | null
}

export interface SuppressionRow {
  organization_id: OrganizationId
  address_digest: Uint8Array
  since: Timestamp
}

export interface NewsletterRow {
  organization_id: OrganizationId
  id: Id<'newsletter'>
  list_id: Id<'newsletterList'>
  subject: JSONColumnType<Sentence>
  body: JSONColumnType<Sentence>
  sent_at: Timestamp
  sent_by: JSONColumnType<Actor>
}

export interface NewsletterCopyRow
  extends Mailing<'waiting' | 'sent' | 'failed' | 'given_up' | 'left_out', FailureCode | LeftOut> {
  organization_id: OrganizationId
  newsletter_id: Id<'newsletter'>
  subscription_id: Id<'subscription'>
  person_id: PersonId
}

export type NewsletterTables = {
  newsletter_list: NewsletterListRow
  newsletter_key: NewsletterKeyRow
  subscription_request: SubscriptionRequestRow
  subscription: SubscriptionRow
  suppression: SuppressionRow
  newsletter: NewsletterRow
  newsletter_copy: NewsletterCopyRow
}

export const newsletterTablesOf = (transaction: Transaction) => transaction.$extendTables<NewsletterTables>()

const own = notPersonal('what the organization says of itself')
const subscribed = theirs(['newsletter'])
const proof = subscribed('action_record')

const mailing = {
  state: course,
  code: course,
  attempts: notPersonal('a count'),
  next_try_at: notPersonal('when a job looks again'),
  deadline_at: notPersonal('when a job stops looking'),
}

const lists = declareTable<NewsletterListRow>({
  table: 'newsletter_list',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: tenant,
    id: own,
    version: notPersonal('counts changes'),
    name: own,
    frequency: own,
    created_at: own,
  },
})

const keys = declareTable<NewsletterKeyRow>({
  table: 'newsletter_key',
  subject: 'no_subject',
  rows: 'none',
  columns: { organization_id: tenant, sealed: notPersonal('a key of the organization, sealed') },
})

const requests = declareTable<SubscriptionRequestRow>({
  table: 'subscription_request',
  subject: { goneWithin: 'P2D', why: 'whose mailbox it is, nobody knows before it was opened' },
  rows: 'none',
  columns: {
    organization_id: tenant,
    id: notPersonal('names a wish to subscribe'),
    list_id: subscribed('relation'),
    email: subscribed('contact'),
    language: subscribed('language'),
    shown: subscribed('action_record'),
    shown_hash: notPersonal('a digest of the sentence, the same for everybody'),
    notice_hash: notPersonal('a digest of the register, the same for everybody'),
    source: subscribed('relation', 'derived'),
    detail: subscribed('relation', 'derived'),
    network: subscribed('action_record', 'derived'),
    asked_at: subscribed('action_record', 'derived'),
    ...mailing,
  },
})

const subscriptions = declareTable<SubscriptionRow>({
  table: 'subscription',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  // It goes with its person: without it nothing would say when they go.
  startsForPerson: {
    consent_withdrawn: 'ended_at',
    purpose_achieved: 'ended_at',
    relation_ended: 'ended_at',
  },
  columns: {
    organization_id: tenant,
    id: notPersonal('names a subscription'),
    version: notPersonal('counts changes'),
    list_id: subscribed('relation'),
    person_id: subscribed('link', 'derived'),
    provenance_id: notPersonal('names a source'),
    language: subscribed('language'),
    shown: proof,
    shown_hash: notPersonal('a digest of the sentence, the same for everybody'),
    network: subscribed('action_record', 'derived'),
    asked_at: proof,
    confirmed_at: proof,
    address_digest: subscribed('contact', 'derived'),
    ended_at: proof,
    ended_by: proof,
  },
})

const suppressions = declareTable<SuppressionRow>({
  table: 'suppression',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: tenant,
    address_digest: notPersonal(
      'under a sealed key: it leads to nobody, and tells of an address that is offered again that it said no',
    ),
    since: notPersonal('since when'),
  },
})

const newsletters = declareTable<NewsletterRow>({
  table: 'newsletter',
  subject: 'no_subject',
  rows: 'none',
  starts: { recorded: 'sent_at' },
  columns: {
    organization_id: tenant,
    id: own,
    list_id: own,
    subject: own,
    body: own,
    sent_at: own,
    sent_by: {
      pd: 'action_record',
      for: ['staff_accountability'],
      source: 'observed',
      portable: false,
      erase: 'keep',
      whose: [{ via: 'sent_by.id', table: 'account' }],
    },
  },
})

const copies = declareTable<NewsletterCopyRow>({
  table: 'newsletter_copy',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  columns: {
    organization_id: tenant,
    newsletter_id: subscribed('relation', 'derived'),
    subscription_id: notPersonal('names a subscription'),
    person_id: subscribed('link', 'derived'),
    ...mailing,
  },
})

export const newsletterTables: readonly TableDeclaration[] = [
  lists,
  keys,
  requests,
  subscriptions,
  suppressions,
  newsletters,
  copies,
]
