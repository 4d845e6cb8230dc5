/** Lists of people, page by page in the order of their names. */
import { searchForm } from '@loge/kernel'
import type { Caller } from '@loge/features/places/server'
import { createCursor, Problem, toPage } from '@loge/http'
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

/** The last few of a page, by id: a cursor stands in addresses, and the order is by name. */
const cursor = createCursor('people', z.array(z.uuid()).min(1).max(3))

/** After the last of them who is still there: one may have been erased since. */
const placeAfter = async (
  transaction: Transaction,
  ids: readonly string[] | undefined,
): Promise<{ readonly key: string; readonly id: string } | undefined> => {
  if (ids === undefined) return undefined
  const { rows } = await sql<{ key: string; id: string }>`
    select sort_name as key, id from person where id = any(${ids}::uuid[])
    order by array_position(${ids}::uuid[], id) desc limit 1`.execute(transaction)
  const [last] = rows
  if (last === undefined)
    throw new Problem(400, 'cursor_invalid', 'Nobody of where this list stopped is left. Start it again.')
  return last
}

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
  const last = cursor.decode(query.cursor)
  const rows = await database.transaction(caller.organizationId, async (transaction) =>
    listRows(transaction, personShape, {
      where: [withinReach(caller.reach), ...home(query), ...search(query.q)],
      after: await placeAfter(transaction, last),
      limit: query.limit,
    }),
  )
  const shown = rows.slice(0, query.limit)
  return toPage(rows, query.limit, { cursor, positionOf: () => shown.slice(-3).map(({ id }) => id) })
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
