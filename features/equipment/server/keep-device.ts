/** Adopting, changing and retiring a device: to be adopted → adopted → retired, and back in by adoption only. */
import { findPlace, type Caller } from '@loge/features/places/server'
import { Problem, requireVersion } from '@loge/http'
import type { DeviceId } from '@loge/kernel'
import { violationOf, type Transaction } from '@loge/storage'
import type { equipmentFacts } from '../core/index.ts'
import type { DeviceChange, DeviceDetail, DevicePlacing } from '../wire.ts'
import { loadDevices, lockDevice, type StoredDevice } from './device-store.ts'
import { viewDeviceDetail } from './device-view.ts'
import { record, type EquipmentDeps } from './record.ts'
import type { DeviceRow, EquipmentTables } from './tables.ts'

export const noDevice = (): Problem => new Problem(404, 'not_found', 'There is no such device.')
export const notAdopted = (): Problem =>
  new Problem(409, 'device_not_adopted', 'Adopt this device first: until then nobody answers for it.')

const noLocation = (): Problem =>
  new Problem(422, 'location_unknown', 'The place is not one of the site where the device is.')

/** The schema ties floors and buildings together; a unit is only tied to its organization. */
const checkUnit = async (
  transaction: Transaction,
  device: StoredDevice,
  location: NonNullable<DeviceChange['location']>,
): Promise<void> => {
  const unitId = location.unitId ?? null
  if (unitId === null) return
  const unit = await findPlace(transaction, 'unit', unitId)
  if (unit === undefined || unit.siteId !== device.site_id) throw noLocation()
}

const columnsOf = ({ name, kind, location = {} }: DeviceChange) => ({
  ...(name === undefined ? {} : { name }),
  ...(kind === undefined ? {} : { kind }),
  ...(location.buildingId === undefined ? {} : { building_id: location.buildingId }),
  ...(location.floorId === undefined ? {} : { floor_id: location.floorId }),
  ...(location.unitId === undefined ? {} : { unit_id: location.unitId }),
  ...(location.area === undefined ? {} : { area: location.area }),
})

interface Change {
  readonly device: StoredDevice
  readonly fact: keyof typeof equipmentFacts
  readonly columns: Partial<
    Pick<DeviceRow, 'name' | 'kind' | 'building_id' | 'floor_id' | 'unit_id' | 'area' | 'state'>
  > & { readonly adopted_at?: Date; readonly retired_at?: Date | null }
}

/** One change, its fact, and what the device is then. */
const commit = async (
  transaction: Transaction,
  deps: EquipmentDeps,
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

const refuseForeignPlaces = async <Value>(work: Promise<Value>): Promise<Value> => {
  try {
    return await work
  } catch (error) {
    const kind = violationOf(error)?.kind
    if (kind === 'referred' || kind === 'check') throw noLocation()
    throw error
  }
}

const changing = (
  { database }: EquipmentDeps,
  { organizationId, reach }: Caller,
  id: DeviceId,
  work: (transaction: Transaction, device: StoredDevice) => Promise<DeviceDetail>,
): Promise<DeviceDetail> =>
  refuseForeignPlaces(
    database.transaction(organizationId, async (transaction) => {
      const device = await lockDevice(transaction, id, reach)
      if (device === undefined) throw noDevice()
      return work(transaction, device)
    }),
  )

export const adoptDevice = (
  deps: EquipmentDeps,
  caller: Caller,
  id: DeviceId,
  placing: DevicePlacing,
): Promise<DeviceDetail> =>
  changing(deps, caller, id, async (transaction, device) => {
    if (device.state === 'adopted')
      throw new Problem(409, 'device_already_adopted', 'This device is adopted already. Change it instead.')
    await checkUnit(transaction, device, placing.location)
    const adoption = { state: 'adopted', adopted_at: new Date(deps.world.now()), retired_at: null } as const
    const columns = { ...columnsOf(placing), ...adoption }
    return commit(transaction, deps, caller, { device, fact: 'deviceAdopted', columns })
  })

export interface Named {
  readonly id: DeviceId
  readonly ifMatch: string | undefined
}

export const changeDevice = (
  deps: EquipmentDeps,
  caller: Caller,
  { id, ifMatch }: Named,
  placing: DeviceChange,
): Promise<DeviceDetail> =>
  changing(deps, caller, id, async (transaction, device) => {
    if (device.state !== 'adopted') throw notAdopted()
    requireVersion(ifMatch, device.version)
    await checkUnit(transaction, device, placing.location ?? {})
    return commit(transaction, deps, caller, { device, fact: 'deviceChanged', columns: columnsOf(placing) })
  })

export const retireDevice = async (
  deps: EquipmentDeps,
  caller: Caller,
  { id, ifMatch }: Named,
): Promise<undefined> => {
  await changing(deps, caller, id, async (transaction, device) => {
    if (device.state === 'retired')
      throw new Problem(409, 'device_retired', 'This device is retired already.')
    requireVersion(ifMatch, device.version)
    const columns = { state: 'retired', retired_at: new Date(deps.world.now()) } as const
    return commit(transaction, deps, caller, { device, fact: 'deviceRetired', columns })
  })
  return undefined
}
