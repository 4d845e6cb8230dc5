/** Wanting settings of a device: each change is a revision with who and why; what it replaces keeps its period. */
import type { Caller } from '@loge/features/places/server'
import { Problem, requireVersion } from '@loge/http'
import type { Transaction } from '@loge/storage'
import { nearestSteps, refuseSetting, type SettingFault, type SettingValue } from '../core/index.ts'
import type { ConfigView } from '../wire.ts'
import { loadDevices, lockDevice, type StoredComponent, type StoredDevice } from './device-store.ts'
import { viewConfig } from './device-view.ts'
import { tellEdges } from './hand-over-commands.ts'
import { noDevice, notAdopted, type Named } from './keep-device.ts'
import { actorIdOf, record, type KeepingDeps } from './record.ts'
import type { EquipmentTables } from './tables.ts'

export interface WantedSettings {
  readonly values: Readonly<Record<string, SettingValue | null>>
  readonly why: string
}

const MESSAGES: Readonly<Record<SettingFault, string>> = {
  setting_unknown: 'The device has no such setting.',
  setting_wrong_type: 'The setting takes another type of value.',
  setting_out_of_range: 'The value is outside what the device accepts.',
  setting_between_steps: 'The device takes steps, and the value lies between two of them.',
  setting_not_an_option: 'The value is not one of those the device offers.',
}

/** With the values next to it, when that is what helps. */
const messageOf = (
  code: SettingFault,
  part: StoredComponent | undefined,
  value: SettingValue | null,
): string => {
  const nearest = part === undefined || typeof value !== 'number' ? [] : nearestSteps(part, value)
  return code === 'setting_between_steps' && nearest.length > 0
    ? `${MESSAGES[code]} Nearest: ${nearest.join(', ')}.`
    : MESSAGES[code]
}

const check = (device: StoredDevice, { values }: WantedSettings): void => {
  const errors = Object.entries(values).flatMap(([key, value]) => {
    const part = device.components.find((component) => component.key === key && component.present)
    const code =
      value === null ? (part === undefined ? 'setting_unknown' : undefined) : refuseSetting(part, value)
    const pointer = `/values/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    return code === undefined ? [] : [{ pointer, code, message: messageOf(code, part, value) }]
  })
  if (errors.length > 0)
    throw new Problem(422, 'setting_invalid', 'No setting was changed: see what is wrong in each.', errors)
}

const write = async (
  transaction: Transaction,
  deps: KeepingDeps,
  { organizationId, actor }: Pick<Caller, 'organizationId' | 'actor'>,
  { device, wanted }: { readonly device: StoredDevice; readonly wanted: WantedSettings },
): Promise<number> => {
  const tables = transaction.$extendTables<EquipmentTables>()
  const now = new Date(deps.world.now())
  const revision = device.config_revision + 1
  for (const { id, key } of device.components) {
    const value = wanted.values[key]
    if (value === undefined) continue
    await tables
      .updateTable('device_config')
      .set({ valid_until: now })
      .where('component_id', '=', id)
      .where('valid_until', 'is', null)
      .execute()
    if (value === null) continue
    await tables
      .insertInto('device_config')
      .values({
        organization_id: organizationId,
        component_id: id,
        revision,
        desired: JSON.stringify(value),
        why: wanted.why,
        actor_kind: actor.kind,
        actor_id: actorIdOf(actor),
        valid_from: now,
      })
      .execute()
  }
  await tables.updateTable('device').set({ config_revision: revision }).where('id', '=', device.id).execute()
  return revision
}

/** Of a device that is held and takes the values; answers the revision they are wanted by. */
export const wantSettings = async (
  transaction: Transaction,
  deps: KeepingDeps,
  caller: Pick<Caller, 'organizationId' | 'actor'>,
  { device, wanted }: { readonly device: StoredDevice; readonly wanted: WantedSettings },
): Promise<number> => {
  const revision = await write(transaction, deps, caller, { device, wanted })
  const payload = { revision, keys: Object.keys(wanted.values) }
  await record(transaction, { ...deps, ...caller }, [
    { fact: 'configAsked', siteId: device.site_id, deviceId: device.id, payload },
  ])
  await tellEdges(transaction, { organizationId: caller.organizationId, siteId: device.site_id })
  return revision
}

export const changeConfig = (
  deps: KeepingDeps,
  caller: Caller,
  { id, ifMatch }: Named,
  wanted: WantedSettings,
): Promise<ConfigView> =>
  deps.database.transaction(caller.organizationId, async (transaction) => {
    const device = await lockDevice(transaction, id, caller.reach)
    if (device === undefined) throw noDevice()
    if (device.state !== 'adopted') throw notAdopted()
    requireVersion(ifMatch, device.config_revision)
    check(device, wanted)
    await wantSettings(transaction, deps, caller, { device, wanted })
    const [changed] = await loadDevices(transaction, { ids: [id] })
    if (changed === undefined) throw noDevice()
    return viewConfig(changed)
  })
