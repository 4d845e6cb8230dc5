/** `retention`: a month of the log that is over, while edges go on telling what happens; beside `delete` and `vacuum`. */
import { appendEvents, installCatalogue } from '@loge/features/events/server'
import { accessFacts } from '@loge/features/access/core'
import { eventFacts } from '@loge/features/events/core'
import { type Instant, instant, newId, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import { sql } from 'kysely'
import pg from 'pg'
import type { Bar, Bench, BenchResult, Row } from './bench.ts'
import { quantile } from './bench.ts'
import { growLog } from './log/large-log.ts'

/** Ten million take a quarter of an hour and some disk: asked for with LOGE_BENCH_LARGE=1. */
const ROWS = process.env['LOGE_BENCH_LARGE'] === '1' ? 10_000_000 : 1_000_000
const TIMES_FASTER = 20
const TIMES_SLOWER = 2
/** Of the ingest, before and while. */
const APPENDS = 150
const DAY_MS = 86_400_000

interface House {
  readonly database: TestDatabase
  readonly owner: pg.Client
  readonly organizationId: OrganizationId
}

const timed = async <Value>(work: () => Promise<Value>): Promise<readonly [number, Value]> => {
  const began = performance.now()
  const value = await work()
  return [performance.now() - began, value]
}

const appendOne = ({ database, organizationId }: House): Promise<void> =>
  database.transaction(organizationId, (transaction) =>
    appendEvents(transaction, realWorld, organizationId, [
      {
        id: newId(realWorld, 'event'),
        type: accessFacts.entranceCreated.type,
        occurredAt: realWorld.now(),
        actor: { kind: 'system', id: 'bench' },
        payload: {},
      },
    ]),
  )

/** At least so many, and as long as the work lasts. */
const ingestWhile = async (house: House, isOver: () => boolean): Promise<readonly number[]> => {
  const times: number[] = []
  while (times.length < APPENDS || !isOver()) times.push((await timed(() => appendOne(house)))[0])
  return times
}

/** The last month that is over to its last day, and the one before it. */
const monthsBefore = (now: Instant): readonly [string, string] => {
  const day = new Date(now)
  const back = (months: number) =>
    new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, 1)).toISOString().slice(0, 7)
  return [back(1), back(2)]
}

const countOf = async ({ owner }: House, month: string): Promise<number> => {
  const part = `loge.event_movement_${month.replace('-', '_')}`
  const { rows } = await owner.query<{ count: number }>(
    `select case when to_regclass($1) is null then 0 else 1 end as count`,
    [part],
  )
  if (rows[0]?.count === 0) return 0
  return (
    (await owner.query<{ count: number }>(`select count(*)::int as count from ${part}`)).rows[0]?.count ?? 0
  )
}

/** As the job does it: the organization is done with its drawer, and nobody else needs it. */
const purge = ({ database, organizationId }: House, month: string): Promise<unknown> =>
  database.transaction(organizationId, (transaction) =>
    sql`select leave_event_drawer('movement', ${month})`.execute(transaction),
  )

const deleteAndVacuum = async ({ owner }: House, month: string): Promise<void> => {
  const part = `loge.event_movement_${month.replace('-', '_')}`
  // What guards the log from changes is taken away for the peer alone.
  await owner.query(`alter table ${part} disable trigger all`)
  await owner.query(`delete from ${part}`)
  await owner.query(`vacuum ${part}`)
}

const measure = async (house: House): Promise<BenchResult> => {
  const [later, earlier] = monthsBefore(realWorld.now())
  await house.owner.query('vacuum analyze loge.event')
  const [ours, theirs] = [await countOf(house, earlier), await countOf(house, later)]
  await ingestWhile(house, () => true)
  const before = await ingestWhile(house, () => true)
  let isOver = false
  const during = ingestWhile(house, () => isOver)
  const [purgeMs] = await timed(() => purge(house, earlier))
  isOver = true
  const meanwhile = await during
  const [deleteMs] = await timed(() => deleteAndVacuum(house, later))
  // The same number of rows, should the months differ.
  const [perRow, perRowBare] = [purgeMs / ours, deleteMs / theirs]
  const faster = perRowBare / perRow
  const [p99Before, p99During] = [quantile(before, 0.99), quantile(meanwhile, 0.99)]
  const common = { bench: 'retention', workload: `${ROWS / 1_000_000}M`, runs: 1 }
  const rows: Row[] = [
    { ...common, subject: 'delete-vacuum', metric: 'seconds', value: deleteMs / 1000, unit: 's' },
    {
      ...common,
      subject: 'loge',
      metric: 'seconds',
      value: purgeMs / 1000,
      unit: 's',
      ratioTo: 'delete-vacuum, per row',
      ratio: 1 / faster,
    },
    { ...common, subject: 'ingest before', metric: 'p99', value: p99Before, unit: 'ms', runs: before.length },
    {
      ...common,
      subject: 'ingest during',
      metric: 'p99',
      value: p99During,
      unit: 'ms',
      runs: meanwhile.length,
      ratioTo: 'before',
      ratio: p99During / p99Before,
    },
  ]
  const left = await countOf(house, earlier)
  const bars: Bar[] = [
    { what: `${ours} events of a month went, ${left} are left`, met: ours > ROWS / 5 && left === 0 },
    {
      what: `${faster.toFixed(0)} × faster than delete and vacuum; at least ${TIMES_FASTER} ×`,
      met: faster >= TIMES_FASTER,
    },
    {
      what: `ingest p99 ${(p99During / p99Before).toFixed(2)} × that of before; at most ${TIMES_SLOWER} ×`,
      met: p99During <= TIMES_SLOWER * p99Before,
    },
  ]
  return { rows, bars }
}

const run = async (): Promise<BenchResult> => {
  const forget = installCatalogue([eventFacts, accessFacts])
  const database = await testDatabase()
  const organizationId = await testOrganization(database)
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query(`select set_config('loge.organization_id', $1, false)`, [organizationId])
  await owner.query(`select loge.ensure_event_partition('audit', now())`)
  await growLog(database, { organizationId, now: instant(realWorld.now() - DAY_MS), from: 0, to: ROWS })
  const measured = await measure({ database, owner, organizationId })
  await owner.end()
  await database.close()
  forget()
  return measured
}

export const retentionBench: Bench = {
  name: 'retention',
  summary: 'A month of the log leaves while events arrive, beside delete and vacuum.',
  run,
}
