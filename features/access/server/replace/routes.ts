/** The routes of replacing equipment, joined to what answers them. */
import { loadDevices, type StoredDevice } from '@loge/features/equipment/server'
import { callerOf } from '@loge/features/places/server'
import { serve } from '@loge/http'
import type { DeviceId, ReplacementId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { undoUntil } from '../../core/index.ts'
import { replaceRoutes as routes, type ReplacementView } from '../../replace-wire.ts'
import type { AccessDeps } from '../deps.ts'
import { loadEntrances, type StoredEntrance } from '../entrance-store.ts'
import { notFound } from '../keep-entrance.ts'
import type { AskingCall } from '../reach.ts'
import { fitsInPlaceOf, replaceDevice } from './replace-device.ts'
import { loadReplacements, serves, type StoredReplacement } from './store.ts'
import { undoReplacement } from './undo-replacement.ts'

const view = async (
  transaction: Transaction,
  replacements: readonly StoredReplacement[],
): Promise<ReplacementView[]> => {
  const ids = [...new Set(replacements.flatMap(({ deviceId, replacedBy }) => [deviceId, replacedBy]))]
  const names = new Map((await loadDevices(transaction, { ids })).map(({ id, name }) => [id, name]))
  const named = (id: DeviceId) => ({ id, name: names.get(id) ?? '' })
  return replacements.map((one) => ({
    id: one.id,
    siteId: one.siteId,
    device: named(one.deviceId),
    replacedBy: named(one.replacedBy),
    reason: one.reason,
    entranceIds: one.entrances.map(({ id }) => id),
    madeAt: one.madeAt,
    undoneAt: one.undoneAt,
    undoUntil: one.undoneAt === null ? undoUntil(one.madeAt) : null,
  }))
}

const shown = (deps: AccessDeps, call: AskingCall, id: ReplacementId): Promise<ReplacementView> =>
  deps.database.transaction(call.organizationId, async (transaction) => {
    const [one] = await view(transaction, await loadReplacements(transaction, { id }))
    if (one === undefined) throw notFound()
    return one
  })

/** What nobody uses at a door and could do all that this one does, by name. */
const successorsOf = async (
  transaction: Transaction,
  device: StoredDevice,
  {
    entrances,
    reach,
  }: { readonly entrances: readonly StoredEntrance[]; readonly reach: AskingCall['reach'] },
) => {
  const others = await loadDevices(transaction, { siteId: device.site_id, reach })
  return others.flatMap((other) => {
    const { id, name, state } = other
    const mayBe = id !== device.id && state !== 'retired'
    return mayBe && fitsInPlaceOf(device, other, entrances) ? [{ id, name, state }] : []
  })
}

export const replaceEndpoints = (deps: AccessDeps) => [
  serve(routes.readService, ({ organizationId, params, reach }) =>
    deps.database.transaction(organizationId, async (transaction) => {
      const [device] = await loadDevices(transaction, { ids: [params.id], reach })
      if (device === undefined) throw notFound()
      const entrances = await loadEntrances(transaction, { siteIds: [device.site_id] })
      const own = entrances.filter((entrance) => serves(entrance, device.id))
      return {
        parts: own.flatMap((entrance) =>
          entrance.parts
            .filter(({ deviceId }) => deviceId === device.id)
            .map(({ role, componentKey }) => ({
              entranceId: entrance.id,
              entranceName: entrance.name,
              role,
              componentKey,
            })),
        ),
        successors: await successorsOf(transaction, device, { entrances, reach }),
        replacements: await view(transaction, await loadReplacements(transaction, { deviceId: device.id })),
      }
    }),
  ),
  serve(routes.replaceDevice, async (call) => {
    const id = await replaceDevice(deps, callerOf(call), { ...call.body, id: call.params.id })
    return shown(deps, call, id)
  }),
  serve(routes.undoReplacement, async (call) => {
    await undoReplacement(deps, callerOf(call), call.params.id)
    return shown(deps, call, call.params.id)
  }),
]
