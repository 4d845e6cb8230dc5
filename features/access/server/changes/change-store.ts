/** Reads and writes changes of rights: who made them, what each edit touched, and whether they were undone. */
import type { Actor } from '@loge/features/events/core'
import type { AccessChangeId, Instant, OrganizationId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { RightsEdit } from '../../wire.ts'
import type { AccessChangeEditRow, ChangeTables } from './tables.ts'

/** What an edit touched; what it did not is `null`. */
export type Touched = Pick<
  AccessChangeEditRow,
  'access_profile_id' | 'access_grant_id' | 'schedule_id' | 'person_id' | 'revision_before' | 'revision_after'
> & { readonly kind: RightsEdit['kind'] }

const NOTHING: Omit<Touched, 'kind'> = {
  access_profile_id: null,
  access_grant_id: null,
  schedule_id: null,
  person_id: null,
  revision_before: null,
  revision_after: null,
}

export const touched = (kind: Touched['kind'], what: Partial<Omit<Touched, 'kind'>>): Touched => ({
  ...NOTHING,
  kind,
  ...what,
})

export interface StoredChange {
  readonly id: AccessChangeId
  readonly siteId: SiteId
  readonly version: number
  readonly madeAt: Instant
  readonly madeBy: Actor
  readonly reason: string
  readonly edits: number
  readonly undoneAt: Instant | null
  readonly undoneBy: Actor | null
}

export type NewChange = Omit<StoredChange, 'undoneAt' | 'undoneBy' | 'edits'> & {
  readonly organizationId: OrganizationId
}

export const addChange = async (
  transaction: Transaction,
  change: NewChange,
  edits: readonly Touched[],
): Promise<void> => {
  await transaction
    .$extendTables<ChangeTables>()
    .insertInto('access_change')
    .values({
      organization_id: change.organizationId,
      id: change.id,
      site_id: change.siteId,
      version: change.version,
      made_at: new Date(change.madeAt),
      made_by: JSON.stringify(change.madeBy),
      reason: change.reason,
      edits: edits.length,
      undone_at: null,
      undone_by: null,
    })
    .execute()
  // As one value, because an edit may have revoked thousands of grants.
  const rows = JSON.stringify(edits.map((edit, position) => ({ ...edit, position })))
  await sql`
    insert into access_change_edit (organization_id, access_change_id, position, kind, access_profile_id,
      access_grant_id, schedule_id, person_id, revision_before, revision_after)
    select ${change.organizationId}::uuid, ${change.id}::uuid, position, kind, access_profile_id, access_grant_id, schedule_id,
      person_id, revision_before, revision_after
    from json_to_recordset(${rows}::json) as e (position integer, kind text, access_profile_id uuid,
      access_grant_id uuid, schedule_id uuid, person_id uuid, revision_before integer, revision_after integer)`.execute(
    transaction,
  )
}

interface ChangeFilter {
  readonly id?: AccessChangeId
  readonly siteIds?: readonly SiteId[] | undefined
  readonly after?: AccessChangeId | undefined
  readonly limit?: number
}

/** The latest first. */
export const loadChanges = async (
  transaction: Transaction,
  { id, siteIds, after, limit }: ChangeFilter,
): Promise<readonly StoredChange[]> => {
  const rows = await transaction
    .$extendTables<ChangeTables>()
    .selectFrom('access_change')
    .selectAll()
    .$if(id !== undefined, (query) => query.where(sql<boolean>`id = ${id}`))
    .$if(siteIds !== undefined, (query) =>
      query.where(sql<boolean>`site_id = any(${[...(siteIds ?? [])]}::uuid[])`),
    )
    .$if(after !== undefined, (query) => query.where(sql<boolean>`id < ${after}`))
    .orderBy('id', 'desc')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
  return rows.map((row) => ({
    id: row.id,
    siteId: row.site_id,
    version: row.version,
    madeAt: row.made_at,
    madeBy: row.made_by,
    reason: row.reason,
    edits: row.edits,
    undoneAt: row.undone_at,
    undoneBy: row.undone_by,
  }))
}

/** What each edit of these changes touched, in the order it was made: the first so many of each. */
export const loadTouched = async (
  transaction: Transaction,
  ids: readonly AccessChangeId[],
  mostOfEach: number,
): Promise<readonly (Touched & { readonly access_change_id: AccessChangeId })[]> =>
  transaction
    .$extendTables<ChangeTables>()
    .selectFrom('access_change_edit')
    .selectAll()
    .where(sql<boolean>`access_change_id = any(${[...ids]}::uuid[])`)
    .where('position', '<', mostOfEach)
    .orderBy('access_change_id')
    .orderBy('position')
    .execute()

/** `false`: it was undone before. */
export const markUndone = async (
  transaction: Transaction,
  id: AccessChangeId,
  by: { readonly at: Instant; readonly actor: Actor },
): Promise<boolean> => {
  const { numUpdatedRows } = await transaction
    .$extendTables<ChangeTables>()
    .updateTable('access_change')
    .set({ undone_at: new Date(by.at), undone_by: JSON.stringify(by.actor) })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
