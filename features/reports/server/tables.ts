/** The tables of regular reports, and what each column is under the law. */
import {
  type AccountId,
  declareTable,
  type Field,
  type Id,
  notPersonal,
  type OrganizationId,
  type ReportId,
  type SiteId,
  type TableDeclaration,
  type Weekday,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { ColumnType } from 'kysely'

interface OfOrganization {
  organization_id: OrganizationId
}

export interface ReportRow extends OfOrganization {
  id: ReportId
  account_id: AccountId | null
  site_id: SiteId
  name: string
  filters: ColumnType<unknown, string, string>
  every: 'day' | 'week' | 'month'
  weekday: Weekday | null
  month_day: number | null
  minutes: number
  next_on: string
  paused: boolean
  language: 'en' | 'fr'
  version: number
  removed_at: Timestamp | null
}

interface ReportReaderRow extends OfOrganization {
  report_id: ReportId
  account_id: AccountId
}

export interface ReportRunRow extends OfOrganization {
  id: Id<'reportRun'>
  report_id: ReportId
  run_on: string
  site_id: SiteId
  filters: ColumnType<unknown, string, never>
  cause: 'schedule' | 'asked'
  covers_from: Timestamp
  covers_until: Timestamp
  due_at: Timestamp
  made_at: Timestamp
}

export type ReportTables = {
  report: ReportRow
  report_reader: ReportReaderRow
  report_run: ReportRunRow
}

const kept: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'provided',
  portable: false,
  erase: 'delete_row',
}
const tenant = notPersonal('the tenant')
const id = notPersonal('a random identifier')
const planned = notPersonal('when and how often something is counted')
const counted = notPersonal('what stretch of time was counted')

export const reportTables: readonly TableDeclaration[] = [
  // It goes on for its other readers when who set it up is erased.
  declareTable<ReportRow>({
    table: 'report',
    subject: { via: 'account_id', table: 'account' },
    rows: 'anonymise',
    starts: { recorded: 'removed_at' },
    columns: {
      organization_id: tenant,
      id,
      account_id: { ...kept, erase: 'null' },
      site_id: notPersonal('a residence'),
      name: { ...kept, pd: 'free_text', erase: { replace: 'Report' } },
      filters: notPersonal('what is counted: places and kinds'),
      every: planned,
      weekday: planned,
      month_day: planned,
      minutes: planned,
      next_on: planned,
      paused: planned,
      language: notPersonal('in which language a letter is written to who never said theirs'),
      version: notPersonal('counts changes of a row'),
      removed_at: planned,
    },
  }),
  declareTable<ReportReaderRow>({
    table: 'report_reader',
    subject: { via: 'account_id', table: 'account' },
    rows: 'delete',
    columns: { organization_id: tenant, report_id: kept, account_id: kept },
  }),
  declareTable<ReportRunRow>({
    table: 'report_run',
    subject: 'no_subject',
    rows: 'none',
    columns: {
      organization_id: tenant,
      id,
      report_id: notPersonal('which report was made'),
      run_on: counted,
      site_id: notPersonal('a residence'),
      filters: notPersonal('what is counted: places and kinds'),
      cause: counted,
      covers_from: counted,
      covers_until: counted,
      due_at: counted,
      made_at: counted,
    },
  }),
]
