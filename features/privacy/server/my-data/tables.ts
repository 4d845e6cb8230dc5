/** What a person decided about their own data, and what each column is under the law. */
import {
  type ConsentId,
  declareTable,
  type DirectiveId,
  type Field,
  notPersonal,
  type OrganizationId,
  type PersonId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp, Transaction } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { ConsentAction, ConsentSurface, ObjectedTo, Wish } from '../../core/index.ts'

export interface ConsentRow {
  organization_id: OrganizationId
  id: ConsentId
  person_id: PersonId
  purpose: string
  shown: string
  shown_hash: string
  language: 'en' | 'fr'
  surface: ConsentSurface
  action: ConsentAction
  given_at: Timestamp
  withdrawn_at: Timestamp | null
  withdrawn_surface: ConsentSurface | 'unsubscribe_link' | null
}

export interface ObjectionRow {
  organization_id: OrganizationId
  person_id: PersonId
  objected_to: ObjectedTo
  since: Timestamp
}

export interface DirectiveRow {
  organization_id: OrganizationId
  id: DirectiveId
  person_id: PersonId
  wishes: JSONColumnType<Readonly<Record<string, Wish>>>
  executor_name: string | null
  executor_contact: string | null
  held_by: string | null
  held_under: string | null
  agreed_at: Timestamp
  revoked_at: Timestamp | null
}

export type MyDataTables = { consent: ConsentRow; objection: ObjectionRow; directive: DirectiveRow }

export const tablesOf = (transaction: Transaction) => transaction.$extendTables<MyDataTables>()

const tenant = notPersonal('the tenant')
const digest = notPersonal('a digest of the sentence beside it, the same for everybody')
const proof: Field = {
  pd: 'action_record',
  for: ['residence_management'],
  source: 'provided',
  portable: true,
  erase: 'delete_row',
}

const consent = declareTable<ConsentRow>({
  table: 'consent',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  columns: {
    organization_id: tenant,
    id: notPersonal('names a consent'),
    person_id: { ...proof, pd: 'link', portable: false },
    purpose: proof,
    shown: proof,
    shown_hash: digest,
    language: proof,
    surface: proof,
    action: proof,
    given_at: proof,
    withdrawn_at: proof,
    withdrawn_surface: proof,
  },
})

const objection = declareTable<ObjectionRow>({
  table: 'objection',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  columns: {
    organization_id: tenant,
    person_id: { ...proof, pd: 'link', portable: false },
    objected_to: proof,
    since: proof,
  },
})

const directive = declareTable<DirectiveRow>({
  table: 'directive',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  columns: {
    organization_id: tenant,
    id: notPersonal('names a directive'),
    person_id: { ...proof, pd: 'link', portable: false },
    wishes: proof,
    // Whom they name, told by them: it goes with their own directive.
    executor_name: { ...proof, pd: 'identity' },
    executor_contact: { ...proof, pd: 'contact' },
    held_by: proof,
    held_under: proof,
    agreed_at: proof,
    revoked_at: proof,
  },
})

export const myDataTables: readonly TableDeclaration[] = [consent, objection, directive]
