/** The routes of roll-outs, joined to what answers them. */
import { callerOf, type Caller } from '@loge/features/places/server'
import { createCursor, serve, toPage, type Endpoint, type Reach } from '@loge/http'
import type { DeviceId, OrganizationId, RolloutId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { z } from 'zod'
import { ITEM_STATES } from '../../core/index.ts'
import { rolloutRoutes as routes, type RolloutDetail, type RolloutView } from '../../rollout-wire.ts'
import { loadDevices, type StoredDevice } from '../device-store.ts'
import { viewActor } from '../record.ts'
import { isUndoable, resumeRollout, stopRollout, undoRollout } from './act.ts'
import { noRollout, type RolloutDeps } from './deps.ts'
import { firmwareOf } from './judge.ts'
import { previewRollout, startRollout } from './start.ts'
import { loadItems, loadRollouts, type StoredItem, type StoredRollout } from './store.ts'

const cursor = createCursor(
  'rollouts',
  z.custom<RolloutId>((value) => typeof value === 'string'),
)

interface Around {
  readonly items: readonly StoredItem[]
  readonly undoneBy: RolloutId | null
}

const viewRollout = (rollout: StoredRollout, { items, undoneBy }: Around): RolloutView => ({
  id: rollout.id,
  siteId: rollout.site_id,
  wants: rollout.wants,
  setting: rollout.setting,
  value: rollout.value,
  reason: rollout.reason,
  rules: {
    batchSize: rollout.batch_size,
    pauseAbovePercent: rollout.pause_above_percent,
    together: rollout.together,
  },
  state: rollout.state,
  pausedWhy: rollout.paused_why,
  undoOf: rollout.undo_of,
  undoneBy,
  isUndoable: isUndoable(rollout, items, undoneBy),
  startedBy: viewActor(rollout.actor_kind, rollout.actor_id),
  startedAt: rollout.started_at,
  endedAt: rollout.ended_at,
  counts: Object.fromEntries(
    ITEM_STATES.map((state) => [state, items.filter((item) => item.state === state).length]),
  ) as RolloutView['counts'],
})

const viewItem = (item: StoredItem, device: StoredDevice | undefined): RolloutDetail['items'][number] => {
  const firmware = item.command_id === null || device === undefined ? null : firmwareOf(device)
  return {
    deviceId: item.device_id,
    name: device?.name ?? '',
    state: item.state,
    reason: item.reason,
    wanted: item.wanted,
    before: item.before,
    percent: item.state === 'asked' ? (firmware?.percent ?? null) : null,
    askedAt: item.asked_at,
    endedAt: item.ended_at,
  }
}

const viewAll = async (
  transaction: Transaction,
  rollouts: readonly StoredRollout[],
): Promise<readonly { readonly view: RolloutView; readonly items: readonly StoredItem[] }[]> => {
  const ids = rollouts.map(({ id }) => id)
  const items = Map.groupBy(await loadItems(transaction, ids), ({ rollout_id: id }) => id)
  const undone = new Map(
    (await loadRollouts(transaction, { undoOf: ids })).map((one) => [one.undo_of, one.id]),
  )
  return rollouts.map((rollout) => {
    const own = items.get(rollout.id) ?? []
    return {
      view: viewRollout(rollout, { items: own, undoneBy: undone.get(rollout.id) ?? null }),
      items: own,
    }
  })
}

const shown = (
  deps: RolloutDeps,
  { organizationId, reach }: { readonly organizationId: OrganizationId; readonly reach: Reach },
  id: RolloutId,
): Promise<RolloutDetail> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const [one] = await viewAll(transaction, await loadRollouts(transaction, { ids: [id], reach }))
    if (one === undefined) throw noRollout()
    const ids = one.items.map(({ device_id: deviceId }): DeviceId => deviceId)
    const devices = new Map((await loadDevices(transaction, { ids })).map((device) => [device.id, device]))
    return { ...one.view, items: one.items.map((item) => viewItem(item, devices.get(item.device_id))) }
  })

export const rolloutEndpoints = (deps: RolloutDeps): readonly Endpoint[] => {
  const afterwards = async (caller: Caller, id: RolloutId, work: Promise<void>): Promise<RolloutDetail> => {
    await work
    return shown(deps, caller, id)
  }
  return [
    serve(routes.previewRollout, (call) => previewRollout(deps, callerOf(call), call.body)),
    serve(routes.startRollout, async (call) =>
      shown(deps, call, await startRollout(deps, callerOf(call), call.body)),
    ),
    serve(routes.listRollouts, ({ organizationId, query, reach }) => {
      const { limit, cursor: from, ...filter } = query
      return deps.database.transaction(organizationId, async (transaction) => {
        const before = cursor.decode(from)
        const rows = await loadRollouts(transaction, { ...filter, reach, before, limit: limit + 1 })
        const page = toPage(rows, limit, { cursor, positionOf: ({ id }) => id })
        return { ...page, data: (await viewAll(transaction, page.data)).map(({ view }) => view) }
      })
    }),
    serve(routes.readRollout, (call) => shown(deps, call, call.params.id)),
    serve(routes.stopRollout, (call) => {
      const caller = callerOf(call)
      return afterwards(caller, call.params.id, stopRollout(deps, caller, call.params.id))
    }),
    serve(routes.resumeRollout, (call) => {
      const caller = callerOf(call)
      return afterwards(caller, call.params.id, resumeRollout(deps, caller, call.params.id))
    }),
    serve(routes.undoRollout, async (call) =>
      shown(deps, call, await undoRollout(deps, callerOf(call), call.params.id)),
    ),
  ]
}
