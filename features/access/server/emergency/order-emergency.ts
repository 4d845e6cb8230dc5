/** Orders a lockdown or an evacuation, ends it before its time, and undoes that ending. */
import { readSiteTime } from '@loge/features/places/server'
import { Problem } from '@loge/http'
import {
  DAY_MS,
  newId,
  type EmergencyId,
  type EntranceId,
  type Instant,
  type SiteId,
  type ZoneId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { accessFacts, type SnapshotOrder } from '../../core/index.ts'
import type { EmergencyInput } from '../../emergency-wire.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { loadEntrances } from '../entrance-store.ts'
import { notFound } from '../keep-entrance.ts'
import { record } from '../record.ts'
import { raiseSnapshotVersion, readSnapshotVersion } from '../snapshot-version.ts'
import { loadEmergencies, type StoredEmergency } from './store.ts'
import type { EmergencyTables } from './tables.ts'
import { loadZones } from './zones.ts'

/** Nobody means to lock a house down for longer; whoever does orders it again. */
const LONGEST_MS = 7 * DAY_MS

const read = async (transaction: Transaction, id: EmergencyId): Promise<StoredEmergency> => {
  const [emergency] = await loadEmergencies(transaction, { ids: [id] })
  if (emergency === undefined) throw notFound()
  return emergency
}

/** The version of the rights from which on the doors know of it. */
const raise = async (
  transaction: Transaction,
  deps: AccessDeps,
  { organizationId }: Asker,
  siteId: SiteId,
): Promise<number> => {
  await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
  return (await readSnapshotVersion(transaction, siteId))?.version ?? 0
}

interface Order {
  readonly siteId: SiteId
  readonly kind: SnapshotOrder['kind']
  readonly zoneId: ZoneId | null
  readonly entranceIds: readonly EntranceId[] | null
  readonly reason: string
  readonly drill: boolean
  readonly until: Instant
}

const commit = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  order: Order,
): Promise<StoredEmergency> => {
  const { siteId, kind, zoneId, entranceIds, reason, drill, until } = order
  const id = newId(deps.world, 'emergency')
  await transaction
    .$extendTables<EmergencyTables>()
    .insertInto('emergency')
    .values({
      organization_id: asker.organizationId,
      id,
      site_id: siteId,
      kind,
      zone_id: zoneId,
      entrance_ids: entranceIds === null ? null : JSON.stringify(entranceIds),
      reason,
      is_drill: drill,
      began_at: new Date(deps.world.now()),
      until: new Date(until),
      ordered_by: JSON.stringify(asker.actor),
      snapshot_version: await raise(transaction, deps, asker, siteId),
      ended_at: null,
      ended_by: null,
      ended_version: null,
    })
    .execute()
  const payload = { emergencyId: id, kind, zoneId, drill, until: new Date(until).toISOString() }
  await record(transaction, deps, asker, { fact: accessFacts.emergencyOrdered, siteId, payload })
  return read(transaction, id)
}

/** An order that no door would carry out protects nobody, and says that it does. */
const withoutEntrance = (): Problem =>
  new Problem(
    422,
    'zone_without_entrance',
    'No entrance of this zone is left, so this would reach no door. Choose entrances for the zone, or order it for the whole site.',
  )

/** Those of an order that are still in place; `null`: the whole site. */
const stillInPlace = async (
  transaction: Transaction,
  { siteId, entranceIds }: Pick<Order, 'siteId' | 'entranceIds'>,
): Promise<readonly EntranceId[] | null> => {
  if (entranceIds === null) return null
  const found = await loadEntrances(transaction, { ids: entranceIds, siteIds: [siteId] })
  if (found.length === 0) throw withoutEntrance()
  return found.map(({ id }) => id)
}

/** The same order of somebody who pressed twice, or of two who said the same: it stands once, and is ended once. */
const standingLike = async (
  transaction: Transaction,
  now: Instant,
  order: Order,
): Promise<StoredEmergency | undefined> => {
  // Whoever orders the same at this moment waits, and then finds it.
  await sql`select id from site where id = ${order.siteId} for no key update`.execute(transaction)
  const said = ({ kind, zoneId, reason, drill, until, entranceIds }: Order): string =>
    JSON.stringify([kind, zoneId, reason, drill, until, entranceIds?.toSorted()])
  const standing = await loadEmergencies(transaction, {
    siteIds: [order.siteId],
    standing: { from: now, asOf: undefined },
  })
  return standing.find((one) => said(one) === said(order))
}

export const orderEmergency = (
  deps: AccessDeps,
  asker: Asker,
  input: EmergencyInput,
): Promise<StoredEmergency> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { siteId, zoneId, until } = input
    const now = deps.world.now()
    if ((await readSiteTime(transaction, siteId, undefined)) === undefined) throw notFound()
    if (until <= now || until > now + LONGEST_MS) {
      throw new Problem(
        422,
        'emergency_period_invalid',
        'It must end in the future, and within seven days. Choose another end.',
      )
    }
    const [zone] = zoneId === null ? [] : await loadZones(transaction, { ids: [zoneId], siteIds: [siteId] })
    if (zoneId !== null && zone === undefined) {
      throw new Problem(422, 'zone_unknown', 'This zone does not exist at this site. Choose one of the site.')
    }
    if (zone?.entranceIds.length === 0) throw withoutEntrance()
    const order = { ...input, entranceIds: zone?.entranceIds ?? null }
    return (await standingLike(transaction, now, order)) ?? commit(transaction, deps, asker, order)
  })

/** Ending it twice is ending it once, and what ended by itself needs no ending. */
export const endEmergency = (deps: AccessDeps, asker: Asker, id: EmergencyId): Promise<StoredEmergency> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { siteId, kind, until } = await read(transaction, id)
    const now = deps.world.now()
    if (until <= now) return read(transaction, id)
    const version = await raise(transaction, deps, asker, siteId)
    const ended = await transaction
      .$extendTables<EmergencyTables>()
      .updateTable('emergency')
      .set({ ended_at: new Date(now), ended_by: JSON.stringify(asker.actor), ended_version: version })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (ended.numUpdatedRows > 0n) {
      const payload = { emergencyId: id, kind }
      await record(transaction, deps, asker, { fact: accessFacts.emergencyEnded, siteId, payload })
    }
    return read(transaction, id)
  })

/** The order that stands for one that was ended: resuming twice is resuming once. */
const resumedBy = async (
  transaction: Transaction,
  { siteId, kind, zoneId, until, endedAt }: StoredEmergency,
): Promise<StoredEmergency | undefined> => {
  if (endedAt === null) return undefined
  const standing = await loadEmergencies(transaction, {
    siteIds: [siteId],
    standing: { from: endedAt, asOf: undefined },
  })
  return standing.find(
    (other) =>
      other.kind === kind && other.zoneId === zoneId && other.until === until && other.from >= endedAt,
  )
}

/** What was in between stays true: another order begins now, and ends when the first one was to end. */
export const resumeEmergency = (deps: AccessDeps, asker: Asker, id: EmergencyId): Promise<StoredEmergency> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    await sql`select id from emergency where id = ${id} for update`.execute(transaction)
    const ended = await read(transaction, id)
    const again = await resumedBy(transaction, ended)
    if (again !== undefined) return again
    if (ended.endedAt === null || ended.until <= deps.world.now()) {
      throw new Problem(
        409,
        'emergency_over',
        'It was not ended by anybody, or its time is over. Order another one if it is needed.',
      )
    }
    const entranceIds = await stillInPlace(transaction, ended)
    return commit(transaction, deps, asker, { ...ended, entranceIds })
  })
