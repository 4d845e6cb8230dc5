/** Keeps where no code is taken after too many wrong ones, as the edges tell it. */
import type { NewEvent } from '@loge/features/events/core'
import type { EntranceId, Instant, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { type CodeBlockScope, type CodesBlocked, codesBlockedBy, codesReleasedBy } from '../core/index.ts'
import type { StoredEntrance } from './entrance-store.ts'
import type { AccessTables } from './tables.ts'

type Door = Pick<StoredEntrance, 'id' | 'siteId' | 'accepts'>

/** Of what blocks codes at each door now, the one that lasts longest: its own wrong ones or those of its site. */
export const loadCodesBlocked = async (
  transaction: Transaction,
  doors: readonly Door[],
  now: Instant,
): Promise<ReadonlyMap<EntranceId, CodesBlocked>> => {
  const siteIds = [...new Set(doors.map(({ siteId }) => siteId))]
  const rows = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('entrance_codes_blocked as blocked')
    .innerJoin('entrance', (join) =>
      join
        .onRef('entrance.organization_id', '=', 'blocked.organization_id')
        .onRef('entrance.id', '=', 'blocked.entrance_id'),
    )
    .select(['entrance.id', 'entrance.site_id', 'scope', 'tries', 'since', 'until'])
    .where(sql<boolean>`entrance.site_id = any(${siteIds}::uuid[])`)
    .where(sql<boolean>`blocked.until > ${new Date(now)}`)
    .orderBy('until')
    .execute()
  return new Map(
    doors.flatMap(({ id, siteId, accepts }) => {
      const takesCodes = accepts.includes('pin')
      const last = rows.findLast((row) =>
        row.scope === 'site' ? takesCodes && row.site_id === siteId : row.id === id,
      )
      if (last === undefined) return []
      const { scope, tries, since, until } = last
      return [[id, { scope, tries, since, until }] as const]
    }),
  )
}

const keep = (
  transaction: Transaction,
  organizationId: OrganizationId,
  { entranceId, blocked }: { readonly entranceId: EntranceId; readonly blocked: CodesBlocked },
) => {
  const { scope, tries } = blocked
  const [since, until] = [new Date(blocked.since), new Date(blocked.until)]
  return (
    transaction
      .$extendTables<AccessTables>()
      .insertInto('entrance_codes_blocked')
      .columns(['organization_id', 'entrance_id', 'scope', 'tries', 'since', 'until'])
      // An edge may still speak of an entrance that its server has forgotten.
      .expression((from) =>
        from
          .selectFrom('entrance')
          .select(['organization_id', 'id'])
          .select([
            sql<CodeBlockScope>`${scope}::text`.as('scope'),
            sql<number>`${tries}::integer`.as('tries'),
            sql<Date>`${since}::timestamptz`.as('since'),
            sql<Date>`${until}::timestamptz`.as('until'),
          ])
          .where('organization_id', '=', organizationId)
          .where('id', '=', entranceId),
      )
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'entrance_id', 'scope']).doUpdateSet({ tries, since, until }),
      )
      .execute()
  )
}

/** Of a site's block it is not known at which of its doors it began. */
const forget = async (
  transaction: Transaction,
  entranceId: EntranceId,
  scope: CodeBlockScope,
): Promise<void> => {
  const blocked = transaction
    .$extendTables<AccessTables>()
    .deleteFrom('entrance_codes_blocked')
    .where('scope', '=', scope)
  const where =
    scope === 'door'
      ? blocked.where('entrance_id', '=', entranceId)
      : blocked.where(
          sql<boolean>`entrance_id in (select other.id from entrance as other
            join entrance as own on own.organization_id = other.organization_id and own.site_id = other.site_id
            where own.id = ${entranceId})`,
        )
  await where.execute()
}

/** `events`: those an edge told for the first time, in its order. */
export const followCodes = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  events: readonly NewEvent[],
): Promise<void> => {
  for (const { entranceId, ...event } of events) {
    if (entranceId === undefined) continue
    const blocked = codesBlockedBy(event)
    if (blocked !== undefined) await keep(transaction, organizationId, { entranceId, blocked })
    for (const scope of codesReleasedBy(event)) await forget(transaction, entranceId, scope)
  }
}
