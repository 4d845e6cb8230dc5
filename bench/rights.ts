/** `rights`: everything of one person with a hundred thousand events, copied and erased, beside bare SQL on the same rows. */
import { installCatalogue } from '@loge/features/events/server'
import { copyPerson, erasePerson, type PrivacyDeps } from '@loge/features/privacy/server'
import { newId, type OrganizationId, type PersonId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase, insertTestPerson } from '@loge/testing'
import { sql } from 'kysely'
import pg from 'pg'
import { declarations } from '../server/declarations.ts'
import { everyFact } from '../server/facts.ts'
import type { Bar, Bench, BenchResult, Row } from './bench.ts'
import { growLog } from './log/large-log.ts'

const EVENTS = 100_000
const RIGHTS = 5_000
/** Of everybody else, in the same tables. */
const OTHERS = 200_000
const COPY_MS = 10_000
const ERASURE_MS = 5_000
const DAY_MS = 86_400_000

interface House {
  readonly database: TestDatabase
  readonly organizationId: OrganizationId
  readonly deps: PrivacyDeps
}

/** Somebody who was here for three months and opened a door every minute of it. */
const settle = async ({ database, organizationId }: House): Promise<PersonId> => {
  const personId = newId(realWorld, 'person')
  await database.transaction(organizationId, async (transaction) => {
    await insertTestPerson({ organizationId, id: personId }).execute(transaction)
    await sql`insert into event (organization_id, retention_class, filed_at, id, type, version, occurred_at, received_at,
        late, actor_kind, person_id, payload, salt, commitment)
      select ${organizationId}, 'movement', at, gen_random_uuid(), 'door.opened', 1, at, at, false, 'edge',
        ${personId}, '{"method":"badge"}', '\\x00', '\\x00'
      from (select now() - n * interval '70 seconds' as at from generate_series(1, ${EVENTS}::int) n) rows`.execute(
      transaction,
    )
    await sql`insert into access_suspension (organization_id, person_id, valid_from, valid_until, reason)
      select ${organizationId}, ${personId}, now() - n * interval '1 hour', now() - n * interval '1 hour', 'Lost badge'
      from generate_series(1, ${RIGHTS}::int) n`.execute(transaction)
  })
  return personId
}

const timed = async <Value>(work: () => Promise<Value>): Promise<readonly [number, Value]> => {
  const began = performance.now()
  const value = await work()
  return [performance.now() - began, value]
}

const inBareSql = async <Value>(
  { database, organizationId }: House,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> => {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  await client.query(
    `select set_config('search_path', 'loge', false), set_config('loge.organization_id', $1, false)`,
    [organizationId],
  )
  const value = await work(client)
  await client.end()
  return value
}

const copyBare = (house: House, personId: PersonId) =>
  inBareSql(house, async (client) => {
    let rows = 0
    for (const table of ['event', 'access_suspension'])
      rows += (await client.query(`select to_jsonb(t) from ${table} t where person_id = $1`, [personId])).rows
        .length
    return rows
  })

const eraseBare = (house: House, personId: PersonId) =>
  inBareSql(house, async (client) => {
    await client.query('begin')
    await client.query(
      `update event set person_id = null, payload = null, salt = null, actor_kind = 'unknown', actor_id = null
       where organization_id = loge.current_organization() and person_id = $1`,
      [personId],
    )
    await client.query('delete from access_suspension where person_id = $1', [personId])
    await client.query('delete from person where id = $1', [personId])
    await client.query('commit')
  })

const copyOf = async ({ deps, organizationId }: House, personId: PersonId): Promise<number> => {
  let rows = 0
  for await (const line of await copyPerson(deps, { organizationId, personId }))
    if (line.kind === 'row' && JSON.stringify(line) !== '') rows += 1
  return rows
}

const ACTOR = { kind: 'system', id: 'bench' } as const

const measure = async (house: House): Promise<BenchResult> => {
  const [person, other] = [await settle(house), await settle(house)]
  await inBareSql(house, (client) => client.query('vacuum analyze'))
  const [copyBareMs, bareRows] = await timed(() => copyBare(house, person))
  const [copyMs, copied] = await timed(() => copyOf(house, person))
  const [eraseBareMs] = await timed(() => eraseBare(house, other))
  const asked = {
    organizationId: house.organizationId,
    personId: person,
    reason: 'not_needed',
    actor: ACTOR,
  } as const
  const [eraseMs, erasure] = await timed(() => erasePerson(house.deps, asked))
  const left = await copyBare(house, person)
  const row = (workload: string, subject: string, ms: number, bareMs?: number): Row => ({
    bench: 'rights',
    workload,
    subject,
    metric: 'seconds',
    value: ms / 1000,
    unit: 's',
    runs: 1,
    ...(bareMs === undefined ? {} : { ratioTo: 'pg-sql', ratio: ms / bareMs }),
  })
  const bars: Bar[] = [
    // One more: the person.
    {
      what: `copy: ${copied} rows, all there are`,
      met: copied === bareRows + 1 && bareRows === EVENTS + RIGHTS,
    },
    {
      what: `copy: ${(copyMs / 1000).toFixed(1)} s, streamed; at most ${COPY_MS / 1000} s`,
      met: copyMs <= COPY_MS,
    },
    {
      what: `erasure, with the looking afterwards: ${(eraseMs / 1000).toFixed(1)} s; at most ${ERASURE_MS / 1000} s`,
      met: eraseMs <= ERASURE_MS,
    },
    {
      what: `erasure: ${erasure.state}, and ${left} rows are found again; its receipt has ${erasure.steps.length} steps`,
      met: erasure.state === 'done' && left === 0 && erasure.steps.length > 0,
    },
  ]
  const rows = [
    row('copy', 'pg-sql', copyBareMs),
    row('copy', 'loge', copyMs, copyBareMs),
    row('erasure', 'pg-sql', eraseBareMs),
    row('erasure', 'loge', eraseMs, eraseBareMs),
  ]
  return { rows, bars }
}

const run = async (): Promise<BenchResult> => {
  const forget = installCatalogue(everyFact)
  const database = await testDatabase()
  const organizationId = await testOrganization(database)
  await database.transaction(organizationId, async (transaction) => {
    for (let day = 0; day <= 95; day += 15)
      await sql`select loge.ensure_event_partition('movement', ${new Date(realWorld.now() - day * DAY_MS)})`.execute(
        transaction,
      )
  })
  await growLog(database, { organizationId, now: realWorld.now(), from: 0, to: OTHERS })
  const measured = await measure({
    database,
    organizationId,
    deps: { database, world: realWorld, declarations },
  })
  await database.close()
  forget()
  return measured
}

export const rightsBench: Bench = {
  name: 'rights',
  summary: 'Copy and erase one person with 100,000 events and 5,000 rows of rights, beside bare SQL.',
  run,
}
