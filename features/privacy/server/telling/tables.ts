/** The table of what recipients were told, and what each column is under the law. */
import type { FailureCode } from '@loge/features/notices/core'
import {
  declareTable,
  type Field,
  type Id,
  notPersonal,
  type OrganizationId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp, Transaction } from '@loge/storage'
import type { JSONColumnType, Selectable } from 'kysely'
import type { Reply, Telling, ToldOf } from '../../core/index.ts'

export interface RecipientNoticeRow {
  organization_id: OrganizationId
  id: Id<'recipientNotice'>
  request_id: Id<'privacyRequest'>
  recipient: string
  recipient_name: string
  way: 'email' | 'webhook' | 'by_hand'
  address: string | null
  about: ToldOf | 'hand_over'
  disclosures: JSONColumnType<readonly string[]>
  state: Telling
  code: FailureCode | null
  attempts: number
  next_try_at: Timestamp
  deadline_at: Timestamp
  written_at: Timestamp
  sent_at: Timestamp | null
  content_hash: string | null
  replied_at: Timestamp | null
  reply: Reply | null
  reply_words: string | null
}

export type StoredNotice = Selectable<RecipientNoticeRow>

export const tablesOf = (transaction: Transaction) =>
  transaction.$extendTables<{ recipient_notice: RecipientNoticeRow }>()

/** Proof that it was told: it outlasts an erasure, and leads to nobody then. */
const proof: Field = {
  pd: 'link',
  for: ['rights_requests'],
  source: 'derived',
  portable: false,
  erase: 'keep',
}
const course = notPersonal('how far a notice to a recipient is, in codes and dates')
const named = notPersonal('names an organization of the register')

export const noticeTables: readonly TableDeclaration[] = [
  declareTable<RecipientNoticeRow>({
    table: 'recipient_notice',
    subject: { via: 'request_id', table: 'privacy_request' },
    rows: 'anonymise',
    starts: { case_closed: 'written_at' },
    columns: {
      organization_id: notPersonal('the tenant'),
      id: notPersonal('names a notice'),
      request_id: proof,
      recipient: named,
      recipient_name: named,
      way: course,
      address: named,
      about: course,
      disclosures: proof,
      state: course,
      code: course,
      attempts: course,
      next_try_at: course,
      deadline_at: course,
      written_at: course,
      sent_at: course,
      content_hash: notPersonal('a digest of what was told, kept nowhere here'),
      replied_at: course,
      reply: course,
      reply_words: { ...proof, pd: 'free_text', source: 'third_party' },
    },
  }),
]
