/** Some rows of one table whose time is over: they go, with what hangs on them, or lose the columns that are over. */
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { deedOf, type Expiry, type Strand } from '../../core/index.ts'
import { changeRows, childrenFirst, deleteRows, type Identities } from '../ask-table.ts'
import { type Condition, conditionOf } from './due.ts'
import { goWith } from './preview.ts'
import type { Situation } from './situation.ts'

const MOST = 2000

const count = async (transaction: Transaction, change: ReturnType<typeof sql>): Promise<number> => {
  const done = await sql<{ rows: number }>`with changed as (${change} returning 1)
    select count(*)::int as rows from changed`.execute(transaction)
  return done.rows[0]?.rows ?? 0
}

const some = ({ strand }: Expiry, { over, held }: Condition) =>
  sql`select t.ctid from ${sql.table(strand.table)} t where ${over} and not ${held} limit ${MOST} for update`

const emptyRows = (transaction: Transaction, expiry: Expiry, condition: Condition): Promise<number> => {
  if (condition.emptying.length === 0) return Promise.resolve(0)
  const set = sql.join(
    condition.emptying.map(
      ([column, value]) =>
        sql`${sql.ref(column)} = case when t.${sql.ref(column)} is null then null else ${value} end`,
    ),
  )
  return count(
    transaction,
    sql`update ${sql.table(expiry.strand.table)} t set ${set} where t.ctid = any(array(${some(expiry, condition)}))`,
  )
}

/** What leads to a person by these rows goes before them. */
const goBefore = async (
  transaction: Transaction,
  { strands }: { readonly strands: readonly Strand[] },
  identities: Identities,
): Promise<void> => {
  const hanging = strands.filter(
    ({ leads, erasedBy }) => erasedBy === undefined && leads.some(({ table }) => table in identities),
  )
  for (const strand of hanging.filter(({ does }) => does === 'change'))
    await changeRows(transaction, strand, deedOf(strand).changes, identities)
  const going = hanging.filter(({ does }) => does === 'delete')
  const order = await childrenFirst(
    transaction,
    going.map(({ table }) => table),
  )
  for (const table of order)
    for (const strand of going.filter((one) => one.table === table))
      await deleteRows(transaction, strand, identities)
}

const deleteSome = async (
  transaction: Transaction,
  { paths }: Situation,
  expiry: Expiry,
  condition: Condition,
): Promise<number> => {
  const { table } = expiry.strand
  const rows = sql`t.ctid = any(array(${some(expiry, condition)}))`
  if (!paths.anchors.some((anchor) => anchor.table === table))
    return count(transaction, sql`delete from ${sql.table(table)} t where ${rows}`)
  const found = await sql<{
    id: string
  }>`select t.id::text as id from ${sql.table(table)} t where ${rows}`.execute(transaction)
  const ids = found.rows.map(({ id }) => id)
  await goBefore(transaction, paths, { [table]: ids })
  return count(transaction, sql`delete from ${sql.table(table)} t where t.id = any(${ids})`)
}

/** Answers how many; none is the end. */
export const expireSome = async (
  transaction: Transaction,
  situation: Situation,
  expiry: Expiry,
): Promise<number> => {
  const { day, held, paths } = situation
  const together = goWith(paths, expiry)
  const condition = await conditionOf(transaction, expiry, { day, held, goWith: together })
  return expiry.does === 'delete'
    ? deleteSome(transaction, situation, expiry, condition)
    : emptyRows(transaction, expiry, condition)
}
