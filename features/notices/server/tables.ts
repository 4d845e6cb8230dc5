/** The table of letters, and what each column is under the law. */
import {
  declareTable,
  type AccountId,
  type Field,
  type Id,
  notPersonal,
  type OrganizationId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { FailureCode } from '../core/index.ts'

export interface NoticeRow {
  organization_id: OrganizationId
  id: Id<'notice'>
  account_id: AccountId
  template: string
  about_id: string
  language: 'en' | 'fr'
  state: 'waiting' | 'sent' | 'failed' | 'given_up'
  code: FailureCode | null
  attempts: number
  created_at: Timestamp
  next_try_at: Timestamp
  deadline_at: Timestamp
  ended_at: Timestamp | null
}

export type NoticeTables = { notice: NoticeRow }

const written: Field = {
  pd: 'action_record',
  for: ['account_security'],
  source: 'observed',
  portable: true,
  erase: 'delete_row',
}

export const noticeTables: readonly TableDeclaration[] = [
  declareTable<NoticeRow>({
    table: 'notice',
    subject: { via: 'account_id', table: 'account' },
    rows: 'delete',
    starts: { recorded: 'ended_at' },
    columns: {
      organization_id: notPersonal('the tenant'),
      id: notPersonal('a random identifier'),
      account_id: { ...written, pd: 'account' },
      template: written,
      about_id: { ...written, pd: 'link' },
      language: { ...written, pd: 'language' },
      state: written,
      code: written,
      attempts: notPersonal('a count'),
      created_at: written,
      next_try_at: notPersonal('when a job looks again'),
      deadline_at: notPersonal('when a job stops looking'),
      ended_at: written,
    },
  }),
]
