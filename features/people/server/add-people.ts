/** Adds many people and stays at once, decided and with their ids already: for imports, in few statements. */
import { appendEvents } from '@loge/features/events/server'
import { newId, type PersonId } from '@loge/kernel'
import { insertRows, type Transaction } from '@loge/storage'
import { sql } from 'kysely'
import {
  decideTenancy,
  noteSources,
  peopleFacts,
  sortNameOf,
  type PersonDetails,
  type Tenancy,
} from '../core/index.ts'
import { personShape } from './person-rows.ts'
import { tenancyRefused } from './problems.ts'
import type { Asked } from './record.ts'
import { insertTenancies, selectTenancies } from './tenancy-rows.ts'

const EVERYWHERE = { wholeOrganization: true, siteIds: [], ownPersonId: undefined }
const MANY = 100_000

/** What they hold comes from the list that is imported. */
export const addPeople = async (
  transaction: Transaction,
  { dependencies: { world }, caller }: Asked,
  people: readonly { readonly id: PersonId; readonly details: PersonDetails }[],
): Promise<void> => {
  const { organizationId, actor } = caller
  const rows = people.map(({ id, details }) => ({
    ...details,
    id,
    sortName: sortNameOf(details),
    sources: noteSources({}, { before: undefined, after: details, source: 'import' as const }),
    version: 1,
  }))
  await insertRows(transaction, personShape, { organizationId, rows })
  await appendEvents(
    transaction,
    world,
    organizationId,
    people.map(({ id }) => ({
      id: newId(world, 'event'),
      type: peopleFacts.personCreated.type,
      occurredAt: world.now(),
      actor,
      personId: id,
      payload: {},
    })),
  )
}

/** The other stays of these people, which nobody else changes until this transaction ends. */
const staysOf = async (transaction: Transaction, personIds: readonly PersonId[]) => {
  await sql`select from person where id = any(${[...personIds]}::uuid[]) order by id for update`.execute(
    transaction,
  )
  const where = [
    sql<boolean>`person_id = any(${[...personIds]}::uuid[])`,
    sql<boolean>`superseded_at is null`,
  ]
  const found = await selectTenancies(transaction, { reach: EVERYWHERE, where, limit: MANY })
  return Map.groupBy(found, ({ personId, unitId }) => `${personId} ${unitId}`)
}

export const addTenancies = async (
  transaction: Transaction,
  { dependencies: { world }, caller }: Asked,
  stays: readonly Pick<
    Tenancy,
    'id' | 'personId' | 'unitId' | 'siteId' | 'role' | 'movesInAt' | 'movesOutAt'
  >[],
): Promise<void> => {
  const { organizationId, actor } = caller
  const known = await staysOf(transaction, [...new Set(stays.map(({ personId }) => personId))])
  const tenancies: Tenancy[] = []
  for (const stay of stays) {
    const key = `${stay.personId} ${stay.unitId}`
    const others = known.get(key) ?? []
    const tenancy = { ...stay, version: 1, recordedAt: world.now(), supersededAt: null }
    const decided = decideTenancy(tenancy, others)
    if (!decided.ok) throw tenancyRefused(decided.refusal)
    known.set(key, [...others, tenancy])
    tenancies.push(tenancy)
  }
  await insertTenancies(transaction, organizationId, tenancies)
  await appendEvents(
    transaction,
    world,
    organizationId,
    tenancies.map(({ id, personId, siteId, unitId, role }) => ({
      id: newId(world, 'event'),
      type: peopleFacts.tenancyOpened.type,
      occurredAt: world.now(),
      actor,
      personId,
      siteId,
      payload: { tenancyId: id, unitId, role },
    })),
  )
}
