/** Takes a device out for good, with its doors in the same transaction; and keeps who wiped by hand what was not reached. */
import { disposeDevice, loadDevices, type StoredDevice } from '@loge/features/equipment/server'
import type { Caller } from '@loge/features/places/server'
import { Problem } from '@loge/http'
import { newId, type DeviceId, type DisposalId } from '@loge/kernel'
import { inOneTransaction, type Transaction } from '@loge/storage'
import { accessFacts } from '../../core/index.ts'
import type { AccessDeps } from '../deps.ts'
import { notFound } from '../keep-entrance.ts'
import { record } from '../record.ts'
import { moveParts } from '../replace/move-parts.ts'
import { holdEntrances, serves } from '../replace/store.ts'
import { raiseSnapshotVersion } from '../snapshot-version.ts'
import { isBackInUse } from './follow-disposals.ts'
import { addDisposal, loadDisposals, markConfirmed, type StoredDisposal } from './store.ts'

export const findDevice = async (
  transaction: Transaction,
  { reach }: Pick<Caller, 'reach'>,
  id: DeviceId,
): Promise<StoredDevice> => {
  const [device] = await loadDevices(transaction, { ids: [id], reach })
  if (device === undefined) throw notFound()
  return device
}

export const currentDisposal = async (
  transaction: Transaction,
  device: StoredDevice,
): Promise<StoredDisposal | undefined> => {
  const [last] = await loadDisposals(transaction, { deviceId: device.id, limit: 1 })
  return last === undefined || isBackInUse(last, device) ? undefined : last
}

const requireDisposable = async (transaction: Transaction, device: StoredDevice): Promise<void> => {
  if (device.state === 'to_be_adopted')
    throw new Problem(409, 'device_not_adopted', 'Adopt this device first: until then nobody answers for it.')
  if ((await currentDisposal(transaction, device)) !== undefined)
    throw new Problem(409, 'disposal_begun', 'It was taken out for good already. Look at how far that is.')
}

export const takeOut = (
  deps: AccessDeps,
  caller: Caller,
  { id: deviceId, reason }: { readonly id: DeviceId; readonly reason: string },
): Promise<DisposalId> =>
  inOneTransaction(deps.database, caller.organizationId, async (inside, transaction) => {
    const own = { ...deps, database: inside }
    const { organizationId, actor } = caller
    const siteId = (await findDevice(transaction, caller, deviceId)).site_id
    const held = await holdEntrances(transaction, siteId)
    await raiseSnapshotVersion(transaction, own, organizationId, siteId)
    const device = await findDevice(transaction, caller, deviceId)
    await requireDisposable(transaction, device)
    const entrances = held.filter((entrance) => serves(entrance, deviceId))
    await moveParts(
      transaction,
      own,
      caller,
      entrances.map((entrance) => ({
        entrance,
        parts: entrance.parts.filter((part) => part.deviceId !== deviceId),
      })),
    )
    const { commandId, settings } = await disposeDevice(transaction, own, caller, { device, reason })
    const id = newId(deps.world, 'disposal')
    await addDisposal(transaction, {
      organizationId,
      id,
      siteId,
      deviceId,
      reason,
      entranceIds: entrances.map((entrance) => entrance.id),
      settings,
      commandId,
      at: deps.world.now(),
      by: actor,
    })
    await record(transaction, deps, caller, {
      fact: accessFacts.deviceTakenOut,
      siteId,
      deviceId,
      payload: { disposalId: id, entrances: entrances.length, settings, commandId },
    })
    return id
  })

export const confirmByHand = async (
  transaction: Transaction,
  deps: AccessDeps,
  caller: Caller,
  { one, note }: { readonly one: StoredDisposal; readonly note: string },
): Promise<void> => {
  await markConfirmed(transaction, one.id, { at: deps.world.now(), by: caller.actor, note })
  await record(transaction, deps, caller, {
    fact: accessFacts.deviceWipedByHand,
    siteId: one.site_id,
    deviceId: one.device_id,
    payload: { disposalId: one.id },
  })
}
