/** Fire inputs of a site: what each unlocks and when it was heard; settled and reset for all of its doors at once. */
import { loadDevices, type StoredComponent, type StoredDevice } from '@loge/features/equipment/server'
import { findPlace } from '@loge/features/places/server'
import { Problem } from '@loge/http'
import type { DeviceId, Instant, OrganizationId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import {
  accessFacts,
  canPlay,
  inputAt,
  type InputName,
  isInput,
  isSameSet,
  partsWith,
} from '../../core/index.ts'
import type { FireInputSettled, FireInputView, FireOver } from '../../fire-wire.ts'
import { requireParts } from '../accept-parts.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import {
  addEntranceVersion,
  type EntrancePart,
  loadEntrances,
  type StoredEntrance,
} from '../entrance-store.ts'
import { notFound } from '../keep-entrance.ts'
import { recordAll } from '../record.ts'
import { moveParts } from '../replace/move-parts.ts'
import { holdEntrances, readRevision } from '../replace/store.ts'
import { raiseSnapshotVersion } from '../snapshot-version.ts'
import { lastAlarms, saysFire } from './fire-holds.ts'

const view = (
  device: StoredDevice,
  component: StoredComponent,
  { entrances, alarms }: { entrances: readonly StoredEntrance[]; alarms: ReadonlyMap<DeviceId, Instant> },
): FireInputView => {
  const name = { deviceId: device.id, componentKey: component.key }
  const doors = entrances.filter(({ siteId }) => siteId === device.site_id)
  const own = inputAt(doors, name)
  const heard = [component.reading?.at, device.last_contact_at].flatMap((at) => at ?? [])
  return {
    ...name,
    siteId: device.site_id,
    deviceName: device.name,
    name: component.name,
    entranceIds: doors.flatMap(({ id }) => (own.opens.includes(id) ? [id] : [])),
    waitsForReset: own.waits,
    alarmed: component.reading === null ? null : saysFire(component),
    heardAt: heard.length === 0 ? null : (Math.max(...heard) as Instant),
    silent: device.online === false,
    lastAlarmAt: alarms.get(device.id) ?? null,
  }
}

/** What could be one is listed too, so that nobody believes that it unlocks anything. */
export const listFireInputs = async (
  transaction: Transaction,
  asked: { readonly organizationId: OrganizationId; readonly siteIds: readonly SiteId[] | undefined },
): Promise<FireInputView[]> => {
  const { siteIds } = asked
  const entrances = await loadEntrances(transaction, { siteIds })
  const alarms = await lastAlarms(transaction, asked)
  const devices = (await loadDevices(transaction, { state: 'adopted' })).filter(
    (device) => siteIds?.includes(device.site_id) !== false,
  )
  return devices.flatMap((device) =>
    device.components
      .filter(
        (component) =>
          canPlay('fireInput', component) ||
          entrances.some(({ parts }) =>
            parts.some(isInput({ deviceId: device.id, componentKey: component.key })),
          ),
      )
      .map((component) => view(device, component, { entrances, alarms })),
  )
}

const settle = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  { doors, part, opens }: { doors: readonly StoredEntrance[]; part: EntrancePart; opens: readonly string[] },
): Promise<undefined> => {
  const moves = doors.flatMap((entrance) => {
    const parts = partsWith<EntrancePart>(entrance, part, { opens })
    return parts === undefined ? [] : [{ entrance, parts }]
  })
  await moveParts(transaction, deps, asker, moves)
  return undefined
}

const holdSite = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  siteId: SiteId,
): Promise<readonly StoredEntrance[]> => {
  if ((await findPlace(transaction, 'site', siteId)) === undefined) throw notFound()
  const doors = await holdEntrances(transaction, siteId)
  await raiseSnapshotVersion(transaction, deps, asker.organizationId, siteId)
  return doors
}

const unknownEntrance = (): Problem =>
  new Problem(
    422,
    'entrance_unknown',
    'An entrance does not exist at this site. Choose entrances of one site.',
  )

export const settleFireInput = (
  deps: AccessDeps,
  asker: Asker,
  wanted: FireInputSettled,
): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { siteId, deviceId, componentKey, before, entranceIds, waitsForReset } = wanted
    const doors = await holdSite(transaction, deps, asker, siteId)
    const known = new Set<string>(doors.map(({ id }) => id))
    if (!entranceIds.every((id) => known.has(id))) throw unknownEntrance()
    const input = inputAt(doors, { deviceId, componentKey })
    if (!isSameSet(input.opens, before))
      throw new Problem(
        409,
        'fire_input_changed',
        'Somebody else changed meanwhile what this input unlocks. Look at it again.',
      )
    const resets = waitsForReset ? { resets: input.resets } : {}
    const part = { role: 'fireInput' as const, deviceId, componentKey, ...resets }
    // Also where it is to open nothing. What opens a door already may have been retired since, and is still let go.
    if (input.opens.length === 0) await requireParts(transaction, { siteId, kind: 'common', parts: [part] })
    return settle(transaction, deps, asker, { doors, part, opens: entranceIds })
  })

export const resetFireInput = (
  deps: AccessDeps,
  asker: Asker,
  { siteId, ...name }: InputName & { readonly siteId: SiteId; readonly deviceId: DeviceId },
): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const doors = await holdSite(transaction, deps, asker, siteId)
    const { opens, waits, resets } = inputAt(doors, name)
    if (opens.length === 0) throw notFound()
    if (!waits)
      throw new Problem(
        409,
        'fire_input_resets_itself',
        'This input waits for nobody: what it released closes again as soon as it is calm.',
      )
    const part = { role: 'fireInput' as const, ...name, resets: resets + 1 }
    return settle(transaction, deps, asker, { doors, part, opens })
  })

const endAt = async (
  transaction: Transaction,
  { organizationId }: Asker,
  { id, revision, lockedDown }: StoredEntrance,
  { at, reason }: { readonly at: Instant; readonly reason: string },
): Promise<void> => {
  const definition = { ...(await readRevision(transaction, id, revision)), fireOverAt: at }
  const version = {
    organizationId,
    id,
    revision: revision + 1,
    definition,
    lockedDown,
    reason,
    validFrom: at,
  }
  await addEntranceVersion(transaction, version)
}

/** A person answers for it: these doors lock again though an input says fire, until it was calm and says so anew. */
export const endFire = (
  deps: AccessDeps,
  asker: Asker,
  { siteId, entranceIds, reason }: FireOver,
): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const doors = await holdSite(transaction, deps, asker, siteId)
    const ended = doors.filter(({ id }) => entranceIds.includes(id))
    if (ended.length < new Set(entranceIds).size) throw unknownEntrance()
    const at = deps.world.now()
    for (const door of ended) await endAt(transaction, asker, door, { at, reason })
    const fact = accessFacts.fireDeclaredOver
    await recordAll(
      transaction,
      deps,
      asker,
      ended.map(({ id: entranceId }) => ({ fact, siteId, entranceId, payload: {} })),
    )
    return undefined
  })
