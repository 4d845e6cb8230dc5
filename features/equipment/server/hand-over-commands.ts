/**
 * The port towards the link with an edge: which commands it may take now, and what it says became of them. Handing
 * over the same command twice is harmless, since an edge begins it at most once and never after its deadline.
 */
import { asId, type CommandId, type Instant, type OrganizationId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { sql } from 'kysely'
import {
  decideOutcome,
  decideOverdue,
  mayHandOver,
  type CommandAction,
  type OutcomeReport,
} from '../core/index.ts'
import { commandOf, endCommand, loadCommands, lockCommand } from './command-store.ts'
import { askForSettings } from './reconcile-config.ts'
import { edgeRecorder, record, type Recorder, type SpeakingEdge } from './record.ts'
import type { EquipmentTables } from './tables.ts'

/** A notification on it says that a site has a new command: `<organization id> <site id>`. */
export const COMMAND_CHANNEL = 'loge_command'

export interface HandedCommand {
  readonly id: CommandId
  readonly deadlineAt: Instant
  readonly action: CommandAction
}

export const tellEdges = async (
  transaction: Transaction,
  { organizationId, siteId }: Omit<SpeakingEdge, 'edgeId'>,
): Promise<void> => {
  await sql`select pg_notify(${COMMAND_CHANNEL}, ${`${organizationId} ${siteId}`})`.execute(transaction)
}

/** Marks them sent in the same transaction: send them only once it is committed. */
export const pendingCommands = async (
  transaction: Transaction,
  world: World,
  edge: SpeakingEdge,
): Promise<readonly HandedCommand[]> => {
  const now = world.now()
  await askForSettings(transaction, world, edge)
  const tables = transaction.$extendTables<EquipmentTables>()
  const rows = await tables
    .selectFrom('command')
    .selectAll()
    .where('site_id', '=', edge.siteId)
    .where('state', '<>', 'ended')
    .where((or) => or.or([or('edge_id', 'is', null), or('edge_id', '=', edge.edgeId)]))
    .orderBy('asked_at')
    .limit(500)
    .forUpdate()
    .execute()
  const handed = rows.filter((row) => mayHandOver(commandOf(row), now))
  const fresh = handed.filter(({ state }) => state === 'asked').map(({ id }) => id)
  if (fresh.length > 0)
    await tables
      .updateTable('command')
      .set({ state: 'sent', sent_at: new Date(now), edge_id: edge.edgeId })
      .where('id', 'in', fresh)
      .execute()
  return handed.map(({ id, deadline_at: deadlineAt, action }) => ({ id, deadlineAt, action }))
}

/** A command of another site, or one nobody asked for, is not this edge's to end. */
export const recordOutcome = async (
  transaction: Transaction,
  world: World,
  edge: SpeakingEdge,
  report: OutcomeReport,
): Promise<void> => {
  const command = await lockCommand(transaction, report.commandId)
  if (command === undefined || command.site_id !== edge.siteId) return
  const recorder = edgeRecorder(world, edge)
  const verdict = decideOutcome(commandOf(command), report)
  if (verdict.kind === 'end') return endCommand(transaction, recorder, command, verdict.ending)
  if (verdict.kind === 'repeated') return
  await record(transaction, recorder, [
    {
      fact: 'commandContradicted',
      siteId: command.site_id,
      deviceId: command.deviceId ?? undefined,
      entranceId: command.entrance_id ?? undefined,
      payload: { commandId: command.id, outcome: command.outcome, reported: report.outcome },
    },
  ])
}

/** Ends the commands that time alone has decided. */
export const endOverdueCommands = async (
  transaction: Transaction,
  world: World,
  organizationId: OrganizationId,
): Promise<void> => {
  const recorder: Recorder = { world, organizationId, actor: { kind: 'system', id: 'command-watch' } }
  const now = world.now()
  const due = await transaction
    .$extendTables<EquipmentTables>()
    .selectFrom('command')
    .select('id')
    .where('state', '<>', 'ended')
    .where('deadline_at', '<=', sql<Instant>`${new Date(now)}`)
    .orderBy('id')
    .limit(500)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const { id } of due) {
    const [command] = await loadCommands(transaction, { id: asId('command', id) })
    const ending = command === undefined ? undefined : decideOverdue(commandOf(command), now)
    if (command !== undefined && ending !== undefined)
      await endCommand(transaction, recorder, command, ending)
  }
}

const EVERY_MS = 1_000

/** Looks every second, in every organization. Several replicas may run it. Returns how to stop. */
export const watchCommands = (
  { database, world }: { readonly database: Database; readonly world: World },
  onError: (error: unknown) => void,
): (() => void) => {
  let cancel = (): void => undefined
  let stopped = false
  const look = async (): Promise<void> => {
    try {
      for (const { id } of await database.organizations())
        await database.transaction(id, (transaction) => endOverdueCommands(transaction, world, id))
    } catch (error) {
      onError(error)
    }
    if (!stopped) cancel = world.after(EVERY_MS, () => void look())
  }
  cancel = world.after(EVERY_MS, () => void look())
  return () => {
    stopped = true
    cancel()
  }
}
