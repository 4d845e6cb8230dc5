/** What was sent to each edge and what it reported, and so whether the rights are really in force. */
import type { EdgeId, Instant, OrganizationId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import {
  aloneSince,
  describePlacement,
  IN_FORCE,
  type EdgeContact,
  type InForce,
  type PlacementState,
} from '../core/index.ts'
import type { EdgeTables } from './edge-link/tables.ts'
import type { AccessTables } from './tables.ts'

export interface Placement extends PlacementState, InForce {
  readonly edgeId: EdgeId
  readonly siteId: SiteId
}

/** What a site's doors decide by: whether it is the latest, and since when they are on their own with it. */
export interface InForceHere extends InForce {
  readonly aloneSince: Instant | null
}

export interface EdgeAt {
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  readonly edgeId: EdgeId
  readonly at: Instant
}

const columns = { sent: ['sent_version', 'sent_at'], reported: ['reported_version', 'reported_at'] } as const

/** A version never goes back, and keeps the instant at which it was first sent or reported. */
const note = async (
  transaction: Transaction,
  { organizationId, siteId, edgeId, at }: EdgeAt,
  which: keyof typeof columns,
  version: number,
): Promise<void> => {
  const [versionColumn, atColumn] = columns[which]
  await sql`
    insert into placement as p (organization_id, site_id, edge_id, ${sql.ref(versionColumn)}, ${sql.ref(atColumn)}, last_contact_at)
    values (${organizationId}, ${siteId}, ${edgeId}, ${version}, ${new Date(at)}, ${new Date(at)})
    on conflict (organization_id, site_id, edge_id) do update set
      ${sql.ref(atColumn)} = case when p.${sql.ref(versionColumn)} >= excluded.${sql.ref(versionColumn)}
        then p.${sql.ref(atColumn)} else excluded.${sql.ref(atColumn)} end,
      ${sql.ref(versionColumn)} = greatest(p.${sql.ref(versionColumn)}, excluded.${sql.ref(versionColumn)}),
      last_contact_at = greatest(p.last_contact_at, excluded.last_contact_at)`.execute(transaction)
}

export const noteSnapshotSent = (transaction: Transaction, edge: EdgeAt, version: number): Promise<void> =>
  note(transaction, edge, 'sent', version)

export const noteSnapshotReported = (
  transaction: Transaction,
  edge: EdgeAt,
  version: number,
): Promise<void> => note(transaction, edge, 'reported', version)

/** The edge was heard, whatever it said. */
export const noteEdgeContact = async (transaction: Transaction, edge: EdgeAt): Promise<void> => {
  await sql`
    insert into placement as p (organization_id, site_id, edge_id, last_contact_at)
    values (${edge.organizationId}, ${edge.siteId}, ${edge.edgeId}, ${new Date(edge.at)})
    on conflict (organization_id, site_id, edge_id) do update set
      last_contact_at = greatest(p.last_contact_at, excluded.last_contact_at)`.execute(transaction)
}

/** The same row of an edge, as the core speaks of its line. */
export const contactOf = (row: {
  readonly connected: boolean
  readonly connection_changed_at: Instant
  readonly heard_at: Instant | null
}): EdgeContact => ({
  connected: row.connected,
  changedAt: row.connection_changed_at,
  heardAt: row.heard_at,
})

/** Of the edges taken out of service only the last counts, and only while no other serves its site. */
const withoutReplaced = (placements: readonly Placement[]): readonly Placement[] => {
  const served = new Set(placements.flatMap(({ siteId, revokedAt }) => (revokedAt === null ? [siteId] : [])))
  return placements.filter(
    ({ siteId, revokedAt }) =>
      revokedAt === null ||
      (!served.has(siteId) &&
        placements.every((other) => other.siteId !== siteId || (other.revokedAt ?? 0) <= revokedAt)),
  )
}

export const listPlacements = async (
  transaction: Transaction,
  siteIds: readonly SiteId[] | undefined,
  now: Instant,
): Promise<readonly Placement[]> => {
  const rows = await transaction
    .$extendTables<AccessTables & EdgeTables>()
    .selectFrom('placement as p')
    .innerJoin('site_access as s', (join) =>
      join.onRef('s.organization_id', '=', 'p.organization_id').onRef('s.site_id', '=', 'p.site_id'),
    )
    .innerJoin('edge as e', (join) =>
      join.onRef('e.organization_id', '=', 'p.organization_id').onRef('e.id', '=', 'p.edge_id'),
    )
    .selectAll('p')
    .select([
      's.snapshot_version',
      's.changed_at',
      'e.connected',
      'e.connection_changed_at',
      'e.heard_at',
      'e.revoked_at',
    ])
    .$if(siteIds !== undefined, (query) =>
      query.where(sql<boolean>`p.site_id = any(${[...(siteIds ?? [])]}::uuid[])`),
    )
    .orderBy('p.site_id')
    .orderBy('p.edge_id')
    .execute()
  const placements = rows.map((row): Placement => {
    const state: PlacementState = {
      desiredVersion: row.snapshot_version,
      desiredAt: row.changed_at,
      sentVersion: row.sent_version,
      sentAt: row.sent_at,
      reportedVersion: row.reported_version,
      reportedAt: row.reported_at,
      lastContactAt: row.last_contact_at,
      aloneSince: row.revoked_at ?? aloneSince(contactOf(row), now),
      revokedAt: row.revoked_at,
    }
    return { edgeId: row.edge_id, siteId: row.site_id, ...state, ...describePlacement(state) }
  })
  return withoutReplaced(placements)
}

/** Whether the rights are in force at a site's doors: as much as the edge that knows least. */
export const inForceAt = (placements: readonly Placement[], siteId: SiteId): InForceHere | null => {
  const own = placements
    .filter((placement) => placement.siteId === siteId)
    .toSorted((one, other) => IN_FORCE.indexOf(one.inForce) - IN_FORCE.indexOf(other.inForce))
  const [least] = own
  if (least === undefined) return null
  const alone = own.map((placement) => placement.aloneSince).find((since) => since !== null)
  return { inForce: least.inForce, since: least.since, aloneSince: alone ?? null }
}
