/** Two people with everything there can be of them, under one register, and what each use of the house then sees of them. */
import { isPermission, PERMISSIONS, SERVES } from '@loge/features/accounts/core'
import { completed, type Register } from '@loge/features/law/core'
import { hashOf } from '@loge/features/law/server'
import { rowsServing } from '@loge/features/privacy/core'
import { createPurposeGate, type PurposeGate } from '@loge/features/privacy/server'
import { type ActivityId, asId, instant, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { forUses } from '@loge/storage'
import { type TestDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import pg from 'pg'
import { declarations } from '../../server/declarations.ts'
import { JOBS, KEEPING } from '../../server/jobs.ts'
import { fill, idIn, readShape } from '../gates/two-people.ts'

/** A call under a permission, or a job, and the activities of the code it serves. */
export interface UseOfCode {
  readonly name: string
  readonly serves: readonly ActivityId[]
}

const permissions: readonly UseOfCode[] = PERMISSIONS.filter(
  (name) => isPermission(name) && SERVES[name].length > 0,
).map((name) => ({ name, serves: SERVES[name] }))

const jobs: readonly UseOfCode[] = JOBS.flatMap(({ name, serves }) =>
  serves === KEEPING ? [] : [{ name, serves }],
)

export const usesOfCode: readonly UseOfCode[] = [...permissions, ...jobs]

const rows = rowsServing(declarations)

export interface UsesHouse {
  readonly register: Register
  readonly organizationId: OrganizationId
  readonly personId: PersonId
  readonly world: World
  /** What the gate hands to such a call or job; refused where the register does not say it. */
  readonly usesOf: (use: UseOfCode) => Promise<string>
  /** Of which rows something of the first person is seen, and of the second, by work with these uses. */
  readonly seen: (uses: string) => Promise<readonly Seen[]>
  readonly sql: (statement: string) => Promise<void>
}

export interface Seen {
  readonly rows: string
  readonly serves: readonly ActivityId[]
  readonly theirs: boolean
  readonly others: boolean
}

/** In force from long ago, with whatever it says. */
export const putInForce = (database: TestDatabase, organizationId: OrganizationId, register: Register) =>
  database.transaction(organizationId, (transaction) =>
    sql`insert into register_version (organization_id, number, content, hash, account_id, recorded_at, published_at, effective_at)
      values (${organizationId}, 1, ${JSON.stringify(register)}, ${hashOf(register)}, null, '2026-01-01', '2026-01-01', '2026-01-01')`.execute(
      transaction,
    ),
  )

/** One copy of each kind of row, for either of the two. */
const KINDS: readonly (readonly [table: string, column: string, kinds: readonly string[]])[] = [
  ['relation', 'kind', ['staff', 'candidate', 'contact', 'partner']],
]

const everyKind = KINDS.flatMap(([table, column, kinds]) =>
  kinds.map(
    (kind) =>
      `insert into ${table} select (r).* from (select jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), '${column}', '${kind}')) r
       from ${table} t where ${column} <> '${kind}') x where not exists (select from ${table} o where o.person_id = (r).person_id and o.${column} = '${kind}')`,
  ),
)

/** What stands in the way of a question of its own: nobody has said anything yet, and nobody is frozen. */
const SILENT = [
  'delete from restriction',
  'delete from archived',
  'delete from objection',
  'delete from consent',
]

/** One question over every table: of which rows there is something of either. */
const question = (universe: number): string =>
  rows
    .map(({ rows: of }) => {
      const [table = of, kind] = of.split('/')
      const column = declarations.find((one) => one.table === table)?.servesBy?.column
      const only = kind === undefined ? '' : `where t.${column} = '${kind}'`
      const mark = (number: number) =>
        `coalesce(bool_or(t::text like '%${idIn(number, '').slice(0, 9)}%'), false)`
      return `select '${of}' as rows, ${mark(universe)} as theirs, ${mark(universe + 1)} as others from ${table} t ${only}`
    })
    .join(' union all ')

const servesOf = new Map(rows.map(({ rows: of, serves }) => [of, serves]))

const seenIn = (
  database: TestDatabase,
  { organizationId, uses }: { readonly organizationId: OrganizationId; readonly uses: string },
  universe: number,
): Promise<readonly Seen[]> =>
  forUses(uses, () =>
    database.transaction(organizationId, async (transaction) => {
      const asked = sql<Omit<Seen, 'serves'>>`${sql.raw(question(universe))}`
      const { rows: seen } = await asked.execute(transaction)
      return seen.map((one) => ({ ...one, serves: servesOf.get(one.rows) ?? [] }))
    }),
  )

const gateUses = (gate: PurposeGate, organizationId: OrganizationId, { name, serves }: UseOfCode) =>
  isPermission(name)
    ? gate({ organizationId, permission: name, method: 'GET', isExport: false })
    : gate.forJob({ organizationId, job: name, serves })

export const openUsesHouse = async (database: TestDatabase, preset: Register): Promise<UsesHouse> => {
  const register = completed(preset)
  const world: World = { ...realWorld, now: () => instant(Date.UTC(2026, 10, 23, 9)) }
  const organizationId = await testOrganization(database)
  const universe = 1
  await putInForce(database, organizationId, register)
  const client = new pg.Client({ connectionString: database.ownerUrl })
  const run = async (statement: string): Promise<void> => {
    await client.query(`select set_config('loge.organization_id', $1, false)`, [organizationId])
    await client.query(statement)
  }
  await client.connect()
  await run(`select set_config('search_path', 'loge', false)`)
  await run(`select loge.ensure_event_partition('movement', '2026-11-03T00:00:00Z')`)
  const filled = declarations.filter(({ table }) => table !== 'register_version')
  const shape = await readShape(client)
  for (const number of [universe, universe + 1])
    await fill(client, shape, filled, { organizationId, number, others: number })
  for (const statement of [...SILENT, ...everyKind]) await run(statement)
  await client.end()
  const gate = createPurposeGate({ database, world, declarations })
  const change = async (statement: string): Promise<void> => {
    await database.transaction(organizationId, (transaction) => sql.raw(statement).execute(transaction))
  }
  return {
    register,
    organizationId,
    personId: asId('person', idIn(universe, 'person')),
    world,
    usesOf: (use) => gateUses(gate, organizationId, use),
    seen: (uses) => seenIn(database, { organizationId, uses }, universe),
    sql: change,
  }
}
