/** An erasure that dies at any moment is never half, and is ended by whoever comes next. */
import { installCatalogue } from '@loge/features/events/server'
import { rightsUnder } from '@loge/features/law/core'
import { lawRules } from '@loge/features/privacy/core'
import {
  askErasure,
  copyPerson,
  type CopyLine,
  portableCopy,
  type PrivacyDeps,
  replayErasures,
  runErasures,
} from '@loge/features/privacy/server'
import { type ActivityId, asId, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import type { Database } from '@loge/storage'
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
const personId = asId('person', idIn(1, 'person'))

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
  await fill(client, await readShape(client), declarations, { organizationId, number: 1, others: 1 })
})
afterEach(async () => {
  await client.end()
  await database.close()
  forgetCatalogue()
})

const asked = () => ({ organizationId, personId, reason: 'objected', actor }) as const

/** Dies in its nth transaction: before it is committed, or right after. */
const dyingIn = (nth: number, when: 'before' | 'after'): Database => {
  let count = 0
  return {
    ...database,
    transaction: async (organization, work) => {
      count += 1
      const isLast = count === nth
      const value = await database.transaction(organization, async (transaction) => {
        const done = await work(transaction)
        if (isLast && when === 'before') throw new Error('the server died')
        return done
      })
      if (isLast) throw new Error('the server died')
      return value
    },
  }
}

const count = async (table: string): Promise<number> => {
  const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${table}`)
  return rows[0]?.count ?? 0
}

// The list of what is open, then one transaction a step: rows, log, the look afterwards, and the one that finds nothing.
const moments = [2, 3, 4, 5].flatMap((nth) => [[nth, 'before'] as const, [nth, 'after'] as const])

it.each(moments)('goes on after a death in transaction %i, %s it is committed', async (nth, when) => {
  const { id } = await askErasure(deps, asked())
  const dying = { ...deps, database: dyingIn(nth, when) }
  await expect(runErasures(dying, organizationId)).rejects.toThrow('the server died')
  const left: number[] = []
  for (const table of ['person', 'credential', 'access_grant', 'account', 'session'])
    left.push(await count(table))
  // All of it, or nothing of it.
  expect(new Set(left).size).toBe(1)
  await runErasures(deps, organizationId)
  const { rows } = await client.query(`select id, state, found from erasure where id = $1`, [id])
  expect(rows).toEqual([{ id, state: 'done', found: [] }])
  expect(await count('person')).toBe(0)
})

it('destroys nothing that is not in the ledger', async () => {
  const dying = { ...deps, database: dyingIn(1, 'before') }
  await expect(askErasure(dying, asked())).rejects.toThrow('the server died')
  expect([await count('person'), await count('loge_ledger.tombstone')]).toEqual([1, 0])
  await runErasures(deps, organizationId)
  expect(await count('person')).toBe(1)
})

it('is one, whoever asks twice at once', async () => {
  const both = await Promise.all([askErasure(deps, asked()), askErasure(deps, asked())])
  expect(new Set(both.map(({ id }) => id)).size).toBe(1)
  expect(await count('loge_ledger.tombstone')).toBe(1)
})

it('is done again after a restore that brought the person back', async () => {
  const before = `select to_jsonb(p) as row, (select to_jsonb(o) from provenance o) as origin from person p`
  const { rows } = await client.query<{ row: object; origin: object }>(before)
  await askErasure(deps, asked())
  await runErasures(deps, organizationId)
  await client.query(
    `with p as (insert into person select * from jsonb_populate_record(null::person, $1))
     insert into provenance select * from jsonb_populate_record(null::provenance, $2)`,
    [rows[0]?.row, rows[0]?.origin],
  )
  expect(await replayErasures(deps, organizationId)).toBe(1)
  expect([await count('person'), await replayErasures(deps, organizationId)]).toEqual([0, 0])
})

const collected = async (lines: AsyncIterable<CopyLine>): Promise<readonly CopyLine[]> => {
  const all: CopyLine[] = []
  for await (const line of lines) all.push(line)
  return all
}

it('a copy tells every field with its category, and hands out no secret [S0-67 partly, S1-45 partly, S1-108 partly, S4-103 partly, S3-144 3/3]', async () => {
  const lines = await collected(await copyPerson(deps, { organizationId, personId }))
  const person = lines.find((line) => line.kind === 'row' && line.table === 'person')
  expect(person).toMatchObject({ values: { given_name: 'ofperson1-person-given_name' } })
  const password = lines.find((line) => line.kind === 'row' && line.table === 'account_password')
  expect(password).toMatchObject({ values: { hash: '[held, hashed]' } })
  const event = lines.find((line) => line.kind === 'row' && line.table === 'event')
  expect(event).toMatchObject({ keptUntil: '2027-02-03' })
  const fields = lines.flatMap((line) => (line.kind === 'table' ? line.fields : []))
  expect(fields.every(({ purposes, retention }) => purposes.length > 0 && retention.length > 0)).toBe(true)
  const portable = await collected(await portableCopy(deps, { organizationId, personId }))
  expect(portable.some((line) => line.table === 'account_password')).toBe(false)
  for (const line of portable)
    if (line.kind === 'table')
      for (const { purposes } of line.fields)
        expect(
          purposes.some((activity) =>
            lawRules(activity as ActivityId).bases.some((basis) =>
              rightsUnder(basis).includes('portability'),
            ),
          ),
        ).toBe(true)
  expect(portable.find((line) => line.kind === 'row' && line.table === 'person')).toMatchObject({
    values: { given_name: 'ofperson1-person-given_name' },
  })
})
