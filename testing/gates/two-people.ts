/**
 * Fills every declared table for one person, from the types of its columns, its foreign keys and its checks as the
 * database itself tells them. A value is said by hand only where a check asks for more than its list of words.
 */
import type { Lead, TableDeclaration } from '@loge/kernel'
import pg from 'pg'
import { SAMPLES, SECOND } from './samples.ts'

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly isGenerated: boolean
  readonly hasDefault: boolean
}

interface Reference {
  readonly from: string
  readonly to: string
  readonly columns: readonly string[]
  readonly targets: readonly string[]
}

const COLUMNS = `
  select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type,
    a.attgenerated <> '' as "isGenerated", a.atthasdef as "hasDefault"
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not attisdropped
  where c.relnamespace = 'loge'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  order by c.relname, a.attnum`

const REFERENCES = `
  select c.relname as from, p.relname as to,
    array(select a.attname::text from unnest(f.conkey) with ordinality k (n, i)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.n order by i) as columns,
    array(select a.attname::text from unnest(f.confkey) with ordinality k (n, i)
          join pg_attribute a on a.attrelid = p.oid and a.attnum = k.n order by i) as targets
  from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class p on p.oid = f.confrelid
  where f.contype = 'f' and f.connamespace = 'loge'::regnamespace and not c.relispartition`

/** `kind = any (array['a', 'b'])`: the words a column may hold. */
const WORDS = `
  select c.relname as "table", pg_get_constraintdef(f.oid) as check
  from pg_constraint f join pg_class c on c.oid = f.conrelid
  where f.contype = 'c' and f.connamespace = 'loge'::regnamespace and not c.relispartition`

interface Shape {
  readonly columns: ReadonlyMap<string, readonly Column[]>
  readonly references: readonly Reference[]
  readonly words: ReadonlyMap<string, string>
}

export const readShape = async (client: pg.Client): Promise<Shape> => {
  const columns = await client.query<Column>(COLUMNS)
  const references = await client.query<Reference>(REFERENCES)
  const checks = await client.query<{ table: string; check: string }>(WORDS)
  const words = new Map<string, string>()
  for (const { table, check } of checks.rows) {
    const found = /^CHECK \(\((\w+) = ANY \(ARRAY\['([^']+)'/.exec(check)
    if (found !== null) words.set(`${table}.${found[1]}`, found[2] ?? '')
  }
  return { columns: Map.groupBy(columns.rows, ({ table }) => table), references: references.rows, words }
}

/** Rows are told apart by the number of their universe: everything of one person has the same. */
export const idIn = (universe: number, table: string): string => {
  let hash = 0
  for (const letter of table) hash = (hash * 31 + letter.charCodeAt(0)) % 0xffffffff
  return `0198${String(universe).padStart(4, '0')}-0000-7000-8000-${hash.toString(16).padStart(12, '0')}`
}

const DAY = 86_400_000
const START = Date.UTC(2026, 10, 1)

/** A text nobody else has, so that it can be looked for. */
export const markOf = (universe: number): string => `ofperson${universe}`

const byType = (
  { number: universe, apart = DAY }: Universe,
  { table, column, type }: Column,
  index: number,
): unknown => {
  if (type === 'uuid') return idIn(universe, `${table}.${column}`)
  if (type === 'uuid[]') return [idIn(universe, `${table}.${column}`)]
  if (type.startsWith('timestamp')) return new Date(START + index * apart)
  if (type === 'date') return '2026-11-05'
  if (type === 'boolean') return false
  if (/^(integer|bigint|smallint)$/.test(type)) return 7 + universe
  if (type === 'bigint[]') return [1]
  if (type === 'text[]') return [`${markOf(universe)}-${column}`]
  if (type === 'bytea') return Buffer.from(`${markOf(universe)}-${table}-${column}`)
  if (type === 'jsonb') return JSON.stringify({ [column]: `${markOf(universe)}-${table}` })
  if (type === 'text') return `${markOf(universe)}-${table}-${column}`
  return undefined
}

const actorJson = (lead: Lead, id: string): string => {
  const [, ...keys] = lead.via.split('.')
  const inner: unknown = keys.toReversed().reduce<unknown>((value, key) => ({ [key]: value }), id)
  return JSON.stringify({ kind: 'account', ...(inner as object) })
}

/** The columns that lead to people: the row's own, and those about somebody else. */
const leadsIn = (declaration: TableDeclaration) => {
  const { subject, columns } = declaration
  const own = typeof subject === 'object' && 'via' in subject ? [subject] : []
  const others = Object.values(columns).flatMap((field) =>
    field.pd === 'none' || field.whose === undefined ? [] : [field.whose[0]],
  )
  return { own, others }
}

export interface Universe {
  readonly organizationId: string
  readonly number: number
  /** Whom the columns lead to that are about somebody else than the row. */
  readonly others: number
  /** Milliseconds between one moment of a row and the next. */
  readonly apart?: number
}

export const parentsFirst = (
  tables: readonly string[],
  references: readonly Reference[],
): readonly string[] => {
  const ordered: string[] = []
  let left = [...tables]
  while (left.length > 0) {
    const ready = left.filter(
      (table) => !references.some(({ from, to }) => from === table && to !== table && left.includes(to)),
    )
    ordered.push(...ready)
    left = left.filter((table) => !ready.includes(table))
    if (ready.length === 0) throw new Error(`these tables point to each other: ${left.join(', ')}`)
  }
  return ordered
}

type Row = Readonly<Record<string, unknown>>

/** One row of a table, as its types, keys, checks and leads ask for it. */
const rowOf = (
  shape: Shape,
  declaration: TableDeclaration,
  universe: Universe,
  made: ReadonlyMap<string, Row>,
): Row => {
  const { table } = declaration
  const row: Record<string, unknown> = {}
  const columns = (shape.columns.get(table) ?? []).filter(({ isGenerated }) => !isGenerated)
  columns.forEach((column, index) => {
    const name = column.column
    const word = shape.words.get(`${table}.${name}`)
    row[name] = name === 'id' ? idIn(universe.number, table) : (word ?? byType(universe, column, index))
  })
  for (const { to, columns: own, targets } of shape.references.filter((one) => one.from === table)) {
    const parent = made.get(to)
    own.forEach((name, index) => {
      if (parent !== undefined) row[name] = parent[targets[index] ?? '']
    })
  }
  const { own, others } = leadsIn(declaration)
  const lead = (one: Lead, whose: number): void => {
    const [column = ''] = one.via.split('.')
    const id = idIn(whose, one.table)
    row[column] = one.via.includes('.') ? actorJson(one, id) : id
  }
  for (const one of own) lead(one, universe.number)
  for (const one of others) lead(one, universe.others)
  Object.assign(row, SAMPLES[table]?.(universe.number))
  for (const [name, value] of Object.entries(row)) if (value === undefined) delete row[name]
  row['organization_id'] = universe.organizationId
  return row
}

/** What there is once for a whole organization and is about nobody is there already. */
const insert = async (client: pg.Client, { table, columns }: TableDeclaration, row: Row): Promise<void> => {
  const names = Object.keys(row).map((name) => pg.escapeIdentifier(name))
  const places = names.map((_, index) => `$${index + 1}`)
  const isAboutNobody = Object.values(columns).every(({ pd }) => pd === 'none')
  const statement = `insert into loge.${pg.escapeIdentifier(table)} (${names.join(', ')})
    values (${places.join(', ')}) ${isAboutNobody ? 'on conflict do nothing' : ''}`
  await client.query(statement, Object.values(row)).catch((error: Error) => {
    throw new Error(`${table}: ${error.message}`, { cause: error })
  })
}

/** Fills every declared table that has an organization; answers their names. */
export const fill = async (
  client: pg.Client,
  shape: Shape,
  declarations: readonly TableDeclaration[],
  universe: Universe,
): Promise<readonly string[]> => {
  const byName = new Map(declarations.map((declaration) => [declaration.table, declaration]))
  const tables = parentsFirst(
    declarations.map(({ table }) => table),
    shape.references,
  )
  const made = new Map<string, Row>()
  // In one piece: by its end everybody has the source nobody is kept without.
  await client.query('begin')
  for (const table of tables) {
    const declaration = byName.get(table)
    if (declaration === undefined || !('organization_id' in declaration.columns)) continue
    const row = rowOf(shape, declaration, universe, made)
    await insert(client, declaration, row)
    const second = SECOND[table]?.(universe.number)
    if (second !== undefined) await insert(client, declaration, { ...row, ...second })
    made.set(table, row)
  }
  await client.query('commit')
  return [...made.keys()]
}
