/**
 * Readers wait for every transaction of the whole PostgreSQL server that is older than what they read: those of other
 * test processes and of autovacuum too. A test that reads at once what it has just committed asks this first.
 */
import type { OrganizationId } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { sql } from 'kysely'

/** Resolves when everything committed so far can be read. */
export const settle = async (database: Database, organizationId: OrganizationId): Promise<void> => {
  const ask = <Value>(question: ReturnType<typeof sql<{ value: Value }>>) =>
    database.transaction(
      organizationId,
      async (transaction) => (await question.execute(transaction)).rows[0]?.value,
    )
  const latest = await ask(sql<{ value: string }>`select pg_current_xact_id()::text as value`)
  const isReadable = sql<{ value: boolean }>`
    select ${latest}::xid8 < pg_snapshot_xmin(pg_current_snapshot()) as value`
  while ((await ask(isReadable)) !== true);
}
