/** Regular reports over HTTP, for whoever reads the log of a site. */
import { EVENT_KINDS } from '@loge/features/events/core'
import { exportLog, type ExportLogDeps } from '@loge/features/events/server'
import { lettersAbout } from '@loge/features/notices/server'
import { Problem, serve, tagged, type Endpoint } from '@loge/http'
import { addDays, addMs } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { dayAt, KEPT_MS, previousOn } from '../core/index.ts'
import { reportRoutes as routes } from '../wire.ts'
import { type Asking, keeperOf, readReport, takeReport } from './caller.ts'
import { change, setRemoved, setUp } from './keep-report.ts'
import { makeRun } from './make-run.ts'
import { askedBy, type PlaceFinders } from './question.ts'
import { clockOf, listReports, planOf, type StoredReport, tablesOf } from './report-store.ts'
import { viewReport, viewReports, viewRuns } from './view-report.ts'

export type ReportsDeps = ExportLogDeps & PlaceFinders

/** A run a day, and as many asked for. */
const MOST_RUNS = 200

const viewer = ({ world }: ReportsDeps, { organizationId, principal }: Asking) => ({
  organizationId,
  principal,
  now: world.now(),
})

const runsOf = (transaction: Transaction, { organizationId }: Pick<Asking, 'organizationId'>) =>
  tablesOf(transaction)
    .selectFrom('report_run')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('covers_until', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_RUNS)

const list = (deps: ReportsDeps): Endpoint =>
  serve(routes.list, (call) =>
    deps.database.transaction(call.organizationId, async (transaction) => {
      const { organizationId, reach } = call
      const siteIds = reach.wholeOrganization ? undefined : reach.siteIds
      const reports = siteIds?.length === 0 ? [] : await listReports(transaction, organizationId, siteIds)
      return { data: await viewReports(transaction, viewer(deps, call), reports) }
    }),
  )

const keep = (deps: ReportsDeps): readonly Endpoint[] => [
  serve(routes.setUp, (call) =>
    deps.database.transaction(call.organizationId, async (transaction) => {
      const keeping = { transaction, world: deps.world, keeper: keeperOf(call), finders: deps }
      const report = await setUp(keeping, { input: call.body, language: call.language })
      return viewReport(transaction, viewer(deps, call), report)
    }),
  ),
  serve(routes.change, (call) =>
    tagged(
      call,
      deps.database.transaction(call.organizationId, async (transaction) => {
        const keeping = { transaction, world: deps.world, keeper: keeperOf(call), finders: deps }
        const { body: input, ifMatch, params } = call
        const report = await change(keeping, { id: params.id, input, ifMatch })
        return viewReport(transaction, viewer(deps, call), report)
      }),
    ),
  ),
  serve(routes.remove, (call) =>
    deps.database.transaction(call.organizationId, async (transaction) => {
      const keeping = { transaction, world: deps.world, keeper: keeperOf(call) }
      await setRemoved(keeping, { id: call.params.id, removed: true })
      return undefined
    }),
  ),
  serve(routes.restore, (call) =>
    deps.database.transaction(call.organizationId, async (transaction) => {
      const keeping = { transaction, world: deps.world, keeper: keeperOf(call) }
      const report = await setRemoved(keeping, { id: call.params.id, removed: false })
      return viewReport(transaction, viewer(deps, call), report)
    }),
  ),
]

/** Under the lock of the report, so that of several who ask at once one is answered. */
const requireNoneWaits = async (
  transaction: Transaction,
  { organization_id: organizationId, id }: StoredReport,
): Promise<void> => {
  const made = await runsOf(transaction, { organizationId }).where('report_id', '=', id).execute()
  const aboutIds = made.map((one) => one.id)
  const letters = await lettersAbout(transaction, organizationId, { template: 'report', aboutIds })
  const waiting = letters.filter(({ state }) => state === 'waiting')
  if (waiting.some(({ code }) => code === 'mail_not_set_up'))
    throw new Problem(
      409,
      'report_no_mail',
      'Loge has no mail server: what was made before waits for one. Set LOGE_SMTP_URL and LOGE_MAIL_FROM.',
    )
  if (waiting.length > 0)
    throw new Problem(
      409,
      'report_waits',
      'This report is on its way already. Wait until its letters are sent.',
    )
}

const run = ({ database, world }: ReportsDeps): Endpoint =>
  serve(routes.run, (call) =>
    database.transaction(call.organizationId, async (transaction) => {
      const keeper = keeperOf(call)
      const report = await takeReport(transaction, keeper, { id: call.params.id, removed: false })
      await requireNoneWaits(transaction, report)
      const now = world.now()
      const table = clockOf(report.zone, now)
      const on = previousOn(planOf(report).rhythm, addDays(dayAt(table, now), 1))
      const making = { report, table, on, cause: 'asked', actor: keeper.actor } as const
      const id = await makeRun(transaction, world, making)
      if (id === undefined) throw new Error('a run that is asked for is always a new one')
      const rows = await runsOf(transaction, call).where('id', '=', id).execute()
      const [made] = await viewRuns(transaction, call, report.site_id, rows)
      if (made === undefined) throw new Error('what was just made is there')
      return made
    }),
  )

const runs = ({ database, world }: ReportsDeps): Endpoint =>
  serve(routes.runs, (call) =>
    database.transaction(call.organizationId, async (transaction) => {
      const { id, site_id } = await readReport(transaction, call, call.params.id)
      const since = new Date(addMs(world.now(), -KEPT_MS))
      const rows = await runsOf(transaction, call)
        .where('report_id', '=', id)
        .where(sql<boolean>`made_at >= ${since}`)
        .execute()
      return { data: await viewRuns(transaction, call, site_id, rows) }
    }),
  )

/** Made anew from the log each time: what was erased meanwhile is not in it, and nothing lies about to be erased. */
const file = (deps: ReportsDeps): Endpoint =>
  serve(routes.file, async (call) => {
    const { id, runId } = call.params
    const asked = await deps.database.transaction(call.organizationId, async (transaction) => {
      await readReport(transaction, call, id)
      const [one] = await runsOf(transaction, call)
        .where('report_id', '=', id)
        .where('id', '=', runId)
        .execute()
      if (one === undefined || one.made_at < deps.world.now() - KEPT_MS)
        throw new Problem(410, 'report_over', 'What a report made is kept for 30 days.')
      return askedBy(one)
    })
    const { kind, filter } = asked
    const query = { ...filter, ...(kind === undefined ? {} : { type: EVENT_KINDS[kind].join(',') }) }
    const { format, language = call.language } = call.query
    return exportLog(deps, { ...call, query, format, language })
  })

export const reportsEndpoints = (deps: ReportsDeps): readonly Endpoint[] => [
  list(deps),
  ...keep(deps),
  run(deps),
  runs(deps),
  file(deps),
]
