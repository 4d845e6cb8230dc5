/** The bus in memory keeps the drivers' contract. */
import type { DeviceDescription } from '@loge/features/equipment/core'
import { createManualWorld, type DriverRig } from '../contract-rig.ts'
import { driverContract } from '../driver-contract.ts'
import { createSimulatedDriver } from './driver.ts'

const part = { deviceClass: null, unit: null, setting: null, unsupportedReason: null }
const DOOR: DeviceDescription = {
  externalId: 'door-1',
  protocol: 'simulated',
  name: 'Front door',
  manufacturer: null,
  model: null,
  hardwareVersion: null,
  softwareVersion: null,
  suggestedArea: null,
  components: [
    { ...part, key: 'reader', kind: 'tag', name: 'Reader', capabilities: ['presentCredential'] },
    { ...part, key: 'lock', kind: 'lock', name: 'Lock', capabilities: ['unlock', 'lock', 'reportLockState'] },
    { ...part, key: 'blind', kind: 'lock', name: 'Strike', capabilities: ['unlock', 'lock'] },
  ],
}

const makeRig = async (): Promise<DriverRig> => {
  const clock = createManualWorld()
  const driver = createSimulatedDriver(clock)
  const { bus } = driver
  const reader = { externalId: 'door-1', key: 'reader' }
  const lock = { externalId: 'door-1', key: 'lock' }
  let told = 0
  return {
    driver,
    clock,
    reader,
    lock,
    blindLock: { externalId: 'door-1', key: 'blind' },
    announceDoor: async () => bus.announce(DOOR),
    withdrawDoor: async () => bus.withdraw('door-1'),
    setOnline: async (online) => bus.setOnline('door-1', online),
    present: async (raw) => bus.present(reader, 'card', raw),
    sayLocked: async () => bus.read(lock, 'locked'),
    sayUnlocked: async () => bus.read(lock, 'unlocked'),
    disturb: async () => bus.disturb('noise', 'not understood', 3),
    nextCommand: async () => {
      const next = bus.carriedOut[told]
      told += 1
      if (next?.order.kind !== 'unlock' && next?.order.kind !== 'lock')
        throw new Error('the lock was told nothing')
      return next.order.kind
    },
    cut: async () => bus.cut(),
    restore: async () => bus.restore(),
    close: () => driver.stop(),
  }
}

driverContract('simulated', makeRig)
