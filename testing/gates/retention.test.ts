/** Retention over every table of the house: what is over goes, what a hold names stays, a crash is taken up again. */
import { installCatalogue } from '@loge/features/events/server'
import { type PrivacyDeps, previewRetention, runErasures, runRetention } from '@loge/features/privacy/server'
import { rulesWithoutStart, withoutRetention } from '@loge/features/privacy/core'
import { completed, defaultRegister, HOLD_GROUNDS } from '@loge/features/law/core'
import { presetNames, readPreset } from '@loge/features/law/server'
import { declareTable, instant, notPersonal, type OrganizationId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import type { Database } from '@loge/storage'
import { type TestDatabase, testDatabase, testOrganization } from '@loge/testing'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import { everyFact } from '../../server/facts.ts'
import { fill, idIn, readShape } from './two-people.ts'

let database: TestDatabase
let client: pg.Client
let organizationId: OrganizationId
let forgetCatalogue: () => void

const at = (text: string): World => ({ ...realWorld, now: () => instant(Date.parse(text)) })
const LONG_AFTER = at('2048-01-01T12:00:00Z')
const depsAt = (world: World, over: Database = database): PrivacyDeps => ({
  database: over,
  world,
  declarations,
})

beforeEach(async () => {
  forgetCatalogue = installCatalogue(everyFact)
  database = await testDatabase()
  organizationId = await testOrganization(database)
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

const fillFor = async (number: number) =>
  fill(client, await readShape(client), declarations, { organizationId, number, others: number })

const count = async (question: string): Promise<number> =>
  (await client.query<{ count: number }>(`select count(*)::int as count from ${question}`)).rows[0]?.count ??
  -1

const hold = (tables: readonly string[]) =>
  client.query(
    `insert into legal_hold select $1, $2, $3, $4, 'legal_claims', 'Case 7', 'Claim', '{"kind":"system","id":"t"}',
      '2026-11-01', '2050-01-01', null, null`,
    [organizationId, idIn(9, 'legal_hold'), idIn(1, 'person'), tables],
  )

const noHolds = () =>
  client.query(
    `update legal_hold set lifted_at = now(), lifted_by = '{"kind":"system","id":"t"}' where lifted_at is null`,
  )
const noTies = () =>
  client.query(`delete from restriction; delete from archived; update role_assignment set ended_at = '2026-11-20';
     update subscription set ended_at = '2026-11-20', ended_by = 'link' where ended_at is null`)

describe('a personal column without a path of retention', () => {
  it('is in no table of the house', () => {
    expect(withoutRetention(declarations)).toEqual([])
  })

  it('is found', () => {
    const planted = declareTable<{ organization_id: string; made_by: string }>({
      table: 'planted',
      subject: { via: 'made_by', table: 'account' },
      rows: 'anonymise',
      columns: {
        organization_id: notPersonal('for this test'),
        made_by: {
          pd: 'action_record',
          for: ['staff_accountability'],
          source: 'observed',
          portable: false,
          erase: 'keep',
        },
      },
    })
    expect(withoutRetention([...declarations, planted])).toEqual([
      'planted.made_by outlives its person and says nowhere from when it is kept',
    ])
  })

  it('a rule of a ready-made register that counts from what no table tells is found; there is none', async () => {
    expect(rulesWithoutStart(declarations, defaultRegister)).toEqual([])
    for (const name of await presetNames()) {
      const register = await readPreset(name)
      if (register === undefined) throw new Error(`${name} is not there`)
      expect([name, rulesWithoutStart(declarations, completed(register))]).toEqual([name, []])
    }
  })
})

describe('a run', () => {
  it('takes everything that is over, and finds nothing the second time', { timeout: 120_000 }, async () => {
    await fillFor(1)
    await fillFor(2)
    await noHolds()
    await noTies()
    const before = await previewRetention(depsAt(LONG_AFTER), organizationId)
    expect(before.steps.length).toBeGreaterThan(15)
    const run = await runRetention(depsAt(LONG_AFTER), organizationId)
    expect(run.state).toBe('done')
    await runErasures(depsAt(LONG_AFTER), organizationId)
    expect(run.hash).toMatch(/^[0-9a-f]{64}$/)
    expect((await previewRetention(depsAt(LONG_AFTER), organizationId)).steps).toEqual([])
    expect(await count('person')).toBe(0)
    const again = await runRetention(depsAt(at('2048-01-02T12:00:00Z')), organizationId)
    expect(again.id).not.toBe(run.id)
    expect(again.steps.every(({ rows }) => rows === 0)).toBe(true)
  })

  it('leaves what a hold names, and takes it once the hold is lifted [S0-66 2/3]', {
    timeout: 120_000,
  }, async () => {
    await fillFor(1)
    await noHolds()
    await noTies()
    await hold(['access_grant'])
    await runRetention(depsAt(LONG_AFTER), organizationId)
    await runErasures(depsAt(LONG_AFTER), organizationId)
    expect([await count('person'), await count('access_grant'), await count('account')]).toEqual([1, 1, 0])
    const { rows } = await client.query<{ state: string }>(`select state from erasure where ended_at is null`)
    expect(rows).toEqual([{ state: 'held' }])
    await noHolds()
    await runErasures(depsAt(LONG_AFTER), organizationId)
    expect([await count('person'), await count('access_grant')]).toEqual([0, 0])
    expect(await count(`erasure where state = 'done'`)).toBeGreaterThan(0)
  })

  it('keeps what a ground holds until its day, says which, and takes it on that day by itself [S3-158]', {
    timeout: 120_000,
  }, async () => {
    await fillFor(1)
    await noHolds()
    await noTies()
    await hold(['access_grant'])
    await runRetention(depsAt(LONG_AFTER), organizationId)
    await runErasures(depsAt(LONG_AFTER), organizationId)
    const { rows } = await client.query<{ ground: string; tables: readonly string[] }>(
      `select ground, tables from legal_hold where lifted_at is null`,
    )
    expect(rows).toEqual([{ ground: 'legal_claims', tables: ['access_grant'] }])
    expect(HOLD_GROUNDS).toEqual(['legal_obligation', 'legal_claims'])
    await runErasures(depsAt(at('2049-12-31T12:00:00Z')), organizationId)
    expect([await count('person'), await count('access_grant')]).toEqual([1, 1])
    await runErasures(depsAt(at('2050-01-01T12:00:00Z')), organizationId)
    expect([await count('person'), await count('access_grant')]).toEqual([0, 0])
  })

  it('takes nothing before its time', { timeout: 120_000 }, async () => {
    await fillFor(1)
    const now = at('2026-11-22T12:00:00Z')
    const { steps } = await previewRetention(depsAt(now), organizationId)
    expect(steps).toEqual([])
  })
})
