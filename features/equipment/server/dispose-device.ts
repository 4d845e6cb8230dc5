/** Takes a device out for good: nothing is wanted of it any more, and its edge is asked to clear what is kept of it. */
import type { Caller } from '@loge/features/places/server'
import { addMs, type CommandId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { DEADLINE_LONGEST_MS } from '../core/index.ts'
import { keepCommand } from './ask-command.ts'
import { wantSettings } from './change-config.ts'
import type { StoredDevice } from './device-store.ts'
import { retireDevice } from './keep-device.ts'
import type { KeepingDeps } from './record.ts'

const dropSettings = async (
  transaction: Transaction,
  deps: KeepingDeps,
  caller: Caller,
  { device, why }: { readonly device: StoredDevice; readonly why: string },
): Promise<number> => {
  const wanted = device.components.filter(({ desired }) => desired !== null)
  const values = Object.fromEntries(wanted.map(({ key }) => [key, null]))
  if (wanted.length > 0) await wantSettings(transaction, deps, caller, { device, wanted: { values, why } })
  return wanted.length
}

/** Asks its edge to clear what is kept of it; `null`: it has no part by which that could be asked. */
export const askWipe = async (
  transaction: Transaction,
  deps: KeepingDeps,
  asker: Pick<Caller, 'organizationId' | 'actor'>,
  { device, reason }: { readonly device: StoredDevice; readonly reason: string },
): Promise<CommandId | null> => {
  const part = device.components.find(({ present }) => present)
  if (part === undefined) return null
  const component = { externalId: device.external_id, key: part.key }
  return keepCommand(transaction, deps, asker, {
    target: {
      siteId: device.site_id,
      edgeId: device.edge_id,
      entranceId: null,
      componentId: part.id,
      action: { kind: 'wipe', component },
      about: { deviceId: device.id },
    },
    reason,
    deadlineAt: addMs(deps.world.now(), DEADLINE_LONGEST_MS),
  })
}

export interface Disposed {
  /** `null`: it has no part by which its edge could be asked. */
  readonly commandId: CommandId | null
  /** How many settings are no longer wanted. */
  readonly settings: number
}

/** Inside a transaction of the caller's that `deps.database` is too. */
export const disposeDevice = async (
  transaction: Transaction,
  deps: KeepingDeps,
  caller: Caller,
  { device, reason }: { readonly device: StoredDevice; readonly reason: string },
): Promise<Disposed> => {
  const settings = await dropSettings(transaction, deps, caller, { device, why: reason })
  if (device.state === 'adopted') await retireDevice(deps, caller, { id: device.id, ifMatch: '*' })
  const commandId = await askWipe(transaction, deps, caller, { device, reason })
  return { commandId, settings }
}
