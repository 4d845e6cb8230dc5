/** Reads and writes entrances: one current version each, and the superseded ones with their period. */
import type { Location } from '@loge/features/places/core'
import {
  type BuildingId,
  type DeviceId,
  type EntranceId,
  type Instant,
  type OrganizationId,
  type ScheduleId,
  type SiteId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { CredentialKind, PartRole, RuleSettings } from '../core/index.ts'
import { heldAt } from './as-of.ts'
import type { AccessTables } from './tables.ts'

/** Which component of which device plays which part. */
export interface EntrancePart {
  readonly role: PartRole
  readonly deviceId: DeviceId
  readonly componentKey: string
  /** Of a fire input that waits for a person: how often it was reset. */
  readonly resets?: number | undefined
}

export interface EntranceDefinition {
  readonly name: string
  /** As it is written on the plan; shown beside the name. */
  readonly number: string | null
  readonly kind: 'common' | 'private' | 'liftFloor'
  readonly parts: readonly EntrancePart[]
  readonly unlockMs: number
  readonly heldOpenMs: number
  readonly failMode: 'secure' | 'safe'
  readonly accepts: readonly CredentialKind[]
  /** A plate is taken for the one it looks like. Versions of before it was known have none: it is not. */
  readonly takesLookAlikes?: boolean | undefined
  readonly holdOpenScheduleId: ScheduleId | null
  /** Versions of before it was known have none: at once. */
  readonly holdsAfterEntry?: boolean | undefined
  /** It opens for two people, one right after the other. */
  readonly twoPeople?: RuleSettings<'twoPeople'> | null | undefined
  /** When a person last said that the fire which held it open was over. */
  readonly fireOverAt?: Instant | undefined
}

export interface StoredEntrance extends EntranceDefinition {
  readonly id: EntranceId
  readonly siteId: SiteId
  readonly location: Location
  readonly revision: number
  readonly lockedDown: boolean
  readonly removedAt: Instant | null
}

export interface EntranceFilter {
  readonly ids?: readonly EntranceId[]
  readonly siteIds?: readonly SiteId[] | undefined
  readonly buildingId?: BuildingId | undefined
  /** As it was recorded then; left out: as it is, without those removed. */
  readonly asOf?: Instant | undefined
  readonly after?: EntranceId | undefined
  readonly limit?: number
}

export const loadEntrances = async (
  transaction: Transaction,
  { ids, siteIds, buildingId, asOf, after, limit }: EntranceFilter,
): Promise<readonly StoredEntrance[]> => {
  const rows = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('entrance as e')
    .innerJoin('entrance_version as v', (join) =>
      join.onRef('v.organization_id', '=', 'e.organization_id').onRef('v.entrance_id', '=', 'e.id'),
    )
    .leftJoin('entrance_location as l', (join) =>
      join.onRef('l.organization_id', '=', 'e.organization_id').onRef('l.entrance_id', '=', 'e.id'),
    )
    .select(['e.id', 'e.site_id', 'e.removed_at', 'v.revision', 'v.definition', 'v.locked_down'])
    .select(['l.building_id', 'l.floor_id', 'l.unit_id', 'l.area'])
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`e.id = any(${[...(ids ?? [])]}::uuid[])`))
    .$if(siteIds !== undefined, (query) =>
      query.where(sql<boolean>`e.site_id = any(${[...(siteIds ?? [])]}::uuid[])`),
    )
    .$if(buildingId !== undefined, (query) => query.where(sql<boolean>`l.building_id = ${buildingId}`))
    .$if(asOf === undefined, (query) =>
      query.where('e.removed_at', 'is', null).where('v.valid_until', 'is', null),
    )
    .$if(asOf !== undefined, (query) =>
      query
        .where(heldAt('v.valid_from', 'v.valid_until', asOf as Instant))
        .where(heldAt('e.created_at', 'e.removed_at', asOf as Instant)),
    )
    .$if(after !== undefined, (query) => query.where(sql<boolean>`e.id > ${after}`))
    .orderBy('e.id')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
  return rows.map(({ definition, ...row }) => ({
    ...definition,
    takesLookAlikes: definition.takesLookAlikes === true,
    holdsAfterEntry: definition.holdsAfterEntry === true,
    twoPeople: definition.twoPeople ?? null,
    id: row.id,
    siteId: row.site_id,
    location: { buildingId: row.building_id, floorId: row.floor_id, unitId: row.unit_id, area: row.area },
    revision: row.revision,
    lockedDown: row.locked_down,
    removedAt: row.removed_at,
  }))
}

/** When the first entrance of a site became known, be it removed since. */
export const entrancesSince = async (transaction: Transaction, siteId: SiteId): Promise<Instant | null> => {
  const first = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('entrance')
    .select('created_at')
    .where('site_id', '=', siteId)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  return first?.created_at ?? null
}

/** What entrances are called now; one that was removed, what it was called last. */
export const entranceNames = async (
  transaction: Transaction,
  ids: readonly EntranceId[],
): Promise<ReadonlyMap<EntranceId, string>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ readonly id: EntranceId; readonly name: string }>`
    select distinct on (entrance_id) entrance_id as id, definition->>'name' as name from entrance_version
    where entrance_id = any(${[...ids]}::uuid[]) order by entrance_id, revision desc`.execute(transaction)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Holds the entrance until the transaction ends, so that two changes follow one another. */
export const lockEntrance = async (
  transaction: Transaction,
  id: EntranceId,
): Promise<StoredEntrance | undefined> => {
  await sql`select id from entrance where id = ${id} for update`.execute(transaction)
  const [entrance] = await loadEntrances(transaction, { ids: [id] })
  return entrance
}

/** Says where an entrance is now. Walls do not move, so what was said before is a correction, not history. */
export const setEntranceLocation = async (
  transaction: Transaction,
  { organizationId, id }: { readonly organizationId: OrganizationId; readonly id: EntranceId },
  { buildingId, floorId, unitId, area }: Location,
): Promise<void> => {
  const columns = { building_id: buildingId, floor_id: floorId, unit_id: unitId, area }
  await transaction
    .$extendTables<AccessTables>()
    .insertInto('entrance_location')
    .values({ organization_id: organizationId, entrance_id: id, ...columns })
    .onConflict((conflict) => conflict.columns(['organization_id', 'entrance_id']).doUpdateSet(columns))
    .execute()
}

interface NewEntranceVersion {
  readonly organizationId: OrganizationId
  readonly id: EntranceId
  readonly revision: number
  readonly definition: EntranceDefinition
  readonly lockedDown: boolean
  readonly reason?: string
  readonly validFrom: Instant
}

/** Adds a version; the one before it ends where this begins, or at once if another replica's clock is ahead. */
export const addEntranceVersion = async (
  transaction: Transaction,
  version: NewEntranceVersion,
): Promise<void> => {
  const tables = transaction.$extendTables<AccessTables>()
  const validFrom = new Date(version.validFrom)
  await tables
    .updateTable('entrance_version')
    .set({ valid_until: sql<Date>`greatest(valid_from, ${validFrom})` })
    .where('entrance_id', '=', version.id)
    .where('valid_until', 'is', null)
    .execute()
  await tables
    .insertInto('entrance_version')
    .values({
      organization_id: version.organizationId,
      entrance_id: version.id,
      revision: version.revision,
      definition: JSON.stringify(version.definition),
      locked_down: version.lockedDown,
      reason: version.reason ?? null,
      valid_from: validFrom,
      valid_until: null,
    })
    .execute()
}
