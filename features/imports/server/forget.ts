/** A day after a file came or was applied, what it says of people is gone; what remains is that there was one. */
import type { OrganizationId, World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { sql } from 'kysely'
import { KEPT_MS } from '../core/index.ts'

export const forgetImports = (
  { database, world }: { readonly database: Database; readonly world: World },
  organizationId: OrganizationId,
): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    const before = new Date(world.now() - KEPT_MS)
    const { rows } = await sql<{ id: string }>`
      select id from import_batch
      where coalesce(applied_at, created_at) < ${before} and state <> 'forgotten'
        and (told_at is null or told_at < ${before})
      for update skip locked`.execute(transaction)
    for (const { id } of rows) {
      await sql`delete from import_row where import_id = ${id}`.execute(transaction)
      await sql`delete from import_act where import_id = ${id}`.execute(transaction)
      await sql`update import_batch set state = 'forgotten', header = '[]' where id = ${id}`.execute(
        transaction,
      )
    }
  })

/** Somebody throws a file away before it is applied. */
export const discardInside = async (
  transaction: Parameters<Parameters<Database['transaction']>[1]>[0],
  id: string,
): Promise<void> => {
  await sql`delete from import_row where import_id = ${id}`.execute(transaction)
  await sql`delete from import_batch where id = ${id}`.execute(transaction)
}
