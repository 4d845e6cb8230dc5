/** Makes the runs whose hour has come. One transaction a report: a crash leaves all of its runs to the next turn. */
import { formatCivilDay, type OrganizationId, type ReportId, type World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { sql } from 'kysely'
import { dueRuns, KEPT_MS } from '../core/index.ts'
import { makeRun } from './make-run.ts'
import { clockOf, listReports, lockReport, planOf, type StoredReport, tablesOf } from './report-store.ts'

interface RunDeps {
  readonly database: Database
  readonly world: World
}

/** `undefined`: its hour has not come. */
const dueOf = (report: StoredReport | undefined, { now }: Pick<World, 'now'>) => {
  if (report === undefined || report.paused || report.removed_at !== null) return undefined
  const plan = planOf(report)
  const table = clockOf(report.zone, now(), plan.nextOn)
  const due = dueRuns(plan, now(), table)
  return due.nextOn === plan.nextOn ? undefined : { report, table, ...due }
}

const runOne = ({ database, world }: RunDeps, organizationId: OrganizationId, id: ReportId): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    const due = dueOf(await lockReport(transaction, organizationId, id), world)
    if (due === undefined) return
    const { report, table, runs, nextOn } = due
    const actor = { kind: 'system', id: 'reports' } as const
    for (const on of runs) await makeRun(transaction, world, { report, table, on, cause: 'schedule', actor })
    await tablesOf(transaction)
      .updateTable('report')
      .set({ next_on: formatCivilDay(nextOn) })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .execute()
  })

export const runReports = async (deps: RunDeps, organizationId: OrganizationId): Promise<void> => {
  const reports = await deps.database.transaction(organizationId, (transaction) =>
    listReports(transaction, organizationId),
  )
  for (const report of reports)
    if (dueOf(report, deps.world) !== undefined) await runOne(deps, organizationId, report.id)
}

/** A month after it was made a run is gone, and a removed report with all it had. */
export const forgetRuns = ({ database, world }: RunDeps, organizationId: OrganizationId): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    const before = new Date(world.now() - KEPT_MS)
    for (const [table, column] of [
      ['report_run', 'made_at'],
      ['report', 'removed_at'],
    ] as const)
      await tablesOf(transaction)
        .deleteFrom(table)
        .where('organization_id', '=', organizationId)
        .where(sql<boolean>`${sql.ref(column)} < ${before}`)
        .execute()
  })
