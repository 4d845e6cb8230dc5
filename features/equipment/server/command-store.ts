/** Reads commands and brings them to their one end. */
import type { Reach } from '@loge/http'
import type { CommandId, DeviceId, EntranceId, Instant, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql, type Selectable } from 'kysely'
import type { Command, Ending } from '../core/index.ts'
import { record, type Recorder } from './record.ts'
import type { CommandRow, EquipmentTables } from './tables.ts'

export type StoredCommand = Omit<Selectable<CommandRow>, 'organization_id'> & {
  readonly deviceId: DeviceId | null
  readonly componentKey: string | null
}

export interface CommandFilter {
  readonly reach?: Reach
  readonly id?: CommandId
  readonly deviceId?: DeviceId | undefined
  readonly entranceId?: EntranceId | undefined
  readonly state?: CommandRow['state'] | undefined
  readonly before?: CommandId | undefined
  readonly limit?: number
}

/** Newest first: the ids begin with their time. */
export const loadCommands = async (
  transaction: Transaction,
  { reach, id, deviceId, entranceId, state, before, limit }: CommandFilter,
): Promise<readonly StoredCommand[]> => {
  let query = transaction
    .$extendTables<EquipmentTables>()
    .selectFrom('command as m')
    .leftJoin('component as c', 'c.id', 'm.component_id')
    .selectAll('m')
    .select(['c.device_id as deviceId', 'c.key as componentKey'])
    .orderBy('m.id', 'desc')
  if (reach !== undefined && !reach.wholeOrganization)
    query = query.where('m.site_id', '=', sql<SiteId>`any(${[...reach.siteIds]}::uuid[])`)
  if (id !== undefined) query = query.where('m.id', '=', id)
  if (deviceId !== undefined) query = query.where('c.device_id', '=', deviceId)
  if (entranceId !== undefined) query = query.where('m.entrance_id', '=', entranceId)
  if (state !== undefined) query = query.where('m.state', '=', state)
  if (before !== undefined) query = query.where('m.id', '<', before)
  if (limit !== undefined) query = query.limit(limit)
  return query.execute()
}

/** What core decides about. */
export const commandOf = (
  row: Pick<CommandRow, 'id' | 'state' | 'outcome'> & { readonly deadline_at: Instant },
): Command => ({
  id: row.id,
  state: row.state,
  deadlineAt: row.deadline_at,
  outcome: row.outcome,
})

export const lockCommand = async (
  transaction: Transaction,
  id: CommandId,
): Promise<StoredCommand | undefined> => {
  await sql`select id from command where id = ${id} for update`.execute(transaction)
  const [command] = await loadCommands(transaction, { id })
  return command
}

/** Ends a locked command, once. */
export const endCommand = async (
  transaction: Transaction,
  recorder: Recorder,
  command: StoredCommand,
  { outcome, reason }: Ending,
): Promise<void> => {
  await transaction
    .$extendTables<EquipmentTables>()
    .updateTable('command')
    .set({ state: 'ended', outcome, outcome_reason: reason, ended_at: new Date(recorder.world.now()) })
    .where('id', '=', command.id)
    .execute()
  await record(transaction, recorder, [
    {
      fact: 'commandEnded',
      siteId: command.site_id,
      deviceId: command.deviceId ?? undefined,
      entranceId: command.entrance_id ?? undefined,
      payload: { commandId: command.id, outcome, reason },
    },
  ])
}

const wipesOf = async (transaction: Transaction, deviceId: DeviceId): Promise<readonly StoredCommand[]> => {
  const asked = (await loadCommands(transaction, { deviceId })).filter(
    ({ state, action }) => state !== 'ended' && action.kind === 'wipe',
  )
  const locked = await Promise.all(asked.map(({ id }) => lockCommand(transaction, id)))
  return locked.filter((one): one is StoredCommand => one !== undefined && one.state !== 'ended')
}

/** What is taken in again is not wiped by an order that was asked for before and waits for its edge. */
export const endWipes = async (
  transaction: Transaction,
  recorder: Recorder,
  deviceId: DeviceId,
): Promise<void> => {
  for (const command of await wipesOf(transaction, deviceId))
    await endCommand(transaction, recorder, command, { outcome: 'refused', reason: 'device_adopted_again' })
}
