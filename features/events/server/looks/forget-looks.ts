/** A look is kept as long as what staff did is, to answer for it; then it goes. */
import { overBefore } from '@loge/features/law/server'
import type { OrganizationId, World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { sql } from 'kysely'

export const forgetOldLooks = (
  { database, world }: { readonly database: Database; readonly world: World },
  organizationId: OrganizationId,
): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    const over = await overBefore(transaction, world, organizationId, 'staff_accountability')
    await sql`delete from look
      where opened_at < ${over}`.execute(transaction)
  })
