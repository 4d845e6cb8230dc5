/** Puts other equipment in the place of a device: all its entrances at once, with its name, place and settings. */
import { matchKind } from '@loge/features/equipment/core'
import {
  adoptDevice,
  changeConfig,
  changeDevice,
  loadDevices,
  locationOf,
  retireDevice,
  type StoredDevice,
} from '@loge/features/equipment/server'
import type { Caller } from '@loge/features/places/server'
import { Problem } from '@loge/http'
import { newId, type DeviceId, type ReplacementId } from '@loge/kernel'
import { inOneTransaction, type Transaction } from '@loge/storage'
import {
  accessFacts,
  canTakePlace,
  carrySettings,
  proposeStandIns,
  refuseStandIns,
} from '../../core/index.ts'
import type { ReplacementInput } from '../../replace-wire.ts'
import type { AccessDeps } from '../deps.ts'
import type { StoredEntrance } from '../entrance-store.ts'
import { notFound } from '../keep-entrance.ts'
import { record } from '../record.ts'
import { raiseSnapshotVersion } from '../snapshot-version.ts'
import { moveParts } from './move-parts.ts'
import { addReplacement, holdEntrances, serves } from './store.ts'
import type { SuccessorBefore } from './tables.ts'

const unfit = (): Problem =>
  new Problem(
    409,
    'replacement_not_possible',
    'What takes the place is another device of the same site, of the same kind, that serves no door. Choose such a one.',
  )

type Wanted = ReplacementInput & { readonly id: DeviceId }

interface Pair {
  readonly old: StoredDevice
  readonly successor: StoredDevice
}

const findPair = async (transaction: Transaction, { reach }: Caller, wanted: Wanted): Promise<Pair> => {
  const devices = await loadDevices(transaction, { ids: [wanted.id, wanted.replacedBy], reach })
  const [old, successor] = [wanted.id, wanted.replacedBy].map((id) => devices.find((one) => one.id === id))
  if (old === undefined || successor === undefined) throw notFound()
  if (old.state === 'to_be_adopted')
    throw new Problem(409, 'device_not_adopted', 'Adopt this device first: until then nobody answers for it.')
  if (old.id === successor.id || old.site_id !== successor.site_id || successor.state === 'retired')
    throw unfit()
  return { old, successor }
}

const presentParts = ({ components }: StoredDevice) => components.filter(({ present }) => present)

/** What serves no door yet, and could do all that the old one does at its doors. */
export const fitsInPlaceOf = (
  old: Pick<StoredDevice, 'id' | 'kind'>,
  successor: StoredDevice,
  entrances: readonly StoredEntrance[],
): boolean => {
  const served = entrances.flatMap(({ parts }) => parts.filter(({ deviceId }) => deviceId === old.id))
  const parts = presentParts(successor)
  const isFree = !entrances.some((entrance) => serves(entrance, successor.id))
  return (
    isFree && canTakePlace({ kind: old.kind, served }, { kind: successor.kind ?? matchKind(parts), parts })
  )
}

/** Which part stands in for which: as somebody chose, and else the only one that can. */
const standInsOf = (
  { old, successor }: Pair,
  entrances: readonly StoredEntrance[],
  chosen: Wanted['standIns'],
): Readonly<Record<string, string>> => {
  const served = entrances.flatMap(({ parts }) => parts.filter(({ deviceId }) => deviceId === old.id))
  const parts = presentParts(successor)
  const standIns = { ...proposeStandIns({ served, old: old.components, parts }), ...chosen }
  const refused = refuseStandIns({ served, parts }, standIns)
  if (refused.length === 0) return standIns
  throw new Problem(
    422,
    'replacement_parts_unfit',
    'Not every part at the doors has a part of the new equipment that can do the same. Choose one for each, or other equipment.',
    refused.map((key) => ({
      pointer: `/standIns/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      code: 'replacement_parts_unfit',
      message: 'No part of the new equipment can do this, or it is named twice.',
    })),
  )
}

/** It is called as the old one was, and is where that was. */
const takePlace = async (deps: AccessDeps, caller: Caller, { old, successor }: Pair): Promise<void> => {
  const { building_id: buildingId, floor_id: floorId, unit_id: unitId, area } = old
  const location = { buildingId, floorId, unitId, area }
  const kind = old.kind ?? 'sensor'
  if (successor.state === 'to_be_adopted')
    await adoptDevice(deps, caller, successor.id, { name: old.name, kind, location })
  else await changeDevice(deps, caller, { id: successor.id, ifMatch: '*' }, { name: old.name, location })
}

/** Wants of the new one what was wanted of the old one; answers what was wanted of it until then. */
const takeSettings = async (
  deps: AccessDeps,
  caller: Caller,
  { old, successor, standIns }: Pair & { readonly standIns: Readonly<Record<string, string>> },
  why: string,
): Promise<SuccessorBefore['settings']> => {
  const wanted = old.components.flatMap(({ key, desired }) =>
    desired === null ? [] : [{ key, value: desired.value }],
  )
  const { values } = carrySettings({ wanted, parts: presentParts(successor), standIns })
  if (Object.keys(values).length > 0)
    await changeConfig(deps, caller, { id: successor.id, ifMatch: '*' }, { values, why })
  return Object.fromEntries(
    successor.components.flatMap(({ key, desired }) =>
      values[key] === undefined ? [] : [[key, desired?.value ?? null]],
    ),
  )
}

const stateBefore = (successor: StoredDevice): Omit<SuccessorBefore, 'settings'> => ({
  state: successor.state === 'adopted' ? 'adopted' : 'to_be_adopted',
  kind: successor.kind,
  location: locationOf(successor),
})

export const replaceDevice = (deps: AccessDeps, caller: Caller, wanted: Wanted): Promise<ReplacementId> =>
  inOneTransaction(deps.database, caller.organizationId, async (inside, transaction) => {
    const own = { ...deps, database: inside }
    const { organizationId, actor } = caller
    const siteId = (await findPair(transaction, caller, wanted)).old.site_id
    const held = await holdEntrances(transaction, siteId)
    await raiseSnapshotVersion(transaction, own, organizationId, siteId)
    const pair = await findPair(transaction, caller, wanted)
    const { old, successor } = pair
    const entrances = held.filter((entrance) => serves(entrance, old.id))
    const standIns = standInsOf(pair, entrances, wanted.standIns)
    if (!fitsInPlaceOf(old, successor, held)) throw unfit()
    await takePlace(own, caller, pair)
    const moved = await moveParts(
      transaction,
      own,
      caller,
      entrances.map((entrance) => ({
        entrance,
        parts: entrance.parts.map((part) =>
          part.deviceId === old.id
            ? { ...part, deviceId: successor.id, componentKey: standIns[part.componentKey] ?? '' }
            : part,
        ),
      })),
    )
    const settings = await takeSettings(own, caller, { ...pair, standIns }, wanted.reason)
    const wasAdopted = old.state === 'adopted'
    if (wasAdopted) await retireDevice(own, caller, { id: old.id, ifMatch: '*' })
    const id = newId(deps.world, 'replacement')
    await addReplacement(transaction, {
      organizationId,
      id,
      siteId,
      deviceId: old.id,
      wasAdopted,
      replacedBy: successor.id,
      nameBefore: successor.name,
      before: { ...stateBefore(successor), settings },
      reason: wanted.reason,
      entrances: moved,
      madeAt: deps.world.now(),
      madeBy: actor,
    })
    await record(transaction, deps, caller, {
      fact: accessFacts.deviceReplaced,
      siteId,
      deviceId: old.id,
      payload: { replacementId: id, replacedBy: successor.id, entrances: moved.length },
    })
    return id
  })
