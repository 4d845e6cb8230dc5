/** The measures that protect people, looked at on the real database: each holds or says what does not, and the officer is told. */
import { appendEvents, checkLog, installCatalogue } from '@loge/features/events/server'
import { completed, defaultRegister, evidenceOf, type Register } from '@loge/features/law/core'
import { hashOf, readPreset } from '@loge/features/law/server'
import { BUILT_IN_ROLES } from '@loge/features/accounts/core'
import { instant, newId, type OrganizationId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testApi, type TestApi, testDatabase, type TestDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { declarations } from '../../../../server/declarations.ts'
import { everyFact } from '../../../../server/facts.ts'
import { beginRun, runDailyRetention } from '../retention/run.ts'
import { lookAtMeasures, lookAtMeasuresDaily, type MeasureDeps } from './look.ts'
import { measureEndpoints } from './routes.ts'

let clock = 0
let encrypted: boolean | undefined
const world: World = { ...realWorld, now: () => instant(clock) }
let database: TestDatabase
let organizationId: OrganizationId
let deps: MeasureDeps
let api: TestApi
let forget: () => void
let versions = 0

beforeEach(async () => {
  clock = Date.parse('2026-06-01T09:00:00Z')
  versions = 0
  encrypted = true
  forget = installCatalogue(everyFact)
  database = await testDatabase()
  organizationId = await testOrganization(database)
  await database.transaction(organizationId, async (transaction) => {
    for (const { code, permissions, scopes } of BUILT_IN_ROLES)
      await sql`insert into role (organization_id, id, code, permissions, scopes, built_in)
        values (${organizationId}, ${newId(world, 'role')}, ${code}, ${[...permissions]}, ${[...scopes]}, true)`.execute(
        transaction,
      )
  })
  deps = {
    database,
    world,
    declarations,
    machine: {
      origin: 'https://loge.example',
      open: (sealed) => {
        if (sealed[0] !== 7) throw new Error('it was not sealed here')
        return sealed
      },
      isStorageEncrypted: async () => encrypted,
    },
  }
  api = await testApi({ database, world, organizationId, endpoints: measureEndpoints(deps) })
})
afterEach(async () => {
  await api.close()
  await database.close()
  forget()
})

interface Shown {
  readonly id: string
  readonly check: string | null
  readonly looks: readonly { readonly at: string; readonly outcome: string; readonly found: number }[]
}
const shown = async () =>
  ((await api.call('GET', '/privacy/measures')).body as { data: readonly Shown[] }).data
const last = async (id: string) => (await shown()).find((one) => one.id === id)?.looks[0]?.outcome
const look = () => lookAtMeasures(deps, organizationId)

/** What a day of the house does before anybody looks. */
const liveADay = async () => {
  await checkLog(database, world, organizationId)
  await beginRun({ database, world, declarations }, organizationId)
  await runDailyRetention({ database, world, declarations }, organizationId)
  await told('backup.made', { bytes: 1, verified: true })
}

const told = (type: string, payload: object) =>
  database.transaction(organizationId, async (transaction) => {
    await appendEvents(transaction, world, organizationId, [
      {
        id: newId(world, 'event'),
        type,
        occurredAt: world.now(),
        actor: { kind: 'system', id: 'test' },
        payload: payload as Record<string, never>,
      },
    ])
  })

const force = async (content: Register): Promise<void> => {
  versions += 1
  await database.transaction(organizationId, (transaction) =>
    sql`insert into register_version (organization_id, number, content, hash, account_id, recorded_at, published_at, effective_at)
      values (${organizationId}, ${versions}, ${JSON.stringify(content)}, ${hashOf(content)}, null,
        ${new Date(clock)}, ${new Date(clock)}, ${new Date(clock)})`.execute(transaction),
  )
}
const preset = async (name: string): Promise<Register> =>
  completed((await readPreset(name)) ?? defaultRegister)

/** As somebody would who reached the database behind our back. */
const asOwner = async (statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  await client.query(`select set_config('loge.organization_id', $1, false)`, [organizationId])
  await client.query(statement)
  await client.end()
}

const alerts = () =>
  database.transaction(organizationId, async (transaction) => {
    const asked = sql<{ payload: object }>`
      select payload from event where type = 'security.measure_failed' order by id`
    return (await asked.execute(transaction)).rows.map(({ payload }) => payload)
  })

test.each(['soone', 'softathome'])(
  'under %s every measure of the register has a check of the software or the day of a look, and the page shows what the last look found [S0-75, S3-184]',
  async (name) => {
    const register = await preset(name)
    const reviewed = {
      ...register,
      security: register.security.map((measure) =>
        measure.id === 'reviewed_yearly' ? { ...measure, evidence: '2026-05-04 Minutes 12' } : measure,
      ),
    }
    await force(reviewed)
    await liveADay()
    await look()
    const measures = await shown()
    expect(measures.length).toBeGreaterThan(9)
    expect(measures.map(({ id }) => id)).toEqual(reviewed.security.map(({ id }) => id))
    for (const { id, check, looks } of measures)
      expect([id, check, looks]).toEqual([
        id,
        expect.any(String),
        [{ at: '2026-06-01T09:00:00.000Z', outcome: 'holds', found: 0 }],
      ])
    expect(await alerts()).toEqual([])
    // What nothing shows is no measure: it is said, and told.
    clock += 60_000
    await force({
      ...reviewed,
      security: [
        ...reviewed.security,
        { id: 'guards', sentence: { en: 'Guards.', fr: 'Gardes.' }, evidence: 'trust us' },
      ],
    })
    await look()
    expect((await shown()).find(({ id }) => id === 'guards')).toMatchObject({
      check: null,
      looks: [{ outcome: 'evidence_missing' }],
    })
    expect(await alerts()).toEqual([{ measure: 'guards', outcome: 'evidence_missing', found: 1 }])
  },
)

test('the storage is encrypted, the database isolated and the network closed, each with its evidence in the list [S2-58]', async () => {
  await force(await preset('prepaid'))
  await liveADay()
  await look()
  for (const id of ['storage_encrypted', 'kept_apart', 'transport_encrypted', 'network_closed', 'secure'])
    expect([id, await last(id)]).toEqual([id, 'holds'])
  encrypted = false
  deps = { ...deps, machine: { ...deps.machine, origin: 'http://loge.example' } }
  await asOwner('alter table loge.person no force row level security')
  clock += 60_000
  await look()
  expect([
    await last('storage_encrypted'),
    await last('kept_apart'),
    await last('transport_encrypted'),
    await last('secure'),
  ]).toEqual(['storage_bare', 'wall_open', 'transport_bare', 'wall_open'])
  encrypted = undefined
  clock += 60_000
  await look()
  expect(await last('storage_encrypted')).toBe('storage_unseen')
})

test('what is kept of prospects is encrypted, read by their role alone and in a backup that was read back: three checks, each of which can fail [S1-44]', async () => {
  const register = await preset('sonio')
  const kept = register.activities.filter(({ runs }) => runs.includes('prospect_records'))
  expect(kept).not.toEqual([])
  // Whatever the activity does not leave out protects it.
  for (const { measures } of kept) expect(measures).toBeUndefined()
  await force(register)
  await liveADay()
  await look()
  const ids = ['storage_encrypted', 'need_to_know', 'backups_read_back']
  const outcomes = async () => Promise.all(ids.map(last))
  expect(await outcomes()).toEqual(['holds', 'holds', 'holds'])
  const may = BUILT_IN_ROLES.filter(({ permissions }) => permissions.includes('prospects.manage'))
  expect(may.map(({ code }) => code)).not.toContain('caretaker')
  encrypted = false
  await asOwner(
    `update loge.role set permissions = permissions || '{prospects.manage}' where code = 'caretaker'`,
  )
  clock += 60_000
  await told('backup.made', { bytes: 1, verified: false })
  await look()
  expect(await outcomes()).toEqual(['storage_bare', 'role_wider', 'backup_unread'])
  clock += 60_000
  await told('backup.failed', { code: 'backup_failed' })
  await look()
  expect(await last('backups_read_back')).toBe('backup_failed')
  clock += 3 * 86_400_000
  await look()
  expect(await last('backups_read_back')).toBe('backup_missing')
})

test('what does not hold is told once, and told again once it held in between', async () => {
  await force(await preset('sonio'))
  await liveADay()
  await look()
  const first = await alerts()
  encrypted = false
  for (const held of [false, false, true, false]) {
    clock += 60_000
    encrypted = held
    await look()
  }
  const storage = { measure: 'storage_encrypted', outcome: 'storage_bare', found: 1 }
  expect(await alerts()).toEqual([...first, storage, storage])
})

test.each([
  [
    'need_to_know',
    `update loge.role set permissions = permissions || '{privacy.manage}' where code = 'caretaker'`,
    'role_wider',
  ],
  ['a_no_is_kept', 'drop policy restriction on loge.person', 'seen_in_spite'],
  [
    'log_unaltered',
    `update loge.event_verification set broken_block = 3, broken_what = 'event_altered'`,
    'log_altered',
  ],
  [
    'nothing_overdue',
    `update loge.retention_run set ended_at = ended_at - interval '3 days', as_of = as_of - interval '3 days'`,
    'retention_not_run',
  ],
] as const)('%s is found when it does not hold any more', async (id, statement, outcome) => {
  await force(await preset('soco'))
  await liveADay()
  await look()
  expect(await last(id)).toBe('holds')
  await asOwner(statement)
  clock += 60_000
  await look()
  expect(await last(id)).toBe(outcome)
})

test('a day of somebody’s own look speaks for a year and no longer, and never before it comes [S1-121 1/3]', async () => {
  const register = await preset('sonio')
  expect(register.security.map(evidenceOf)).toContain(undefined)
  await force(register)
  await look()
  expect(await last('reviewed_yearly')).toBe('evidence_missing')
  clock += 60_000
  await force({
    ...register,
    security: register.security.map((measure) =>
      measure.id === 'reviewed_yearly' ? { ...measure, evidence: '2026-06-02 Review' } : measure,
    ),
  })
  for (const [day, outcome] of [
    ['2026-06-01', 'evidence_to_come'],
    ['2026-06-02', 'holds'],
    ['2027-06-02', 'holds'],
    ['2027-06-03', 'evidence_old'],
  ] as const) {
    clock = Date.parse(`${day}T12:00:00Z`)
    await look()
    expect([day, await last('reviewed_yearly')]).toEqual([day, outcome])
  }
})

test('they are looked at once a day by themselves, and now by whoever answers for privacy alone', async () => {
  await force(await preset('soco'))
  await lookAtMeasuresDaily(deps, organizationId)
  clock += 3_600_000
  await lookAtMeasuresDaily(deps, organizationId)
  expect((await shown())[0]?.looks).toHaveLength(1)
  expect((await api.call('POST', '/privacy/measures/looks')).status).toBe(201)
  expect((await shown())[0]?.looks).toHaveLength(2)
  clock += 86_400_000
  await lookAtMeasuresDaily(deps, organizationId)
  expect((await shown())[0]?.looks).toHaveLength(3)
})
