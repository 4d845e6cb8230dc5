/** How the service stands: silences measured, hours announced, causes said, and all of it on a public page. */
import { accountFacts } from '@loge/features/accounts/core'
import { installCatalogue } from '@loge/features/events/server'
import { noticeFacts } from '@loge/features/notices/core'
import { deliverNotices } from '@loge/features/notices/server'
import { createHttpServer, createIdempotencyStore, type HttpServer, silentLogger } from '@loge/http'
import { HOUR_MS, instant, MINUTE_MS, newId, type OrganizationId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import {
  insertTestPerson,
  testApi,
  type TestApi,
  testDatabase,
  type TestDatabase,
  testOrganization,
} from '@loge/testing'
import { sql } from 'kysely'
import { Registry } from 'prom-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { documentPages } from '@loge/features/privacy/server'
import { serviceFacts } from '../core/index.ts'
import { beat, serviceEndpoints, serviceLetters, servicePages } from './index.ts'

const START = Date.parse('2026-03-02T08:00:00Z')
const WORDS = { en: 'The database moves.', fr: 'La base déménage.' }
let clock = START
const world: World = { ...realWorld, now: () => instant(clock) }
let database: TestDatabase
let organizationId: OrganizationId
let api: TestApi
let pages: HttpServer
let forget: () => void

const iso = (at: number): string => new Date(at).toISOString()
const addAccount = async (email: string, status = 'active'): Promise<void> => {
  const personId = newId(realWorld, 'person')
  await database.transaction(organizationId, async (transaction) => {
    await insertTestPerson({ organizationId, id: personId, email }).execute(transaction)
    await sql`insert into account (organization_id, id, person_id, email, status, created_at)
      values (${organizationId}, ${newId(realWorld, 'account')}, ${personId}, ${email}, ${status}, ${new Date(START)})`.execute(
      transaction,
    )
  })
}

beforeEach(async () => {
  clock = START
  forget = installCatalogue([serviceFacts, noticeFacts, accountFacts])
  database = await testDatabase()
  organizationId = await testOrganization(database)
  const deps = { database, world }
  api = await testApi({ ...deps, organizationId, endpoints: serviceEndpoints(deps) })
  pages = await createHttpServer({
    endpoints: [],
    pages: [...servicePages(deps), ...documentPages({ ...deps, origin: 'http://127.0.0.1', licences: [] })],
    permissions: [],
    authenticate: () => Promise.reject(new Error('nobody signs in here')),
    world,
    idempotency: createIdempotencyStore(database, world),
    logger: silentLogger,
    metrics: new Registry(),
    origin: 'http://127.0.0.1',
    version: 'test',
  })
})
afterEach(async () => {
  await api.close()
  await pages.close()
  await database.close()
  forget()
})

/** The servers are there until then, and say so in time. */
const beatUntil = async (at: number): Promise<void> => {
  for (; clock < at; clock += 2 * MINUTE_MS) await beat({ database, world }, organizationId)
  clock = at
  await beat({ database, world }, organizationId)
}
interface Standing {
  readonly since: string | null
  readonly share: number
  readonly data: readonly { readonly id: string; readonly version: number; readonly cause: string | null }[]
}
const standing = async (): Promise<Standing> => (await api.call('GET', '/service')).body as Standing
const page = async (language: 'en' | 'fr'): Promise<string> =>
  (await pages.inject(`/status?lang=${language}`)).body.replaceAll('\u00a0', ' ')
const announce = (startsAt: number, endsAt: number | null, cause = 'maintenance') =>
  api.call('POST', '/service/interruptions', {
    body: { startsAt: iso(startsAt), endsAt: endsAt === null ? null : iso(endsAt), cause, words: WORDS },
  })
const letters = async () => {
  const sent: { readonly to: string; readonly subject: string; readonly text: string }[] = []
  await deliverNotices(
    {
      database,
      world,
      letters: serviceLetters('http://residence.example'),
      sendLetter: async (letter) => {
        sent.push(letter)
        return undefined
      },
    },
    organizationId,
  )
  return sent
}
const logged = (type: string) =>
  database.transaction(organizationId, async (transaction) => {
    const { rows } = await sql<{
      payload: object
    }>`select payload from event where type = ${type} order by occurred_at, payload ->> 'cause' desc`.execute(
      transaction,
    )
    return rows.map(({ payload }) => payload)
  })

test('a silence of every server is an interruption from its start to its end, in the history and in the share of the time, for everybody to read [S0-84 2/2, S0-90 3/4]', async () => {
  await beatUntil(START + HOUR_MS)
  expect(await standing()).toEqual({ since: iso(START), share: 1, data: [] })
  expect(await page('en')).toContain('Everything works.')
  const from = clock
  clock += HOUR_MS
  // Two servers come back at the same moment: one silence.
  await Promise.all([beat({ database, world }, organizationId), beat({ database, world }, organizationId)])
  await beatUntil(clock + 2 * HOUR_MS)
  const { share, data } = await standing()
  expect(data).toMatchObject([
    {
      kind: 'measured',
      state: 'over',
      startsAt: iso(from),
      endsAt: iso(from + HOUR_MS),
      cause: null,
      words: null,
    },
  ])
  expect(share).toBeCloseTo(0.75, 5)
  expect(await logged('service.stopped')).toMatchObject([
    { startsAt: iso(from), endsAt: iso(from + HOUR_MS), cause: null },
  ])
  const said = await page('en')
  expect(said).toContain('75.00% of the time it was there')
  expect(said).toContain('not known yet')
  expect(said).toContain('60 min')
  expect(await page('fr')).toContain('disponible 75,00 % du temps')
})

test('a restart nobody noticed is none', async () => {
  await beatUntil(START + MINUTE_MS)
  clock += 2 * MINUTE_MS
  await beat({ database, world }, organizationId)
  expect((await standing()).data).toEqual([])
})

test('planned hours are announced to every account two days before or refused, shown while they last, and give their cause to what stops within [S0-85 1/2]', async () => {
  await addAccount('ada@example.org')
  await addAccount('grace@example.org')
  await addAccount('gone@example.org', 'suspended')
  await beatUntil(START + MINUTE_MS)
  const soon = clock + 47 * HOUR_MS
  expect(await announce(soon, soon + HOUR_MS)).toMatchObject({
    status: 422,
    body: { code: 'interruption_too_soon' },
  })
  const startsAt = clock + 48 * HOUR_MS
  for (const cause of ['maintenance', 'update', 'improvement', 'force_majeure', 'third_party'])
    expect((await announce(startsAt, startsAt + 4 * HOUR_MS, cause)).status).toBe(201)
  expect((await announce(startsAt, startsAt + HOUR_MS, 'whim')).status).toBe(400)
  const sent = await letters()
  expect(sent.filter(({ to }) => to === 'ada@example.org')).toHaveLength(5)
  expect(new Set(sent.map(({ to }) => to))).toEqual(new Set(['ada@example.org', 'grace@example.org']))
  expect(sent[0]?.text).toContain('La base déménage.')
  expect(sent[0]?.text).toContain('Les portes continuent sans nous')
  expect(await letters()).toEqual([])
  expect(await page('fr')).toContain('La base déménage.')
  // Of the five one stays.
  for (const { id, version, cause } of (await standing()).data)
    if (cause !== 'update')
      await api.call('PATCH', `/service/interruptions/${id}`, {
        ifMatch: String(version),
        body: { cancelled: true },
      })
  expect((await letters()).every(({ text }) => text.includes('n’aura pas lieu'))).toBe(true)
  await beatUntil(startsAt + 10 * MINUTE_MS)
  expect(await page('en')).toContain('Announced work is going on')
  const [going] = (await standing()).data.filter(({ cause }) => cause === 'update')
  expect(going).toMatchObject({ state: 'now' })
  clock += HOUR_MS
  await beat({ database, world }, organizationId)
  const measured = (await standing()).data.filter((one) => 'kind' in one && one.kind === 'measured')
  expect(measured).toMatchObject([{ cause: 'update' }])
})

test('whoever runs it says the cause of each interruption, force majeure and third parties too, and cannot make a measured one shorter [S0-91]', async () => {
  await beatUntil(START + MINUTE_MS)
  clock += HOUR_MS
  await beat({ database, world }, organizationId)
  const [measured] = (await standing()).data
  const of = (cause: string, version: number, more: object = {}) =>
    api.call('PATCH', `/service/interruptions/${measured?.id ?? ''}`, {
      ifMatch: String(version),
      body: { cause, words: WORDS, ...more },
    })
  expect(await of('third_party', 1)).toMatchObject({
    status: 200,
    body: { cause: 'third_party', version: 2 },
  })
  expect(await page('en')).toContain('outside event: a third party')
  expect(await of('force_majeure', 1)).toMatchObject({ status: 412 })
  expect((await of('force_majeure', 2)).status).toBe(200)
  expect(await page('fr')).toContain('événement extérieur : force majeure')
  expect(await of('fault', 3, { endsAt: iso(START + 2 * MINUTE_MS) })).toMatchObject({
    status: 422,
    body: { code: 'interruption_times_wrong' },
  })
  expect(await of('fault', 3, { cancelled: true })).toMatchObject({
    status: 409,
    body: { code: 'interruption_begun' },
  })
  const terms = (await pages.inject('/terms?lang=fr')).body
  for (const said of ['directs et prévisibles', 'force majeure', 'un tiers']) expect(terms).toContain(said)
  expect(await logged('service.changed')).toMatchObject([
    { cause: 'third_party' },
    { cause: 'force_majeure' },
  ])
})

test('what is wrong right now is said at once, and ends when it is said to be over', async () => {
  const made = await announce(clock, null, 'fault')
  expect(made).toMatchObject({ status: 201, body: { kind: 'said', state: 'now' } })
  expect(await page('en')).toContain('Something does not work right now')
  const { id } = made.body as { readonly id: string }
  clock += HOUR_MS
  const ended = await api.call('PATCH', `/service/interruptions/${id}`, {
    ifMatch: '1',
    body: { endsAt: iso(clock) },
  })
  expect(ended).toMatchObject({ status: 200, body: { state: 'over' } })
  expect(await announce(clock, clock - MINUTE_MS)).toMatchObject({
    body: { code: 'interruption_times_wrong' },
  })
})

test('only whoever runs the whole of it announces anything', async () => {
  const stranger = await testApi({
    database,
    world,
    organizationId,
    endpoints: serviceEndpoints({ database, world }),
    grants: [],
  })
  const body = { startsAt: iso(clock), endsAt: null, cause: 'fault', words: WORDS }
  expect((await stranger.call('POST', '/service/interruptions', { body })).status).toBe(403)
  expect((await stranger.call('GET', '/service')).status).toBe(200)
  await stranger.close()
})
