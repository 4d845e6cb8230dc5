/** Reads and writes access profiles: one current version each, and the superseded ones with their period. */
import type { AccessProfileId, Instant, OrganizationId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { ProfileLine } from '../core/index.ts'
import { heldAt } from './as-of.ts'
import type { AccessTables } from './tables.ts'

export interface StoredProfile {
  readonly id: AccessProfileId
  readonly siteId: SiteId
  readonly name: string
  readonly lines: readonly ProfileLine[]
  readonly passesLockdown: boolean
  readonly revision: number
}

export interface ProfileFilter {
  readonly ids?: readonly AccessProfileId[]
  readonly siteIds?: readonly SiteId[] | undefined
  readonly asOf?: Instant | undefined
  readonly after?: AccessProfileId | undefined
  readonly limit?: number
}

export const loadProfiles = async (
  transaction: Transaction,
  { ids, siteIds, asOf, after, limit }: ProfileFilter,
): Promise<readonly StoredProfile[]> => {
  const rows = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('access_profile as p')
    .innerJoin('access_profile_version as v', (join) =>
      join.onRef('v.organization_id', '=', 'p.organization_id').onRef('v.access_profile_id', '=', 'p.id'),
    )
    .select(['p.id', 'p.site_id', 'v.name', 'v.lines', 'v.revision', 'v.passes_lockdown'])
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`p.id = any(${[...(ids ?? [])]}::uuid[])`))
    .$if(siteIds !== undefined, (query) =>
      query.where(sql<boolean>`p.site_id = any(${[...(siteIds ?? [])]}::uuid[])`),
    )
    .$if(asOf === undefined, (query) =>
      query.where('p.removed_at', 'is', null).where('v.valid_until', 'is', null),
    )
    .$if(asOf !== undefined, (query) =>
      query
        .where(heldAt('v.valid_from', 'v.valid_until', asOf as Instant))
        .where(heldAt('p.created_at', 'p.removed_at', asOf as Instant)),
    )
    .$if(after !== undefined, (query) => query.where(sql<boolean>`p.id > ${after}`))
    .orderBy('p.id')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
  return rows.map(({ site_id, passes_lockdown, ...row }) => ({
    ...row,
    siteId: site_id,
    passesLockdown: passes_lockdown,
  }))
}

export const lockProfile = async (
  transaction: Transaction,
  id: AccessProfileId,
): Promise<StoredProfile | undefined> => {
  await sql`select id from access_profile where id = ${id} for update`.execute(transaction)
  const [profile] = await loadProfiles(transaction, { ids: [id] })
  return profile
}

interface NewProfileVersion {
  readonly organizationId: OrganizationId
  readonly id: AccessProfileId
  readonly revision: number
  readonly name: string
  readonly lines: readonly ProfileLine[]
  /** Left out: as it was. */
  readonly passesLockdown?: boolean
  readonly validFrom: Instant
}

/** Adds a version; the one before it ends where this begins, or at once if another replica's clock is ahead. */
export const addProfileVersion = async (
  transaction: Transaction,
  version: NewProfileVersion,
): Promise<void> => {
  const tables = transaction.$extendTables<AccessTables>()
  const validFrom = new Date(version.validFrom)
  const before = await tables
    .updateTable('access_profile_version')
    .set({ valid_until: sql<Date>`greatest(valid_from, ${validFrom})` })
    .where('access_profile_id', '=', version.id)
    .where('valid_until', 'is', null)
    .returning('passes_lockdown')
    .executeTakeFirst()
  await tables
    .insertInto('access_profile_version')
    .values({
      organization_id: version.organizationId,
      access_profile_id: version.id,
      revision: version.revision,
      name: version.name,
      lines: JSON.stringify(version.lines),
      passes_lockdown: version.passesLockdown ?? before?.passes_lockdown ?? false,
      valid_from: validFrom,
      valid_until: null,
    })
    .execute()
}

/** What a version said, superseded or not; `undefined` when there is none. */
export const readProfileVersion = (
  transaction: Transaction,
  { id, revision }: Pick<NewProfileVersion, 'id' | 'revision'>,
): Promise<Pick<StoredProfile, 'name' | 'lines'> | undefined> =>
  transaction
    .$extendTables<AccessTables>()
    .selectFrom('access_profile_version')
    .select(['name', 'lines'])
    .where('access_profile_id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()

/** A removed profile comes back without having been there meanwhile: its last version ended when it was removed. */
export const bringProfileBack = async (transaction: Transaction, id: AccessProfileId): Promise<void> => {
  await sql`
    update access_profile_version v set valid_until = greatest(v.valid_from, p.removed_at)
    from access_profile p
    where p.id = ${id} and v.organization_id = p.organization_id and v.access_profile_id = p.id
      and v.valid_until is null and p.removed_at is not null`.execute(transaction)
  await sql`update access_profile set removed_at = null where id = ${id}`.execute(transaction)
}

/** Its newest version, whether it was removed or not. */
export const readLastRevision = async (
  transaction: Transaction,
  id: AccessProfileId,
): Promise<{ readonly revision: number; readonly isRemoved: boolean } | undefined> => {
  const { rows } = await sql<{ revision: number; isRemoved: boolean }>`
    select v.revision, p.removed_at is not null as "isRemoved"
    from access_profile p
    join access_profile_version v on v.organization_id = p.organization_id and v.access_profile_id = p.id
    where p.id = ${id} order by v.revision desc limit 1`.execute(transaction)
  return rows[0]
}
