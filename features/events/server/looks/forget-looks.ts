/** A look is kept as long as what staff did is, to answer for it; then it goes. */
import { activities, retentionRules } from '@loge/features/law/core'
import type { OrganizationId, World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { sql } from 'kysely'

const { period } = retentionRules[activities.staff_accountability.retention]

export const forgetOldLooks = (
  { database, world }: { readonly database: Database; readonly world: World },
  organizationId: OrganizationId,
): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    await sql`delete from look
      where opened_at < ${new Date(world.now())}::timestamptz - ${`${period.count} ${period.unit}`}::interval`.execute(
      transaction,
    )
  })
