/** Where tenancies are stored: a version a row, the present one without an end. */
import { createCursor, toPage, type Reach } from '@loge/http'
import type { Instant, OrganizationId, TenancyId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql, type RawBuilder, type Selectable } from 'kysely'
import { z } from 'zod'
import type { Tenancy } from '../core/index.ts'
import { tenancyUnknown } from './problems.ts'
import type { PeopleTables, TenancyRow } from './tables.ts'

const shown = (row: Selectable<TenancyRow>): Tenancy => ({
  id: row.id,
  personId: row.person_id,
  unitId: row.unit_id,
  siteId: row.site_id,
  role: row.role,
  movesInAt: row.moves_in_at,
  movesOutAt: row.moves_out_at,
  version: row.version,
  recordedAt: row.recorded_at,
  supersededAt: row.superseded_at,
})

const within = (reach: Reach): RawBuilder<boolean> =>
  reach.wholeOrganization
    ? sql<boolean>`true`
    : sql<boolean>`(person_id = ${reach.ownPersonId ?? null} or site_id = any(${reach.siteIds}))`

export interface TenancyConditions {
  readonly reach: Reach
  readonly where: readonly RawBuilder<boolean>[]
  readonly limit: number
  /** Versions of one tenancy. */
  readonly newestFirst?: true
}

/** In the order they were begun; all versions, unless `where` says otherwise. */
export const selectTenancies = async (
  transaction: Transaction,
  { reach, where, limit, newestFirst }: TenancyConditions,
): Promise<readonly Tenancy[]> => {
  const rows = await transaction
    .$extendTables<PeopleTables>()
    .selectFrom('tenancy')
    .selectAll()
    .where(sql<boolean>`${sql.join([within(reach), ...where], sql` and `)}`)
    .$if(newestFirst === true, (query) => query.orderBy('version', 'desc'))
    .orderBy('moves_in_at')
    .orderBy('id')
    .orderBy('version', 'desc')
    .limit(limit)
    .execute()
  return rows.map(shown)
}

const historyCursor = createCursor('tenancy-history', z.number().int())

/** The present version and those before it, newest first, page by page. */
export const readTenancyHistory = async (
  transaction: Transaction,
  reach: Reach,
  {
    id,
    limit,
    cursor,
  }: { readonly id: TenancyId; readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ readonly data: Tenancy[]; readonly nextCursor: string | null }> => {
  const before = historyCursor.decode(cursor)
  const older = before === undefined ? [] : [sql<boolean>`version < ${before}`]
  const where = [sql<boolean>`id = ${id}`, ...older]
  const versions = await selectTenancies(transaction, { reach, where, limit: limit + 1, newestFirst: true })
  if (versions.length === 0) throw tenancyUnknown()
  return toPage(versions, limit, { cursor: historyCursor, positionOf: ({ version }) => version })
}

export const readTenancy = async (
  transaction: Transaction,
  reach: Reach,
  id: TenancyId,
): Promise<Tenancy> => {
  const where = [sql<boolean>`id = ${id}`, sql<boolean>`superseded_at is null`]
  const [present] = await selectTenancies(transaction, { reach, where, limit: 1 })
  if (present === undefined) throw tenancyUnknown()
  return present
}

const rowOf = (organizationId: OrganizationId, tenancy: Tenancy) => ({
  organization_id: organizationId,
  id: tenancy.id,
  version: tenancy.version,
  person_id: tenancy.personId,
  unit_id: tenancy.unitId,
  site_id: tenancy.siteId,
  role: tenancy.role,
  moves_in_at: new Date(tenancy.movesInAt),
  moves_out_at: tenancy.movesOutAt === null ? null : new Date(tenancy.movesOutAt),
  recorded_at: new Date(tenancy.recordedAt),
  superseded_at: null,
})

export const insertTenancies = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  tenancies: readonly Tenancy[],
): Promise<void> => {
  await transaction
    .$extendTables<PeopleTables>()
    .insertInto('tenancy')
    .values(tenancies.map((tenancy) => rowOf(organizationId, tenancy)))
    .execute()
}

export const insertTenancy = (
  transaction: Transaction,
  organizationId: OrganizationId,
  tenancy: Tenancy,
): Promise<void> => insertTenancies(transaction, organizationId, [tenancy])

/** False when another change came first: nothing was written. */
export const supersedeTenancy = async (
  transaction: Transaction,
  { id, version }: Tenancy,
  at: Instant,
): Promise<boolean> => {
  const { numUpdatedRows } = await transaction
    .$extendTables<PeopleTables>()
    .updateTable('tenancy')
    .set({ superseded_at: new Date(at) })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('superseded_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
