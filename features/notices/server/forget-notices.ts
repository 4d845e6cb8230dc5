/** A letter that ended is known as long as what protects an account is; then its line goes. */
import { activities, retentionRules } from '@loge/features/law/core'
import type { OrganizationId, World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { sql } from 'kysely'

const { period } = retentionRules[activities.account_security.retention]

export const forgetNotices = (
  { database, world }: { readonly database: Database; readonly world: World },
  organizationId: OrganizationId,
): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    await sql`delete from notice
      where organization_id = ${organizationId}
        and ended_at < ${new Date(world.now())}::timestamptz - ${`${period.count} ${period.unit}`}::interval`.execute(
      transaction,
    )
  })
