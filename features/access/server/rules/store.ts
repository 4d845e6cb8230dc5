/** Reads the rules of zones as they are or as they were, and adds versions: nothing is overwritten. */
import type { EntranceId, Instant, OrganizationId, PersonId, SiteId, ZoneId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { NO_ZONE_RULES, type ZoneRules } from '../../core/index.ts'
import { heldAt, type When } from '../as-of.ts'
import type { EmergencyTables } from '../emergency/tables.ts'
import type { RuleTables } from './tables.ts'

export interface RuledZone {
  readonly id: ZoneId
  readonly siteId: SiteId
  readonly name: string
  /** Of its name and its doors; its rules have a revision of their own. */
  readonly version: number
  readonly entranceIds: readonly EntranceId[]
  /** Zero: no rule was ever settled here. */
  readonly revision: number
  readonly rules: ZoneRules
  readonly forgottenAt: Instant | null
  /** When these rules began to hold. */
  readonly since: Instant | null
}

export interface RuledZoneFilter {
  readonly ids?: readonly ZoneId[]
  readonly siteIds?: readonly SiteId[] | undefined
  readonly asOf?: Instant | undefined
}

/** What was removed since belongs to no zone, whatever the zone was told of it. */
const inPlace = async (
  transaction: Transaction,
  zones: readonly RuledZone[],
): Promise<readonly RuledZone[]> => {
  const ids = [...new Set(zones.flatMap(({ entranceIds }) => entranceIds))]
  const { rows } = await sql<{ id: EntranceId }>`
    select id from entrance where id = any(${ids}::uuid[]) and removed_at is not null`.execute(transaction)
  const removed = new Set(rows.map(({ id }) => id))
  if (removed.size === 0) return zones
  return zones.map((zone) => ({
    ...zone,
    entranceIds: zone.entranceIds.filter((id) => !removed.has(id)),
    rules: {
      ...zone.rules,
      leads: Object.fromEntries(
        Object.entries(zone.rules.leads).filter(([id]) => !removed.has(id as EntranceId)),
      ),
    },
  }))
}

export const loadRuledZones = async (
  transaction: Transaction,
  { ids, siteIds, asOf }: RuledZoneFilter,
): Promise<readonly RuledZone[]> => {
  const held =
    asOf === undefined ? sql<boolean>`r.valid_until is null` : heldAt('r.valid_from', 'r.valid_until', asOf)
  const gone =
    asOf === undefined
      ? sql<boolean>`z.removed_at is null`
      : sql<boolean>`(z.removed_at is null or z.removed_at > ${new Date(asOf)})`
  const rows = await transaction
    .$extendTables<EmergencyTables & RuleTables>()
    .selectFrom('zone as z')
    .leftJoin('zone_rules as r', (join) =>
      join.onRef('r.organization_id', '=', 'z.organization_id').onRef('r.zone_id', '=', 'z.id').on(held),
    )
    .select(['z.id', 'z.site_id', 'z.name', 'z.version', 'z.entrance_ids'])
    .select(['r.revision', 'r.definition', 'r.forgotten_at', 'r.valid_from', 'r.entrance_ids as ruled_ids'])
    .where(gone)
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`z.id = any(${[...(ids ?? [])]}::uuid[])`))
    .$if(siteIds !== undefined, (query) =>
      query.where(sql<boolean>`z.site_id = any(${[...(siteIds ?? [])]}::uuid[])`),
    )
    .orderBy('z.name')
    .execute()
  const zones = rows.map((row) => ({
    id: row.id,
    siteId: row.site_id,
    name: row.name,
    version: row.version,
    entranceIds: row.ruled_ids ?? row.entrance_ids,
    revision: row.revision ?? 0,
    rules: row.definition ?? NO_ZONE_RULES,
    forgottenAt: row.forgotten_at,
    since: row.valid_from,
  }))
  return asOf === undefined ? inPlace(transaction, zones) : zones
}

/** Holds the zone until the transaction ends, so that two changes follow one another. */
export const lockZone = async (transaction: Transaction, id: ZoneId): Promise<RuledZone | undefined> => {
  await sql`select id from zone where id = ${id} for update`.execute(transaction)
  const [zone] = await loadRuledZones(transaction, { ids: [id] })
  return zone
}

interface NewZoneRules extends Pick<RuledZone, 'id' | 'revision' | 'rules' | 'forgottenAt' | 'entranceIds'> {
  readonly organizationId: OrganizationId
  readonly validFrom: Instant
}

export const addZoneRules = async (transaction: Transaction, version: NewZoneRules): Promise<void> => {
  const tables = transaction.$extendTables<RuleTables>()
  const validFrom = new Date(version.validFrom)
  await tables
    .updateTable('zone_rules')
    .set({ valid_until: sql<Date>`greatest(valid_from, ${validFrom})` })
    .where('zone_id', '=', version.id)
    .where('valid_until', 'is', null)
    .execute()
  await tables
    .insertInto('zone_rules')
    .values({
      organization_id: version.organizationId,
      zone_id: version.id,
      revision: version.revision,
      definition: JSON.stringify(version.rules),
      entrance_ids: JSON.stringify(version.entranceIds),
      forgotten_at: version.forgottenAt === null ? null : new Date(version.forgottenAt),
      valid_from: validFrom,
      valid_until: null,
    })
    .execute()
}

/** It has no end, or one that is still to come. */
const lasts = (at: Instant) => sql<boolean>`(valid_until is null or valid_until > ${new Date(at)})`

/** Who is not counted at a site, and until when; `null`: without an end. */
export const loadFreeToPass = async (
  transaction: Transaction,
  siteId: SiteId,
  { at, asOf }: When,
): Promise<ReadonlyMap<PersonId, Instant | null>> => {
  const rows = await transaction
    .$extendTables<RuleTables>()
    .selectFrom('free_passage')
    .select(['person_id', 'valid_until'])
    .where('site_id', '=', siteId)
    .where(asOf === undefined ? lasts(at) : heldAt('valid_from', 'valid_until', asOf))
    .execute()
  return new Map(rows.map((row) => [row.person_id, row.valid_until]))
}
