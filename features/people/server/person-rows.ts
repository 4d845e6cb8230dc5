/** Where people are stored, and whom a caller may see: everybody, those of their sites, or themselves. */
import type { Reach } from '@loge/http'
import type { Instant, PersonId } from '@loge/kernel'
import { readRow, type RowShape, type Transaction } from '@loge/storage'
import { sql, type RawBuilder } from 'kysely'
import type { Person } from '../core/index.ts'
import { personUnknown } from './problems.ts'

export const personShape: RowShape<Person> = {
  table: 'person',
  orderBy: 'sort_name',
  columns: {
    id: 'id',
    civility: 'civility',
    givenName: 'given_name',
    familyName: 'family_name',
    bornOn: 'born_on',
    sortName: 'sort_name',
    street: 'street',
    postalCode: 'postal_code',
    city: 'city',
    country: 'country',
    email: 'email',
    landline: 'landline',
    mobile: 'mobile',
    language: 'language',
    sources: 'sources',
    formReceivedOn: 'form_received_on',
    version: 'version',
  },
}

/** Of the table `tenancy`: those in force at a moment, or at any when it is not given. */
export const inForce = (at: Instant | undefined): RawBuilder<unknown> => {
  if (at === undefined) return sql`superseded_at is null`
  const moment = new Date(at)
  return sql`superseded_at is null and moves_in_at <= ${moment} and (moves_out_at is null or moves_out_at > ${moment})`
}

export const livesWhere = (condition: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`exists (select from tenancy where tenancy.person_id = person.id and ${condition})`

/** A site's staff sees whoever lives, lived or will live there. */
export const withinReach = (reach: Reach): RawBuilder<unknown> =>
  reach.wholeOrganization
    ? sql`true`
    : sql`(id = ${reach.ownPersonId ?? null}
           or ${livesWhere(sql`superseded_at is null and site_id = any(${reach.siteIds})`)})`

/** `undefined` when there is none. */
export const findPerson = (transaction: Transaction, id: PersonId): Promise<Person | undefined> =>
  readRow(transaction, personShape, id)

/** Those of them that exist and are within this reach, asked at once. */
export const peopleWithin = async (
  transaction: Transaction,
  reach: Reach,
  ids: readonly PersonId[],
): Promise<ReadonlySet<PersonId>> => {
  const { rows } = await sql<{ readonly id: PersonId }>`
    select id from person where id = any(${[...ids]}::uuid[]) and ${withinReach(reach)}`.execute(transaction)
  return new Set(rows.map(({ id }) => id))
}

/** Somebody outside the caller's reach is answered like somebody who does not exist. */
export const readPerson = async (transaction: Transaction, reach: Reach, id: PersonId): Promise<Person> => {
  const person = await findPerson(transaction, id)
  const { rows } = await sql`select from person where id = ${id} and ${withinReach(reach)}`.execute(
    transaction,
  )
  if (person === undefined || rows.length === 0) throw personUnknown()
  return person
}

/** Is it the person's own permission alone that lets the caller change this? */
export const isOwnChange = async (transaction: Transaction, reach: Reach, id: PersonId): Promise<boolean> => {
  if (reach.wholeOrganization || reach.ownPersonId !== id) return false
  const asStaff = { ...reach, ownPersonId: undefined }
  const { rows } = await sql`select from person where id = ${id} and ${withinReach(asStaff)}`.execute(
    transaction,
  )
  return rows.length === 0
}
