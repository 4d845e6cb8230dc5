/** Reads devices with their parts, what each part last said, and what it should be set to. */
import type { Reach } from '@loge/http'
import type { BuildingId, DeviceId, EdgeId, Instant, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type RawBuilder, sql, type Selectable } from 'kysely'
import type { EquipmentKind, Reading, SettingValue } from '../core/index.ts'
import type { ComponentRow, DeviceRow, EquipmentTables } from './tables.ts'

export interface StoredSetting {
  readonly value: SettingValue
  readonly at: Instant
  readonly why: string | null
  readonly revision: number
  readonly inForceAt: Instant | null
}

export interface StoredComponent
  extends Pick<ComponentRow, 'id' | 'key' | 'kind' | 'name' | 'unit' | 'capabilities' | 'present'> {
  readonly deviceId: DeviceId
  readonly deviceClass: string | null
  readonly setting: Selectable<ComponentRow>['setting']
  readonly unsupportedReason: string | null
  readonly reading: Reading | null
  readonly desired: StoredSetting | null
}

export type StoredDevice = Selectable<DeviceRow> & {
  readonly components: readonly StoredComponent[]
}

export interface DeviceFilter {
  readonly reach?: Reach
  readonly ids?: readonly DeviceId[]
  readonly edgeId?: EdgeId
  readonly externalIds?: readonly string[]
  readonly siteId?: SiteId | undefined
  readonly buildingId?: BuildingId | undefined
  readonly kind?: EquipmentKind | undefined
  readonly state?: DeviceRow['state'] | undefined
  readonly after?: DeviceId | undefined
  readonly limit?: number
  /** Settings as they were wanted then; what was reported then is not kept, and left out. */
  readonly settingsAt?: Instant | undefined
}

const loadRows = (transaction: Transaction, filter: DeviceFilter) => {
  const { reach, ids, edgeId, externalIds, siteId, buildingId, kind, state, after, limit } = filter
  let query = transaction.$extendTables<EquipmentTables>().selectFrom('device').selectAll().orderBy('id')
  if (reach !== undefined && !reach.wholeOrganization)
    query = query.where('site_id', '=', sql<SiteId>`any(${[...reach.siteIds]}::uuid[])`)
  if (ids !== undefined) query = query.where('id', '=', sql<DeviceId>`any(${[...ids]}::uuid[])`)
  if (edgeId !== undefined) query = query.where('edge_id', '=', edgeId)
  if (externalIds !== undefined)
    query = query.where('external_id', '=', sql<string>`any(${[...externalIds]}::text[])`)
  if (siteId !== undefined) query = query.where('site_id', '=', siteId)
  if (buildingId !== undefined) query = query.where('building_id', '=', buildingId)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (state !== undefined) query = query.where('state', '=', state)
  if (after !== undefined) query = query.where('id', '>', after)
  if (limit !== undefined) query = query.limit(limit)
  return query.execute()
}

const wantedAt = (at: Instant | undefined): RawBuilder<boolean> =>
  at === undefined
    ? sql<boolean>`g.valid_until is null`
    : sql<boolean>`(g.valid_from <= ${new Date(at)} and (g.valid_until is null or g.valid_until > ${new Date(at)}))`

const loadComponents = async (
  transaction: Transaction,
  deviceIds: readonly DeviceId[],
  at: Instant | undefined,
): Promise<readonly StoredComponent[]> => {
  if (deviceIds.length === 0) return []
  const rows = await transaction
    .$extendTables<EquipmentTables>()
    .selectFrom('component as c')
    .leftJoin('device_state as s', 's.component_id', 'c.id')
    .leftJoin('device_config as g', (join) => join.onRef('g.component_id', '=', 'c.id').on(wantedAt(at)))
    .select([
      'c.id',
      'c.device_id',
      'c.key',
      'c.kind',
      'c.name',
      'c.device_class',
      'c.unit',
      'c.capabilities',
    ])
    .select(['c.setting', 'c.unsupported_reason', 'c.present', 's.value', 's.reported_at'])
    .select(['g.desired', 'g.valid_from', 'g.why', 'g.revision', 'g.in_force_at'])
    .where('c.device_id', '=', sql<DeviceId>`any(${[...deviceIds]}::uuid[])`)
    .orderBy('c.key')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    deviceId: row.device_id,
    key: row.key,
    kind: row.kind,
    name: row.name,
    deviceClass: row.device_class,
    unit: row.unit,
    capabilities: row.capabilities,
    setting: row.setting,
    unsupportedReason: row.unsupported_reason,
    present: row.present,
    reading: at !== undefined || row.reported_at === null ? null : { value: row.value, at: row.reported_at },
    desired:
      row.desired === null || row.valid_from === null || row.revision === null
        ? null
        : {
            value: row.desired,
            at: row.valid_from,
            why: row.why,
            revision: row.revision,
            inForceAt:
              at !== undefined && row.in_force_at !== null && row.in_force_at > at ? null : row.in_force_at,
          },
  }))
}

export const loadDevices = async (
  transaction: Transaction,
  filter: DeviceFilter,
): Promise<readonly StoredDevice[]> => {
  const rows = await loadRows(transaction, filter)
  const components = await loadComponents(
    transaction,
    rows.map(({ id }) => id),
    filter.settingsAt,
  )
  const byDevice = Map.groupBy(components, ({ deviceId }) => deviceId)
  return rows.map((row) => ({ ...row, components: byDevice.get(row.id) ?? [] }))
}

/** Holds the device until the transaction ends, so that two changes follow one another. */
export const lockDevice = async (
  transaction: Transaction,
  id: DeviceId,
  reach: Reach,
): Promise<StoredDevice | undefined> => {
  await sql`select id from device where id = ${id} for update`.execute(transaction)
  const [device] = await loadDevices(transaction, { ids: [id], reach })
  return device
}

/** What devices are called, also those that are retired. */
export const deviceNames = async (
  transaction: Transaction,
  ids: readonly DeviceId[],
): Promise<ReadonlyMap<DeviceId, string>> =>
  new Map(ids.length === 0 ? [] : (await loadRows(transaction, { ids })).map(({ id, name }) => [id, name]))
