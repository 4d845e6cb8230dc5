/** A letter that ended is known as long as what protects an account is; then its line goes. */
import { overBefore } from '@loge/features/law/server'
import type { OrganizationId, World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { sql } from 'kysely'

export const forgetNotices = (
  { database, world }: { readonly database: Database; readonly world: World },
  organizationId: OrganizationId,
): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    const over = await overBefore(transaction, world, organizationId, 'account_security')
    await sql`delete from notice
      where organization_id = ${organizationId}
        and ended_at < ${over}`.execute(transaction)
  })
