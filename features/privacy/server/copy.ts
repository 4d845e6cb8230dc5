/**
 * Everything that is kept of a person, table by table, as it stands (GDPR art. 15 and 20). Read in pages, each in a
 * transaction of its own, and only as fast as the reader takes it: a subject of any size is never held in memory.
 */
import { rightsUnder } from '@loge/features/law/core'
import { calendarOf, registerAt, timeZoneOf } from '@loge/features/law/server'
import {
  addMonths,
  findPaths,
  type Paths,
  planRetention,
  type Rule,
  type RuleBook,
  type Strand,
} from '../core/index.ts'
import {
  asCivilDay,
  civilDay,
  civilFields,
  DAY_MS,
  type Category,
  formatCivilDay,
  type OrganizationId,
  type PersonId,
  type Source,
  type Starts,
  type TableDeclaration,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { findIdentities, type Identities, leadsTo } from './ask-table.ts'
import { originOf, type Origins, originsOf, type RecordOrigin } from './copy-origin.ts'
import type { PrivacyDeps } from './deps.ts'
import { requirePersonHere } from './erase.ts'
import { rulesOf } from './preview.ts'
import { insideAsPrivacy } from './purpose.ts'
import { endOfPerson } from './retention/due.ts'

/** What a copy says of one column before the first row. */
export interface CopiedField {
  readonly column: string
  readonly category: Category
  /** Ids of the activities of the register. */
  readonly purposes: readonly string[]
  readonly source: Source
  readonly retention: readonly string[]
}

export type CopyLine =
  | { readonly kind: 'table'; readonly table: string; readonly fields: readonly CopiedField[] }
  | {
      readonly kind: 'row'
      readonly table: string
      readonly values: Readonly<Record<string, unknown>>
      /** The last day it is kept, where the start of its period is known. */
      readonly keptUntil: string | null
      readonly origin: RecordOrigin
    }

const BYTES = /^\\x(?:[0-9a-f]{2})+$/

/** A file among the values: as PostgreSQL says it, nobody opens it; as this, every browser and every language does. */
export const asFile = (value: unknown): string | undefined =>
  typeof value === 'string' && BYTES.test(value)
    ? `data:application/octet-stream;base64,${Buffer.from(value.slice(2), 'hex').toString('base64')}`
    : undefined

export const withFiles = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).map(([column, value]) => [column, asFile(value) ?? value]))

export type CopyScope = 'access' | 'portability'

/** Each page sorts all there is of a table: few large ones. */
const PAGE = 5_000
/** What nobody is handed, not even whose it is: a digest that signs in. */
const SECRET = '[held, not shown]'
const DIGEST = '[held, hashed]'
const SOMEBODY_ELSE = '[somebody else]'

type Columns = Strand['columns']

/** Art. 20: what they gave or what was observed of them, where it rests on a contract or their consent. */
const isPortable = ({ portable, source, for: purposes }: Columns[string], rules: RuleBook): boolean =>
  portable &&
  (source === 'provided' || source === 'observed') &&
  purposes.some((activity) =>
    rules(activity).bases.some((basis) => rightsUnder(basis).includes('portability')),
  )

const columnsOf = ({ columns }: Strand, scope: CopyScope, rules: RuleBook): Columns =>
  scope === 'access'
    ? columns
    : Object.fromEntries(Object.entries(columns).filter(([, field]) => isPortable(field, rules)))

const fieldsOf = (columns: Columns, rules: RuleBook): readonly CopiedField[] =>
  Object.entries(columns).map(([column, { pd, for: purposes, source }]) => ({
    column,
    category: pd,
    purposes,
    source,
    retention: [...new Set(purposes.map((activity) => rules(activity).id))],
  }))

/** Undefined where the register gives no length of time. */
const dayAfter = (start: string, { period, trigger }: Rule): number | undefined => {
  if (typeof period === 'string') return undefined
  const day = asCivilDay(Math.floor(Date.parse(start) / DAY_MS))
  const from = trigger === 'year_ended' ? civilDay(civilFields(day).year + 1, 1, 1) : day
  if (period.unit === 'day') return from + period.count
  return addMonths(from, period.count * (period.unit === 'year' ? 12 : 1))
}

/** The longest of what its activities ask for; unknown while one of them has not begun to count. */
const keptUntil = (
  row: Readonly<Record<string, unknown>>,
  starts: Starts<Record<string, unknown>>,
  rules: readonly Rule[],
): string | null => {
  const ends = rules.map((rule) => {
    const known = [starts[rule.trigger] ?? []].flat().map((column) => row[column])
    const [start] = known.filter((at) => typeof at === 'string').toSorted()
    return start === undefined ? undefined : dayAfter(start, rule)
  })
  const known = ends.filter((end) => end !== undefined)
  return known.length === 0 || known.length < ends.length
    ? null
    : formatCivilDay(asCivilDay(Math.max(...known)))
}

type Row = Readonly<Record<string, unknown>>

/** Columns about somebody in a row of somebody else go when that row does, and nobody can say when that is. */
const goesWithAnother = ({ strands }: Paths, { table, part }: Strand): boolean =>
  part === 'columns' &&
  strands.some((one) => one.table === table && one.part === 'row' && one.does === 'delete')

/** What goes with its person, or with a row it hangs on, goes with them at the latest. */
const sooner = (
  own: string | null,
  row: Row,
  { ends, parents, paths }: Copying,
  strand: Strand,
): string | null => {
  const { table, does, leads } = strand
  if (does !== 'delete') return goesWithAnother(paths, strand) ? null : own
  const above = leads.map((lead) => parents.get(`${lead.table} ${String(row[lead.via])}`))
  const [first = null] = [own ?? undefined, ends, ...above].filter((day) => day !== undefined).toSorted()
  if (first !== null && first !== ends && paths.anchors.some((anchor) => anchor.table === table))
    parents.set(`${table} ${String(row['id'])}`, first)
  return first
}

/** Where the kind of a row says what it is kept for, that alone counts. */
const rulesServed = (
  row: Readonly<Record<string, unknown>>,
  servesBy: TableDeclaration['servesBy'],
  rules: RuleBook,
): readonly Rule[] | undefined => {
  const activity = servesBy?.activities[String(row[servesBy.column])]
  return activity === undefined ? undefined : [rules(activity)]
}

const keyOf = async (transaction: Transaction, table: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ key: readonly string[] }>`
    select array(select a.attname::text from unnest(i.indkey) with ordinality k (n, place)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n order by place) as key
    from pg_index i where i.indisprimary and i.indrelid = to_regclass(${`loge.${table}`})`.execute(
    transaction,
  )
  return rows[0]?.key ?? []
}

interface Page {
  readonly rows: readonly { readonly row: Record<string, unknown>; readonly key: readonly string[] }[]
}

const readPage = async (
  transaction: Transaction,
  { table, leads }: Strand,
  identities: Identities,
  after: readonly string[] | undefined,
): Promise<Page> => {
  const key = await keyOf(transaction, table)
  const columns = sql.join(key.map((column) => sql`t.${sql.ref(column)}`))
  const texts = sql.join(key.map((column) => sql`t.${sql.ref(column)}::text`))
  const beyond =
    after === undefined ? sql`true` : sql`(${columns}) > (${sql.join(after.map((one) => sql`${one}`))})`
  const asked = sql<Page['rows'][number]>`
    select to_jsonb(t) as row, array[${texts}] as key from ${sql.table(table)} t
    where ${leadsTo(leads, identities)} and ${beyond} order by ${columns} limit ${PAGE}`
  return { rows: (await asked.execute(transaction)).rows }
}

interface Copying {
  readonly deps: PrivacyDeps
  readonly origins: Origins
  readonly today: string
  readonly organizationId: OrganizationId
  readonly identities: Identities
  readonly rules: RuleBook
  readonly scope: CopyScope
  readonly paths: Paths
  readonly within: CopyToMake['within']
  /** The day on which they go as a whole, where it is known. */
  readonly ends: string | undefined
  /** Rows that go before their person does, with the day: what hangs on them goes with them. */
  readonly parents: Map<string, string>
}

/** Columns of the row that are about somebody else than the one who asks. */
const maskedIn = (
  { paths, identities }: Copying,
  table: string,
  row: Record<string, unknown>,
): readonly string[] => {
  const own = new Set(Object.values(identities).flat())
  return paths.strands
    .filter((strand) => strand.table === table && strand.part === 'columns')
    .flatMap(({ columns }) => Object.keys(columns))
    .filter(
      (column) =>
        (row[column] ?? null) !== null && ![...own].some((id) => JSON.stringify(row[column]).includes(id)),
    )
}

const secretIn = (column: string): string => (/hash|digest/.test(column) ? DIGEST : SECRET)

const HEX = '\\x'

/** As the database says it, and open. */
const openedIn = ({ open }: PrivacyDeps, value: unknown): unknown =>
  open === undefined || typeof value !== 'string'
    ? SECRET
    : `${HEX}${Buffer.from(open(Buffer.from(value.slice(HEX.length), 'hex'))).toString('hex')}`

const shownIn = (
  deps: PrivacyDeps,
  column: string,
  { pd, sealed }: Columns[string],
  value: unknown,
): unknown => {
  if (value === null || value === undefined) return value
  if (pd === 'authentication_secret') return secretIn(column)
  return sealed === true ? openedIn(deps, value) : value
}

const valuesOf = (
  copying: Copying,
  { table, part }: Strand,
  columns: Columns,
  row: Record<string, unknown>,
) => {
  const shown = Object.fromEntries(
    Object.entries(columns).map(([column, field]) => [
      column,
      shownIn(copying.deps, column, field, row[column]),
    ]),
  )
  if (part === 'columns' || copying.scope === 'portability') return shown
  const masked = maskedIn(copying, table, row).map((column) => [column, SOMEBODY_ELSE])
  return { ...shown, ...Object.fromEntries(masked) }
}

const originIn = (
  { origins, today }: Copying,
  columns: Columns,
  { row, starts }: { readonly row: Row; readonly starts: Starts<Record<string, unknown>> },
): RecordOrigin => {
  const held = Object.entries(columns).filter(
    ([column, { pd }]) => pd !== 'link' && (row[column] ?? null) !== null,
  )
  const all = held.length === 0 ? Object.entries(columns) : held
  const sources = [...new Set(all.map(([, { source }]) => source))]
  return originOf(row, { sources, starts: Object.values(starts).flat(), origins, today })
}

async function* copyStrand(copying: Copying, strand: Strand): AsyncGenerator<CopyLine> {
  const { deps, organizationId, identities, rules, scope } = copying
  const columns = Object.fromEntries(
    Object.entries(columnsOf(strand, scope, rules)).filter(
      ([, { pd, for: purposes }]) => copying.within?.({ category: pd, purposes }) ?? true,
    ),
  )
  if (Object.keys(columns).length === 0) return
  const { starts = {}, servesBy } = deps.declarations.find(({ table }) => table === strand.table) ?? {}
  const used = [...new Set(Object.values(columns).flatMap((field) => field.for))].map(rules)
  let after: readonly string[] | undefined
  for (;;) {
    const from = after
    const { rows } = await insideAsPrivacy(deps.database, organizationId, (transaction) =>
      readPage(transaction, strand, identities, from),
    )
    if (from === undefined && rows.length > 0)
      yield { kind: 'table', table: strand.table, fields: fieldsOf(columns, rules) }
    for (const { row } of rows)
      yield {
        kind: 'row',
        table: strand.table,
        values: valuesOf(copying, strand, columns, row),
        keptUntil: sooner(
          keptUntil(row, starts, rulesServed(row, servesBy, rules) ?? used),
          row,
          copying,
          strand,
        ),
        origin: originIn(copying, columns, { row, starts }),
      }
    if (rows.length < PAGE) return
    after = rows.at(-1)?.key
  }
}

export interface CopyToMake {
  readonly organizationId: OrganizationId
  readonly personId: PersonId
  /** Of all there is, these columns alone; no other table is even read. */
  readonly within?: ((column: Pick<CopiedField, 'category' | 'purposes'>) => boolean) | undefined
}

const endsOf = async (
  deps: PrivacyDeps,
  transaction: Transaction,
  { organizationId, personId }: CopyToMake,
): Promise<string | undefined> => {
  const { declarations, world } = deps
  const register = await registerAt(transaction, organizationId, world.now())
  const timeZone = await timeZoneOf(transaction)
  const day = { today: formatCivilDay(calendarOf(timeZone).dayOf(world.now())), timeZone }
  return endOfPerson(transaction, planRetention(declarations, register), personId, { declarations, day })
}

const copy = async (
  deps: PrivacyDeps,
  { organizationId, personId, within }: CopyToMake,
  scope: CopyScope,
): Promise<AsyncIterable<CopyLine>> => {
  const paths = findPaths(deps.declarations)
  const known = await insideAsPrivacy(deps.database, organizationId, async (transaction) => {
    await requirePersonHere(transaction, personId)
    return {
      identities: await findIdentities(transaction, paths.anchors, personId),
      rules: await rulesOf(deps, transaction, organizationId),
      ends: await endsOf(deps, transaction, { organizationId, personId }),
      origins: await originsOf(transaction, personId),
      today: new Date(deps.world.now()).toISOString().slice(0, 10),
    }
  })
  const copying: Copying = { deps, organizationId, scope, within, paths, parents: new Map(), ...known }
  return (async function* () {
    for (const strand of paths.strands) yield* copyStrand(copying, strand)
  })()
}

/** Every personal field; people other than the one who asks are masked. Refuses before the first line. */
export const copyPerson = (deps: PrivacyDeps, asked: CopyToMake): Promise<AsyncIterable<CopyLine>> =>
  copy(deps, asked, 'access')

/** Only what they may take elsewhere. */
export const portableCopy = (deps: PrivacyDeps, asked: CopyToMake): Promise<AsyncIterable<CopyLine>> =>
  copy(deps, asked, 'portability')
