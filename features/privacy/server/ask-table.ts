/** The questions and changes that paths are made into. Names come from the declarations, values are always bound. */
import type { Lead } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type RawBuilder, sql } from 'kysely'
import type { Anchor, PlannedStep, Strand } from '../core/index.ts'

/** The ids that lead to one person, by the table they are of. */
export type Identities = Readonly<Record<string, readonly string[]>>

export const valueOf = ({ via }: Lead): RawBuilder<unknown> => {
  const [column = via, ...keys] = via.split('.')
  return keys.length === 0
    ? sql`t.${sql.ref(column)}`
    : sql`t.${sql.ref(column)} #>> ${`{${keys.join(',')}}`}`
}

/** Whether a row `t` leads to the person. The database gives the list the type of the column. */
export const leadsTo = (leads: readonly Lead[], identities: Identities): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(
    leads.map((lead) => sql`${valueOf(lead)} = any(${[...(identities[lead.table] ?? [])]})`),
    sql` or `,
  )})`

export const findIdentities = async (
  transaction: Transaction,
  anchors: readonly Anchor[],
  personId: string,
): Promise<Identities> => {
  const found: Record<string, readonly string[]> = { person: [personId] }
  for (const { table, lead } of anchors.filter((anchor) => anchor.table !== anchor.lead.table)) {
    const asked = sql<{ id: string }>`
      select t.id::text as id from ${sql.table(table)} t where ${leadsTo([lead], found)} order by t.id`
    found[table] = (await asked.execute(transaction)).rows.map(({ id }) => id)
  }
  return found
}

export const countRows = async (
  transaction: Transaction,
  table: string,
  leads: readonly Lead[],
  identities: Identities,
): Promise<number> => {
  const asked = sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)} t where ${leadsTo(leads, identities)}`
  return (await asked.execute(transaction)).rows[0]?.count ?? 0
}

export interface Changed {
  readonly done: number
  readonly siteIds: readonly string[]
}

const answerOf = async (
  transaction: Transaction,
  change: RawBuilder<{ done: number; sites: readonly (string | null)[] | null }>,
): Promise<Changed> => {
  const [row] = (await change.execute(transaction)).rows
  return { done: row?.done ?? 0, siteIds: (row?.sites ?? []).filter((site) => site !== null) }
}

const told = sql`select count(*)::int as done, array_agg(distinct to_jsonb(changed) ->> 'site_id') as sites from changed`

export const deleteRows = (
  transaction: Transaction,
  { table, leads }: Strand,
  identities: Identities,
): Promise<Changed> =>
  answerOf(
    transaction,
    sql`with changed as (
      delete from ${sql.table(table)} t where ${leadsTo(leads, identities)} returning t.*
    ) ${told}`,
  )

export const changeRows = (
  transaction: Transaction,
  { table, leads }: Strand,
  changes: PlannedStep['changes'],
  identities: Identities,
): Promise<Changed> => {
  const set = sql.join(
    Object.entries(changes).map(([column, erase]) =>
      erase === 'null'
        ? sql`${sql.ref(column)} = null`
        : sql`${sql.ref(column)} = ${typeof erase === 'string' ? erase : erase.replace}`,
    ),
  )
  return answerOf(
    transaction,
    sql`with changed as (
      update ${sql.table(table)} t set ${set} where ${leadsTo(leads, identities)} returning t.*
    ) ${told}`,
  )
}

/** By the one function that may; it is named in the declaration. */
export const eraseBy = async (
  transaction: Transaction,
  functionName: string,
  identities: Identities,
): Promise<number> => {
  const ids = [...new Set(Object.values(identities).flat())]
  const asked = sql<{ count: string | number }>`select ${sql.ref(functionName)}(${ids}::uuid[]) as count`
  return Number((await asked.execute(transaction)).rows[0]?.count ?? 0)
}

/** Children before those they point to, as the database itself says. */
export const childrenFirst = async (
  transaction: Transaction,
  tables: readonly string[],
): Promise<readonly string[]> => {
  const asked = sql<{ child: string; parent: string }>`
    select distinct c.relname::text as child, p.relname::text as parent from pg_constraint f
    join pg_class c on c.oid = f.conrelid join pg_class p on p.oid = f.confrelid
    where f.contype = 'f' and f.connamespace = 'loge'::regnamespace and c.oid <> p.oid`
  const { rows } = await asked.execute(transaction)
  const ordered: string[] = []
  let left = [...new Set(tables)].toSorted()
  while (left.length > 0) {
    const ready = left.filter(
      (table) =>
        !rows.some(({ child, parent }) => parent === table && child !== table && left.includes(child)),
    )
    if (ready.length === 0) throw new Error(`these tables point to each other: ${left.join(', ')}`)
    ordered.push(...ready)
    left = left.filter((table) => !ready.includes(table))
  }
  return ordered
}
