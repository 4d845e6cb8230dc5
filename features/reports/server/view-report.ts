/** Reports and their runs as they are answered. */
import { accountNames, namesKnownTo } from '@loge/features/accounts/server'
import { lettersAbout } from '@loge/features/notices/server'
import type { Principal } from '@loge/http'
import type { AnswerOf } from '@loge/http/contract'
import type { AccountId, Instant, OrganizationId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { instantOn } from '../core/index.ts'
import type { reportRoutes } from '../wire.ts'
import { mayKeep } from './caller.ts'
import { filterShape } from './question.ts'
import { clockOf, planOf, readersOf, type StoredReport, type StoredRun } from './report-store.ts'

type Report = AnswerOf<typeof reportRoutes.setUp>
type Run = AnswerOf<typeof reportRoutes.run>

interface Viewer {
  readonly organizationId: OrganizationId
  readonly principal: Principal
  readonly now: Instant
}

const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const nextAtOf = (report: StoredReport, now: Instant): Instant | null => {
  if (report.paused) return null
  const { nextOn, minutes } = planOf(report)
  return instantOn(clockOf(report.zone, now, nextOn), nextOn, minutes)
}

export const viewReports = async (
  transaction: Transaction,
  { organizationId, principal, now }: Viewer,
  reports: readonly StoredReport[],
): Promise<Report[]> => {
  const ids = reports.map(({ id }) => id)
  const readers = await readersOf(transaction, organizationId, ids)
  const accountIds = readers.map(({ account_id }) => account_id)
  const names = await accountNames(transaction, organizationId, accountIds)
  const nameOf = (siteId: SiteId, id: AccountId) => namesKnownTo({ principal }, siteId, names).get(id) ?? null
  return reports.map((report) => ({
    id: report.id,
    name: report.name,
    siteId: report.site_id,
    filters: filterShape.parse(report.filters),
    rhythm: planOf(report).rhythm,
    time: timeOf(report.minutes),
    readers: readers
      .filter(({ report_id }) => report_id === report.id)
      .map(({ account_id }) => ({ id: account_id, name: nameOf(report.site_id, account_id) })),
    paused: report.paused,
    nextAt: nextAtOf(report, now),
    mayKeep: mayKeep(principal, report),
    version: report.version,
  }))
}

export const viewReport = async (
  transaction: Transaction,
  viewer: Viewer,
  report: StoredReport,
): Promise<Report> => {
  const [view] = await viewReports(transaction, viewer, [report])
  if (view === undefined) throw new Error('one report is one answer')
  return view
}

export const viewRuns = async (
  transaction: Transaction,
  { organizationId, principal }: Pick<Viewer, 'organizationId' | 'principal'>,
  siteId: SiteId,
  runs: readonly StoredRun[],
): Promise<Run[]> => {
  const aboutIds = runs.map(({ id }) => id)
  const letters = await lettersAbout(transaction, organizationId, { template: 'report', aboutIds })
  const accountIds = letters.map(({ account_id }) => account_id)
  const names = namesKnownTo(
    { principal },
    siteId,
    await accountNames(transaction, organizationId, accountIds),
  )
  return runs.map((run) => ({
    id: run.id,
    cause: run.cause,
    from: run.covers_from,
    until: run.covers_until,
    dueAt: run.due_at,
    madeAt: run.made_at,
    letters: letters
      .filter(({ about_id }) => about_id === run.id)
      .map(({ account_id, state, code }) => ({
        accountId: account_id,
        accountName: names.get(account_id) ?? null,
        state,
        code,
      })),
  }))
}
