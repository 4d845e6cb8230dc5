/** A rule of retention as PostgreSQL counts it back from now: what happened before that is over. */
import type { ActivityId, OrganizationId, World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type RawBuilder, sql } from 'kysely'
import { retentionFor } from '../core/index.ts'
import { registerAt } from './register-store.ts'

/** For rows whose clock starts when they are written. Never over where the register gives no figure. */
export const overBefore = async (
  transaction: Transaction,
  world: Pick<World, 'now'>,
  organizationId: OrganizationId,
  activity: ActivityId,
): Promise<RawBuilder<Date>> => {
  const now = world.now()
  const { period } = retentionFor(await registerAt(transaction, organizationId, now), [activity])
  if (typeof period === 'string') return sql<Date>`'-infinity'::timestamptz`
  return sql<Date>`${new Date(now)}::timestamptz - ${`${period.count} ${period.unit}`}::interval`
}
