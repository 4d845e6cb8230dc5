/** Lists of tenancies, and who lives somewhere at a moment, for features to the right. */
import type { Caller } from '@loge/features/places/server'
import { createCursor, toPage } from '@loge/http'
import type { Instant, PersonId, SiteId, UnitId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import type { Tenancy } from '../core/index.ts'
import { inForce } from './person-rows.ts'
import type { PeopleDependencies } from './record.ts'
import { selectTenancies } from './tenancy-rows.ts'

export interface TenancyFilter {
  readonly personId?: PersonId | undefined
  readonly unitId?: UnitId | undefined
  readonly siteId?: SiteId | undefined
  readonly at?: Instant | undefined
}

export interface TenancyQuery extends TenancyFilter {
  readonly limit: number
  readonly cursor?: string | undefined
}

const cursor = createCursor('tenancies', z.object({ at: z.number(), id: z.string() }))

const matching = ({ personId, unitId, siteId }: Omit<TenancyFilter, 'at'>): readonly RawBuilder<boolean>[] =>
  Object.entries({ person_id: personId, unit_id: unitId, site_id: siteId })
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => sql<boolean>`${sql.ref(column)} = ${value}`)

const conditions = (filter: TenancyFilter): readonly RawBuilder<boolean>[] => [
  sql<boolean>`${inForce(filter.at)}`,
  ...matching(filter),
]

export const listTenancies = async (
  { database }: PeopleDependencies,
  caller: Caller,
  query: TenancyQuery,
): Promise<{ readonly data: Tenancy[]; readonly nextCursor: string | null }> => {
  const after = cursor.decode(query.cursor)
  const rest =
    after === undefined ? [] : [sql<boolean>`(moves_in_at, id) > (${new Date(after.at)}, ${after.id})`]
  const rows = await database.transaction(caller.organizationId, (transaction) =>
    selectTenancies(transaction, {
      reach: caller.reach,
      where: [...conditions(query), ...rest],
      limit: query.limit + 1,
    }),
  )
  return toPage(rows, query.limit, { cursor, positionOf: ({ movesInAt, id }) => ({ at: movesInAt, id }) })
}

/** The units somebody lives in or will move into, for what is theirs to see. */
export const findHomes =
  ({ world }: Pick<PeopleDependencies, 'world'>) =>
  async (transaction: Transaction, personId: PersonId): Promise<readonly UnitId[]> => {
    const tenancies = await findTenancies(transaction, { personId })
    const now = world.now()
    return tenancies
      .filter(({ movesOutAt }) => movesOutAt === null || movesOutAt > now)
      .map(({ unitId }) => unitId)
  }

const MANY = 100_000

const recordedBy = (asOf: Instant): RawBuilder<boolean> => {
  const moment = new Date(asOf)
  return sql<boolean>`(recorded_at <= ${moment} and (superseded_at is null or superseded_at > ${moment}))`
}

/**
 * Every tenancy that matches, for code that needs them all: a site's snapshot, a person's homes. As known now, or with
 * `asOf` as it was recorded by then, whatever was corrected since.
 */
export const findTenancies = (
  transaction: Transaction,
  { asOf, ...filter }: Omit<TenancyFilter, 'at'> & { readonly asOf?: Instant | undefined },
): Promise<readonly Tenancy[]> =>
  selectTenancies(transaction, {
    reach: { wholeOrganization: true, siteIds: [], ownPersonId: undefined },
    where: asOf === undefined ? conditions(filter) : [recordedBy(asOf), ...matching(filter)],
    limit: MANY,
  })
