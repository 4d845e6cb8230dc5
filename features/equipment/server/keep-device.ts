/** Adopting, changing and retiring a device: to be adopted → adopted → retired, and back in by adoption only. */
import type { Location } from '@loge/features/places/core'
import { locate, type Caller } from '@loge/features/places/server'
import { Problem, requireVersion } from '@loge/http'
import type { DeviceId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { equipmentFacts } from '../core/index.ts'
import type { DeviceChange, DeviceDetail, DevicePlacing } from '../wire.ts'
import { endWipes } from './command-store.ts'
import { loadDevices, lockDevice, type StoredDevice } from './device-store.ts'
import { locationOf, viewDeviceDetail } from './device-view.ts'
import { record, type EquipmentDeps, type KeepingDeps } from './record.ts'
import type { DeviceRow, EquipmentTables } from './tables.ts'

export const noDevice = (): Problem => new Problem(404, 'not_found', 'There is no such device.')
export const notAdopted = (): Problem =>
  new Problem(409, 'device_not_adopted', 'Adopt this device first: until then nobody answers for it.')

/** What is left out of a location stays as it was. */
const columnsOf = async (
  transaction: Transaction,
  device: StoredDevice,
  { name, kind, location }: DeviceChange,
): Promise<Change['columns']> => {
  const said = {
    ...(name === undefined ? {} : { name }),
    ...(kind === undefined ? {} : { kind }),
  }
  if (location === undefined) return said
  const known = Object.entries(location).filter(([, value]) => value !== undefined)
  const wanted: Location = { ...locationOf(device), ...Object.fromEntries(known) }
  const { buildingId, floorId, unitId, area } = await locate(transaction, device.site_id, wanted)
  return { ...said, building_id: buildingId, floor_id: floorId, unit_id: unitId, area }
}

interface Change {
  readonly device: StoredDevice
  readonly fact: keyof typeof equipmentFacts
  readonly columns: Partial<
    Pick<DeviceRow, 'name' | 'kind' | 'building_id' | 'floor_id' | 'unit_id' | 'area' | 'state'>
  > & { readonly adopted_at?: Date | null; readonly retired_at?: Date | null }
}

/** One change, its fact, and what the device is then. */
const commit = async (
  transaction: Transaction,
  deps: KeepingDeps,
  caller: Caller,
  { device, fact, columns }: Change,
): Promise<DeviceDetail> => {
  await transaction
    .$extendTables<EquipmentTables>()
    .updateTable('device')
    .set({ ...columns, version: device.version + 1 })
    .where('id', '=', device.id)
    .execute()
  const payload = fact === 'deviceAdopted' ? { kind: columns.kind ?? null } : {}
  await record(transaction, { ...deps, ...caller }, [
    { fact, siteId: device.site_id, deviceId: device.id, payload },
  ])
  const [changed] = await loadDevices(transaction, { ids: [device.id] })
  if (changed === undefined) throw noDevice()
  return viewDeviceDetail(changed, deps.world.now())
}

const changing = (
  { database }: KeepingDeps,
  { organizationId, reach }: Caller,
  id: DeviceId,
  work: (transaction: Transaction, device: StoredDevice) => Promise<DeviceDetail>,
): Promise<DeviceDetail> =>
  database.transaction(organizationId, async (transaction) => {
    const device = await lockDevice(transaction, id, reach)
    if (device === undefined) throw noDevice()
    return work(transaction, device)
  })

export const adoptDevice = (
  deps: KeepingDeps,
  caller: Caller,
  id: DeviceId,
  placing: DevicePlacing,
): Promise<DeviceDetail> =>
  changing(deps, caller, id, async (transaction, device) => {
    if (device.state === 'adopted')
      throw new Problem(409, 'device_already_adopted', 'This device is adopted already. Change it instead.')
    const adoption = { state: 'adopted', adopted_at: new Date(deps.world.now()), retired_at: null } as const
    const columns = { ...(await columnsOf(transaction, device, placing)), ...adoption }
    await endWipes(transaction, { ...deps, ...caller }, id)
    return commit(transaction, deps, caller, { device, fact: 'deviceAdopted', columns })
  })

/** An adoption that is taken back: it waits to be adopted, as it had announced itself. */
export const releaseDevice = (
  deps: KeepingDeps,
  caller: Caller,
  { id, kind }: { readonly id: DeviceId; readonly kind: DeviceRow['kind'] },
): Promise<DeviceDetail> =>
  changing(deps, caller, id, async (transaction, device) => {
    if (device.state !== 'adopted') throw notAdopted()
    const columns = { state: 'to_be_adopted', kind, adopted_at: null } as const
    return commit(transaction, deps, caller, { device, fact: 'deviceChanged', columns })
  })

export interface Named {
  readonly id: DeviceId
  readonly ifMatch: string | undefined
}

export const changeDevice = (
  deps: KeepingDeps,
  caller: Caller,
  { id, ifMatch }: Named,
  placing: DeviceChange,
): Promise<DeviceDetail> =>
  changing(deps, caller, id, async (transaction, device) => {
    if (device.state !== 'adopted') throw notAdopted()
    requireVersion(ifMatch, device.version)
    const columns = await columnsOf(transaction, device, placing)
    return commit(transaction, deps, caller, { device, fact: 'deviceChanged', columns })
  })

export const retireDevice = async (
  deps: KeepingDeps & Pick<EquipmentDeps, 'requireSpare'>,
  caller: Caller,
  { id, ifMatch }: Named,
): Promise<undefined> => {
  await changing(deps, caller, id, async (transaction, device) => {
    if (device.state === 'retired')
      throw new Problem(409, 'device_retired', 'This device is retired already.')
    requireVersion(ifMatch, device.version)
    await deps.requireSpare?.(transaction, caller.organizationId, { siteId: device.site_id, deviceId: id })
    const columns = { state: 'retired', retired_at: new Date(deps.world.now()) } as const
    return commit(transaction, deps, caller, { device, fact: 'deviceRetired', columns })
  })
  return undefined
}
