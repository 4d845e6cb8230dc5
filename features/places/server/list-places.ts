/** Lists of places, page by page, narrowed by filters and by what the caller's permission reaches. */
import { createCursor, toPage, type Reach } from '@loge/http'
import { listRows } from '@loge/storage'
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import type { PlaceKind, Places } from '../core/index.ts'
import type { Caller } from './caller.ts'
import { placeShapes } from './place-rows.ts'
import type { PlacesDependencies } from './record.ts'

export interface PlaceQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly siteId?: string | undefined
  readonly buildingId?: string | undefined
  readonly floorId?: string | undefined
  readonly kind?: string | undefined
}

interface Page<Item> {
  readonly data: Item[]
  readonly nextCursor: string | null
}

const position = z.object({ key: z.string(), id: z.string() })

const withinReach = (kind: PlaceKind, reach: Reach): readonly RawBuilder<unknown>[] =>
  reach.wholeOrganization ? [] : [sql`${sql.ref(kind === 'site' ? 'id' : 'site_id')} = any(${reach.siteIds})`]

const filters = (query: PlaceQuery): readonly RawBuilder<unknown>[] => {
  const asked = {
    site_id: query.siteId,
    building_id: query.buildingId,
    floor_id: query.floorId,
    kind: query.kind,
  }
  return Object.entries(asked)
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
}

const sortKey = (place: Places[PlaceKind]): string => ('level' in place ? String(place.level) : place.name)

export const listPlaces = async <Kind extends PlaceKind>(
  { database }: PlacesDependencies,
  caller: Caller,
  { kind, query }: { readonly kind: Kind; readonly query: PlaceQuery },
): Promise<Page<Places[Kind]>> => {
  const cursor = createCursor(kind, position)
  const rows = await database.transaction(caller.organizationId, (transaction) =>
    listRows(transaction, placeShapes[kind], {
      where: [...withinReach(kind, caller.reach), ...filters(query)],
      after: cursor.decode(query.cursor),
      limit: query.limit,
    }),
  )
  return toPage(rows, query.limit, { cursor, positionOf: (place) => ({ key: sortKey(place), id: place.id }) })
}
