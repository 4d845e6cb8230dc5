/** Which doors a fire holds open, as far as the server knows: nothing takes their locks or inputs away meanwhile. */
import { loadDevices, type StoredComponent } from '@loge/features/equipment/server'
import { listEvents } from '@loge/features/events/server'
import { Problem } from '@loge/http'
import type { DeviceId, Instant, OrganizationId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { edgeFacts } from '../../core/index.ts'
import { type EntrancePart, loadEntrances, type StoredEntrance } from '../entrance-store.ts'

const MOST_ALARMS = 500

export const lastAlarms = async (
  transaction: Transaction,
  { organizationId, siteIds }: { organizationId: OrganizationId; siteIds: readonly SiteId[] | undefined },
): Promise<ReadonlyMap<DeviceId, Instant>> => {
  const reach = { wholeOrganization: siteIds === undefined, siteIds: siteIds ?? [], ownPersonId: undefined }
  const question = { organizationId, reach, filter: { types: [edgeFacts.fireDetected.type] } }
  const rows = await listEvents(transaction, question, { limit: MOST_ALARMS, after: undefined })
  // The latest first, so the earliest of each is overwritten by none that came after it.
  return new Map(
    rows
      .toReversed()
      .flatMap(({ device_id: id, occurred_at: at }) => (id === null ? [] : [[id, at] as const])),
  )
}

const SAYS_FIRE: ReadonlySet<unknown> = new Set([true, 'on', 'ON'])
export const saysFire = ({ reading }: Pick<StoredComponent, 'reading'>): boolean =>
  SAYS_FIRE.has(reading?.value)

const nameOf = ({ role, deviceId, componentKey }: EntrancePart): string =>
  `${role}\n${deviceId}\n${componentKey}`
const isOfFire = ({ role }: EntrancePart): boolean => role === 'fireInput' || role === 'lock'

const inputsOf = ({ parts }: Pick<StoredEntrance, 'parts'>) =>
  parts.filter(({ role }) => role === 'fireInput')

/** Those that an input in alarm holds open, and of which nobody said since that it is over. */
const heldByFire = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  entrances: readonly StoredEntrance[],
): Promise<readonly StoredEntrance[]> => {
  const ids = [...new Set(entrances.flatMap(inputsOf).map(({ deviceId }) => deviceId))]
  if (ids.length === 0) return []
  const devices = await loadDevices(transaction, { ids })
  const alarmed = new Set(
    devices.flatMap(({ id, components }) =>
      components.filter(saysFire).map(({ key }) => `fireInput\n${id}\n${key}`),
    ),
  )
  if (alarmed.size === 0) return []
  const siteIds = [...new Set(entrances.map(({ siteId }) => siteId))]
  const began = await lastAlarms(transaction, { organizationId, siteIds })
  return entrances.filter((entrance) =>
    inputsOf(entrance).some(
      (part) =>
        alarmed.has(nameOf(part)) &&
        (entrance.fireOverAt === undefined || entrance.fireOverAt < (began.get(part.deviceId) ?? 0)),
    ),
  )
}

const fireStands = (): Problem =>
  new Problem(
    409,
    'fire_holds_open',
    'A fire input is in alarm and holds this door open. Wait until it is calm, or say first that the fire is over.',
  )

interface Move {
  readonly entrance: StoredEntrance
  readonly parts: readonly EntrancePart[]
}

/** What is in alarm, and the lock it opens, stay as they are. Other parts may change. */
export const requireNoFire = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  moves: readonly Move[],
): Promise<void> => {
  const losing = moves.filter(({ entrance, parts }) => {
    const kept = new Set(parts.map(nameOf))
    return entrance.parts.some((part) => isOfFire(part) && !kept.has(nameOf(part)))
  })
  const held = await heldByFire(
    transaction,
    organizationId,
    losing.map(({ entrance }) => entrance),
  )
  if (held.length > 0) throw fireStands()
}

/** For who takes a device out of service: its doors would lose it. */
export const requireNoFireOf = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { siteId, deviceId }: { readonly siteId: SiteId; readonly deviceId: DeviceId },
): Promise<void> => {
  const entrances = await loadEntrances(transaction, { siteIds: [siteId] })
  const moves = entrances.map((entrance) => ({
    entrance,
    parts: entrance.parts.filter((part) => part.deviceId !== deviceId),
  }))
  await requireNoFire(transaction, organizationId, moves)
}
