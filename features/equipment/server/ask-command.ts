/** Asking for a physical act. It is only asked for here: an edge carries it out, or nobody does. */
import { reaches } from '@loge/features/places/core'
import type { Caller } from '@loge/features/places/server'
import { Problem } from '@loge/http'
import {
  addMs,
  newId,
  type CommandId,
  type EdgeId,
  type EntranceId,
  type Instant,
  type SiteId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Capability, CommandAction } from '../core/index.ts'
import type { CommandInput, CommandView } from '../wire.ts'
import { loadCommands, type StoredCommand } from './command-store.ts'
import { loadDevices } from './device-store.ts'
import { tellEdges } from './hand-over-commands.ts'
import { notAdopted } from './keep-device.ts'
import {
  actorIdOf,
  record,
  viewActor,
  type EquipmentDeps,
  type Happened,
  type KeepingDeps,
} from './record.ts'
import type { ComponentId, EquipmentTables } from './tables.ts'

interface Target {
  readonly siteId: SiteId
  readonly edgeId: EdgeId | null
  readonly entranceId: EntranceId | null
  readonly componentId: ComponentId | null
  readonly action: CommandAction
  readonly about: Pick<Happened, 'deviceId' | 'entranceId'>
}

interface KeptCommand {
  readonly target: Target
  readonly reason: string
  readonly deadlineAt: Instant
}

const NEEDS = { unlock: 'unlock', lock: 'lock', switch: 'switch', press: 'press' } as const satisfies Record<
  string,
  Capability
>

type EntranceAction = Extract<CommandInput['action'], { entranceId: EntranceId }>
type PartAction = Exclude<CommandInput['action'], EntranceAction>

const unknownTarget = (): Problem =>
  new Problem(404, 'command_target_unknown', 'There is no such entrance or part of a device.')

const actionAt = (asked: EntranceAction): CommandAction => {
  if (asked.kind === 'releaseCodes') return asked
  const { kind, entranceId, forMs } = asked
  return { kind, entranceId, ...(forMs === undefined ? {} : { forMs }) }
}

const targetEntrance = async (
  transaction: Transaction,
  deps: EquipmentDeps,
  caller: Caller,
  asked: EntranceAction,
): Promise<Target> => {
  const { entranceId } = asked
  const entrance = await deps.findEntrance(transaction, entranceId)
  if (entrance === undefined || !reaches(caller.reach, entrance.siteId)) throw unknownTarget()
  return {
    siteId: entrance.siteId,
    edgeId: null,
    entranceId,
    componentId: null,
    action: actionAt(asked),
    about: { entranceId },
  }
}

const actionOn = (asked: PartAction, externalId: string): CommandAction => {
  const component = { externalId, key: asked.component }
  switch (asked.kind) {
    case 'unlock':
      return { kind: 'unlock', component, forMs: asked.forMs }
    case 'switch':
      return { kind: 'switch', component, on: asked.on }
    case 'lock':
    case 'press':
      return { kind: asked.kind, component }
  }
}

const targetPart = async (transaction: Transaction, caller: Caller, asked: PartAction): Promise<Target> => {
  const { deviceId, component: key } = asked
  const [device] = await loadDevices(transaction, { ids: [deviceId], reach: caller.reach })
  const part = device?.components.find((component) => component.key === key && component.present)
  if (device === undefined || part === undefined) throw unknownTarget()
  if (device.state !== 'adopted') throw notAdopted()
  if (!part.capabilities.includes(NEEDS[asked.kind]))
    throw new Problem(422, 'command_not_possible', 'This part cannot do that.')
  return {
    siteId: device.site_id,
    edgeId: device.edge_id,
    entranceId: null,
    componentId: part.id,
    action: actionOn(asked, device.external_id),
    about: { deviceId },
  }
}

export const viewCommand = (command: StoredCommand): CommandView => ({
  id: command.id,
  siteId: command.site_id,
  entranceId: command.entrance_id,
  deviceId: command.deviceId,
  component: command.componentKey,
  action: command.action.kind,
  reason: command.reason,
  origin: command.origin,
  actor: viewActor(command.actor_kind, command.actor_id),
  state: command.state,
  outcome: command.outcome,
  outcomeReason: command.outcome_reason,
  askedAt: command.asked_at,
  deadlineAt: command.deadline_at,
  sentAt: command.sent_at,
  endedAt: command.ended_at,
})

/** Written down and told to the edges; whether the target can do it was looked at before. */
export const keepCommand = async (
  transaction: Transaction,
  deps: KeepingDeps,
  { organizationId, actor }: Pick<Caller, 'organizationId' | 'actor'>,
  { target, reason, deadlineAt }: KeptCommand,
): Promise<CommandId> => {
  const now = deps.world.now()
  const id = newId(deps.world, 'command')
  await transaction
    .$extendTables<EquipmentTables>()
    .insertInto('command')
    .values({
      organization_id: organizationId,
      id,
      site_id: target.siteId,
      edge_id: target.edgeId,
      entrance_id: target.entranceId,
      component_id: target.componentId,
      action: JSON.stringify(target.action),
      reason,
      origin: 'person',
      actor_kind: actor.kind,
      actor_id: actorIdOf(actor),
      state: 'asked',
      asked_at: new Date(now),
      deadline_at: new Date(deadlineAt),
    })
    .execute()
  const payload = { commandId: id, action: target.action.kind, deadlineMs: deadlineAt - now }
  await record(transaction, { world: deps.world, organizationId, actor }, [
    { fact: 'commandAsked', siteId: target.siteId, ...target.about, payload },
  ])
  await tellEdges(transaction, { organizationId, siteId: target.siteId })
  return id
}

/** Inside a transaction of the caller's, for features further right that ask as part of something larger. */
export const askCommandInside = async (
  transaction: Transaction,
  deps: EquipmentDeps,
  caller: Caller,
  input: CommandInput,
): Promise<CommandView> => {
  const asked = input.action
  const target =
    'entranceId' in asked
      ? await targetEntrance(transaction, deps, caller, asked)
      : await targetPart(transaction, caller, asked)
  const deadlineAt = addMs(deps.world.now(), input.deadlineMs)
  const id = await keepCommand(transaction, deps, caller, { target, reason: input.reason, deadlineAt })
  const [command] = await loadCommands(transaction, { id })
  if (command === undefined) throw new Error('a command just asked for is not there')
  return viewCommand(command)
}

export const askCommand = (deps: EquipmentDeps, caller: Caller, input: CommandInput): Promise<CommandView> =>
  deps.database.transaction(caller.organizationId, (transaction) =>
    askCommandInside(transaction, deps, caller, input),
  )
