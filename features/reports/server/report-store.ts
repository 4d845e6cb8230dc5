/** Reports as they are stored, with the clock of their site. */
import type { PlacesTables } from '@loge/features/places/server'
import type { ZoneTable } from '@loge/features/schedules/core'
import { readZoneTable } from '@loge/features/schedules/server'
import {
  asCivilDay,
  type CivilDay,
  DAY_MS,
  instant,
  type Instant,
  type OrganizationId,
  parseCivilDay,
  type ReportId,
  type SiteId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Selectable } from 'kysely'
import type { Plan, Rhythm } from '../core/index.ts'
import type { ReportRow, ReportRunRow, ReportTables } from './tables.ts'

export type StoredReport = Selectable<ReportRow> & { readonly zone: string; readonly site: string }
export type StoredRun = Selectable<ReportRunRow>

export const tablesOf = (transaction: Transaction) =>
  transaction.$extendTables<ReportTables & Pick<PlacesTables, 'site'>>()

const reports = (transaction: Transaction, organizationId: OrganizationId) =>
  tablesOf(transaction)
    .selectFrom('report')
    .innerJoin('site', (join) =>
      join
        .onRef('site.organization_id', '=', 'report.organization_id')
        .onRef('site.id', '=', 'report.site_id'),
    )
    .selectAll('report')
    .select(['site.time_zone as zone', 'site.name as site'])
    .where('report.organization_id', '=', organizationId)

/** Those that were not removed; `siteIds` left out: of all sites. */
export const listReports = (
  transaction: Transaction,
  organizationId: OrganizationId,
  siteIds?: readonly SiteId[],
): Promise<readonly StoredReport[]> => {
  let wanted = reports(transaction, organizationId).where('report.removed_at', 'is', null)
  if (siteIds !== undefined) wanted = wanted.where('report.site_id', 'in', siteIds)
  return wanted.orderBy('report.name').orderBy('report.id').execute()
}

/** Removed ones too. */
export const findReport = (
  transaction: Transaction,
  organizationId: OrganizationId,
  id: ReportId,
): Promise<StoredReport | undefined> =>
  reports(transaction, organizationId).where('report.id', '=', id).executeTakeFirst()

/** Nobody else changes it, or makes a run of it, before this transaction ends. */
export const lockReport = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  id: ReportId,
): Promise<StoredReport | undefined> => {
  await tablesOf(transaction)
    .selectFrom('report')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  return findReport(transaction, organizationId, id)
}

export const readersOf = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  reportIds: readonly ReportId[],
) =>
  reportIds.length === 0
    ? []
    : tablesOf(transaction)
        .selectFrom('report_reader')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('report_id', 'in', reportIds)
        .orderBy('account_id')
        .execute()

export const rhythmOf = ({ every, weekday, month_day }: StoredReport): Rhythm => {
  if (every === 'week' && weekday !== null) return { every, weekday }
  if (every === 'month' && month_day !== null) return { every, day: month_day }
  return { every: 'day' }
}

export const planOf = (report: StoredReport): Plan & { readonly nextOn: CivilDay } => ({
  rhythm: rhythmOf(report),
  minutes: report.minutes,
  nextOn: parseCivilDay(report.next_on) ?? asCivilDay(0),
})

/** The longest rhythm, its period before it, and a day for a zone's distance from UTC. */
const AROUND_MS = 65 * DAY_MS

/** A site's clock, from the period before its next run, or before now, to the run after. */
export const clockOf = (zone: string, now: Instant, nextOn?: CivilDay): ZoneTable => {
  const earliest = nextOn === undefined ? now : Math.min(now, nextOn * DAY_MS)
  const table = readZoneTable(zone, instant(earliest - AROUND_MS), instant(now + AROUND_MS))
  if (table === undefined) throw new Error(`no rules are known for the zone ${zone}`)
  return table
}
