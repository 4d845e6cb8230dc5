/** The tables of support access, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import {
  declareTable,
  type Field,
  notPersonal,
  type OrganizationId,
  type PersonId,
  type SupportAccessId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp, Transaction } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { SupportBasis, SupportCategory, SupportFinding, SupportOrigin } from '../../core/index.ts'

export interface SupportAccessRow {
  organization_id: OrganizationId
  id: SupportAccessId
  person_id: PersonId
  ticket: string
  reason: string
  origin: SupportOrigin
  basis: SupportBasis
  categories: SupportCategory[]
  asked_by: JSONColumnType<Actor>
  asked_at: Timestamp
  agreed_at: Timestamp | null
  ends_at: Timestamp
  ended_at: Timestamp | null
  ended_by: 'desk' | 'person' | null
  reviewed_by: JSONColumnType<Actor> | null
  reviewed_at: Timestamp | null
  finding: SupportFinding | null
}

export interface SupportReadRow {
  organization_id: OrganizationId
  access_id: SupportAccessId
  person_id: PersonId
  number: number
  at: Timestamp
  read_by: JSONColumnType<Actor>
  category: SupportCategory
  rows: number
}

export type SupportTables = { support_access: SupportAccessRow; support_read: SupportReadRow }

export const tablesOf = (transaction: Transaction) => transaction.$extendTables<SupportTables>()

type Personal = Exclude<Field, { pd: 'none' }>

const tenant = notPersonal('the tenant')
/** Goes with the person it was about; that there was one stays in the log. */
const lookedAt: Personal = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'delete_row',
}
/** Whoever was looked at may know who looked, also once that account is gone. */
const staff = (via: string): Field => ({ ...lookedAt, whose: [{ via, table: 'account' }], erase: 'keep' })

const supportAccess = declareTable<SupportAccessRow>({
  table: 'support_access',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  aboutOthers: true,
  starts: { recorded: 'asked_at' },
  columns: {
    organization_id: tenant,
    id: notPersonal('names a support access'),
    person_id: lookedAt,
    ticket: { ...lookedAt, pd: 'free_text' },
    reason: { ...lookedAt, pd: 'free_text' },
    origin: lookedAt,
    basis: lookedAt,
    categories: lookedAt,
    asked_by: staff('asked_by.id'),
    asked_at: lookedAt,
    agreed_at: lookedAt,
    ends_at: lookedAt,
    ended_at: lookedAt,
    ended_by: lookedAt,
    reviewed_by: staff('reviewed_by.id'),
    reviewed_at: lookedAt,
    finding: lookedAt,
  },
})

const supportRead = declareTable<SupportReadRow>({
  table: 'support_read',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  aboutOthers: true,
  starts: { recorded: 'at' },
  columns: {
    organization_id: tenant,
    access_id: notPersonal('names a support access'),
    person_id: lookedAt,
    number: notPersonal('counts the reads of one support access'),
    at: lookedAt,
    read_by: staff('read_by.id'),
    category: lookedAt,
    rows: lookedAt,
  },
})

export const supportTables: readonly TableDeclaration[] = [supportAccess, supportRead]
