/** The version of a site's snapshot: it rises in the same transaction as whatever changes who may enter. */
import type { Instant, OrganizationId, SiteId } from '@loge/kernel'
import { keyedDigest } from '@loge/kernel/real-world'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { AccessDeps } from './deps.ts'
import type { AccessTables } from './tables.ts'

export interface SnapshotVersion {
  readonly version: number
  readonly changedAt: Instant
}

/** Heard by whoever sends snapshots to edges; the payload is `<organization> <site>`. */
export const SNAPSHOT_CHANNEL = 'loge_snapshot'

/** The next version is above this one, which is known elsewhere. Tells the senders after commit. */
export const raiseSnapshotVersionAbove = async (
  transaction: Transaction,
  { world }: Pick<AccessDeps, 'world'>,
  { organizationId, siteId }: { readonly organizationId: OrganizationId; readonly siteId: SiteId },
  above: number,
): Promise<void> => {
  const changedAt = new Date(world.now())
  await sql`
    insert into site_access (organization_id, site_id, snapshot_version, changed_at, seen, raised_in)
    values (${organizationId}, ${siteId}, ${above}::bigint + 1, ${changedAt}, pg_current_snapshot(), pg_current_xact_id())
    on conflict (organization_id, site_id) do update
      set snapshot_version = greatest(site_access.snapshot_version, ${above}::bigint) + 1,
        changed_at = excluded.changed_at, seen = excluded.seen, raised_in = excluded.raised_in
      where site_access.raised_in is distinct from excluded.raised_in
        or site_access.snapshot_version <= ${above}::bigint`.execute(transaction)
  await sql`select pg_notify(${SNAPSHOT_CHANNEL}, ${`${organizationId} ${siteId}`})`.execute(transaction)
}

/** Raises the version, once a transaction whatever changes in it, and tells the senders after commit. */
export const raiseSnapshotVersion = (
  transaction: Transaction,
  deps: Pick<AccessDeps, 'world'>,
  organizationId: OrganizationId,
  siteId: SiteId,
): Promise<void> => raiseSnapshotVersionAbove(transaction, deps, { organizationId, siteId }, 0)

/** `undefined` while nothing about access was ever recorded at the site. */
export const readSnapshotVersion = async (
  transaction: Transaction,
  siteId: SiteId,
): Promise<SnapshotVersion | undefined> => {
  const row = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('site_access')
    .select(['snapshot_version', 'changed_at'])
    .where('site_id', '=', siteId)
    .executeTakeFirst()
  return row === undefined ? undefined : { version: row.snapshot_version, changedAt: row.changed_at }
}

/** Nobody else changes the rights of the site before this transaction ends. */
export const lockRights = async (transaction: Transaction, siteId: SiteId): Promise<void> => {
  await sql`select from site_access where site_id = ${siteId} for update`.execute(transaction)
}

/** The moment at which this transaction sees the database, to ask later what was committed since. */
export const readMoment = async (transaction: Transaction): Promise<string> => {
  const { rows } = await sql<{ seen: string }>`select pg_current_snapshot()::text as seen`.execute(
    transaction,
  )
  return rows[0]?.seen ?? ''
}

const KEY_BYTES = 32

/** The key of the site's digests; made when it is first needed, sealed in its table, opened only here. */
export const openSiteKey = async (
  transaction: Transaction,
  deps: Pick<AccessDeps, 'world' | 'seal' | 'open'>,
  organizationId: OrganizationId,
  siteId: SiteId,
): Promise<Uint8Array> => {
  const tables = transaction.$extendTables<AccessTables>()
  const read = () =>
    tables.selectFrom('site_access_key').select('sealed_key').where('site_id', '=', siteId).executeTakeFirst()
  const known = await read()
  if (known !== undefined) return deps.open(known.sealed_key)
  if ((await readSnapshotVersion(transaction, siteId)) === undefined) {
    await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
  }
  await tables
    .insertInto('site_access_key')
    .values({
      organization_id: organizationId,
      site_id: siteId,
      sealed_key: Buffer.from(deps.seal(deps.world.bytes(KEY_BYTES))),
    })
    // Two at once: the first one's key counts for both.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return deps.open(
    (
      await tables
        .selectFrom('site_access_key')
        .select('sealed_key')
        .where('site_id', '=', siteId)
        .executeTakeFirstOrThrow()
    ).sealed_key,
  )
}

/** Digests values with the key of the site. */
export const siteDigest = async (
  transaction: Transaction,
  deps: Pick<AccessDeps, 'world' | 'seal' | 'open'>,
  organizationId: OrganizationId,
  siteId: SiteId,
): Promise<(text: string) => string> =>
  keyedDigest(await openSiteKey(transaction, deps, organizationId, siteId))
