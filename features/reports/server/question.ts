/** What one run of a report asks of the log, and who may read it: as far as they read the log of its site themselves. */
import type { Reach } from '@loge/http'
import type { SiteId } from '@loge/kernel'
import { reportRoutes } from '../wire.ts'
import type { StoredReport, StoredRun } from './report-store.ts'

export const filterShape = reportRoutes.setUp.body.shape.filters

export const askedBy = (
  { filters, site_id: siteId }: Pick<StoredReport, 'filters' | 'site_id'>,
  { covers_from: from, covers_until: until }: Pick<StoredRun, 'covers_from' | 'covers_until'>,
) => {
  const { entrance: entranceId, device: deviceId, kind } = filterShape.parse(filters)
  return { kind, filter: { siteId, entranceId, deviceId, from, until } }
}

/** What somebody holds over their own home only is not the log of a site. */
export const readsSite = ({ wholeOrganization, siteIds }: Reach, siteId: SiteId): boolean =>
  wholeOrganization || siteIds.includes(siteId)
