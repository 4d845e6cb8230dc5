/** Gate 7: every table filled for two people; one is erased, only what has a ground is left, and the other lost nothing. */
import { copyPerson, erasePerson, type PrivacyDeps, previewErasure } from '@loge/features/privacy/server'
import { planErasure, findPaths, lawRules } from '@loge/features/privacy/core'
import { installCatalogue } from '@loge/features/events/server'
import { asId, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { type TestDatabase, testDatabase, testOrganization } from '@loge/testing'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import { everyFact } from '../../server/facts.ts'
import { fill, idIn, readShape } from './two-people.ts'

let database: TestDatabase
let client: pg.Client
let organizationId: OrganizationId
let deps: PrivacyDeps
let forgetCatalogue: () => void

const actor = { kind: 'account', id: '01980007-0000-7000-8000-000000000007' } as const
const personOf = (universe: number) => asId('person', idIn(universe, 'person'))

beforeEach(async () => {
  forgetCatalogue = installCatalogue(everyFact)
  database = await testDatabase()
  organizationId = await testOrganization(database)
  deps = { database, world: realWorld, declarations }
  client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  await client.query(
    `select set_config('loge.organization_id', $1, false), set_config('search_path', 'loge', false)`,
    [organizationId],
  )
  await client.query(`select loge.ensure_event_partition('movement', '2026-11-03T00:00:00Z')`)
})
afterEach(async () => {
  await client.end()
  await database.close()
  forgetCatalogue()
})

const fillFor = async (number: number, others = number) =>
  fill(client, await readShape(client), declarations, { organizationId, number, others })

const erase = (universe: number) =>
  erasePerson(deps, { organizationId, personId: personOf(universe), reason: 'not_needed', actor })

/** Everything that is left in the database, a line a row, without what the erasure itself writes. */
const everythingOf = async (universe: number): Promise<readonly string[]> => {
  const lines: string[] = []
  for (const { table } of declarations) {
    const { rows } = await client.query<{ line: string }>(
      `select to_jsonb(t)::text as line from loge.${pg.escapeIdentifier(table)} t`,
    )
    const mark = new RegExp(`0198000${universe}-|ofperson${universe}-`)
    lines.push(...rows.filter(({ line }) => mark.test(line)).map(({ line }) => `${table} ${line}`))
  }
  return lines.toSorted()
}

/** Texts of the person that are left where an erasure should have emptied them. */
const textsLeft = async (universe: number): Promise<readonly string[]> => {
  const left: string[] = []
  for (const { table, columns, subject } of declarations) {
    if (typeof subject === 'object' && 'goneWithin' in subject) continue
    const open = Object.entries(columns).filter(([, field]) => field.pd !== 'none' && field.erase !== 'keep')
    for (const [column] of open) {
      const { rows } = await client.query(
        `select from loge.${pg.escapeIdentifier(table)} t where t.${pg.escapeIdentifier(column)}::text like $1`,
        [`%ofperson${universe}-%`],
      )
      if (rows.length > 0) left.push(`${table}.${column}`)
    }
  }
  return left
}

it('fills every table of the house', async () => {
  const filled = await fillFor(1)
  const expected = declarations.filter(({ columns }) => 'organization_id' in columns)
  expect(filled.length).toBe(expected.length)
})

it('tells beforehand what it will do, and on which ground it keeps [S3-158 partly]', async () => {
  await fillFor(1)
  const preview = await previewErasure(deps, { organizationId, personId: personOf(1) })
  const counted = new Set(preview.filter(({ rows }) => rows > 0).map(({ table }) => table))
  const planned = planErasure(findPaths(declarations), lawRules).filter(({ does }) => does !== 'leave')
  expect([...counted].toSorted()).toEqual([...new Set(planned.map(({ table }) => table))].toSorted())
  for (const { kept } of preview) for (const { rule } of kept) expect(rule.ground).not.toBe('')
})

it('leaves of one person only what has a ground, and of the other everything [S0-69 1/2, S1-47 1/2, S1-110 1/2, S3-157 1/2, S4-105 partly, S1-106 2/3]', {
  timeout: 120_000,
}, async () => {
  await fillFor(1)
  await fillFor(2)
  const before = await everythingOf(2)
  const erasure = await erase(1)
  expect([erasure.state, erasure.found]).toEqual(['done', []])
  for (const { table, expected, done } of erasure.steps) expect([table, done]).toEqual([table, expected])
  expect(await textsLeft(1)).toEqual([])
  expect((await textsLeft(2)).length).toBeGreaterThan(30)
  expect(await everythingOf(2)).toEqual(before)
  const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from person`)
  expect(rows[0]?.count).toBe(1)
})

it('notices a table that an erasure forgot', { timeout: 120_000 }, async () => {
  await fillFor(1)
  const forgetful = declarations.filter(({ table }) => table !== 'look')
  const asked = { organizationId, personId: personOf(1), reason: 'not_needed', actor } as const
  const erasure = await erasePerson({ ...deps, declarations: forgetful }, asked)
  expect(erasure.state).toBe('done')
  expect(await textsLeft(1)).toEqual(['look.words'])
})

it('takes out of the rows of others whatever the erased one did in them', { timeout: 120_000 }, async () => {
  await fillFor(1, 2)
  await fillFor(2, 1)
  const erasure = await erase(1)
  expect([erasure.state, erasure.found]).toEqual(['done', []])
  const { rows } = await client.query<{ given_by: string | null }>(`select given_by from role_assignment`)
  expect(rows).toEqual([{ given_by: null }])
})

/** What they wrote themselves in a row of the other is theirs, whatever row it stands in. */
const ofOther = (table: string, column: string): RegExp => {
  const field = declarations.find((one) => one.table === table)?.columns[column]
  const isTheirs = field !== undefined && field.pd !== 'none' && field.whose !== undefined
  return isTheirs ? /01980002-/ : /01980002-|ofperson2-/
}

it('a copy tells of nobody else, whatever they did in the rows of whoever asks [S3-153]', {
  timeout: 120_000,
}, async () => {
  await fillFor(1, 2)
  await fillFor(2, 1)
  const others: string[] = []
  let told = 0
  for await (const line of await copyPerson(deps, { organizationId, personId: personOf(1) })) {
    const said = JSON.stringify(line)
    if (said.includes('[somebody else]')) told += 1
    if (line.kind === 'row')
      for (const [column, value] of Object.entries(line.values))
        if (ofOther(line.table, column).test(JSON.stringify(value) ?? ''))
          others.push(`${line.table}.${column}`)
  }
  expect(told).toBeGreaterThan(10)
  expect(others).toEqual([])
})
