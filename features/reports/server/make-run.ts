/** One run of a report: the period, the letters owed to its readers and the fact, all in one transaction or not at all. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { putNotices } from '@loge/features/notices/server'
import type { ZoneTable } from '@loge/features/schedules/core'
import { type CivilDay, formatCivilDay, formatId, type Id, newId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { instantOn, periodOf, reportFacts } from '../core/index.ts'
import { planOf, readersOf, type StoredReport, tablesOf } from './report-store.ts'

interface Making {
  readonly report: StoredReport
  readonly table: ZoneTable
  readonly on: CivilDay
  readonly cause: 'schedule' | 'asked'
  readonly actor: Actor
}

/** `undefined`: the run of that day was made before. */
export const makeRun = async (
  transaction: Transaction,
  world: World,
  { report, table, on, cause, actor }: Making,
): Promise<Id<'reportRun'> | undefined> => {
  const { organization_id: organizationId, id: reportId, language } = report
  const { rhythm, minutes } = planOf(report)
  const { from, until } = periodOf(rhythm, on, table)
  const now = world.now()
  const id = newId(world, 'reportRun')
  const made = await tablesOf(transaction)
    .insertInto('report_run')
    .values({
      organization_id: organizationId,
      id,
      report_id: reportId,
      run_on: formatCivilDay(on),
      site_id: report.site_id,
      filters: JSON.stringify(report.filters),
      cause,
      covers_from: new Date(from),
      covers_until: new Date(until),
      due_at: new Date(cause === 'asked' ? now : instantOn(table, on, minutes)),
      made_at: new Date(now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made === undefined) return undefined
  const readers = await readersOf(transaction, organizationId, [reportId])
  const accountIds = readers.map(({ account_id }) => account_id)
  const owed = { template: 'report', aboutId: id, accountIds, language }
  await putNotices(transaction, world, organizationId, owed)
  await appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: reportFacts.made.type,
      occurredAt: now,
      actor,
      siteId: report.site_id,
      payload: {
        reportId: formatId('report', reportId),
        runId: formatId('reportRun', id),
        cause,
        from: new Date(from).toISOString(),
        until: new Date(until).toISOString(),
        readers: accountIds.length,
      },
    },
  ])
  return id
}
