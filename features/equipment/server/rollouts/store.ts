/** Reads roll-outs and where each of their devices stands, and writes what a step decided. */
import type { Actor } from '@loge/features/events/core'
import type { Reach } from '@loge/http'
import type { DeviceId, Instant, OrganizationId, RolloutId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql, type Selectable } from 'kysely'
import type { RolloutState } from '../../core/index.ts'
import type { RolloutItemRow, RolloutRow, RolloutTables } from './tables.ts'

export type StoredRollout = Selectable<RolloutRow>
export type StoredItem = Selectable<RolloutItemRow>

export interface RolloutFilter {
  readonly reach?: Reach
  readonly ids?: readonly RolloutId[]
  readonly undoOf?: readonly RolloutId[]
  readonly siteId?: SiteId | undefined
  readonly state?: RolloutState | undefined
  readonly before?: RolloutId | undefined
  readonly limit?: number
}

const tablesOf = (transaction: Transaction) => transaction.$extendTables<RolloutTables>()
const anyOf = <Id extends string>(ids: readonly Id[]) => sql<Id>`any(${[...ids]}::uuid[])`

/** Newest first: the ids begin with their time. */
export const loadRollouts = (
  transaction: Transaction,
  { reach, ids, undoOf, siteId, state, before, limit }: RolloutFilter,
): Promise<readonly StoredRollout[]> => {
  let query = tablesOf(transaction).selectFrom('rollout').selectAll().orderBy('id', 'desc')
  if (reach !== undefined && !reach.wholeOrganization)
    query = query.where('site_id', '=', anyOf(reach.siteIds))
  if (ids !== undefined) query = query.where('id', '=', anyOf(ids))
  if (undoOf !== undefined) query = query.where('undo_of', '=', anyOf(undoOf))
  if (siteId !== undefined) query = query.where('site_id', '=', siteId)
  if (state !== undefined) query = query.where('state', '=', state)
  if (before !== undefined) query = query.where('id', '<', before)
  if (limit !== undefined) query = query.limit(limit)
  return query.execute()
}

/** Held until the transaction ends, so that a step and a person follow one another. */
export const lockRollout = async (
  transaction: Transaction,
  id: RolloutId,
  reach: Reach,
): Promise<StoredRollout | undefined> => {
  await sql`select id from rollout where id = ${id} for update`.execute(transaction)
  return (await loadRollouts(transaction, { ids: [id], reach }))[0]
}

/** Those in which something can happen by itself; one that another process moves just now is left to it. The oldest first. */
export const lockMoving = async (transaction: Transaction): Promise<readonly StoredRollout[]> => {
  const { rows } = await sql<{ readonly id: RolloutId }>`
    select r.id from rollout r
    where r.state = 'running'
      or exists (select from rollout_item i where i.rollout_id = r.id and i.state = 'asked')
    order by r.id
    for update of r skip locked`.execute(transaction)
  if (rows.length === 0) return []
  return (await loadRollouts(transaction, { ids: rows.map(({ id }) => id) })).toReversed()
}

/** Until the transaction ends nobody else begins a roll-out or moves one: what is on the way elsewhere stays so. */
export const holdRollouts = async (
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`loge.rollout ${organizationId}`}, 0))`.execute(
    transaction,
  )
}

/** Devices that other roll-outs of the same wish still have to do, or are doing. */
export const onTheWayElsewhere = async (
  transaction: Transaction,
  { id, wants, setting }: Pick<StoredRollout, 'id' | 'wants' | 'setting'>,
  undoOf: RolloutId | null,
): Promise<readonly Pick<StoredItem, 'rollout_id' | 'device_id' | 'state'>[]> => {
  const { rows } = await sql<Pick<StoredItem, 'rollout_id' | 'device_id' | 'state'>>`
    select i.rollout_id, i.device_id, i.state
    from rollout_item i join rollout r on r.id = i.rollout_id
    where i.state in ('waiting', 'asked') and r.id <> ${id} and r.id is distinct from ${undoOf}
      and r.wants = ${wants}
      and r.setting is not distinct from ${setting === null ? null : JSON.stringify(setting)}::jsonb
    order by i.rollout_id, i.place`.execute(transaction)
  return rows
}

export const loadItems = (
  transaction: Transaction,
  rolloutIds: readonly RolloutId[],
): Promise<readonly StoredItem[]> =>
  tablesOf(transaction)
    .selectFrom('rollout_item')
    .selectAll()
    .where('rollout_id', '=', anyOf(rolloutIds))
    .orderBy('rollout_id')
    .orderBy('place')
    .execute()

export const addRollout = async (
  transaction: Transaction,
  rollout: Omit<StoredRollout, 'started_at' | 'ended_at' | 'paused_why' | 'resumed_by'> & {
    readonly at: Instant
  },
  items: readonly Pick<StoredItem, 'device_id' | 'state' | 'reason' | 'wanted'>[],
): Promise<void> => {
  const { at, setting, value, ...columns } = rollout
  const now = new Date(at)
  await tablesOf(transaction)
    .insertInto('rollout')
    .values({
      ...columns,
      setting: setting === null ? null : JSON.stringify(setting),
      value: value === null ? null : JSON.stringify(value),
      started_at: now,
    })
    .execute()
  await tablesOf(transaction)
    .insertInto('rollout_item')
    .values(
      items.map(({ device_id, state, reason, wanted }, index) => ({
        organization_id: rollout.organization_id,
        rollout_id: rollout.id,
        device_id,
        place: index + 1,
        state,
        reason,
        wanted: wanted === null ? null : JSON.stringify(wanted),
        ended_at: state === 'waiting' ? null : now,
      })),
    )
    .execute()
}

export type PausedWhy = NonNullable<StoredRollout['paused_why']>

export const setRolloutState = async (
  transaction: Transaction,
  id: RolloutId,
  { state, now, why }: { readonly state: RolloutState; readonly now: Instant; readonly why?: PausedWhy },
): Promise<void> => {
  await tablesOf(transaction)
    .updateTable('rollout')
    .set({
      state,
      paused_why: state === 'paused' ? (why ?? 'unconfirmed') : null,
      ended_at: state === 'stopped' || state === 'ended' ? new Date(now) : null,
    })
    .where('id', '=', id)
    .execute()
}

/** From now on it asks in their name. */
export const setResumedBy = async (transaction: Transaction, id: RolloutId, by: Actor): Promise<void> => {
  await tablesOf(transaction)
    .updateTable('rollout')
    .set({ resumed_by: JSON.stringify(by) })
    .where('id', '=', id)
    .execute()
}

type ItemChange = Partial<
  Pick<RolloutItemRow, 'state' | 'reason' | 'revision' | 'command_id'> & {
    readonly noted: boolean
    readonly wanted: string | null
    readonly before: string | null
    readonly asked_at: Date
    readonly begun_at: Date
    readonly ended_at: Date
  }
>

export const setItems = async (
  transaction: Transaction,
  { rolloutId, deviceIds }: { readonly rolloutId: RolloutId; readonly deviceIds: readonly DeviceId[] },
  change: ItemChange,
): Promise<void> => {
  if (deviceIds.length === 0) return
  await tablesOf(transaction)
    .updateTable('rollout_item')
    .set(change)
    .where('rollout_id', '=', rolloutId)
    .where('device_id', '=', anyOf(deviceIds))
    .execute()
}
