/** Counts, table by table, what is kept of one person, and since when its periods run. */
import { type Register, TRIGGERS, type Trigger } from '@loge/features/law/core'
import { calendarOf } from '@loge/features/law/server'
import { type Category, instant, type Instant, type PersonId, type TableDeclaration } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type RawBuilder, sql } from 'kysely'
import { describeKnown, findPaths, type Held, type Known, type Strand } from '../../core/index.ts'
import { findIdentities, type Identities, leadsTo } from '../ask-table.ts'

const isTrigger = (text: string): text is Trigger => (TRIGGERS as readonly string[]).includes(text)

type Starts = readonly (readonly [Trigger, readonly string[]])[]

const startsOf = (declarations: readonly TableDeclaration[], table: string): Starts =>
  Object.entries(declarations.find((one) => one.table === table)?.starts ?? {}).flatMap(
    ([trigger, columns]) => (isTrigger(trigger) ? [[trigger, [columns].flat()] as const] : []),
  )

/** Of several columns the earliest; a row that has not ended yet keeps the whole table open. */
const lastOf = (columns: readonly string[]): RawBuilder<number | null> => {
  const at = sql`least(${sql.join(columns.map((column) => sql`t.${sql.ref(column)}`))})`
  return sql<number | null>`
    case when count(*) filter (where ${at} is null) > 0 then null else extract(epoch from max(${at})::timestamptz) * 1000 end`
}

interface Counted {
  readonly rows: number
  readonly started: Readonly<Partial<Record<Trigger, Instant>>>
}

const count = async (
  transaction: Transaction,
  { table, leads }: Strand,
  identities: Identities,
  starts: Starts,
): Promise<Counted> => {
  const lasts = starts.map(([, columns]) => lastOf(columns))
  const asked = sql<{ rows: number; lasts: readonly (number | null)[] }>`
    select count(*)::int as rows, array[${sql.join([sql`null::float8`, ...lasts.map((last) => sql`(${last})::float8`)])}] as lasts
    from ${sql.table(table)} t where ${leadsTo(leads, identities)}`
  const row = (await asked.execute(transaction)).rows[0]
  const started: Partial<Record<Trigger, Instant>> = {}
  for (const [index, [trigger]] of starts.entries()) {
    const at = row?.lasts[index + 1] ?? null
    if (at !== null) started[trigger] = instant(Math.floor(at))
  }
  return { rows: row?.rows ?? 0, started }
}

const heldIn = ({ columns }: Strand, { rows, started }: Counted): readonly Held[] =>
  [...Map.groupBy(Object.values(columns), ({ pd }): Category => pd)].map(([category, fields]) => ({
    category,
    activities: [...new Set(fields.flatMap((field) => field.for))],
    sources: [...new Set(fields.map(({ source }) => source))],
    rows,
    started,
  }))

/** Internal references tell nobody anything, and secrets are shown to nobody: both are in the copy, not in the list. */
export const knownOf = async (
  transaction: Transaction,
  declarations: readonly TableDeclaration[],
  personId: PersonId,
  { register, timeZone }: { readonly register: Register; readonly timeZone: string },
): Promise<readonly Known[]> => {
  const { anchors, strands } = findPaths(declarations)
  const identities = await findIdentities(transaction, anchors, personId)
  const held: Held[] = []
  for (const strand of strands) {
    const counted = await count(transaction, strand, identities, startsOf(declarations, strand.table))
    if (counted.rows > 0) held.push(...heldIn(strand, counted))
  }
  return describeKnown(
    register,
    held.filter(({ category }) => category !== 'link'),
    calendarOf(timeZone),
  )
}
