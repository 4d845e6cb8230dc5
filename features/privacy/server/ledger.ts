/** The ledger of who was erased: ids that lead to nobody any more, to be kept apart from what a backup holds. */
import type { OrganizationId } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { Identities } from './ask-table.ts'
import type { ErasureReason } from './erasure.ts'

export interface Tombstone {
  readonly organizationId: OrganizationId
  /** Of the erasure. */
  readonly id: string
  readonly subjects: Identities
  readonly reason: ErasureReason
  /** RFC 3339. */
  readonly askedAt: string
}

const select = (transaction: Transaction, organizationId: OrganizationId) =>
  sql<Tombstone>`
    select organization_id as "organizationId", id, subjects, reason,
      to_char(asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "askedAt"
    from loge_ledger.tombstone where organization_id = ${organizationId} order by id`.execute(transaction)

export const readTombstones = async (
  database: Database,
  organizationId: OrganizationId,
): Promise<readonly Tombstone[]> =>
  (await database.transaction(organizationId, (transaction) => select(transaction, organizationId))).rows

/** Brought back from a ledger that outlived the database. What is known already stays as it is. */
export const keepTombstones = (
  database: Database,
  organizationId: OrganizationId,
  tombstones: readonly Tombstone[],
): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    for (const { id, subjects, askedAt, reason } of tombstones)
      await sql`insert into loge_ledger.tombstone (organization_id, id, subjects, asked_at, reason)
        values (${organizationId}, ${id}, ${JSON.stringify(subjects)}, ${new Date(askedAt)}, ${reason})
        on conflict do nothing`.execute(transaction)
  })
