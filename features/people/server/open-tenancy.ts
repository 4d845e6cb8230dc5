/** Moves a person into a unit. */
import { reaches } from '@loge/features/places/core'
import { findPlace, type Caller } from '@loge/features/places/server'
import { newId, type Instant, type PersonId, type UnitId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { decideTenancy, type Tenancy, type TenancyRole } from '../core/index.ts'
import { readPerson } from './person-rows.ts'
import { tenancyRefused, unitUnknown } from './problems.ts'
import { record, type Asked, type PeopleDependencies } from './record.ts'
import { insertTenancy, selectTenancies } from './tenancy-rows.ts'

export interface NewTenancy {
  readonly personId: PersonId
  readonly unitId: UnitId
  readonly role: TenancyRole
  readonly movesInAt: Instant
  readonly movesOutAt: Instant | null
}

const everywhere = { wholeOrganization: true, siteIds: [], ownPersonId: undefined }
const MANY = 1_000

/** Waits for whoever changes this person's tenancies at the same time, then answers with the others of the unit. */
export const otherStays = async (
  transaction: Transaction,
  { personId, unitId, id }: Pick<Tenancy, 'personId' | 'unitId' | 'id'>,
): Promise<readonly Tenancy[]> => {
  await sql`select from person where id = ${personId} for update`.execute(transaction)
  const where = [
    sql<boolean>`person_id = ${personId}`,
    sql<boolean>`unit_id = ${unitId}`,
    sql<boolean>`superseded_at is null`,
    sql<boolean>`id <> ${id}`,
  ]
  return selectTenancies(transaction, { reach: everywhere, where, limit: MANY })
}

export const addTenancy = async (
  transaction: Transaction,
  asked: Asked,
  input: NewTenancy,
): Promise<Tenancy> => {
  const { caller, dependencies } = asked
  const unit = await findPlace(transaction, 'unit', input.unitId)
  if (unit === undefined || !reaches(caller.reach, unit.siteId)) throw unitUnknown()
  const tenancy: Tenancy = {
    ...input,
    id: newId(dependencies.world, 'tenancy'),
    siteId: unit.siteId,
    version: 1,
    recordedAt: dependencies.world.now(),
    supersededAt: null,
  }
  const decided = decideTenancy(tenancy, await otherStays(transaction, tenancy))
  if (!decided.ok) throw tenancyRefused(decided.refusal)
  await insertTenancy(transaction, caller.organizationId, tenancy)
  await record(transaction, asked, {
    fact: 'tenancyOpened',
    personId: tenancy.personId,
    siteId: unit.siteId,
    payload: { tenancyId: tenancy.id, unitId: unit.id, role: tenancy.role },
  })
  return tenancy
}

export const openTenancy = (
  dependencies: PeopleDependencies,
  caller: Caller,
  input: NewTenancy,
): Promise<Tenancy> =>
  dependencies.database.transaction(caller.organizationId, async (transaction) => {
    await readPerson(transaction, caller.reach, input.personId)
    return addTenancy(transaction, { dependencies, caller }, input)
  })
