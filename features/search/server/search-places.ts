/** Homes, doors and equipment by their names, within the sites the caller's permission reaches. */
import type { DeviceId, EntranceId, SiteId, UnitId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql, type RawBuilder } from 'kysely'
import { folded, matching } from './matching.ts'
import type { Looking } from './search-people.ts'

interface Place<PlaceId> {
  readonly id: PlaceId
  readonly siteId: SiteId
  readonly name: string
  readonly building: string | null
}

const within = ({ reach, siteId }: Looking, column: RawBuilder<unknown>): RawBuilder<boolean> => {
  const reached = reach.wholeOrganization
    ? sql<boolean>`true`
    : sql<boolean>`${column} = any(${[...reach.siteIds]}::uuid[])`
  return siteId === undefined ? reached : sql<boolean>`(${reached} and ${column} = ${siteId})`
}

/** `C 4` before `C 33` before `C 331`. */
const closestFirst = (rank: RawBuilder<number>, form: RawBuilder<string>, limit: number) =>
  sql`order by ${rank}, length(${form}), ${form} collate "C" limit ${limit}`

export const homesWithin = ({ homes, reach, siteId, limit }: Looking): readonly Place<UnitId>[] =>
  homes
    .filter((home) => home.fits && (reach.wholeOrganization || reach.siteIds.includes(home.siteId)))
    .filter((home) => siteId === undefined || home.siteId === siteId)
    .slice(0, limit)
    .map(({ id, name, building, siteId: at }) => ({ id, siteId: at, name, building }))

export const searchEntrances = async (
  transaction: Transaction,
  looking: Looking,
): Promise<readonly (Place<EntranceId> & { readonly number: string | null })[]> => {
  if (looking.question.words.length === 0) return []
  const form = sql<string>`f.form`
  const { where, rank } = matching(looking.question, form)
  const isNumber = sql`${folded(sql`f.number`)} = any(${[...looking.question.wholes]}::text[])`
  const closest = sql<number>`case when ${isNumber} then 0 else ${rank} end`
  const { rows } = await sql<Place<EntranceId> & { readonly number: string | null }>`
    with n as materialized (
      select e.id, e.site_id, v.definition ->> 'name' as name, v.definition ->> 'number' as number
      from entrance e
      join entrance_version v on v.organization_id = e.organization_id and v.entrance_id = e.id and v.valid_until is null
      where e.removed_at is null and ${within(looking, sql`e.site_id`)}),
    f as materialized (select n.*, ${folded(sql`concat_ws(' ', n.name, n.number)`)} as form from n)
    select f.id, f.site_id as "siteId", f.name, f.number, b.name as building
    from f
    left join entrance_location l on l.entrance_id = f.id
    left join building b on b.organization_id = l.organization_id and b.id = l.building_id
    where ${where} ${closestFirst(closest, form, looking.limit)}`.execute(transaction)
  return rows
}

export const searchDevices = async (
  transaction: Transaction,
  looking: Looking,
): Promise<readonly Place<DeviceId>[]> => {
  if (looking.question.words.length === 0) return []
  const form = folded(sql`d.name`)
  const { where, rank } = matching(looking.question, form)
  const { rows } = await sql<Place<DeviceId>>`
    select d.id, d.site_id as "siteId", d.name, b.name as building
    from device d left join building b on b.organization_id = d.organization_id and b.id = d.building_id
    where d.state <> 'retired' and ${where} and ${within(looking, sql`d.site_id`)}
    ${closestFirst(rank, form, looking.limit)}`.execute(transaction)
  return rows
}
