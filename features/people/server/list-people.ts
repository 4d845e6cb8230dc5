/** Lists of people, page by page in the order of their names. */
import { searchForm } from '@loge/kernel'
import type { Caller } from '@loge/features/places/server'
import { createCursor, toPage } from '@loge/http'
import type { Instant, PersonId, SiteId, UnitId } from '@loge/kernel'
import { listRows, type Transaction } from '@loge/storage'
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import type { Person } from '../core/index.ts'
import { inForce, livesWhere, personShape, withinReach } from './person-rows.ts'
import type { PeopleDependencies } from './record.ts'

export interface PeopleQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
  readonly siteId?: SiteId | undefined
  readonly unitId?: UnitId | undefined
  readonly at?: Instant | undefined
}

const cursor = createCursor('people', z.object({ key: z.string(), id: z.string() }))

const home = ({ siteId, unitId, at }: PeopleQuery): readonly RawBuilder<unknown>[] => {
  const places = [
    ...(siteId === undefined ? [] : [sql`site_id = ${siteId}`]),
    ...(unitId === undefined ? [] : [sql`unit_id = ${unitId}`]),
  ]
  if (places.length === 0 && at === undefined) return []
  return [livesWhere(sql.join([inForce(at), ...places], sql` and `))]
}

/** Every word of the question is part of the name. */
const search = (q: string | undefined): readonly RawBuilder<unknown>[] =>
  searchForm(q ?? '')
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => sql`sort_name like ${`%${word}%`}`)

export const listPeople = async (
  { database }: PeopleDependencies,
  caller: Caller,
  query: PeopleQuery,
): Promise<{ readonly data: Person[]; readonly nextCursor: string | null }> => {
  const rows = await database.transaction(caller.organizationId, (transaction) =>
    listRows(transaction, personShape, {
      where: [withinReach(caller.reach), ...home(query), ...search(query.q)],
      after: cursor.decode(query.cursor),
      limit: query.limit,
    }),
  )
  return toPage(rows, query.limit, {
    cursor,
    positionOf: ({ sortName, id }) => ({ key: sortName, id }),
  })
}

/** Some people by id, in no order; who does not exist is left out. */
export const findPeople = async (
  transaction: Transaction,
  ids: readonly PersonId[],
): Promise<readonly Person[]> =>
  ids.length === 0
    ? []
    : listRows(transaction, personShape, {
        where: [sql`id = any(${ids})`],
        after: undefined,
        limit: ids.length,
      })
