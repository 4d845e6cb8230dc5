/** The tables of breaches, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import type { FailureCode } from '@loge/features/notices/core'
import {
  type BreachId,
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
import type { BreachAct } from '../../core/index.ts'

export interface BreachRow {
  organization_id: OrganizationId
  id: BreachId
  reference: string
  recorded_at: Timestamp
  version: number
  alerted_hours: number
  closed_at: Timestamp | null
}

export interface BreachEntryRow {
  organization_id: OrganizationId
  breach_id: BreachId
  number: number
  at: Timestamp
  recorded_by: JSONColumnType<Actor>
  act: JSONColumnType<BreachAct>
}

export const LETTER_STANDS = ['not_told', 'waiting', 'to_post', 'sent', 'failed', 'given_up'] as const

export interface BreachPersonRow {
  organization_id: OrganizationId
  id: Id<'breachLetter'>
  breach_id: BreachId
  person_id: PersonId
  found_in: string[]
  found_at: Timestamp
  state: (typeof LETTER_STANDS)[number]
  code: FailureCode | null
  attempts: number
  next_try_at: Timestamp | null
  deadline_at: Timestamp | null
  sent_at: Timestamp | null
}

export type BreachTables = {
  breach: BreachRow
  breach_entry: BreachEntryRow
  breach_person: BreachPersonRow
}

export const tablesOf = (transaction: Transaction) => transaction.$extendTables<BreachTables>()

const tenant = notPersonal('the tenant')
const course = notPersonal('how far a breach is, in codes and dates')
const concerned: Field = {
  pd: 'action_record',
  for: ['rights_requests'],
  source: 'derived',
  portable: false,
  erase: 'delete_row',
}
const written: Field = { ...concerned, pd: 'free_text', source: 'provided', erase: 'keep' }

const breach = declareTable<BreachRow>({
  table: 'breach',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: tenant,
    id: notPersonal('names a breach'),
    reference: notPersonal('names a breach'),
    recorded_at: course,
    version: notPersonal('counts changes'),
    alerted_hours: course,
    closed_at: course,
  },
})

const breachEntry = declareTable<BreachEntryRow>({
  table: 'breach_entry',
  subject: { via: 'recorded_by.id', table: 'account' },
  rows: 'anonymise',
  starts: { case_closed: 'at', recorded: 'at' },
  columns: {
    organization_id: tenant,
    breach_id: notPersonal('names a breach'),
    number: notPersonal('counts the entries of a breach'),
    at: course,
    recorded_by: {
      pd: 'action_record',
      for: ['staff_accountability'],
      source: 'observed',
      portable: false,
      erase: 'keep',
    },
    act: written,
  },
})

const breachPerson = declareTable<BreachPersonRow>({
  table: 'breach_person',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  starts: { case_closed: 'found_at' },
  columns: {
    organization_id: tenant,
    id: notPersonal('names a letter'),
    breach_id: concerned,
    person_id: concerned,
    found_in: concerned,
    found_at: concerned,
    state: concerned,
    code: course,
    attempts: notPersonal('a count'),
    next_try_at: notPersonal('when a job looks again'),
    deadline_at: notPersonal('when a job stops looking'),
    sent_at: concerned,
  },
})

export const breachTables: readonly TableDeclaration[] = [breach, breachEntry, breachPerson]
