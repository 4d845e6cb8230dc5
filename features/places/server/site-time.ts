/** The clock and the public holidays of a site, now or as they were: its row, and what held before each change. */
import type { Instant, OrganizationId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { Site } from '../core/index.ts'
import { findPlace } from './place-rows.ts'
import type { PlacesTables } from './tables.ts'

export type SiteTime = Pick<Site, 'timeZone' | 'holidayRegion'>

/** Remembers what held until now, if the change touches it. Two changes in one instant: what held before both. */
export const rememberSiteTime = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { before, after, at }: { readonly before: Site; readonly after: Site; readonly at: Instant },
): Promise<void> => {
  if (before.timeZone === after.timeZone && before.holidayRegion === after.holidayRegion) return
  await transaction
    .$extendTables<PlacesTables>()
    .insertInto('site_time')
    .values({
      organization_id: organizationId,
      site_id: before.id,
      valid_until: new Date(at),
      time_zone: before.timeZone,
      holiday_region: before.holidayRegion,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** `asOf` left out: now. `undefined` when there is no such site. */
export const readSiteTime = async (
  transaction: Transaction,
  siteId: SiteId,
  asOf: Instant | undefined,
): Promise<SiteTime | undefined> => {
  if (asOf === undefined) return findPlace(transaction, 'site', siteId)
  const then = await transaction
    .$extendTables<PlacesTables>()
    .selectFrom('site_time')
    .select(['time_zone', 'holiday_region'])
    .where('site_id', '=', siteId)
    .where('valid_until', '>', sql<Instant>`${new Date(asOf)}`)
    .orderBy('valid_until')
    .limit(1)
    .executeTakeFirst()
  return then === undefined
    ? findPlace(transaction, 'site', siteId)
    : { timeZone: then.time_zone, holidayRegion: then.holiday_region }
}
