/** The tables of releases, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import type { FailureCode } from '@loge/features/notices/core'
import {
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
import type { Procedure, ReleaseKind, ReleaseLetter, ReleaseState } from '../../core/index.ts'

export interface ReleaseCaseRow {
  organization_id: OrganizationId
  id: Id<'release'>
  kind: ReleaseKind
  reference: string
  recipient: string
  recipient_name: string
  activity: string
  categories: JSONColumnType<readonly string[]>
  purpose: string | null
  provision: string | null
  procedure: Procedure | null
  scope: string
  received_on: string
  opened_at: Timestamp
  opened_by: JSONColumnType<Actor>
  state: ReleaseState
  decided_at: Timestamp | null
  decided_by: JSONColumnType<Actor> | null
  decision: string | null
  given_at: Timestamp | null
  given_by: JSONColumnType<Actor> | null
  content_hash: string | null
  content_rows: number | null
}

export interface ReleasePersonRow {
  organization_id: OrganizationId
  id: Id<'releaseLetter'>
  release_id: Id<'release'>
  person_id: PersonId
  label: string
  state: ReleaseLetter
  code: FailureCode | null
  attempts: number
  next_try_at: Timestamp | null
  deadline_at: Timestamp | null
  told_at: Timestamp | null
  added_at: Timestamp
}

export type ReleaseTables = { release_case: ReleaseCaseRow; release_person: ReleasePersonRow }

export const tablesOf = (transaction: Transaction) => transaction.$extendTables<ReleaseTables>()

const tenant = notPersonal('the tenant')
const course = notPersonal('what a case asks for and how far it is, in codes, dates and ids of the register')
const answered: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'keep',
}
/** The form asks for it without names. */
const written = notPersonal('what a case is about, in words that name nobody')
const by = (column: string): Field => ({ ...answered, whose: [{ via: `${column}.id`, table: 'account' }] })
const concerned: Field = {
  pd: 'action_record',
  for: ['rights_requests'],
  source: 'derived',
  portable: false,
  erase: 'delete_row',
}

const releaseCase = declareTable<ReleaseCaseRow>({
  table: 'release_case',
  subject: { via: 'opened_by.id', table: 'account' },
  rows: 'anonymise',
  starts: { recorded: 'opened_at', case_closed: 'opened_at' },
  columns: {
    organization_id: tenant,
    id: notPersonal('names a release'),
    kind: course,
    reference: written,
    recipient: course,
    recipient_name: course,
    activity: course,
    categories: course,
    purpose: course,
    provision: written,
    procedure: course,
    scope: written,
    received_on: course,
    opened_at: course,
    opened_by: answered,
    state: course,
    decided_at: course,
    decided_by: by('decided_by'),
    decision: written,
    given_at: course,
    given_by: by('given_by'),
    content_hash: notPersonal('a digest of what was handed over, kept nowhere here'),
    content_rows: notPersonal('a count'),
  },
})

const releasePerson = declareTable<ReleasePersonRow>({
  table: 'release_person',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  starts: { case_closed: 'added_at', recorded: 'added_at' },
  columns: {
    organization_id: tenant,
    id: notPersonal('names a letter'),
    release_id: concerned,
    person_id: concerned,
    label: concerned,
    state: concerned,
    code: course,
    attempts: notPersonal('a count'),
    next_try_at: notPersonal('when a job looks again'),
    deadline_at: notPersonal('when a job stops looking'),
    told_at: concerned,
    added_at: concerned,
  },
})

export const releaseTables: readonly TableDeclaration[] = [releaseCase, releasePerson]
