/** The partitions of the log: one drawer for each retention class and month, made before it is needed. */
import { addMs, DAY_MS, type Clock, type Instant } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { sql } from 'kysely'
import type { RetentionClass } from '../core/index.ts'

const RETENTION_CLASSES: readonly RetentionClass[] = ['movement', 'equipment', 'audit']

/** Far enough that no job misses the turn of a month. */
const AHEAD_MS = 35 * DAY_MS

/** `2026-11`, in UTC. */
export const monthOf = (at: Instant): string => new Date(at).toISOString().slice(0, 7)

/** Makes this month's and the next one's drawers. They belong to all organizations, so any one may ask for them. */
export const prepareDrawers = async (database: Database, clock: Clock): Promise<void> => {
  const [organization] = await database.organizations()
  if (organization === undefined) return
  const instants = [clock.now(), addMs(clock.now(), AHEAD_MS)]
  await database.transaction(organization.id, async (transaction) => {
    for (const retention of RETENTION_CLASSES)
      for (const at of instants)
        await sql`select loge.ensure_event_partition(${retention}, ${new Date(at)})`.execute(transaction)
  })
}
