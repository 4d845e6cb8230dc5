/** What one run of a report asks of the log, and who may read it: as far as they read the log of its site themselves. */
import type { Reach } from '@loge/http'
import type { SiteId } from '@loge/kernel'
import { reportRoutes } from '../wire.ts'
import type { StoredRun } from './report-store.ts'

export const filterShape = reportRoutes.setUp.body.shape.filters

/** As the report was when the run was made, whatever became of it since. */
export const askedBy = ({
  filters,
  site_id: siteId,
  covers_from: from,
  covers_until: until,
}: Pick<StoredRun, 'filters' | 'site_id' | 'covers_from' | 'covers_until'>) => {
  const { entrance: entranceId, device: deviceId, kind } = filterShape.parse(filters)
  return { kind, filter: { siteId, entranceId, deviceId, from, until } }
}

/** What somebody holds over their own home only is not the log of a site. */
export const readsSite = ({ wholeOrganization, siteIds }: Reach, siteId: SiteId): boolean =>
  wholeOrganization || siteIds.includes(siteId)
