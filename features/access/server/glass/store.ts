/** Reads keys behind glass, and each time one was taken. When that ended is said by the grant it gave. */
import type { AccessGrantId, AccountId, GlassBreakId, GlassKeyId, Id, Instant, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { GlassBreak, GlassKey } from '../../core/index.ts'
import type { AccessTables } from '../tables.ts'
import type { GlassTables } from './tables.ts'

export const tablesOf = (transaction: Transaction) =>
  transaction.$extendTables<GlassTables & Pick<AccessTables, 'access_grant'>>()

interface Which<Key> {
  readonly ids?: readonly Key[]
  readonly siteIds?: readonly SiteId[] | undefined
}

export const loadKeys = async (
  transaction: Transaction,
  { ids, siteIds, accountId }: Which<GlassKeyId> & { readonly accountId?: AccountId },
) => {
  const rows = await tablesOf(transaction)
    .selectFrom('glass_key')
    .selectAll()
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`id = any(${[...(ids ?? [])]}::uuid[])`))
    .$if(ids === undefined, (query) => query.where('withdrawn_at', 'is', null))
    .$if(siteIds !== undefined, (query) =>
      query.where(sql<boolean>`site_id = any(${[...(siteIds ?? [])]}::uuid[])`),
    )
    .$if(accountId !== undefined, (query) => query.where(sql<boolean>`account_id = ${accountId}`))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    siteId: row.site_id,
    accountId: row.account_id,
    personId: row.person_id,
    accessProfileId: row.access_profile_id,
    forMinutes: row.for_minutes,
    showsNames: row.shows_names,
    reason: row.reason,
    givenAt: row.given_at,
    givenBy: row.given_by,
    validUntil: row.valid_until,
    withdrawnAt: row.withdrawn_at,
  })) satisfies readonly GlassKey[]
}
export type StoredKey = Awaited<ReturnType<typeof loadKeys>>[number]

/** So that two presses take it once. */
export const lockKey = async (transaction: Transaction, id: GlassKeyId): Promise<StoredKey | undefined> => {
  await sql`select id from glass_key where id = ${id} for update`.execute(transaction)
  const [key] = await loadKeys(transaction, { ids: [id] })
  return key
}

export interface BreakFilter extends Which<GlassBreakId> {
  readonly keyIds?: readonly GlassKeyId[]
  readonly limit?: number
  /** Only those that are open at this instant. */
  readonly openAt?: Instant
}

export const loadBreaks = async (
  transaction: Transaction,
  { ids, siteIds, keyIds, limit, openAt }: BreakFilter,
) => {
  const openSince = openAt === undefined ? undefined : new Date(openAt)
  const rows = await tablesOf(transaction)
    .selectFrom('glass_break as b')
    .innerJoin('access_grant as g', (join) =>
      join.onRef('g.organization_id', '=', 'b.organization_id').onRef('g.id', '=', 'b.access_grant_id'),
    )
    .innerJoin('glass_key as k', (join) =>
      join.onRef('k.organization_id', '=', 'b.organization_id').onRef('k.id', '=', 'b.glass_key_id'),
    )
    .selectAll('b')
    .select(['g.valid_until', 'g.revoked_at', 'k.account_id'])
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`b.id = any(${[...(ids ?? [])]}::uuid[])`))
    .$if(keyIds !== undefined, (query) =>
      query.where(sql<boolean>`b.glass_key_id = any(${[...(keyIds ?? [])]}::uuid[])`),
    )
    .$if(siteIds !== undefined, (query) =>
      query.where(sql<boolean>`b.site_id = any(${[...(siteIds ?? [])]}::uuid[])`),
    )
    .$if(openSince !== undefined, (query) =>
      query.where(
        sql<boolean>`g.valid_until > ${openSince} and (g.revoked_at is null or g.revoked_at > ${openSince})`,
      ),
    )
    .orderBy('b.broken_at', 'desc')
    .orderBy('b.id', 'desc')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
  return rows.map((row) => {
    if (row.valid_until === null) throw new Error('a key behind glass was taken for good')
    return {
      id: row.id,
      glassKeyId: row.glass_key_id,
      siteId: row.site_id,
      accountId: row.account_id,
      personId: row.person_id,
      accessGrantId: row.access_grant_id,
      delegationId: row.delegation_id,
      reason: row.reason,
      brokenAt: row.broken_at,
      until: row.valid_until,
      closedAt: row.revoked_at,
      version: row.snapshot_version,
      reviewedAt: row.reviewed_at,
      reviewedBy: row.reviewed_by,
      conclusion: row.conclusion,
    }
  }) satisfies readonly GlassBreak[]
}
export type StoredBreak = Awaited<ReturnType<typeof loadBreaks>>[number]

/** The rights to see names that came with these grants, and are not over. */
export const namesShownBy = async (transaction: Transaction, grantIds: readonly AccessGrantId[]) => {
  const { rows } = await sql<{ id: Id<'delegation'>; accountId: AccountId }>`
    select d.id, d.account_id as "accountId" from glass_break b
    join delegation d on d.organization_id = b.organization_id and d.id = b.delegation_id
    where b.access_grant_id = any(${[...grantIds]}::uuid[]) and d.ended_at is null`.execute(transaction)
  return rows
}
