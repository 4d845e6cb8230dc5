/** The zone of every site's clocks, for those who write times of many places at once. */
import type { OrganizationId, SiteId } from '@loge/kernel'
import type { Database } from '@loge/storage'
import type { PlacesTables } from './tables.ts'

type SiteZones = (organizationId: OrganizationId) => Promise<(siteId: SiteId | undefined) => string>

/** What belongs to no site, or to one that is gone, has the zone all sites share, and UTC where they differ. */
export const createSiteZones =
  (database: Database): SiteZones =>
  async (organizationId) => {
    const sites = await database.transaction(organizationId, (transaction) =>
      transaction
        .$extendTables<PlacesTables>()
        .selectFrom('site')
        .select(['id', 'time_zone'])
        .where('organization_id', '=', organizationId)
        .execute(),
    )
    const zones = new Map(sites.map(({ id, time_zone }) => [id, time_zone]))
    const [shared = 'UTC', ...others] = new Set(zones.values())
    const elsewhere = others.length === 0 ? shared : 'UTC'
    return (siteId) => (siteId === undefined ? undefined : zones.get(siteId)) ?? elsewhere
  }
