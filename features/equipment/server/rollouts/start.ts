/** Looking at what a roll-out would do, and starting it. Starting asks nobody yet: the next step does. */
import type { Caller } from '@loge/features/places/server'
import { Problem } from '@loge/http'
import { formatId, newId, type DeviceId, type Instant, type RolloutId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { hasUpdate, isSetting, type SettingValue, type Standing } from '../../core/index.ts'
import type { RolloutChoice, RolloutInput, RolloutPreview } from '../../rollout-wire.ts'
import { loadDevices, type StoredDevice } from '../device-store.ts'
import { actorIdOf, record } from '../record.ts'
import type { RolloutDeps } from './deps.ts'
import { firmwareOf, partOf, presentParts, standingOf, type Wish } from './judge.ts'
import { addRollout, holdRollouts, onTheWayElsewhere, type StoredRollout } from './store.ts'

const DEFAULTS = { batchSize: 5, pauseAbovePercent: 20, together: false }

/** In the order they were named. */
const findDevices = async (
  transaction: Transaction,
  { reach }: Pick<Caller, 'reach'>,
  ids: readonly DeviceId[],
): Promise<readonly [StoredDevice, ...StoredDevice[]]> => {
  const found = new Map((await loadDevices(transaction, { ids, reach })).map((one) => [one.id, one]))
  const [first, ...others] = ids.flatMap((id) => found.get(id) ?? [])
  if (first === undefined || others.length + 1 < ids.length)
    throw new Problem(
      422,
      'rollout_devices_unknown',
      'One of these devices does not exist. Choose them anew.',
    )
  if (others.some((one) => one.site_id !== first.site_id))
    throw new Problem(
      422,
      'rollout_sites_differ',
      'A roll-out is for devices of one site. Start one for each.',
    )
  return [first, ...others]
}

type Setting = RolloutPreview['settings'][number]
const KINDS = ['number', 'select', 'text', 'switch'] as const

/** What at least one of them can be set to, those that most of them share first. */
const settingsOf = (devices: readonly StoredDevice[]): Setting[] => {
  const settings = new Map<string, Setting>()
  for (const device of devices)
    for (const part of presentParts(device).filter(isSetting)) {
      const kind = KINDS.find((one) => one === part.kind)
      if (kind === undefined) continue
      const id = JSON.stringify([part.kind, part.name, part.unit])
      const known = settings.get(id)
      settings.set(id, {
        kind,
        name: part.name,
        unit: part.unit,
        limits: known?.limits ?? part.setting,
        devices: (known?.devices ?? 0) + 1,
      })
    }
  return [...settings.values()].toSorted((one, other) => other.devices - one.devices)
}

const hasOf = (wish: Wish, device: StoredDevice): SettingValue | null =>
  wish.wants === 'firmware'
    ? (firmwareOf(device)?.installed ?? null)
    : (partOf(wish, device)?.reading?.value ?? partOf(wish, device)?.desired?.value ?? null)

export const previewRollout = (
  deps: RolloutDeps,
  caller: Caller,
  { deviceIds, wish }: RolloutChoice,
): Promise<RolloutPreview> =>
  deps.database.transaction(caller.organizationId, async (transaction) => {
    const devices = await findDevices(transaction, caller, deviceIds)
    const now = deps.world.now()
    const value = wish?.wants === 'setting' ? wish.value : null
    return {
      settings: settingsOf(devices),
      updatable: devices.filter((device) => {
        const firmware = firmwareOf(device)
        return firmware !== null && hasUpdate(firmware)
      }).length,
      devices:
        wish === undefined
          ? []
          : devices.map((device) => {
              const { state: standing, reason } = standingOf(wish, device, value, now)
              const version = wish.wants === 'firmware' ? (firmwareOf(device)?.latest ?? null) : null
              return {
                deviceId: device.id,
                name: device.name,
                standing,
                reason,
                has: hasOf(wish, device),
                version,
              }
            }),
    }
  })

interface Begun {
  readonly wish: Wish & { readonly value?: SettingValue }
  readonly reason: string
  readonly rules: Partial<typeof DEFAULTS>
  readonly undoOf: RolloutId | null
  /** What is wanted of each, in the order they are asked. */
  readonly wanted: readonly { readonly device: StoredDevice; readonly value: SettingValue | null }[]
}

/** A device that is silent may be back when its turn comes; what cannot be asked at all ends here. */
const itemOf = (standing: Standing) =>
  standing.state === 'ready' || standing.state === 'silent'
    ? ({ state: 'waiting', reason: null } as const)
    : ({ state: standing.state, reason: standing.reason } as const)

const nobodyToAsk = (): Problem =>
  new Problem(
    422,
    'rollout_nobody_to_ask',
    'None of these devices can be asked for it, or all of them have it.',
  )

/** Another change that has one of them to do would ask it a second time: it is named, and nobody is asked. */
const requireFree = async (
  transaction: Transaction,
  rollout: Pick<StoredRollout, 'id' | 'wants' | 'setting' | 'undo_of'>,
  deviceIds: readonly DeviceId[],
): Promise<void> => {
  const elsewhere = await onTheWayElsewhere(transaction, rollout, rollout.undo_of)
  const by = new Map(elsewhere.map((one) => [one.device_id, one.rollout_id]))
  const errors = deviceIds.flatMap((deviceId, index) => {
    const other = by.get(deviceId)
    if (other === undefined) return []
    const message = `${formatId('rollout', other)} has it to do.`
    return [{ pointer: `/deviceIds/${index}`, code: 'rollout_devices_busy', message }]
  })
  if (errors.length > 0)
    throw new Problem(
      409,
      'rollout_devices_busy',
      `Another change of the same kind still has ${errors.length} of these devices to do: ${[...new Set(by.values())].map((id) => formatId('rollout', id)).join(', ')}. Wait for it, stop it, or leave them out.`,
      errors,
    )
}

export const beginRollout = async (
  transaction: Transaction,
  deps: RolloutDeps,
  { organizationId, actor }: Caller,
  { wish, reason, rules, undoOf, wanted }: Begun,
): Promise<RolloutId> => {
  const now: Instant = deps.world.now()
  const items = wanted.map(({ device, value }) => ({
    device_id: device.id,
    wanted: wish.wants === 'firmware' ? (firmwareOf(device)?.latest ?? null) : value,
    ...itemOf(standingOf(wish, device, value, now)),
  }))
  const waiting = items.filter(({ state }) => state === 'waiting').length
  const [first] = wanted
  if (first === undefined || waiting === 0) throw nobodyToAsk()
  const id = newId(deps.world, 'rollout')
  const setting = wish.wants === 'setting' ? wish.setting : null
  await holdRollouts(transaction, organizationId)
  await requireFree(
    transaction,
    { id, wants: wish.wants, setting, undo_of: undoOf },
    items.flatMap(({ device_id: deviceId, state }) => (state === 'waiting' ? [deviceId] : [])),
  )
  const { batchSize, pauseAbovePercent, together } = { ...DEFAULTS, ...rules }
  await addRollout(
    transaction,
    {
      organization_id: organizationId,
      id,
      site_id: first.device.site_id,
      wants: wish.wants,
      setting,
      value: wish.value ?? null,
      reason,
      batch_size: batchSize,
      pause_above_percent: pauseAbovePercent,
      together,
      state: 'running',
      undo_of: undoOf,
      actor_kind: actor.kind,
      actor_id: actorIdOf(actor),
      at: now,
    },
    items,
  )
  const payload = { rolloutId: id, wants: wish.wants, devices: waiting, undoneRolloutId: undoOf }
  await record(transaction, { world: deps.world, organizationId, actor }, [
    { fact: 'rolloutStarted', siteId: first.device.site_id, payload },
  ])
  return id
}

export const startRollout = (
  deps: RolloutDeps,
  caller: Caller,
  { deviceIds, wish, reason, rules }: RolloutInput,
): Promise<RolloutId> =>
  deps.database.transaction(caller.organizationId, async (transaction) => {
    const devices = await findDevices(transaction, caller, deviceIds)
    const value = wish.wants === 'setting' ? wish.value : null
    const wanted = devices.map((device) => ({ device, value }))
    const given = Object.fromEntries(Object.entries(rules).filter(([, one]) => one !== undefined))
    return beginRollout(transaction, deps, caller, { wish, reason, rules: given, undoOf: null, wanted })
  })
