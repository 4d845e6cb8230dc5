/**
 * Rows as a caller sees them: named in camel case, listed page by page in a stable order, changed only by naming the
 * version that was read. Row-level security narrows every statement to the organization of the transaction.
 */
import type { OrganizationId } from '@loge/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Transaction } from './database.ts'

export interface Versioned {
  readonly id: string
  readonly version: number
}

export interface RowShape<Shown extends Versioned> {
  readonly table: string
  /** The column of each property. */
  readonly columns: { readonly [Property in keyof Shown]-?: string }
  /** The column lists are ordered by; `id` decides between equals. */
  readonly orderBy: string
}

export interface ListRequest {
  readonly where: readonly RawBuilder<unknown>[]
  readonly after: { readonly key: string; readonly id: string } | undefined
  readonly limit: number
}

const shown = <Shown extends Versioned>({ columns }: RowShape<Shown>) =>
  sql.join(
    Object.entries<string>(columns).map(([name, column]) => sql`${sql.ref(column)} as ${sql.ref(name)}`),
  )

export const readRow = async <Shown extends Versioned>(
  transaction: Transaction,
  shape: RowShape<Shown>,
  id: Shown['id'],
): Promise<Shown | undefined> => {
  const { rows } = await sql<Shown>`
    select ${shown(shape)} from ${sql.table(shape.table)} where id = ${id}`.execute(transaction)
  return rows[0]
}

/** One row more than `limit`, when there is one, so that the caller knows whether another page follows. */
export const listRows = async <Shown extends Versioned>(
  transaction: Transaction,
  shape: RowShape<Shown>,
  request: ListRequest,
): Promise<readonly Shown[]> => {
  const order = sql.ref(shape.orderBy)
  const after =
    request.after === undefined ? [] : [sql`(${order}, id) > (${request.after.key}, ${request.after.id})`]
  const where = sql.join([sql`true`, ...request.where, ...after], sql` and `)
  const { rows } = await sql<Shown>`
    select ${shown(shape)} from ${sql.table(shape.table)}
    where ${where} order by ${order}, id limit ${request.limit + 1}`.execute(transaction)
  return rows
}

export const insertRow = async <Shown extends Versioned>(
  transaction: Transaction,
  shape: RowShape<Shown>,
  { organizationId, row }: { readonly organizationId: OrganizationId; readonly row: Shown },
): Promise<void> => {
  const entries = Object.entries<string>(shape.columns)
  const values = new Map<string, unknown>(Object.entries(row))
  await sql`
    insert into ${sql.table(shape.table)} (organization_id, ${sql.join(entries.map(([, column]) => sql.ref(column)))})
    values (${organizationId}, ${sql.join(entries.map(([name]) => values.get(name) ?? null))})`.execute(
    transaction,
  )
}

/** Any number of rows in one statement; their columns are those of the shape. */
export const insertRows = async <Shown extends Versioned>(
  transaction: Transaction,
  shape: RowShape<Shown>,
  { organizationId, rows }: { readonly organizationId: OrganizationId; readonly rows: readonly Shown[] },
): Promise<void> => {
  const entries = Object.entries<string>(shape.columns)
  const records = rows.map((row) => {
    const values = new Map<string, unknown>(Object.entries(row))
    return Object.fromEntries(entries.map(([name, column]) => [column, values.get(name) ?? null]))
  })
  const columns = sql.join(entries.map(([, column]) => sql.ref(column)))
  await sql`
    insert into ${sql.table(shape.table)} (organization_id, ${columns})
    select ${organizationId}, ${columns}
    from json_populate_recordset(null::${sql.table(shape.table)}, ${JSON.stringify(records)}::json)`.execute(
    transaction,
  )
}

/** False when somebody else changed the row since `row` was read: nothing was written. */
export const replaceRow = async <Shown extends Versioned>(
  transaction: Transaction,
  shape: RowShape<Shown>,
  { before, after }: { readonly before: Shown; readonly after: Shown },
): Promise<boolean> => {
  const values = new Map<string, unknown>(Object.entries(after))
  const settings = Object.entries<string>(shape.columns)
    .filter(([name]) => name !== 'id' && name !== 'version')
    .map(([name, column]) => sql`${sql.ref(column)} = ${values.get(name) ?? null}`)
  const { numAffectedRows } = await sql`
    update ${sql.table(shape.table)} set version = version + 1, ${sql.join(settings)}
    where id = ${before.id} and version = ${before.version}`.execute(transaction)
  return numAffectedRows === 1n
}

export const deleteRow = async <Shown extends Versioned>(
  transaction: Transaction,
  shape: RowShape<Shown>,
  row: Shown,
): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    delete from ${sql.table(shape.table)} where id = ${row.id} and version = ${row.version}`.execute(
    transaction,
  )
  return numAffectedRows === 1n
}
