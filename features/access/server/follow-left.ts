/**
 * What happens to the left changes who may enter: hours, homes, devices. Those features do not know of access, so it
 * reads their events, and makes a new snapshot also when the compiled hours begin to run out.
 */
import type { StoredEvent } from '@loge/features/events/core'
import { DAY_MS, type OrganizationId, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type RawBuilder, sql } from 'kysely'
import type { AccessDeps } from './deps.ts'
import { raiseSnapshotVersion } from './snapshot-version.ts'
import type { AccessTables } from './tables.ts'

/** The nouns of events that may change a snapshot. */
const NOUNS: ReadonlySet<string> = new Set(['schedule', 'holiday_calendar', 'tenancy', 'unit', 'site'])
/** What devices say all day long changes no right. */
const DEVICE_CHANGES: ReadonlySet<string> = new Set(['device.adopted', 'device.changed', 'device.retired'])

/** Of accounts only who holds a role: a right may be of whoever does. */
const ROLE_CHANGES: ReadonlySet<string> = new Set(['account.role_given', 'account.role_taken'])
const CHANGES: readonly string[] = [...DEVICE_CHANGES, ...ROLE_CHANGES]

export const changesSnapshots = (type: string): boolean =>
  NOUNS.has(type.split('.')[0] ?? '') || CHANGES.includes(type)

export interface SinceThen {
  readonly version: number
  /** The left changed what a snapshot is made of; its version follows a little later. */
  readonly leftChanged: boolean
  /** The moment of this answer, to ask from next time. */
  readonly seen: string
}

/** Whether the left changed what a snapshot of the site is made of, as far as was not visible at that moment. */
const leftChangedSince = (
  siteId: SiteId,
  seen: RawBuilder<unknown>,
): RawBuilder<boolean> => sql<boolean>`exists (
  select from event
  where organization_id = current_organization() and retention_class = 'audit'
    and xact_id >= in_event_era(pg_snapshot_xmin(${seen}))
    and not pg_visible_in_snapshot(out_of_event_era(xact_id), ${seen})
    and (split_part(type, '.', 1) = any(${[...NOUNS]}) or type = any(${CHANGES}))
    and (site_id is null or site_id = ${siteId}))`

/** What happened to the rights of a site since a moment of the database, exactly: by what was not visible then. */
export const readSince = async (
  transaction: Transaction,
  siteId: SiteId,
  seen: string,
): Promise<SinceThen> => {
  const { rows } = await sql<SinceThen>`
    select coalesce((select snapshot_version from site_access where site_id = ${siteId}), 0) as "version",
      ${leftChangedSince(siteId, sql`${seen}::pg_snapshot`)} as "leftChanged",
      pg_current_snapshot()::text as "seen"`.execute(transaction)
  const [since] = rows
  if (since === undefined) throw new Error('a select without a table answers one row')
  return since
}

/** The sites whose version was not raised since this event could be seen. */
const sitesBehind = async (
  transaction: Transaction,
  eventId: StoredEvent['id'],
): Promise<ReadonlySet<SiteId>> => {
  const { rows } = await sql<{ site_id: SiteId }>`
    select s.site_id from site_access s where s.seen is null or not exists (
      select from event e
      where e.organization_id = current_organization() and e.id = ${eventId}
        and (out_of_event_era(e.xact_id) = s.raised_in
          or pg_visible_in_snapshot(out_of_event_era(e.xact_id), s.seen)))`.execute(transaction)
  return new Set(rows.map(({ site_id }) => site_id))
}

const sitesWithAccess = async (transaction: Transaction): Promise<readonly SiteId[]> => {
  const rows = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('site_access')
    .select('site_id')
    .execute()
  return rows.map((row) => row.site_id)
}

/**
 * Raises the version of the site an event happened at, or of every site when it happened to the whole organization.
 * A version that was raised since counts for it: five hundred changes are one new snapshot, not five hundred.
 */
export const followEvent = async (
  deps: Pick<AccessDeps, 'database' | 'world'>,
  organizationId: OrganizationId,
  { type, siteId, id }: Pick<StoredEvent, 'type' | 'siteId'> & Partial<Pick<StoredEvent, 'id'>>,
): Promise<void> => {
  if (!changesSnapshots(type)) return
  await deps.database.transaction(organizationId, async (transaction) => {
    const known =
      id === undefined ? await sitesWithAccess(transaction) : [...(await sitesBehind(transaction, id))]
    for (const each of known.filter((one) => siteId === undefined || one === siteId)) {
      await raiseSnapshotVersion(transaction, deps, organizationId, each)
    }
  })
}

const RENEWED_EVERY_MS = 5 * DAY_MS

/** Makes new snapshots where the last is old, so that an edge always holds hours far beyond its lease. */
export const renewSnapshots = (
  deps: Pick<AccessDeps, 'database' | 'world'>,
  organizationId: OrganizationId,
): Promise<void> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const old = new Date(deps.world.now() - RENEWED_EVERY_MS)
    const { rows } = await sql<{
      site_id: SiteId
    }>`select site_id from site_access where changed_at < ${old}`.execute(transaction)
    for (const { site_id } of rows) await raiseSnapshotVersion(transaction, deps, organizationId, site_id)
  })
