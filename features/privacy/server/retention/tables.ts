/** The tables of retention, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import {
  declareTable,
  type Field,
  type LegalHoldId,
  notPersonal,
  type OrganizationId,
  type PersonId,
  type RetentionRunId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { JSONColumnType } from 'kysely'

/** What one run did to one table by one set of rules. */
export interface RunStep {
  readonly table: string
  /** `erase`: people, by the engine of erasures. `drop`: whole drawers of the log. */
  readonly does: 'delete' | 'empty' | 'erase' | 'drop'
  readonly rules: readonly string[]
  readonly triggers: readonly string[]
  readonly rows: number
  /** How many were over and stayed, because a hold or a restriction keeps them. */
  readonly held: number
  /** The day from which the oldest of them counted. */
  readonly oldest: string | null
  readonly ended: boolean
  /** Where the log is emptied on from. */
  readonly reached?: string
}

export interface RetentionRunRow {
  organization_id: OrganizationId
  id: RetentionRunId
  asked_by: JSONColumnType<Actor>
  as_of: Timestamp
  state: 'running' | 'done'
  register_hash: string
  steps: JSONColumnType<readonly RunStep[]>
  contacts_until: string
  ended_at: Timestamp | null
  hash: string | null
}

export interface LegalHoldRow {
  organization_id: OrganizationId
  id: LegalHoldId
  person_id: PersonId
  tables: string[]
  ground: 'legal_claims' | 'legal_obligation'
  case_name: string
  reason: string
  placed_by: JSONColumnType<Actor>
  placed_at: Timestamp
  ends_on: string
  lifted_by: JSONColumnType<Actor> | null
  lifted_at: Timestamp | null
}

interface PersonContactRow {
  organization_id: OrganizationId
  person_id: PersonId
  last_at: Timestamp
}

interface ArchivedRow {
  organization_id: OrganizationId
  person_id: PersonId
  since: string
  until_on: string | null
  rules: string[]
}

interface EventDrawerOverRow {
  organization_id: OrganizationId
  retention_class: string
  month: string
}

export type RetentionTables = {
  retention_run: RetentionRunRow
  legal_hold: LegalHoldRow
  person_contact: PersonContactRow
  event_drawer_over: EventDrawerOverRow
  archived: ArchivedRow
}

const tenant = notPersonal('the tenant')
const course = notPersonal('how far a run is, in codes and counts')
const drawer = notPersonal('a month of the log')
const answered: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'keep',
}
const heldOf: Field = { ...answered, erase: 'delete_row' }
const contact: Field = {
  pd: 'relation',
  for: ['residence_management'],
  source: 'derived',
  portable: false,
  erase: 'delete_row',
}

const retentionRun = declareTable<RetentionRunRow>({
  table: 'retention_run',
  subject: { via: 'asked_by.id', table: 'account' },
  rows: 'anonymise',
  starts: { recorded: 'as_of' },
  columns: {
    organization_id: tenant,
    id: notPersonal('names a run'),
    asked_by: answered,
    as_of: course,
    state: course,
    register_hash: course,
    steps: course,
    contacts_until: course,
    ended_at: course,
    hash: course,
  },
})

const legalHold = declareTable<LegalHoldRow>({
  table: 'legal_hold',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  columns: {
    organization_id: tenant,
    id: notPersonal('names a hold'),
    person_id: heldOf,
    tables: heldOf,
    ground: heldOf,
    case_name: { ...heldOf, pd: 'free_text' },
    reason: { ...heldOf, pd: 'free_text' },
    placed_by: { ...answered, whose: [{ via: 'placed_by.id', table: 'account' }] },
    placed_at: heldOf,
    ends_on: heldOf,
    lifted_by: { ...answered, whose: [{ via: 'lifted_by.id', table: 'account' }] },
    lifted_at: heldOf,
  },
})

const personContact = declareTable<PersonContactRow>({
  table: 'person_contact',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  startsForPerson: { last_contact_from_person: 'last_at' },
  columns: { organization_id: tenant, person_id: contact, last_at: contact },
})

/** Who is out of daily work, since when and by which rules: it is the ground on which others do not see them. */
const archived = declareTable<ArchivedRow>({
  table: 'archived',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  columns: {
    organization_id: tenant,
    person_id: contact,
    since: contact,
    until_on: contact,
    rules: contact,
  },
})

const eventDrawerOver = declareTable<EventDrawerOverRow>({
  table: 'event_drawer_over',
  subject: 'no_subject',
  rows: 'none',
  columns: { organization_id: tenant, retention_class: drawer, month: drawer },
})

export const retentionTables: readonly TableDeclaration[] = [
  retentionRun,
  legalHold,
  personContact,
  archived,
  eventDrawerOver,
]
