/** The tables of support access, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import {
  type Category,
  declareTable,
  type Field,
  type Id,
  notPersonal,
  type OrganizationId,
  type PersonId,
  type SupportAccessId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp, Transaction } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type {
  CameFrom,
  DeviceKind,
  SupportBasis,
  SupportCategory,
  SupportFinding,
  SupportOrigin,
} from '../../core/index.ts'

export interface SupportAccessRow {
  organization_id: OrganizationId
  id: SupportAccessId
  person_id: PersonId
  ticket: string
  reason: string
  origin: SupportOrigin
  basis: SupportBasis
  purpose: string
  device_kind: DeviceKind
  device: string
  about_from: Timestamp
  about_until: Timestamp
  intimate_reason: string | null
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

export interface SupportDataRow {
  organization_id: OrganizationId
  id: Id<'supportData'>
  access_id: SupportAccessId
  came_from: CameFrom
  came_detail: string
  came_on: string
  notice_hash: string
  added_at: Timestamp
  added_by: JSONColumnType<Actor>
  web_navigation: string | null
  tv_viewing: string | null
  device_identity: string | null
  device_telemetry: string | null
  usage: string | null
  over_at: Timestamp
}

export type SupportTables = {
  support_data: SupportDataRow
  support_access: SupportAccessRow
  support_read: SupportReadRow
}

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
    purpose: lookedAt,
    device_kind: lookedAt,
    device: { ...lookedAt, pd: 'free_text' },
    about_from: lookedAt,
    about_until: lookedAt,
    intimate_reason: { ...lookedAt, pd: 'free_text' },
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

/** Of the case: read for it, and gone with it. */
const ofCase = (pd: Category): Personal => ({
  pd,
  for: ['support'],
  source: 'observed',
  portable: true,
  erase: 'delete_row',
})
/** Where it came from is told with it, and is nobody's to take elsewhere. */
const origin: Personal = { ...ofCase('action_record'), source: 'derived', portable: false }

/** No name and no person: the case alone leads to whose they are. */
const supportData = declareTable<SupportDataRow>({
  table: 'support_data',
  subject: { via: 'access_id', table: 'support_access' },
  rows: 'delete',
  aboutOthers: true,
  starts: { case_closed: 'over_at' },
  columns: {
    organization_id: tenant,
    id: notPersonal('names data of a case'),
    access_id: { ...origin, pd: 'link' },
    came_from: origin,
    came_detail: origin,
    came_on: origin,
    notice_hash: origin,
    added_at: notPersonal('when data were added to a case'),
    added_by: staff('added_by.id'),
    web_navigation: ofCase('web_navigation'),
    tv_viewing: ofCase('tv_viewing'),
    device_identity: ofCase('device_identity'),
    device_telemetry: ofCase('device_telemetry'),
    usage: ofCase('equipment_use'),
    over_at: notPersonal('when a case ends'),
  },
})

export const supportTables: readonly TableDeclaration[] = [supportAccess, supportRead, supportData]
