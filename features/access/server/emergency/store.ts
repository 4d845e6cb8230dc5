/** Reads the orders of emergencies: as they are told to people, and as they go into a snapshot. */
import type { Actor } from '@loge/features/events/core'
import type { EmergencyId, EntranceId, Instant, SiteId, ZoneId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { SnapshotOrder } from '../../core/index.ts'
import type { EmergencyTables } from './tables.ts'

export interface StoredEmergency extends SnapshotOrder {
  readonly id: EmergencyId
  readonly siteId: SiteId
  readonly zoneId: ZoneId | null
  /** `null`: the whole site. */
  readonly entranceIds: readonly EntranceId[] | null
  readonly reason: string
  /** An exercise: all of it happens, and it is kept as one. */
  readonly drill: boolean
  readonly orderedBy: Actor
  readonly version: number
  readonly endedAt: Instant | null
  readonly endedBy: Actor | null
  readonly endedVersion: number | null
}

export interface EmergencyFilter {
  readonly ids?: readonly EmergencyId[]
  readonly siteIds?: readonly SiteId[] | undefined
  /** Those that stand at `from` or later, as was recorded by `asOf`. */
  readonly standing?: { readonly from: Instant; readonly asOf: Instant | undefined }
  readonly limit?: number
}

export const loadEmergencies = async (
  transaction: Transaction,
  { ids, siteIds, standing, limit }: EmergencyFilter,
): Promise<readonly StoredEmergency[]> => {
  const asOf = standing?.asOf === undefined ? undefined : new Date(standing.asOf)
  const rows = await transaction
    .$extendTables<EmergencyTables>()
    .selectFrom('emergency')
    .selectAll()
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`id = any(${[...(ids ?? [])]}::uuid[])`))
    .$if(siteIds !== undefined, (query) =>
      query.where(sql<boolean>`site_id = any(${[...(siteIds ?? [])]}::uuid[])`),
    )
    .$if(standing !== undefined, (query) =>
      query.where(sql<boolean>`until > ${new Date(standing?.from ?? 0)}`),
    )
    .$if(standing !== undefined && asOf === undefined, (query) => query.where('ended_at', 'is', null))
    .$if(asOf !== undefined, (query) =>
      query.where(sql<boolean>`began_at <= ${asOf} and (ended_at is null or ended_at > ${asOf})`),
    )
    .orderBy('began_at', 'desc')
    .orderBy('id', 'desc')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
  return rows.map((row) => ({
    id: row.id,
    siteId: row.site_id,
    kind: row.kind,
    zoneId: row.zone_id,
    entranceIds: row.entrance_ids,
    reason: row.reason,
    drill: row.is_drill,
    from: row.began_at,
    until: row.until,
    orderedBy: row.ordered_by,
    version: row.snapshot_version,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    endedVersion: row.ended_version,
  }))
}

/** The part of an entrance's snapshot that says which orders stand there. */
export const ordersAt = (
  emergencies: readonly StoredEmergency[],
  entranceId: EntranceId,
): { readonly orders?: readonly SnapshotOrder[] } => {
  const orders = emergencies
    .filter(({ entranceIds }) => entranceIds === null || entranceIds.includes(entranceId))
    .map(({ id, kind, from, until }): SnapshotOrder => ({ id, kind, from, until }))
  return orders.length === 0 ? {} : { orders }
}
