/** What a person does with a roll-out that was started: stop it, let it go on, take it back. */
import type { Caller } from '@loge/features/places/server'
import { Problem } from '@loge/http'
import type { RolloutId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { stopWaiting } from '../../core/index.ts'
import { loadDevices, type StoredDevice } from '../device-store.ts'
import { record } from '../record.ts'
import { noRollout, standOf, wishOf, type RolloutDeps } from './deps.ts'
import { partOf, type Wish } from './judge.ts'
import { beginRollout } from './start.ts'
import {
  loadItems,
  loadRollouts,
  lockRollout,
  setItems,
  setResumedBy,
  setRolloutState,
  type StoredItem,
  type StoredRollout,
} from './store.ts'

interface Held {
  readonly transaction: Transaction
  readonly rollout: StoredRollout
  readonly items: readonly StoredItem[]
}

const holding = <Value>(
  deps: RolloutDeps,
  { organizationId, reach }: Caller,
  id: RolloutId,
  work: (held: Held) => Promise<Value>,
): Promise<Value> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const rollout = await lockRollout(transaction, id, reach)
    if (rollout === undefined) throw noRollout()
    return work({ transaction, rollout, items: await loadItems(transaction, [id]) })
  })

const isOpen = ({ state }: StoredRollout): boolean => state === 'running' || state === 'paused'

/** Nobody has wanted another value of the device since, or changed the device itself. */
const isStillSo = (wish: Wish, device: StoredDevice, { wanted, revision }: StoredItem): boolean => {
  const part = partOf(wish, device)
  if (device.state !== 'adopted' || part === undefined) return false
  return (part.desired?.revision ?? null) === (wanted === null ? null : revision)
}

const note = async (
  deps: RolloutDeps,
  { organizationId, actor }: Caller,
  { transaction, rollout }: Held,
  fact: 'rolloutStopped' | 'rolloutResumed',
): Promise<void> => {
  const payload = standOf(rollout.id, await loadItems(transaction, [rollout.id]))
  await record(transaction, { world: deps.world, organizationId, actor }, [
    { fact, siteId: rollout.site_id, payload },
  ])
}

const stopHeld = async (deps: RolloutDeps, caller: Caller, held: Held): Promise<void> => {
  const { transaction, rollout, items } = held
  const now = deps.world.now()
  const deviceIds = stopWaiting(items.map(({ device_id: deviceId, state }) => ({ deviceId, state })))
  await setItems(
    transaction,
    { rolloutId: rollout.id, deviceIds },
    { state: 'stopped', ended_at: new Date(now) },
  )
  await setRolloutState(transaction, rollout.id, { state: 'stopped', now })
  await note(deps, caller, held, 'rolloutStopped')
}

export const stopRollout = (deps: RolloutDeps, caller: Caller, id: RolloutId): Promise<void> =>
  holding(deps, caller, id, async (held) => {
    if (!isOpen(held.rollout))
      throw new Problem(409, 'rollout_over', 'It is over already: there is nobody left to ask.')
    await stopHeld(deps, caller, held)
  })

export const resumeRollout = (deps: RolloutDeps, caller: Caller, id: RolloutId): Promise<void> =>
  holding(deps, caller, id, async (held) => {
    if (held.rollout.state !== 'paused')
      throw new Problem(409, 'rollout_not_paused', 'It is not paused. Look at where it stands.')
    const ended = held.items.filter(({ ended_at: at }) => at !== null)
    const deviceIds = ended.map(({ device_id: deviceId }) => deviceId)
    await setItems(held.transaction, { rolloutId: id, deviceIds }, { noted: true })
    await setRolloutState(held.transaction, id, { state: 'running', now: deps.world.now() })
    await setResumedBy(held.transaction, id, caller.actor)
    await note(deps, caller, held, 'rolloutResumed')
  })

const takenBack = (items: readonly StoredItem[]): readonly StoredItem[] =>
  items.filter(({ asked_at: at, state }) => at !== null && state !== 'overtaken')

export const isUndoable = (
  rollout: Pick<StoredRollout, 'wants'>,
  items: readonly StoredItem[],
  undoneBy: RolloutId | null,
): boolean => rollout.wants === 'setting' && undoneBy === null && takenBack(items).length > 0

const notUndoable = (): Problem =>
  new Problem(
    409,
    'rollout_not_undoable',
    'It asked nobody whose value is still so, was taken back already, or installed firmware, which has no way back from here.',
  )

export const undoRollout = (deps: RolloutDeps, caller: Caller, id: RolloutId): Promise<RolloutId> =>
  holding(deps, caller, id, async (held) => {
    const { transaction, rollout, items } = held
    const [undone] = await loadRollouts(transaction, { undoOf: [id] })
    if (!isUndoable(rollout, items, undone?.id ?? null)) throw notUndoable()
    if (isOpen(rollout)) await stopHeld(deps, caller, held)
    const wish = wishOf(rollout)
    const ids = takenBack(items).map(({ device_id: deviceId }) => deviceId)
    const devices = new Map((await loadDevices(transaction, { ids })).map((one) => [one.id, one]))
    const wanted = takenBack(items).flatMap((item) => {
      const device = devices.get(item.device_id)
      return device === undefined || !isStillSo(wish, device, item) ? [] : [{ device, value: item.before }]
    })
    if (wanted.length === 0) throw notUndoable()
    const { batch_size: batchSize, pause_above_percent: pauseAbovePercent, together } = rollout
    return beginRollout(transaction, deps, caller, {
      wish,
      reason: rollout.reason,
      rules: { batchSize, pauseAbovePercent, together },
      undoOf: id,
      wanted,
    })
  })
