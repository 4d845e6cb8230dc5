/** The routes of equipment, joined to what answers them. */
import { mayReadPeople } from '@loge/features/events/server'
import { callerOf } from '@loge/features/places/server'
import {
  createCursor,
  Problem,
  serve,
  toPage,
  versionTag,
  type Endpoint,
  type Principal,
  type Reach,
} from '@loge/http'
import { type CommandId, type DeviceId, type Instant } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { z } from 'zod'
import { type CommandView, equipmentRoutes as routes, type DeviceView } from '../wire.ts'
import { askCommand, viewCommand } from './ask-command.ts'
import { changeConfig } from './change-config.ts'
import { loadCommands, type StoredCommand } from './command-store.ts'
import { loadDevices, type DeviceFilter, type StoredDevice } from './device-store.ts'
import { viewConfig, viewConfigThen, viewDevice, viewDeviceDetail } from './device-view.ts'
import { adoptDevice, changeDevice, noDevice, retireDevice } from './keep-device.ts'
import { listUnknownPayloads } from './list-unknown-payloads.ts'
import type { EquipmentDeps } from './record.ts'

const deviceCursor = createCursor(
  'devices',
  z.custom<DeviceId>((value) => typeof value === 'string'),
)
const commandCursor = createCursor(
  'commands',
  z.custom<CommandId>((value) => typeof value === 'string'),
)

const BATCH = 200

/** What a device needs is judged in core, so pages are filled by reading on until there is enough. */
const findViews = async (
  transaction: Transaction,
  filter: DeviceFilter & { readonly limit: number; readonly needsPerson: boolean | undefined },
  now: Instant,
): Promise<readonly DeviceView[]> => {
  const { needsPerson, limit, ...rest } = filter
  const found: DeviceView[] = []
  let after = filter.after
  for (;;) {
    const batch = await loadDevices(transaction, { ...rest, after, limit: BATCH })
    const views = batch.map((device) => viewDevice(device, now))
    found.push(...views.filter(({ needs }) => needsPerson === undefined || needs.length > 0 === needsPerson))
    after = batch.at(-1)?.id
    if (batch.length < BATCH || found.length >= limit) return found.slice(0, limit)
  }
}

const oneDevice = async (
  transaction: Transaction,
  id: DeviceId,
  reach: Reach,
  settingsAt?: Instant,
): Promise<StoredDevice> => {
  const [device] = await loadDevices(transaction, { ids: [id], reach, settingsAt })
  if (device === undefined) throw noDevice()
  return device
}

const readingDevices = (deps: EquipmentDeps) => [
  serve(routes.listDevices, async ({ organizationId, query, reach }) => {
    const { limit, cursor, needsPerson, ...filter } = query
    const rows = await deps.database.transaction(organizationId, (transaction) =>
      findViews(
        transaction,
        {
          ...filter,
          reach,
          after: deviceCursor.decode(cursor),
          limit: limit + 1,
          needsPerson: needsPerson === undefined ? undefined : needsPerson === 'true',
        },
        deps.world.now(),
      ),
    )
    return toPage(rows, limit, { cursor: deviceCursor, positionOf: ({ id }) => id })
  }),
  serve(routes.listUnknownPayloads, ({ organizationId, query, reach }) =>
    deps.database.transaction(organizationId, (transaction) =>
      listUnknownPayloads(transaction, reach, query),
    ),
  ),
  serve(routes.readDevice, async (call) => {
    const { organizationId, params, reach } = call
    const device = await deps.database.transaction(organizationId, (transaction) =>
      oneDevice(transaction, params.id, reach),
    )
    call.header('ETag', versionTag(device.version))
    return viewDeviceDetail(device, deps.world.now())
  }),
  serve(routes.readConfig, async (call) => {
    const { organizationId, params, query, reach } = call
    const device = await deps.database.transaction(organizationId, (transaction) =>
      oneDevice(transaction, params.id, reach, query.at),
    )
    if (query.at !== undefined) return viewConfigThen(device)
    call.header('ETag', versionTag(device.config_revision))
    return viewConfig(device)
  }),
]

const keepingDevices = (deps: EquipmentDeps) => [
  serve(routes.adoptDevice, async (call) => {
    const device = await adoptDevice(deps, callerOf(call), call.params.id, call.body)
    call.header('ETag', versionTag(device.version))
    return device
  }),
  serve(routes.changeDevice, async (call) => {
    const named = { id: call.params.id, ifMatch: call.ifMatch }
    const device = await changeDevice(deps, callerOf(call), named, call.body)
    call.header('ETag', versionTag(device.version))
    return device
  }),
  serve(routes.retireDevice, (call) =>
    retireDevice(deps, callerOf(call), { id: call.params.id, ifMatch: call.ifMatch }),
  ),
  serve(routes.changeConfig, async (call) => {
    const named = { id: call.params.id, ifMatch: call.ifMatch }
    const config = await changeConfig(deps, callerOf(call), named, call.body)
    call.header('ETag', versionTag(config.revision))
    return config
  }),
]

/** Who asked to be let in is somebody's passage: an account is told to who may read the people there, and to itself. */
const foldedCommand = (
  call: { readonly principal: Principal; readonly reach: Reach },
  command: StoredCommand,
): CommandView => {
  const view = viewCommand(command)
  const { kind } = view.actor
  const { principal } = call
  const isPerson = kind === 'account' || kind === 'person'
  const isOwn = principal.kind === 'account' && principal.accountId === command.actor_id
  if (!isPerson || isOwn || mayReadPeople(call, view.siteId)) return view
  return { ...view, actor: { kind, id: null } }
}

const commands = (deps: EquipmentDeps) => [
  serve(routes.askCommand, (call) => askCommand(deps, callerOf(call), call.body)),
  serve(routes.listCommands, async (call) => {
    const { organizationId, query, reach } = call
    const { limit, cursor, ...filter } = query
    const rows = await deps.database.transaction(organizationId, (transaction) =>
      loadCommands(transaction, { ...filter, reach, before: commandCursor.decode(cursor), limit: limit + 1 }),
    )
    const page = toPage(rows, limit, { cursor: commandCursor, positionOf: ({ id }) => id })
    return { ...page, data: page.data.map((command) => foldedCommand(call, command)) }
  }),
  serve(routes.readCommand, async (call) => {
    const { organizationId, params, reach } = call
    const [command] = await deps.database.transaction(organizationId, (transaction) =>
      loadCommands(transaction, { id: params.id, reach }),
    )
    if (command === undefined) throw new Problem(404, 'not_found', 'There is no such command.')
    return foldedCommand(call, command)
  }),
]

export const equipmentEndpoints = (deps: EquipmentDeps): readonly Endpoint[] => [
  ...readingDevices(deps),
  ...keepingDevices(deps),
  ...commands(deps),
]
