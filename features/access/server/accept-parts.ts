/** The parts of a door: equipment somebody adopted at this site, able to do it, and busy at no other door. */
import { loadDevices, type StoredDevice } from '@loge/features/equipment/server'
import { Problem } from '@loge/http'
import type { DeviceId, EntranceId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { canPlay } from '../core/index.ts'
import { type EntrancePart, loadEntrances, type StoredEntrance } from './entrance-store.ts'

const nameOf = ({ deviceId, componentKey }: EntrancePart): string => `${deviceId}\n${componentKey}`

/** One detector lets people out of many doors; everything else belongs to one, but for what `isShared` says. */
const isExclusive = ({ role }: EntrancePart): boolean => role !== 'fireInput'

/** Nothing opens by equipment nobody answers for, nor by what was retired. */
export const isInService = (device: StoredDevice | undefined, siteId: SiteId): device is StoredDevice =>
  device?.state === 'adopted' && device.site_id === siteId

const requireFit = (part: EntrancePart, device: StoredDevice | undefined, siteId: SiteId): void => {
  if (!isInService(device, siteId)) {
    throw new Problem(
      422,
      'part_unknown',
      'A part is not equipment of this site that somebody adopted. Adopt it first, then join it to the entrance.',
    )
  }
  const component = device.components.find(({ key }) => key === part.componentKey)
  if (component !== undefined && canPlay(part.role, component)) return
  throw new Problem(
    422,
    'part_unfit',
    'A part cannot do what is asked of it here, such as a reader named as the lock. Choose another one.',
  )
}

/** The reader in the car of a lift asks for each of its floors. */
const isShared = ({ role }: EntrancePart, one: EntranceKind, other: EntranceKind): boolean =>
  role === 'reader' && one === 'liftFloor' && other === 'liftFloor'

type EntranceKind = StoredEntrance['kind']

export interface PartsOf {
  readonly siteId: SiteId
  readonly kind: EntranceKind
  readonly parts: readonly EntrancePart[]
  /** The entrance as it is, when it is being changed: what it has already may stay, though retired since. */
  readonly current?: { readonly id: EntranceId; readonly parts: readonly EntrancePart[] }
}

/** To be called once the site is held (its version raised), or two doors could take one reader at the same time. */
export const requireParts = async (
  transaction: Transaction,
  { siteId, kind, parts, current }: PartsOf,
): Promise<void> => {
  const taken = new Problem(
    409,
    'part_taken',
    'A part belongs to another entrance, or is named twice. Take it away there first.',
  )
  const exclusive = parts.filter(isExclusive)
  if (new Set(exclusive.map(nameOf)).size < exclusive.length) throw taken
  const kept = new Set(current?.parts.map((part) => `${part.role}\n${nameOf(part)}`))
  const added = parts.filter((part) => !kept.has(`${part.role}\n${nameOf(part)}`))
  const ids = [...new Set(added.map(({ deviceId }) => deviceId))]
  const found = ids.length === 0 ? [] : await loadDevices(transaction, { ids })
  const devices = new Map(found.map((device) => [device.id, device]))
  for (const part of added) requireFit(part, devices.get(part.deviceId), siteId)
  // Also what it has already: a floor that becomes a door shares its reader with no other.
  const names = new Set(exclusive.map(nameOf))
  const others = await loadEntrances(transaction, { siteIds: [siteId] })
  const isTaken = others.some(
    (other) =>
      other.id !== current?.id &&
      other.parts.some(
        (part) => isExclusive(part) && names.has(nameOf(part)) && !isShared(part, kind, other.kind),
      ),
  )
  if (isTaken) throw taken
}

/** A door opens by a lock that is in service. */
export const requireLock = async (
  transaction: Transaction,
  { siteId, parts }: { readonly siteId: SiteId; readonly parts: readonly EntrancePart[] },
): Promise<void> => {
  const locks = parts.filter(({ role }) => role === 'lock').map(({ deviceId }) => deviceId)
  if (locks.length === 0) {
    throw new Problem(
      409,
      'entrance_has_no_lock',
      'No lock is joined to this entrance. Add one, then open it.',
    )
  }
  const devices = await loadDevices(transaction, { ids: locks satisfies readonly DeviceId[] })
  if (devices.some((device) => isInService(device, siteId))) return
  throw new Problem(
    409,
    'lock_not_in_service',
    'The lock of this entrance is not in service: nobody adopted it, or it was retired. Adopt it, or join another one.',
  )
}
