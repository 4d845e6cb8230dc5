/** What one run of a report asks of the log, and who may read it: as far as they read the log of its site themselves. */
import { Problem, type Reach } from '@loge/http'
import type { FieldProblem } from '@loge/http/contract'
import type { DeviceId, EntranceId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { z } from 'zod'
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

type Find<PlaceId> = (
  transaction: Transaction,
  id: PlaceId,
) => Promise<{ readonly siteId: SiteId } | undefined>

/** What stands right of reports and knows the doors and the equipment. */
export interface PlaceFinders {
  readonly findEntrance: Find<EntranceId>
  readonly findDevice: Find<DeviceId>
}

type Filters = z.output<typeof filterShape>

/** A report on what is not there would be sent for ever and say that nothing happened. What was asked before may go on. */
export const requireFilters = async (
  transaction: Transaction,
  { findEntrance, findDevice }: PlaceFinders,
  { siteId, filters: { entrance, device } }: { readonly siteId: SiteId; readonly filters: Filters },
  before: Filters = {},
): Promise<void> => {
  const detail = 'A report is about entrances and equipment of its site. Choose one of them.'
  const wrong = (name: keyof Filters): FieldProblem => ({
    pointer: `/filters/${name}`,
    code: 'report_filter_unknown',
    message: detail,
  })
  const errors: FieldProblem[] = []
  if (entrance !== undefined && entrance !== before.entrance)
    if ((await findEntrance(transaction, entrance))?.siteId !== siteId) errors.push(wrong('entrance'))
  if (device !== undefined && device !== before.device)
    if ((await findDevice(transaction, device))?.siteId !== siteId) errors.push(wrong('device'))
  if (errors.length > 0) throw new Problem(422, 'report_filter_unknown', detail, errors)
}
