/** Whoever is restricted, in every table of the house: stored, and there for nobody who asks an ordinary question. */
import { findPaths, wallOf } from '@loge/features/privacy/core'
import { installCatalogue } from '@loge/features/events/server'
import { runErasures, runRetention } from '@loge/features/privacy/server'
import { asId, instant, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { asOneself, forPurpose, type Purpose, type Transaction } from '@loge/storage'
import { type TestDatabase, testDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import { everyFact } from '../../server/facts.ts'
import { fill, idIn, readShape } from './two-people.ts'

let database: TestDatabase
let organizationId: OrganizationId
let forgetCatalogue: () => void

const tables = [...wallOf(findPaths(declarations)).keys()]
const [restricted, other] = [1, 2].map((universe) => asId('person', idIn(universe, 'person')))

beforeAll(async () => {
  forgetCatalogue = installCatalogue(everyFact)
  database = await testDatabase()
  organizationId = await testOrganization(database)
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  await client.query(
    `select set_config('loge.organization_id', $1, false), set_config('search_path', 'loge', false)`,
    [organizationId],
  )
  await client.query(`select loge.ensure_event_partition('movement', '2026-11-03T00:00:00Z')`)
  for (const number of [1, 2])
    await fill(client, await readShape(client), declarations, { organizationId, number, others: number })
  await client.query(`delete from restriction where person_id <> $1`, [restricted])
  await client.query('delete from archived')
  await client.end()
})
afterAll(async () => {
  await database.close()
  forgetCatalogue()
})

/** Of which of the two people there are rows: told by the ids, that are of one universe each. */
const seenIn = async (transaction: Transaction, table: string): Promise<string> => {
  const { rows } = await sql<{ one: number; two: number }>`
    select count(*) filter (where t::text like '%01980001-%')::int as one,
      count(*) filter (where t::text like '%01980002-%')::int as two from ${sql.table(table)} t`.execute(
    transaction,
  )
  return `${table}: ${(rows[0]?.one ?? 0) > 0 ? 'restricted ' : ''}${(rows[0]?.two ?? 0) > 0 ? 'other' : ''}`.trim()
}

const seen = (): Promise<readonly string[]> =>
  database.transaction(organizationId, async (transaction) => {
    const answers: string[] = []
    for (const table of tables) answers.push(await seenIn(transaction, table))
    return answers
  })

const both = tables.map((table) => `${table}: restricted other`)
const onlyOther = tables.map((table) => `${table}: other`)

const chooseDoor = (door: 'keep' | 'close') =>
  database.transaction(organizationId, (transaction) =>
    sql`update restriction set door = ${door}`.execute(transaction),
  )

test('[S3-142, S0-70 1/2, S1-111 1/2] no table of any activity shows a restricted person to an ordinary question, and all show the other', async () => {
  expect(await seen()).toEqual(onlyOther)
})

test('nobody changes or erases what is restricted, however they ask', async () => {
  const touched: string[] = []
  for (const table of tables) {
    // An event is changed by nobody at all.
    if (table === 'event') continue
    const counted = database.transaction(organizationId, async (transaction) => {
      const changed = sql<{
        row: string
      }>`update ${sql.table(table)} t set organization_id = organization_id returning t::text as row`
      const { rows } = await changed.execute(transaction)
      if (rows.some(({ row }) => row.includes('01980001-'))) touched.push(table)
      throw new Error('leave it as it was')
    })
    await counted.catch(() => undefined)
  }
  expect(touched).toEqual([])
  await database
    .transaction(organizationId, async (transaction) => {
      const { rows } = await sql<{ row: string }>`delete from notice t returning t::text as row`.execute(
        transaction,
      )
      expect(rows.map(({ row }) => row.includes('01980001-'))).toEqual([false])
      throw new Error('leave it as it was')
    })
    .catch((error: Error) => expect(error.message).toBe('leave it as it was'))
})

test.each<Purpose>(['privacy', 'keeping', 'sign_in'])(
  'asked for the sake of %s, they are there',
  async (purpose) => {
    expect(await forPurpose(purpose, seen)).toEqual(both)
  },
)

test('they see themselves, and nobody else does by being somebody', async () => {
  expect(await asOneself(restricted ?? expect.fail(), seen)).toEqual(both)
  expect(await asOneself(other ?? expect.fail(), seen)).toEqual(onlyOther)
})

test('a door knows them as long as they agreed that it goes on, and not once it closed', async () => {
  await chooseDoor('keep')
  expect(await forPurpose('door', seen)).toEqual(both)
  await chooseDoor('close')
  expect(await forPurpose('door', seen)).toEqual(onlyOther)
})

test('another organization hides nobody because this one does', async () => {
  const elsewhere = await testOrganization(database, 'Elsewhere')
  const { rows } = await database.transaction(elsewhere, (transaction) =>
    sql<{ ids: readonly string[] }>`select hidden_ids() as ids`.execute(transaction),
  )
  expect(rows).toEqual([{ ids: [] }])
})

test('[S3-164 1/2] no purge takes what is restricted, however long it is over, and the run lists it', {
  timeout: 120_000,
}, async () => {
  const deps = {
    database,
    world: { ...realWorld, now: () => instant(Date.parse('2048-01-01T12:00:00Z')) },
    declarations,
  }
  const run = await runRetention(deps, organizationId)
  await runErasures(deps, organizationId)
  expect(run.steps.some(({ held }) => held > 0)).toBe(true)
  const left = await forPurpose('privacy', seen)
  expect(left.filter((line) => !line.includes('restricted'))).toEqual([])
  expect(left).not.toEqual(both)
})
