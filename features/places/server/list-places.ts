/** Lists of places, page by page, narrowed by filters and by what the caller's permission reaches. */
import { createCursor, toPage, type Reach } from '@loge/http'
import { listRows } from '@loge/storage'
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import type { PlaceKind, Places } from '../core/index.ts'
import type { Caller } from './caller.ts'
import { placeShapes } from './place-rows.ts'
import { type FindHomes, ownPlaces } from './own-places.ts'
import type { PlacesDependencies, PlacesReaders } from './record.ts'

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

/** Who asks in the name of the installation has no home. */
const nobodysHomes: FindHomes = async () => []

const withinReach = (
  kind: PlaceKind,
  reach: Reach,
  own: readonly string[],
): readonly RawBuilder<unknown>[] =>
  reach.wholeOrganization
    ? []
    : [
        sql`(${sql.ref(kind === 'site' ? 'id' : 'site_id')} = any(${reach.siteIds}) or id = any(${own}::uuid[]))`,
      ]

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
  { database, findHomes = nobodysHomes }: PlacesDependencies & Partial<PlacesReaders>,
  caller: Caller,
  { kind, query }: { readonly kind: Kind; readonly query: PlaceQuery },
): Promise<Page<Places[Kind]>> => {
  const cursor = createCursor(kind, position)
  const rows = await database.transaction(caller.organizationId, async (transaction) => {
    const own = await ownPlaces(transaction, findHomes, caller.reach)
    return listRows(transaction, placeShapes[kind], {
      where: [...withinReach(kind, caller.reach, own[kind]), ...filters(query)],
      after: cursor.decode(query.cursor),
      limit: query.limit,
    })
  })
  return toPage(rows, query.limit, { cursor, positionOf: (place) => ({ key: sortKey(place), id: place.id }) })
}
