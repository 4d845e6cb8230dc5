/**
 * Moves roll-outs on, one step at a time. A step is one transaction: what became of the devices that were asked, and
 * whoever is asked next. A server that dies in between has asked nobody, and the next turn decides the same again.
 */
import {
  addMs,
  SECOND_MS,
  type CommandId,
  type DeviceId,
  type Instant,
  type OrganizationId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { Actor } from '@loge/features/events/core'
import { planStep, type CommandOutcome, type RolloutItem, type Step } from '../../core/index.ts'
import { keepCommand } from '../ask-command.ts'
import { wantSettings } from '../change-config.ts'
import { loadDevices, type StoredDevice } from '../device-store.ts'
import { record, type Happened, type Recorder } from '../record.ts'
import { standOf, wishOf, type RolloutDeps } from './deps.ts'
import { firmwareOf, partOf, progressOf, standingOf, type Wish } from './judge.ts'
import {
  holdRollouts,
  loadItems,
  lockMoving,
  onTheWayElsewhere,
  setItems,
  setRolloutState,
  type PausedWhy,
  type StoredItem,
  type StoredRollout,
} from './store.ts'

const ORDER_WITHIN_MS = 30 * SECOND_MS

interface Turn {
  readonly transaction: Transaction
  readonly deps: RolloutDeps
  readonly rollout: StoredRollout
  readonly wish: Wish
  readonly items: readonly StoredItem[]
  readonly devices: ReadonlyMap<DeviceId, StoredDevice>
  readonly now: Instant
}

const SYSTEM: Actor = { kind: 'system', id: 'rollouts' }

/** What it does is done in the name of who started it, or of who let it go on. */
const actorOf = ({ actor_kind: kind, actor_id: id, resumed_by: resumedBy }: StoredRollout): Actor =>
  resumedBy ?? ((kind === 'account' || kind === 'apiKey') && id !== null ? { kind, id } : SYSTEM)

const recorderOf = ({ deps, rollout }: Turn, actor: Actor): Recorder => ({
  world: deps.world,
  organizationId: rollout.organization_id,
  actor,
})

const outcomesOf = async (
  transaction: Transaction,
  items: readonly StoredItem[],
): Promise<ReadonlyMap<CommandId, CommandOutcome>> => {
  const ids = items.flatMap(({ command_id: id }) => id ?? [])
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ readonly id: CommandId; readonly outcome: CommandOutcome }>`
    select id, outcome from command where id = any(${ids}::uuid[]) and outcome is not null`.execute(
    transaction,
  )
  return new Map(rows.map(({ id, outcome }) => [id, outcome]))
}

const plan = async ({ transaction, deps, rollout, wish, items, devices, now }: Turn): Promise<Step> => {
  const asked = items.filter(({ state }) => state === 'asked')
  const outcomes = await outcomesOf(transaction, asked)
  const entrances = await deps.entrancesByDevice(transaction, rollout.site_id)
  const elsewhere = (await onTheWayElsewhere(transaction, rollout, rollout.undo_of)).filter(
    ({ state }) => state === 'asked',
  )
  const byDevice = new Map(items.map((item) => [item.device_id, item]))
  const known = <Value>(
    one: RolloutItem,
    judge: (device: StoredDevice, item: StoredItem) => Value,
  ): Value => {
    const [device, item] = [devices.get(one.deviceId), byDevice.get(one.deviceId)]
    if (device === undefined || item === undefined)
      throw new Error('a roll-out names a device that is not there')
    return judge(device, item)
  }
  return planStep({
    state: rollout.state,
    rules: {
      batchSize: rollout.batch_size,
      pauseAbovePercent: rollout.pause_above_percent,
      // Two settings at once keep nobody from entering.
      together: rollout.together || rollout.wants === 'setting',
    },
    items: items.map(({ device_id: deviceId, state, asked_at: askedAt, noted }) => ({
      deviceId,
      state,
      counts: askedAt !== null && !noted,
      entrances: entrances.get(deviceId) ?? [],
    })),
    elsewhere: {
      deviceIds: new Set(elsewhere.map(({ device_id: id }) => id)),
      entrances: elsewhere.flatMap(({ device_id: id }) => entrances.get(id) ?? []),
    },
    standingOf: (one) => known(one, (device, item) => standingOf(wish, device, item.wanted, now)),
    progressOf: (one) =>
      known(one, (device, item) => {
        if (item.asked_at === null) throw new Error('a device that was asked was asked at some time')
        const outcome = item.command_id === null ? null : (outcomes.get(item.command_id) ?? null)
        return progressOf(wish, device, { item: { ...item, asked_at: item.asked_at }, outcome }, now)
      }),
  })
}

const writeEnds = async (turn: Turn, ends: Step['ends']): Promise<void> => {
  const { transaction, rollout, items, now } = turn
  for (const { deviceId, state, reason } of ends)
    await setItems(
      transaction,
      { rolloutId: rollout.id, deviceIds: [deviceId] },
      { state, reason, ended_at: new Date(now) },
    )
  if (rollout.wants !== 'firmware') return
  const ended = ends.flatMap(({ deviceId, state }): readonly Happened[] => {
    const item = items.find(({ device_id: id, asked_at: at }) => id === deviceId && at !== null)
    if (item === undefined) return []
    const payload = { rolloutId: rollout.id, outcome: state, firmware: String(item.wanted) }
    return [{ fact: 'firmwareEnded', siteId: rollout.site_id, deviceId, payload }]
  })
  await record(transaction, recorderOf(turn, SYSTEM), ended)
}

/** Devices seen on the way: one that is not any more, and has not arrived, gave up. */
const noteBegun = async ({ transaction, rollout, items, devices, now }: Turn): Promise<void> => {
  if (rollout.wants !== 'firmware') return
  const begun = items.filter(({ device_id: id, state, begun_at: at }) => {
    const device = devices.get(id)
    return state === 'asked' && at === null && device !== undefined && firmwareOf(device)?.inProgress === true
  })
  const deviceIds = begun.map(({ device_id: id }) => id)
  await setItems(transaction, { rolloutId: rollout.id, deviceIds }, { begun_at: new Date(now) })
}

const askSetting = async (turn: Turn, device: StoredDevice, item: StoredItem): Promise<void> => {
  const { transaction, deps, rollout, wish, now } = turn
  const part = partOf(wish, device)
  if (part === undefined) throw new Error('a device that is ready has the part')
  const organizationId = rollout.organization_id
  const wanted = { values: { [part.key]: item.wanted }, why: rollout.reason }
  const revision = await wantSettings(
    transaction,
    deps,
    { organizationId, actor: actorOf(rollout) },
    { device, wanted },
  )
  const before = part.desired?.value ?? part.reading?.value ?? null
  await setItems(
    transaction,
    { rolloutId: rollout.id, deviceIds: [device.id] },
    {
      state: 'asked',
      asked_at: new Date(now),
      revision,
      before: before === null ? null : JSON.stringify(before),
    },
  )
}

const askFirmware = async (turn: Turn, device: StoredDevice): Promise<void> => {
  const { transaction, deps, rollout, wish, now } = turn
  const part = partOf(wish, device)
  const firmware = firmwareOf(device)
  if (part === undefined || firmware === null) throw new Error('a device that is ready says its versions')
  const component = { externalId: device.external_id, key: part.key }
  const id = await keepCommand(
    transaction,
    deps,
    { organizationId: rollout.organization_id, actor: actorOf(rollout) },
    {
      target: {
        siteId: device.site_id,
        edgeId: device.edge_id,
        entranceId: null,
        componentId: part.id,
        action: { kind: 'press', component },
        about: { deviceId: device.id },
      },
      reason: rollout.reason,
      deadlineAt: addMs(now, ORDER_WITHIN_MS),
    },
  )
  await setItems(
    transaction,
    { rolloutId: rollout.id, deviceIds: [device.id] },
    {
      state: 'asked',
      asked_at: new Date(now),
      command_id: id,
      wanted: JSON.stringify(firmware.latest),
      before: JSON.stringify(firmware.installed),
    },
  )
}

const FACT_OF = { paused: 'rolloutPaused', ended: 'rolloutEnded' } as const

/** Nobody is asked in the name of somebody who may not any more; whoever was asked is followed. */
const planAllowed = async (turn: Turn): Promise<Step & { readonly why?: PausedWhy }> => {
  const { transaction, deps, rollout, now } = turn
  const { organization_id: organizationId, site_id: siteId } = rollout
  const asking = { organizationId, siteId, actor: actorOf(rollout), at: now }
  if (rollout.state !== 'running' || (await deps.mayStillChange(transaction, asking))) return plan(turn)
  const step = await plan({ ...turn, rollout: { ...rollout, state: 'paused' } })
  return { ...step, state: 'paused', why: 'starter_may_not' }
}

const move = async (turn: Turn): Promise<void> => {
  const { transaction, rollout, items, devices, now } = turn
  await noteBegun(turn)
  const { ends, asks, state, why = 'unconfirmed' } = await planAllowed(turn)
  await writeEnds(turn, ends)
  for (const deviceId of asks) {
    const [device, item] = [devices.get(deviceId), items.find(({ device_id: id }) => id === deviceId)]
    if (device === undefined || item === undefined) continue
    await (rollout.wants === 'firmware' ? askFirmware(turn, device) : askSetting(turn, device, item))
  }
  if (state === rollout.state) return
  await setRolloutState(transaction, rollout.id, { state, now, why })
  if (state !== 'paused' && state !== 'ended') return
  const payload = standOf(rollout.id, await loadItems(transaction, [rollout.id]))
  await record(transaction, recorderOf(turn, SYSTEM), [
    { fact: FACT_OF[state], siteId: rollout.site_id, payload },
  ])
}

/** Held in the order of their ids, so that no two steps wait for one another. */
const holdDevices = async (
  transaction: Transaction,
  items: readonly StoredItem[],
): Promise<ReadonlyMap<DeviceId, StoredDevice>> => {
  const ids = items.flatMap(({ device_id: id, state }) =>
    state === 'waiting' || state === 'asked' ? [id] : [],
  )
  await sql`select id from device where id = any(${ids}::uuid[]) order by id for update`.execute(transaction)
  return new Map((await loadDevices(transaction, { ids })).map((device) => [device.id, device]))
}

export const moveRollouts = (deps: RolloutDeps, organizationId: OrganizationId): Promise<void> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const now = deps.world.now()
    await holdRollouts(transaction, organizationId)
    for (const rollout of await lockMoving(transaction)) {
      const items = await loadItems(transaction, [rollout.id])
      const devices = await holdDevices(transaction, items)
      await move({ transaction, deps, rollout, wish: wishOf(rollout), items, devices, now })
    }
  })
