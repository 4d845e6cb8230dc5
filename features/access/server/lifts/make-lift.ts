/** Makes a lift of one controller: taken in, and an entrance for each floor with the reader in the car, in one transaction. */
import { adoptDevice, loadDevices, type StoredDevice } from '@loge/features/equipment/server'
import type { Caller } from '@loge/features/places/server'
import { Problem } from '@loge/http'
import type { DeviceId, SiteId } from '@loge/kernel'
import { inOneTransaction } from '@loge/storage'
import type { LiftInput } from '../../lift-wire.ts'
import type { AccessDeps } from '../deps.ts'
import type { StoredEntrance } from '../entrance-store.ts'
import { createEntrance, notFound, type NewEntrance } from '../keep-entrance.ts'
import { reachesSite } from '../reach.ts'

export interface LiftAsked {
  readonly deviceId: DeviceId
  readonly lift: LiftInput
  readonly mayAdopt: (siteId: SiteId) => boolean
}

const floorOf = (
  { id, site_id: siteId }: StoredDevice,
  { location, reader }: LiftInput,
  { lock, name, floorId }: LiftInput['floors'][number],
): NewEntrance => ({
  siteId,
  name,
  number: null,
  kind: 'liftFloor',
  parts: [
    { role: 'reader', deviceId: id, componentKey: reader },
    { role: 'lock', deviceId: id, componentKey: lock },
  ],
  failMode: 'secure',
  accepts: ['card', 'pin', 'qr', 'mobileKey'],
  holdOpenScheduleId: null,
  location: { ...location, floorId, unitId: null },
})

export const makeLift = (
  deps: AccessDeps,
  caller: Caller,
  { deviceId, lift, mayAdopt }: LiftAsked,
): Promise<readonly StoredEntrance[]> =>
  inOneTransaction(deps.database, caller.organizationId, async (inside, transaction) => {
    const own = { ...deps, database: inside }
    const [device] = await loadDevices(transaction, { ids: [deviceId], reach: caller.reach })
    if (device === undefined || !reachesSite(caller.reach, device.site_id)) throw notFound()
    if (device.state !== 'adopted') {
      if (!mayAdopt(device.site_id))
        throw new Problem(
          403,
          'permission_denied',
          'Taking equipment in needs the permission equipment.manage. Ask an administrator for it.',
        )
      const { name, location } = lift
      await adoptDevice(own, caller, deviceId, { name, kind: 'door', location })
    }
    const made: StoredEntrance[] = []
    for (const floor of lift.floors)
      made.push(await createEntrance(own, caller, floorOf(device, lift, floor)))
    return made
  })
