/** The same house under one preset, and time that goes by: what a copy says goes on a day is there the day before, and not on it. */
import { installCatalogue } from '@loge/features/events/server'
import type { Register } from '@loge/features/law/core'
import {
  copyPerson,
  type CopyLine,
  type PrivacyDeps,
  runErasures,
  runRetention,
} from '@loge/features/privacy/server'
import {
  addDays,
  asId,
  type Category,
  formatCivilDay,
  instant,
  parseCivilDay,
  type World,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { type TestDatabase, testDatabase, testOrganization } from '@loge/testing'
import pg from 'pg'
import { declarations } from '../../server/declarations.ts'
import { everyFact } from '../../server/facts.ts'
import { fill, idIn, markOf, readShape } from '../gates/two-people.ts'
import { collect, publishIn } from './preset-house.ts'

/** One value of one person, and when it went. */
export interface Datum {
  readonly table: string
  readonly column: string
  readonly category: Category
  readonly value: unknown
  /** What the copy said: the day on which it goes. Null: it cannot be known yet. */
  readonly told: string | null
  /** It was there the day before that day; and on it. */
  readonly wasThere: boolean
  readonly isThere: boolean
}

type Run = Awaited<ReturnType<typeof runRetention>>

export interface PurgedHouse {
  readonly data: readonly Datum[]
  /** The runs on the days on which something went. */
  readonly runs: readonly Run[]
  /** Once more on the last of them. */
  readonly again: Run | undefined
}

/** Everything of a row happened within an hour, so that few days tell whether all of it goes on its own. */
const MINUTE = 60_000
const BEGINNING = '2026-11-23'
const THE_END = '2060-01-01'
const onDay = (day: string): World => ({ ...realWorld, now: () => instant(Date.parse(`${day}T12:00:00Z`)) })
const dayBefore = (day: string): string => {
  const parsed = parseCivilDay(day)
  if (parsed === undefined) throw new Error(`${day} is no day`)
  return formatCivilDay(addDays(parsed, -1))
}

/** What no hold, no restriction and no open case keeps here. */
const LET_GO = `
  update legal_hold set lifted_at = '2026-11-22', lifted_by = '{"kind":"system","id":"t"}' where lifted_at is null;
  delete from restriction; delete from archived;
  update role_assignment set ended_at = '2026-11-01T12:00:00Z' where ended_at is null;
  update subscription set ended_at = '2026-11-01T12:00:00Z', ended_by = 'link' where ended_at is null;
  update retention_run set as_of = '2026-11-01T02:00:00Z';
  update privacy_request set state = 'answered', ended_at = '2026-11-01T12:00:00Z'`

const openClient = async (database: TestDatabase, organizationId: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  await client.query(
    `select set_config('loge.organization_id', $1, false), set_config('search_path', 'loge', false)`,
    [organizationId],
  )
  return client
}

const fillHouse = async (client: pg.Client, organizationId: string): Promise<void> => {
  await client.query(`select loge.ensure_event_partition('movement', '2026-11-03T00:00:00Z')`)
  const shape = await readShape(client)
  const filled = declarations.filter(({ table }) => table !== 'register_version')
  for (const number of [1, 2])
    await fill(client, shape, filled, { organizationId, number, others: number, apart: MINUTE })
  await client.query(LET_GO)
}

/** Nothing is left to look for where the value is empty, or is not handed out. */
const UNSAID: ReadonlySet<unknown> = new Set([
  null,
  '',
  '-',
  '[held, hashed]',
  '[held, not shown]',
  '[somebody else]',
])
const isSaid = (value: unknown): boolean => !UNSAID.has(value)

type Row = Extract<CopyLine, { kind: 'row' }>
type Told = Omit<Datum, 'wasThere' | 'isThere'>

const toldIn = (lines: readonly CopyLine[]): readonly Told[] => {
  const categories = new Map<string, Category>()
  for (const line of lines)
    if (line.kind === 'table')
      for (const { column, category } of line.fields) categories.set(`${line.table}.${column}`, category)
  return lines.flatMap((line) =>
    line.kind === 'table'
      ? []
      : Object.entries(line.values).flatMap(([column, value]): readonly Told[] => {
          const category = categories.get(`${line.table}.${column}`)
          if (category === undefined || !isSaid(value)) return []
          return [{ table: line.table, column, category, value, told: line.keptUntil }]
        }),
  )
}

/** Words of theirs are looked for in every row; what is nobody's once nothing leads to them, in their own copy. */
const isThere = async (
  client: pg.Client,
  { table, column, value }: Told,
  rows: readonly Row[] | undefined,
): Promise<boolean> => {
  const said = JSON.stringify(value)
  if (rows !== undefined && !said.includes(markOf(1)))
    return rows.some((row) => row.table === table && JSON.stringify(row.values[column]) === said)
  const found = await client.query(
    `select from loge.${pg.escapeIdentifier(table)} t where to_jsonb(t) -> $1 = $2::jsonb limit 1`,
    [column, said],
  )
  return found.rows.length > 0
}

const areThere = async (
  client: pg.Client,
  data: readonly Told[],
  rows?: readonly Row[],
): Promise<readonly boolean[]> => {
  const found: boolean[] = []
  for (const one of data) found.push(await isThere(client, one, rows))
  return found
}

export const openPurgedHouse = async (preset: Register): Promise<PurgedHouse> => {
  const forget = installCatalogue(everyFact)
  const database = await testDatabase()
  const organizationId = await testOrganization(database)
  const at = (day: string): PrivacyDeps => ({ database, world: onDay(day), declarations })
  const runAt = async (day: string): Promise<Run> => {
    const run = await runRetention(at(day), organizationId)
    await runErasures(at(day), organizationId)
    return run
  }
  const client = await openClient(database, organizationId)
  try {
    await publishIn(at(BEGINNING), organizationId, preset)
    await fillHouse(client, organizationId)
    const personId = asId('person', idIn(1, 'person'))
    const copyAt = async (day: string): Promise<readonly CopyLine[]> => {
      const copy = await copyPerson(at(day), { organizationId, personId }).catch(() => undefined)
      return copy === undefined ? [] : collect(copy)
    }
    // What the log knows of them is noted by the first run.
    await runAt(BEGINNING)
    const told = toldIn(await copyAt(BEGINNING))
    const days = [...new Set(told.map((one) => one.told ?? THE_END))].toSorted()
    const data: Datum[] = []
    const runs: Run[] = []
    for (const day of days) {
      const own = told.filter((one) => (one.told ?? THE_END) === day)
      await runAt(dayBefore(day))
      const before = await areThere(client, own)
      runs.push(await runAt(day))
      const rows = (await copyAt(day)).filter((line) => line.kind === 'row')
      const after = await areThere(client, own, rows)
      data.push(
        ...own.map((one, index) => ({
          ...one,
          wasThere: before[index] ?? false,
          isThere: after[index] ?? true,
        })),
      )
    }
    return { data, runs, again: await runAt(days.at(-1) ?? THE_END) }
  } finally {
    await client.end()
    await database.close()
    forget()
  }
}
