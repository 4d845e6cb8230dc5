/** What is over, as questions to the database: days are counted by the calendar, where the organization is. */
import type { TableDeclaration } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type RawBuilder, sql } from 'kysely'
import type { Counted, Expiry, FiguredRule, PersonClock, PersonSource } from '../../core/index.ts'
import { leadsTo } from '../ask-table.ts'
import type { Held } from './held.ts'

export interface Day {
  /** `2026-11-22`, where the organization is. */
  readonly today: string
  readonly timeZone: string
}

/** The civil day of the earliest of these columns; a column is a day already, or a moment. */
const dayOf = (columns: readonly string[], { timeZone }: Day): RawBuilder<string> => {
  const days = columns.map((column) => {
    const value = sql`t.${sql.ref(column)}`
    return sql`case when pg_typeof(${value}) = 'date'::regtype then ${value}::date
      else (${value}::timestamptz at time zone ${timeZone})::date end`
  })
  return sql`least(${sql.join(days)})`
}

/** The day on which what began on that day is over: 31 January and a month is the end of February. */
const endOf = (from: RawBuilder<string>, { period, trigger }: FiguredRule): RawBuilder<string> => {
  const start =
    trigger === 'year_ended' ? sql`(date_trunc('year', ${from}) + interval '1 year')` : sql`(${from})`
  return sql<string>`(${start} + ${`${period.count} ${period.unit}`}::interval)`
}

const isOver = (from: RawBuilder<string>, rule: FiguredRule, { today }: Day): RawBuilder<boolean> =>
  sql<boolean>`${endOf(from, rule)} <= ${today}::date`

const clocksOver = (clocks: readonly Counted[], day: Day): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(
    clocks.map(({ rule, columns }) => sql`coalesce(${isOver(dayOf(columns, day), rule, day)}, false)`),
    sql` and `,
  )})`

export interface ColumnShape {
  readonly type: string
  readonly nullable: boolean
}

export const readShape = async (
  transaction: Transaction,
  table: string,
): Promise<ReadonlyMap<string, ColumnShape>> => {
  const asked = sql<{ name: string; type: string; nullable: boolean }>`
    select attname::text as name, format_type(atttypid, atttypmod) as type, not attnotnull as nullable
    from pg_attribute where attrelid = to_regclass(${`loge.${table}`}) and attnum > 0 and not attisdropped`
  return new Map((await asked.execute(transaction)).rows.map(({ name, ...shape }) => [name, shape]))
}

/** What stands there afterwards; undefined where nothing can: then the column goes with its row. */
const emptied = (
  column: string,
  expiry: Expiry,
  shape: ReadonlyMap<string, ColumnShape>,
): RawBuilder<unknown> | undefined => {
  const erase = expiry.strand.columns[column]?.erase
  const { type = 'text', nullable = false } = shape.get(column) ?? {}
  // The type is the database's own word.
  if (typeof erase === 'object') return sql`${erase.replace}::${sql.raw(type)}`
  if (type === 'jsonb' && erase === 'keep') return sql`'{"kind": "unknown"}'::jsonb`
  if (nullable) return sql`null::${sql.raw(type)}`
  return type === 'text' && erase !== 'delete_row' ? sql`''::text` : undefined
}

export type Emptying = readonly (readonly [column: string, value: RawBuilder<unknown>])[]

export const emptyingOf = async (transaction: Transaction, expiry: Expiry): Promise<Emptying> => {
  if (expiry.does === 'delete') return []
  const shape = await readShape(transaction, expiry.strand.table)
  return Object.keys(expiry.strand.columns).flatMap((column) => {
    const value = emptied(column, expiry, shape)
    return value === undefined ? [] : [[column, value] as const]
  })
}

/** Rows that other rows still point to wait until those are gone; those that go with them do not count. */
const pointedAt = async (
  transaction: Transaction,
  table: string,
  goWith: readonly string[],
): Promise<readonly RawBuilder<boolean>[]> => {
  const asked = sql<{ child: string; own: readonly string[]; theirs: readonly string[] }>`
    select c.relname::text as child,
      array(select a.attname::text from unnest(f.conkey) with ordinality k (n, i)
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.n order by i) as own,
      array(select a.attname::text from unnest(f.confkey) with ordinality k (n, i)
        join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.n order by i) as theirs
    from pg_constraint f join pg_class c on c.oid = f.conrelid
    where f.contype = 'f' and f.confrelid = to_regclass(${`loge.${table}`}) and not c.relispartition
      and f.confdeltype in ('a', 'r')`
  const { rows } = await asked.execute(transaction)
  return rows
    .filter(({ child }) => !goWith.includes(child))
    .map(({ child, own, theirs }) => {
      const same = own.map((column, at) => sql`c.${sql.ref(column)} = t.${sql.ref(theirs[at] ?? column)}`)
      return sql<boolean>`not exists (select from ${sql.table(child)} c where ${sql.join(same, sql` and `)})`
    })
}

export interface Condition {
  readonly over: RawBuilder<boolean>
  readonly held: RawBuilder<boolean>
  readonly emptying: Emptying
}

/** `goWith`: tables whose rows go together with the row. */
export const conditionOf = async (
  transaction: Transaction,
  expiry: Expiry,
  { day, held, goWith }: { readonly day: Day; readonly held: Held; readonly goWith: readonly string[] },
): Promise<Condition> => {
  const { strand, does, clocks, only } = expiry
  const emptying = await emptyingOf(transaction, expiry)
  const left = emptying.map(([column, value]) => sql`t.${sql.ref(column)} is distinct from ${value}`)
  const free = does === 'delete' ? await pointedAt(transaction, strand.table, goWith) : []
  // What is null already is empty, whatever would stand there.
  const full = emptying.map(([column], at) => sql`(t.${sql.ref(column)} is not null and ${left[at]})`)
  const parts = [
    clocksOver(clocks, day),
    ...(only === undefined ? [] : [sql`t.${sql.ref(only.column)} = any(${[...only.values]}::text[])`]),
    ...free,
    ...(does === 'delete' ? [] : [full.length === 0 ? sql`false` : sql`(${sql.join(full, sql` or `)})`]),
  ]
  return {
    over: sql<boolean>`${sql.join(parts, sql` and `)}`,
    held: sql<boolean>`coalesce(${leadsTo(strand.leads, held.inTable(strand.table))}, false)`,
    emptying,
  }
}

export interface Counts {
  readonly rows: number
  readonly held: number
  readonly oldest: string | null
}

export const countDue = async (
  transaction: Transaction,
  expiry: Expiry,
  condition: Condition,
  day: Day,
): Promise<Counts> => {
  const oldest = dayOf(
    expiry.clocks.flatMap(({ columns }) => columns),
    day,
  )
  const asked = sql<Counts>`
    select count(*) filter (where not ${condition.held})::int as rows,
      count(*) filter (where ${condition.held})::int as held,
      (min(${oldest}) filter (where not ${condition.held}))::text as oldest
    from ${sql.table(expiry.strand.table)} t where ${condition.over}`
  return (await asked.execute(transaction)).rows[0] ?? { rows: 0, held: 0, oldest: null }
}

const personOf = (table: string, declarations: readonly TableDeclaration[]): RawBuilder<string> => {
  const { subject } = declarations.find((one) => one.table === table) ?? {}
  if (subject === 'self') return sql`t.id`
  if (typeof subject !== 'object' || !('via' in subject)) throw new Error(`${table} leads to nobody`)
  if (subject.table === 'person') return sql`t.${sql.ref(subject.via)}`
  return sql`(select ${personOf(subject.table, declarations)} from ${sql.table(subject.table)} t
    where t.id = ${sql.ref(`u.${subject.via}`)})`
}

export interface Asking {
  readonly declarations: readonly TableDeclaration[]
  readonly day: Day
}

/** Person and day for each row of a source; a row that has not ended has no day. */
export const rowsOf = (source: PersonSource, { declarations, day }: Asking): RawBuilder<unknown> => {
  const { table, columns, passesOver, only } = source
  const passed =
    passesOver === undefined
      ? sql`true`
      : passesOver.is === undefined
        ? sql`t.${sql.ref(passesOver.column)} is null`
        : sql`t.${sql.ref(passesOver.column)} <> ${passesOver.is}`
  const kinds =
    only === undefined || only.values.length === 0
      ? sql`true`
      : sql`t.${sql.ref(only.column)} = any(${[...only.values]})`
  const own = sql`(select t.*) u`
  return sql`select ${personOf(table, declarations)} as person_id, ${dayOf(columns, day)} as day
    from ${sql.table(table)} t cross join lateral ${own} where ${passed} and ${kinds}`
}

/** Of each whom a rule applies to: whether it is over, the day it counts from, and the day it ends. */
export const lastOf = ({ rule, sources }: PersonClock, asking: Asking): RawBuilder<unknown> => {
  const rows = sql.join(
    sources.map((source) => rowsOf(source, asking)),
    sql` union all `,
  )
  const last = sql<string>`max(r.day)`
  return sql`select r.person_id, ${isOver(last, rule, asking.day)} as over, ${last} as day, ${endOf(last, rule)}::date as until
    from (${rows}) r where r.day is not null group by r.person_id`
}

export interface DuePerson {
  readonly personId: string
  readonly oldest: string
  readonly isHeld: boolean
}

/** Whose every clock has run out, and who is tied to the house by nothing any more. */
export const findDuePeople = async (
  transaction: Transaction,
  plan: { readonly people: readonly PersonClock[]; readonly ties: readonly PersonSource[] },
  held: Held,
  asking: Asking,
): Promise<readonly DuePerson[]> => {
  if (plan.people.length === 0) return []
  const clocks = sql.join(
    plan.people.map((clock) => lastOf(clock, asking)),
    sql` union all `,
  )
  const ties = sql.join(
    plan.ties.map((tie) => rowsOf(tie, asking)),
    sql` union all `,
  )
  const asked = sql<DuePerson>`
    with clock as (${clocks}), tie as (${ties})
    select c.person_id::text as "personId", max(c.day)::text as oldest,
      c.person_id::text = any(${[...held.people]}) as "isHeld"
    from clock c group by c.person_id
    having bool_and(c.over) and not exists (
      select from tie where tie.person_id = c.person_id and (tie.day is null or tie.day > ${asking.day.today}::date))
    order by 1`
  return (await asked.execute(transaction)).rows
}

/** The day on which they go as a whole, as things stand; undefined while something of theirs has not ended. */
export const endOfPerson = async (
  transaction: Transaction,
  { people, ties }: { readonly people: readonly PersonClock[]; readonly ties: readonly PersonSource[] },
  personId: string,
  asking: Asking,
): Promise<string | undefined> => {
  if (people.length === 0) return undefined
  const clocks = people.map(({ rule, sources }) => {
    const rows = sql.join(
      sources.map((source) => rowsOf(source, asking)),
      sql` union all `,
    )
    return sql`select ${endOf(sql`max(r.day)`, rule)}::date as day from (${rows}) r where r.person_id::text = ${personId}`
  })
  const open = sql.join(
    ties.map((tie) => rowsOf(tie, asking)),
    sql` union all `,
  )
  const asked = sql<{ day: string | null; tied: string | null; open: boolean }>`
    with clock as (${sql.join(clocks, sql` union all `)}),
      tie as (select * from (${open}) o where o.person_id::text = ${personId})
    select (select max(day)::text from clock) as day, (select max(day)::text from tie) as tied,
      exists (select from tie where day is null) as open`
  const [found] = (await asked.execute(transaction)).rows
  if (found === undefined || found.open || found.day === null) return undefined
  return found.tied !== null && found.tied > found.day ? found.tied : found.day
}
