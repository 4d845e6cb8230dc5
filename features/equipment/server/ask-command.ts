/** Asking for a physical act. It is only asked for here: an edge carries it out, or nobody does. */
import { reaches } from '@loge/features/places/core'
import type { Caller } from '@loge/features/places/server'
import { Problem } from '@loge/http'
import { addMs, newId, type CommandId, type EdgeId, type EntranceId, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Capability, CommandAction } from '../core/index.ts'
import type { CommandInput, CommandView } from '../wire.ts'
import { loadCommands, type StoredCommand } from './command-store.ts'
import { loadDevices } from './device-store.ts'
import { tellEdges } from './hand-over-commands.ts'
import { notAdopted } from './keep-device.ts'
import { actorIdOf, record, type EquipmentDeps, type Happened } from './record.ts'
import type { ComponentId, EquipmentTables } from './tables.ts'

interface Target {
  readonly siteId: SiteId
  readonly edgeId: EdgeId | null
  readonly entranceId: EntranceId | null
  readonly componentId: ComponentId | null
  readonly action: CommandAction
  readonly about: Pick<Happened, 'deviceId' | 'entranceId'>
}

const NEEDS = { unlock: 'unlock', lock: 'lock', switch: 'switch', press: 'press' } as const satisfies Record<
  string,
  Capability
>

type EntranceAction = Extract<CommandInput['action'], { kind: 'openEntrance' }>
type PartAction = Exclude<CommandInput['action'], { kind: 'openEntrance' }>

const unknownTarget = (): Problem =>
  new Problem(404, 'command_target_unknown', 'There is no such entrance or part of a device.')

const targetEntrance = async (
  transaction: Transaction,
  deps: EquipmentDeps,
  caller: Caller,
  { entranceId, forMs }: EntranceAction,
): Promise<Target> => {
  const entrance = await deps.findEntrance(transaction, entranceId)
  if (entrance === undefined || !reaches(caller.reach, entrance.siteId)) throw unknownTarget()
  const action = { kind: 'openEntrance', entranceId, ...(forMs === undefined ? {} : { forMs }) } as const
  return {
    siteId: entrance.siteId,
    edgeId: null,
    entranceId,
    componentId: null,
    action,
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
  actor: { kind: command.actor_kind, id: command.actor_id },
  state: command.state,
  outcome: command.outcome,
  outcomeReason: command.outcome_reason,
  askedAt: command.asked_at,
  deadlineAt: command.deadline_at,
  sentAt: command.sent_at,
  endedAt: command.ended_at,
})

const keep = async (
  transaction: Transaction,
  deps: EquipmentDeps,
  caller: Caller,
  { target, input }: { readonly target: Target; readonly input: CommandInput },
): Promise<CommandId> => {
  const { deadlineMs, reason } = input
  const now = deps.world.now()
  const id = newId(deps.world, 'command')
  await transaction
    .$extendTables<EquipmentTables>()
    .insertInto('command')
    .values({
      organization_id: caller.organizationId,
      id,
      site_id: target.siteId,
      edge_id: target.edgeId,
      entrance_id: target.entranceId,
      component_id: target.componentId,
      action: JSON.stringify(target.action),
      reason,
      origin: 'person',
      actor_kind: caller.actor.kind,
      actor_id: actorIdOf(caller.actor),
      state: 'asked',
      asked_at: new Date(now),
      deadline_at: new Date(addMs(now, deadlineMs)),
    })
    .execute()
  const payload = { commandId: id, action: target.action.kind, deadlineMs }
  await record(transaction, { ...deps, ...caller }, [
    { fact: 'commandAsked', siteId: target.siteId, ...target.about, payload },
  ])
  await tellEdges(transaction, { organizationId: caller.organizationId, siteId: target.siteId })
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
    asked.kind === 'openEntrance'
      ? await targetEntrance(transaction, deps, caller, asked)
      : await targetPart(transaction, caller, asked)
  const id = await keep(transaction, deps, caller, { target, input })
  const [command] = await loadCommands(transaction, { id })
  if (command === undefined) throw new Error('a command just asked for is not there')
  return viewCommand(command)
}

export const askCommand = (deps: EquipmentDeps, caller: Caller, input: CommandInput): Promise<CommandView> =>
  deps.database.transaction(caller.organizationId, (transaction) =>
    askCommandInside(transaction, deps, caller, input),
  )
