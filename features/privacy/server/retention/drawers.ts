/** The log by the register: who and what leave an event when its period ends, its drawer when that of its month does. */
import { ACTIVITY_OF_CLASS, mayBePurged, type RetentionClass } from '@loge/features/events/core'
import { type Calendar, type Register, retentionFor } from '@loge/features/law/core'
import type { Instant } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { firstDayKept } from '../../core/index.ts'
import type { Held } from './held.ts'

export const CLASSES: readonly RetentionClass[] = ['movement', 'equipment', 'audit']

/** Events of one transaction: some tenths of a second. */
const MOST = 20_000

export interface Moment {
  readonly register: Register
  readonly asOf: Instant
  readonly calendar: Calendar
}

export const ruleOfClass = (register: Register, retention: RetentionClass) =>
  retentionFor(register, [ACTIVITY_OF_CLASS[retention]])

/** What was filed before is over; undefined where the register gives no figure. */
export const emptyBefore = (
  { register, asOf, calendar }: Moment,
  retention: RetentionClass,
): Instant | undefined => {
  const { period } = ruleOfClass(register, retention)
  return typeof period === 'string' ? undefined : calendar.startOf(firstDayKept(calendar.dayOf(asOf), period))
}

const keptIds = (held: Held): readonly string[] => [...new Set(Object.values(held.inTable('event')).flat())]

const isFull = sql`(person_id is not null or payload is not null or salt is not null or actor_id is not null)`

const isKept = (held: Held) => {
  const ids = [...keptIds(held)]
  return sql`(coalesce(person_id::text, '') = any(${ids}::text[]) or coalesce(actor_id, '') = any(${ids}::text[]))`
}

export interface LogCounts {
  readonly rows: number
  readonly held: number
  readonly oldest: string | null
}

export const countEvents = async (
  transaction: Transaction,
  retention: RetentionClass,
  before: Instant,
  held: Held,
): Promise<LogCounts> => {
  const asked = sql<LogCounts>`
    select count(*) filter (where not ${isKept(held)})::int as rows,
      count(*) filter (where ${isKept(held)})::int as held, min(filed_at)::date::text as oldest
    from event where retention_class = ${retention} and filed_at < ${new Date(before)} and ${isFull}`
  return (await asked.execute(transaction)).rows[0] ?? { rows: 0, held: 0, oldest: null }
}

export interface EmptiedSome {
  readonly rows: number
  /** Undefined at the end. */
  readonly reached: string | undefined
}

export const emptySome = async (
  transaction: Transaction,
  retention: RetentionClass,
  { before, after, held }: { readonly before: Instant; readonly after: string; readonly held: Held },
): Promise<EmptiedSome> => {
  const asked = sql<{ emptied: string; reached: string | null }>`
    select emptied, (reached + interval '1 microsecond')::text as reached
    from empty_events(${retention}, ${after}::timestamptz, ${new Date(before)}, ${[...keptIds(held)]}::text[], ${MOST})`
  const [row] = (await asked.execute(transaction)).rows
  return { rows: Number(row?.emptied ?? 0), reached: row?.reached ?? undefined }
}

/** Months of a class whose period is over to the last day, and where nothing is kept. */
const drawersOver = async (
  transaction: Transaction,
  retention: RetentionClass,
  { register, asOf }: Moment,
): Promise<readonly string[]> => {
  const asked = sql<{ month: string }>`
    select replace(right(c.relname, 7), '_', '-') as month
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = to_regclass(${`loge.event_${retention}`}) order by 1`
  const { rows } = await asked.execute(transaction)
  return rows.map(({ month }) => month).filter((month) => mayBePurged({ retention, month }, asOf, register))
}

const isNeeded = async (
  transaction: Transaction,
  retention: RetentionClass,
  month: string,
  held: Held,
): Promise<boolean> => {
  if (keptIds(held).length === 0) return false
  const from = `${month}-01T00:00:00Z`
  const asked = sql`select from event where retention_class = ${retention} and filed_at >= ${from}::timestamptz
    and filed_at < ${from}::timestamptz + interval '1 month' and ${isKept(held)} limit 1`
  return (await asked.execute(transaction)).rows.length > 0
}

/** One drawer that is over is left, and dropped when no other organization needs it. Answers how many events went. */
export const leaveOne = async (
  transaction: Transaction,
  retention: RetentionClass,
  moment: Moment,
  { after, held }: { readonly after: string; readonly held: Held },
): Promise<{ readonly rows: number; readonly month: string } | undefined> => {
  for (const month of await drawersOver(transaction, retention, moment)) {
    if (month <= after || (await isNeeded(transaction, retention, month, held))) continue
    const from = `${month}-01T00:00:00Z`
    const counted = await sql<{ rows: number }>`
      select count(*)::int as rows from event where retention_class = ${retention}
        and filed_at >= ${from}::timestamptz and filed_at < ${from}::timestamptz + interval '1 month'`.execute(
      transaction,
    )
    await sql`select leave_event_drawer(${retention}, ${month})`.execute(transaction)
    return { rows: counted.rows[0]?.rows ?? 0, month }
  }
  return undefined
}
