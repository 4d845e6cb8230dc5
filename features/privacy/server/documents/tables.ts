/** Documents, what people answered, and choices about cookies; what each column is under the law. */
import {
  type AccountId,
  declareTable,
  type Field,
  type Id,
  notPersonal,
  type OrganizationId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { Asks, DocumentContent, DocumentName, Language, Level } from '../../core/index.ts'

export interface DocumentVersionRow {
  organization_id: OrganizationId
  document: DocumentName
  number: number
  content: JSONColumnType<DocumentContent>
  hash: string
  register_hash: string
  level: Level
  changes: JSONColumnType<readonly string[]>
  asks: Asks
  recorded_at: Timestamp
  account_id: AccountId | null
  published_at: Timestamp | null
  effective_at: Timestamp | null
}

export interface DocumentAnswerRow {
  organization_id: OrganizationId
  account_id: AccountId
  document: DocumentName
  number: number
  hash: string
  how: 'accepted' | 'seen'
  answered_at: Timestamp
  network: string
  language: Language
  surface: string
}

export interface CookieChoiceRow {
  organization_id: OrganizationId
  id: Id<'cookieChoice'>
  chosen_at: Timestamp
  until: Timestamp
  accepted: JSONColumnType<readonly string[]>
  asked: JSONColumnType<readonly string[]>
  shown_hash: string
  language: Language
  surface: string
}

export type DocumentTables = {
  document_version: DocumentVersionRow
  document_answer: DocumentAnswerRow
  cookie_choice: CookieChoiceRow
}

const tenant = notPersonal('the tenant')
const said = notPersonal('what an organization says to everybody')
const answer: Field = {
  pd: 'action_record',
  for: ['account_security'],
  source: 'observed',
  portable: true,
  erase: 'delete_row',
}
const choice = notPersonal('what a browser was shown and answered; nothing leads from it to anybody')

export const documentTables: readonly TableDeclaration[] = [
  declareTable<DocumentVersionRow>({
    table: 'document_version',
    subject: { via: 'account_id', table: 'account' },
    rows: 'anonymise',
    starts: { recorded: 'recorded_at' },
    columns: {
      organization_id: tenant,
      document: said,
      number: said,
      content: said,
      hash: said,
      register_hash: said,
      level: said,
      changes: said,
      asks: said,
      recorded_at: said,
      account_id: {
        pd: 'action_record',
        for: ['staff_accountability'],
        source: 'observed',
        portable: false,
        erase: 'null',
      },
      published_at: said,
      effective_at: said,
    },
  }),
  declareTable<DocumentAnswerRow>({
    table: 'document_answer',
    subject: { via: 'account_id', table: 'account' },
    rows: 'delete',
    starts: { recorded: 'answered_at' },
    columns: {
      organization_id: tenant,
      account_id: answer,
      document: answer,
      number: answer,
      hash: answer,
      how: answer,
      answered_at: answer,
      network: answer,
      language: { ...answer, pd: 'language' },
      surface: answer,
    },
  }),
  declareTable<CookieChoiceRow>({
    table: 'cookie_choice',
    subject: 'no_subject',
    rows: 'none',
    columns: {
      organization_id: tenant,
      id: choice,
      chosen_at: choice,
      until: choice,
      accepted: choice,
      asked: choice,
      shown_hash: choice,
      language: choice,
      surface: choice,
    },
  }),
]
