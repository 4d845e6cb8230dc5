/** Reads and writes disposals. */
import type { Actor } from '@loge/features/events/core'
import type { CommandOutcome } from '@loge/features/equipment/core'
import type { Reach } from '@loge/http'
import type {
  CommandId,
  DeviceId,
  DisposalId,
  EdgeId,
  EntranceId,
  Instant,
  OrganizationId,
  SiteId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql, type Selectable } from 'kysely'
import type { DisposalTables } from './tables.ts'

export type StoredDisposal = Selectable<DisposalTables['disposal']>

export interface DisposalFilter {
  readonly reach?: Reach
  readonly id?: DisposalId
  readonly ids?: readonly DisposalId[]
  readonly deviceId?: DeviceId
  readonly siteId?: SiteId | undefined
  readonly before?: DisposalId | undefined
  readonly limit?: number
}

/** Newest first: the ids begin with their time. */
export const loadDisposals = (
  transaction: Transaction,
  { reach, id, ids, deviceId, siteId, before, limit }: DisposalFilter,
): Promise<readonly StoredDisposal[]> => {
  let query = transaction
    .$extendTables<DisposalTables>()
    .selectFrom('disposal')
    .selectAll()
    .orderBy('id', 'desc')
  if (reach !== undefined && !reach.wholeOrganization)
    query = query.where('site_id', '=', sql<SiteId>`any(${[...reach.siteIds]}::uuid[])`)
  if (id !== undefined) query = query.where('id', '=', id)
  if (ids !== undefined) query = query.where('id', '=', sql<DisposalId>`any(${[...ids]}::uuid[])`)
  if (deviceId !== undefined) query = query.where('device_id', '=', deviceId)
  if (siteId !== undefined) query = query.where('site_id', '=', siteId)
  if (before !== undefined) query = query.where('id', '<', before)
  if (limit !== undefined) query = query.limit(limit)
  return query.execute()
}

export interface NewDisposal {
  readonly organizationId: OrganizationId
  readonly id: DisposalId
  readonly siteId: SiteId
  readonly deviceId: DeviceId
  readonly reason: string
  readonly entranceIds: readonly EntranceId[]
  readonly settings: number
  readonly commandId: CommandId | null
  readonly at: Instant
  readonly by: Actor
}

export const addDisposal = async (transaction: Transaction, made: NewDisposal): Promise<void> => {
  await transaction
    .$extendTables<DisposalTables>()
    .insertInto('disposal')
    .values({
      organization_id: made.organizationId,
      id: made.id,
      site_id: made.siteId,
      device_id: made.deviceId,
      reason: made.reason,
      entrance_ids: JSON.stringify(made.entranceIds),
      settings: made.settings,
      command_id: made.commandId,
      started_at: new Date(made.at),
      started_by: JSON.stringify(made.by),
    })
    .execute()
}

export const markConfirmed = async (
  transaction: Transaction,
  id: DisposalId,
  { at, by, note }: { readonly at: Instant; readonly by: Actor; readonly note: string },
): Promise<void> => {
  await transaction
    .$extendTables<DisposalTables>()
    .updateTable('disposal')
    .set({
      confirmed_at: new Date(at),
      confirmed_by: JSON.stringify(by),
      note,
      heard_again_at: null,
    })
    .where('id', '=', id)
    .execute()
}

export const markAskedAgain = async (
  transaction: Transaction,
  { id, attempts }: StoredDisposal,
  { commandId, at }: { readonly commandId: CommandId; readonly at: Instant },
): Promise<void> => {
  await transaction
    .$extendTables<DisposalTables>()
    .updateTable('disposal')
    .set({ command_id: commandId, asked_again_at: new Date(at), attempts: attempts + 1 })
    .where('id', '=', id)
    .execute()
}

/** The matter is open again. Returns which were closed by a person's word. */
export const markHeardAgain = async (
  transaction: Transaction,
  { edgeId, externalIds }: { readonly edgeId: EdgeId; readonly externalIds: readonly string[] },
  at: Instant,
): Promise<readonly Pick<StoredDisposal, 'id' | 'device_id' | 'site_id'>[]> => {
  const { rows } = await sql<Pick<StoredDisposal, 'id' | 'device_id' | 'site_id'>>`
    update disposal set heard_again_at = ${new Date(at)}
    from device
    where device.id = disposal.device_id and device.edge_id = ${edgeId}
      and device.external_id = any(${[...externalIds]}::text[]) and device.state = 'retired'
      and device.adopted_at <= disposal.started_at
      and disposal.confirmed_at is not null and disposal.heard_again_at is null
    returning disposal.id, disposal.device_id, disposal.site_id`.execute(transaction)
  return rows
}

/** Of one edge, held: what no person has said to be wiped, or was heard again since. */
export const lockOpenDisposals = async (
  transaction: Transaction,
  edgeId: EdgeId,
): Promise<readonly StoredDisposal[]> => {
  const { rows } = await sql<{ readonly id: DisposalId }>`
    select disposal.id from disposal join device on device.id = disposal.device_id
    where device.edge_id = ${edgeId} and device.state = 'retired'
      and device.adopted_at <= disposal.started_at and disposal.command_id is not null
      and (disposal.confirmed_at is null or disposal.heard_again_at is not null)
    order by disposal.id
    for update of disposal skip locked`.execute(transaction)
  return rows.length === 0 ? [] : loadDisposals(transaction, { ids: rows.map(({ id }) => id) })
}

/** Held, so that two people do not say it at once. */
export const lockDisposal = async (
  transaction: Transaction,
  id: DisposalId,
  reach: Reach,
): Promise<StoredDisposal | undefined> => {
  await sql`select id from disposal where id = ${id} for update`.execute(transaction)
  return (await loadDisposals(transaction, { id, reach }))[0]
}

export const outcomesOf = async (
  transaction: Transaction,
  disposals: readonly StoredDisposal[],
): Promise<ReadonlyMap<CommandId, CommandOutcome>> => {
  const ids = disposals.flatMap(({ command_id: id }) => id ?? [])
  const { rows } = await sql<{ readonly id: CommandId; readonly outcome: CommandOutcome }>`
    select id, outcome from command where id = any(${ids}::uuid[]) and outcome is not null`.execute(
    transaction,
  )
  return new Map(rows.map(({ id, outcome }) => [id, outcome]))
}
