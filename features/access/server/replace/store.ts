/** Reads and writes replacements, and the entrances that a device serves. */
import type { Actor } from '@loge/features/events/core'
import type { DeviceId, EntranceId, Instant, OrganizationId, ReplacementId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { type EntranceDefinition, loadEntrances, type StoredEntrance } from '../entrance-store.ts'
import type { AccessTables } from '../tables.ts'
import type { MovedEntrance, ReplacementTables, SuccessorBefore } from './tables.ts'

export interface StoredReplacement {
  readonly id: ReplacementId
  readonly siteId: SiteId
  readonly deviceId: DeviceId
  readonly wasAdopted: boolean
  readonly replacedBy: DeviceId
  readonly nameBefore: string
  /** `null`: it was made before this was kept. */
  readonly before: SuccessorBefore | null
  readonly reason: string
  readonly entrances: readonly MovedEntrance[]
  readonly madeAt: Instant
  readonly undoneAt: Instant | null
}

export type NewReplacement = Omit<StoredReplacement, 'undoneAt'> & {
  readonly organizationId: OrganizationId
  readonly madeBy: Actor
}

export const addReplacement = async (transaction: Transaction, made: NewReplacement): Promise<void> => {
  await transaction
    .$extendTables<ReplacementTables>()
    .insertInto('replacement')
    .values({
      organization_id: made.organizationId,
      id: made.id,
      site_id: made.siteId,
      device_id: made.deviceId,
      was_adopted: made.wasAdopted,
      replaced_by: made.replacedBy,
      name_before: made.nameBefore,
      before: JSON.stringify(made.before),
      reason: made.reason,
      entrances: JSON.stringify(made.entrances),
      made_at: new Date(made.madeAt),
      made_by: JSON.stringify(made.madeBy),
      undone_at: null,
      undone_by: null,
    })
    .execute()
}

/** The latest first; `deviceId`: those it took part in on either side. */
export const loadReplacements = async (
  transaction: Transaction,
  { id, deviceId }: { readonly id?: ReplacementId; readonly deviceId?: DeviceId },
): Promise<readonly StoredReplacement[]> => {
  const rows = await transaction
    .$extendTables<ReplacementTables>()
    .selectFrom('replacement')
    .selectAll()
    .$if(id !== undefined, (query) => query.where(sql<boolean>`id = ${id}`))
    .$if(deviceId !== undefined, (query) =>
      query.where(sql<boolean>`(device_id = ${deviceId} or replaced_by = ${deviceId})`),
    )
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    siteId: row.site_id,
    deviceId: row.device_id,
    wasAdopted: row.was_adopted,
    replacedBy: row.replaced_by,
    nameBefore: row.name_before,
    before: row.before,
    reason: row.reason,
    entrances: row.entrances,
    madeAt: row.made_at,
    undoneAt: row.undone_at,
  }))
}

/** `false`: it was undone before. */
export const markReplacementUndone = async (
  transaction: Transaction,
  id: ReplacementId,
  by: { readonly at: Instant; readonly actor: Actor },
): Promise<boolean> => {
  const { numUpdatedRows } = await transaction
    .$extendTables<ReplacementTables>()
    .updateTable('replacement')
    .set({ undone_at: new Date(by.at), undone_by: JSON.stringify(by.actor) })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Holds every entrance of the site, in one order, so that none of them changes meanwhile. */
export const holdEntrances = async (
  transaction: Transaction,
  siteId: SiteId,
): Promise<readonly StoredEntrance[]> => {
  await sql`select id from entrance where site_id = ${siteId} order by id for update`.execute(transaction)
  return loadEntrances(transaction, { siteIds: [siteId] })
}

export const serves = ({ parts }: Pick<StoredEntrance, 'parts'>, deviceId: DeviceId): boolean =>
  parts.some((part) => part.deviceId === deviceId)

/** What a revision said; it stays as long as its entrance. */
export const readRevision = async (
  transaction: Transaction,
  id: EntranceId,
  revision: number,
): Promise<EntranceDefinition> => {
  const { definition } = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('entrance_version')
    .select('definition')
    .where('entrance_id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
  return definition
}
