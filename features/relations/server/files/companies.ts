/** Companies outlast whoever works there: the tie between the two is dated, and ends without the company. */
import { type Id, newId, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { Filing } from './store.ts'
import { fileTablesOf } from './tables.ts'

const companyNamed = async (
  { transaction, world, organizationId }: Filing,
  name: string,
): Promise<Id<'company'>> => {
  const { id } = await fileTablesOf(transaction)
    .insertInto('company')
    .values({ organization_id: organizationId, id: newId(world, 'company'), name })
    .onConflict((conflict) =>
      conflict.expression(sql`organization_id, lower(name)`).doUpdateSet({ name: sql`company.name` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** With this company since that day, and with no other any more. */
export const joinCompany = async (
  filing: Filing,
  personId: PersonId,
  { company, on }: { readonly company: string | null; readonly on: string },
): Promise<void> => {
  const { transaction, world, organizationId } = filing
  const tables = fileTablesOf(transaction)
  await tables
    .updateTable('affiliation')
    .set({ until_on: on })
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', personId)
    .where('until_on', 'is', null)
    .execute()
  if (company === null) return
  await tables
    .insertInto('affiliation')
    .values({
      organization_id: organizationId,
      id: newId(world, 'affiliation'),
      person_id: personId,
      company_id: await companyNamed(filing, company),
      since_on: on,
      until_on: null,
    })
    .execute()
}

export interface Affiliated {
  readonly person_id: PersonId
  readonly name: string
  readonly since_on: string
  readonly until_on: string | null
}

/** The latest first. */
export const companiesOf = (
  transaction: Transaction,
  people: readonly PersonId[],
): Promise<readonly Affiliated[]> =>
  people.length === 0
    ? Promise.resolve([])
    : fileTablesOf(transaction)
        .selectFrom('affiliation')
        .innerJoin('company', 'company.id', 'affiliation.company_id')
        .select(['affiliation.person_id', 'company.name', 'affiliation.since_on', 'affiliation.until_on'])
        .where('affiliation.person_id', 'in', [...people])
        .orderBy('affiliation.since_on', 'desc')
        .execute()

export const companyNow = (all: readonly Affiliated[], personId: PersonId): string | null =>
  all.find((one) => one.person_id === personId && one.until_on === null)?.name ?? null
