/** The planner of the database learns of thousands of new rows now and not in a minute, or it chooses slow ways. */
import type { Caller } from '@loge/features/places/server'
import { sql } from 'kysely'
import type { ImportDeps } from './deps.ts'

export const countAnew = ({ database }: ImportDeps, { organizationId }: Caller): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    await sql`select loge.count_imported()`.execute(transaction)
  })
