/** Regular reports from their setting up to the mailbox, over the API and through crashes. */
import { defineFacts, eventFacts } from '@loge/features/events/core'
import { appendEvents, installCatalogue } from '@loge/features/events/server'
import { noticeFacts } from '@loge/features/notices/core'
import { deliverNotices, type Letter } from '@loge/features/notices/server'
import type { PermissionGrant } from '@loge/http'
import { type AccountId, DAY_MS, formatId, HOUR_MS, newId, type SiteId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testApi, type TestApi } from '@loge/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addAccount, openLodge, type Lodge } from '../../accounts/server/lodge.fixture.ts'
import { reportFacts } from '../core/index.ts'
import { reportRoutes } from '../wire.ts'
import { createReportLetter } from './letter.ts'
import { reportsEndpoints } from './routes.ts'
import { forgetRuns, runReports } from './run-reports.ts'

const doorFacts = defineFacts({
  refused: { type: 'door.refused', version: 1, retention: 'movement', payload: {} },
  opened: { type: 'door.opened', version: 1, retention: 'movement', payload: {} },
})
const everywhere = (permission: string): PermissionGrant => ({ permission, scope: { kind: 'organization' } })
const MANAGER = ['events.read', 'accounts.read', 'accounts.manage'].map(everywhere)

const gate = newId(realWorld, 'entrance')
const reader = newId(realWorld, 'device')
let lodge: Lodge
let site: SiteId
let forget: () => void
const apis: TestApi[] = []
const sent: (Letter & { readonly to: string })[] = []

const world = (): World => lodge.deps.world
const deps = (as: World = world()) => ({
  database: lodge.database,
  world: as,
  letters: { report: createReportLetter('http://localhost:8420') },
  sendLetter: async (letter: Letter & { readonly to: string }) => {
    sent.push(letter)
    return undefined
  },
})

const sit = async (grants = MANAGER, accountId: AccountId = lodge.administrator): Promise<TestApi> => {
  const { database, organizationId } = lodge
  const endpoints = reportsEndpoints({
    database,
    world: world(),
    homeBuildings: async () => () => undefined,
    siteZones: async () => () => 'Europe/Paris',
    namesOf: async () => new Map(),
    wordsOf: () => () => undefined,
    findEntrance: async (_transaction, id) => (id === gate ? { siteId: site } : undefined),
    findDevice: async (_transaction, id) => (id === reader ? { siteId: site } : undefined),
  })
  const personId = newId(realWorld, 'person')
  const api = await testApi({
    database,
    world: world(),
    organizationId,
    endpoints,
    grants,
    accountId,
    personId,
  })
  apis.push(api)
  return api
}

const addSite = async (name: string): Promise<SiteId> => {
  const id = newId(realWorld, 'site')
  await lodge.database.transaction(lodge.organizationId, (transaction) =>
    sql`insert into site (organization_id, id, name, time_zone, street, postal_code, city, country, version)
      values (${lodge.organizationId}, ${id}, ${name}, 'Europe/Paris', '', '', '', 'FR', 1)`.execute(
      transaction,
    ),
  )
  return id
}

const happens = (fact: 'refused' | 'opened', siteId: SiteId): Promise<void> =>
  lodge.database.transaction(lodge.organizationId, (transaction) =>
    appendEvents(transaction, world(), lodge.organizationId, [
      {
        id: newId(realWorld, 'event'),
        type: doorFacts[fact].type,
        occurredAt: world().now(),
        actor: { kind: 'system', id: 'door' },
        siteId,
        payload: {},
      },
    ]),
  )

const wanted = (more: object = {}) => ({
  name: 'Refus',
  siteId: formatId('site', site),
  filters: { kind: 'refused' },
  rhythm: { every: 'week', weekday: 1 },
  time: '08:00',
  readers: [formatId('account', lodge.administrator)],
  ...more,
})

interface Report {
  readonly id: string
  readonly version: number
}
const setUp = async (more: object = {}, api?: TestApi): Promise<Report> => {
  const answer = await (api ?? (await sit())).call('POST', '/reports', { body: wanted(more) })
  expect(answer).toMatchObject({ status: 201 })
  return answer.body as Report
}
const turn = (as?: World) => runReports(deps(as), lodge.organizationId)
const deliver = () => deliverNotices(deps(), lodge.organizationId)
const runs = async ({ id }: Report) => {
  const { body } = await (await sit()).call('GET', `/reports/${id}/runs`)
  return (body as { data: { id: string; from: string; until: string; cause: string }[] }).data
}
const count = (table: string): Promise<number> =>
  lodge.database.transaction(lodge.organizationId, async (transaction) => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
      transaction,
    )
    return Number(rows[0]?.n)
  })

/** The lodge opens on Thursday 5 November 2026, at 10:42 in Paris. Until Monday 9 November, 08:00. */
const UNTIL_MONDAY_MS = 3 * DAY_MS + 21 * HOUR_MS + 18 * 60_000

beforeEach(async () => {
  lodge = await openLodge()
  forget = installCatalogue([reportFacts, noticeFacts, eventFacts, doorFacts])
  site = await addSite('Les Tilleuls')
  sent.length = 0
})
afterEach(async () => {
  for (const api of apis.splice(0)) await api.close()
  forget()
  await lodge.close()
})

describe('a weekly report', () => {
  test('counts the week before by the site’s clock, is sent at its hour, and leads to that period', async () => {
    const elsewhere = await addSite('Le Port')
    await happens('refused', site)
    await happens('refused', site)
    await happens('opened', site)
    await happens('refused', elsewhere)
    const report = await setUp()
    lodge.pass(UNTIL_MONDAY_MS - 1)
    await turn()
    expect(await runs(report)).toEqual([])
    lodge.pass(1)
    await turn()
    await happens('refused', site)
    await deliver()
    expect(await runs(report)).toMatchObject([
      { from: '2026-11-01T23:00:00.000Z', until: '2026-11-08T23:00:00.000Z', cause: 'schedule' },
    ])
    expect(sent).toMatchObject([{ to: 'ada@tilleuls.example', subject: 'Refus: 2–8 November 2026' }])
    expect(sent[0]?.text).toContain('“Refus” at Les Tilleuls, 2–8 November 2026:\n\nRefused: 2\n')
    expect(sent[0]?.text).toContain(
      `/events?site=${formatId('site', site)}&kind=refused&from=2026-11-01T23%3A00%3A00.000Z&until=2026-11-08T23%3A00%3A00.000Z`,
    )
    const { body } = await (await sit()).call('GET', '/reports')
    expect(body).toMatchObject({
      data: [{ nextAt: '2026-11-16T07:00:00.000Z', mayKeep: true, readers: [{ name: 'Ada Okafor' }] }],
    })
  })

  test('of a server that was off is made late, once for each period, with the period it was for', async () => {
    const report = await setUp()
    lodge.pass(UNTIL_MONDAY_MS + 16 * DAY_MS)
    await turn()
    await turn()
    expect((await runs(report)).map(({ until }) => until)).toEqual([
      '2026-11-22T23:00:00.000Z',
      '2026-11-15T23:00:00.000Z',
      '2026-11-08T23:00:00.000Z',
    ])
    await deliver()
    expect(sent).toHaveLength(3)
  })

  test('is made exactly once wherever the server dies, and by however many servers', async () => {
    const bea = await addAccount(lodge, 'bea@tilleuls.example', 'caretaker', { kind: 'organization' })
    await setUp({ readers: [lodge.administrator, bea].map((id) => formatId('account', id)) })
    lodge.pass(UNTIL_MONDAY_MS)
    const events = await count('event')
    // It draws an id for the run, one for each letter and one for the fact: dying at each of them leaves nothing.
    for (let draws = 0; draws < 4; draws += 1) {
      let left = draws
      const dying: World = {
        ...world(),
        bytes: (length) => {
          left -= 1
          if (left < 0) throw new Error('the machine lost its current')
          return realWorld.bytes(length)
        },
      }
      await expect(turn(dying)).rejects.toThrow('current')
      expect([await count('report_run'), await count('notice'), await count('event')]).toEqual([0, 0, events])
    }
    await Promise.all([turn(), turn(), turn()])
    expect([await count('report_run'), await count('notice'), await count('event')]).toEqual([
      1,
      2,
      events + 1,
    ])
  })

  test('is not made for what passed while it was paused, or removed', async () => {
    const api = await sit()
    const report = await setUp({}, api)
    const path = `/reports/${report.id}`
    const paused = await api.call('PUT', path, { body: wanted({ paused: true }), ifMatch: '1' })
    expect(paused).toMatchObject({ status: 200, body: { paused: true, nextAt: null, version: 2 } })
    lodge.pass(UNTIL_MONDAY_MS)
    await turn()
    await api.call('PUT', path, { body: wanted(), ifMatch: '2' })
    await turn()
    expect(await runs(report)).toEqual([])
    expect((await api.call('DELETE', path)).status).toBe(204)
    lodge.pass(7 * DAY_MS)
    await turn()
    expect(await api.call('GET', `${path}/runs`)).toMatchObject({
      status: 404,
      body: { code: 'report_unknown' },
    })
    expect(await api.call('POST', `${path}/restore`)).toMatchObject({ status: 200, body: { id: report.id } })
    await turn()
    expect(await runs(report)).toEqual([])
    lodge.pass(7 * DAY_MS)
    await turn()
    expect(await runs(report)).toHaveLength(1)
  })
})

test('it is made now when somebody asks, of the last whole period, and once for one request', async () => {
  const api = await sit()
  const report = await setUp({}, api)
  const ask = () => api.call('POST', `/reports/${report.id}/run`, { idempotencyKey: 'now-please-and-once' })
  expect(await ask()).toMatchObject({
    status: 201,
    body: { cause: 'asked', until: '2026-11-01T23:00:00.000Z', letters: [{ state: 'waiting' }] },
  })
  expect((await ask()).status).toBe(201)
  await deliver()
  expect(sent.map(({ text }) => text.includes('Nothing of the kind happened.'))).toEqual([true])
  expect(await runs(report)).toMatchObject([{ letters: [{ accountName: 'Ada Okafor', state: 'sent' }] }])
})

test('of many who ask at once one is answered, and the others once it is sent', async () => {
  const api = await sit()
  const report = await setUp({}, api)
  const ask = () => api.call('POST', `/reports/${report.id}/run`)
  const answers = await Promise.all(Array.from({ length: 5 }, ask))
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
    201, 409, 409, 409, 409,
  ])
  expect(await ask()).toMatchObject({ status: 409, body: { code: 'report_waits' } })
  expect(await count('notice')).toBe(1)
  await deliver()
  expect((await ask()).status).toBe(201)
  // Each may be a look at the whole log: as many as files, not as many as changes.
  expect(reportRoutes.run.rateLimit).toBe('export')
})

test('without a mail server it says what it waits for, and not that it is on its way', async () => {
  const api = await sit()
  const report = await setUp({}, api)
  const ask = () => api.call('POST', `/reports/${report.id}/run`)
  expect((await ask()).status).toBe(201)
  const { sendLetter: _none, ...withoutMail } = deps()
  await deliverNotices(withoutMail, lodge.organizationId)
  expect(await ask()).toMatchObject({ status: 409, body: { code: 'report_no_mail' } })
  expect(await runs(report)).toMatchObject([{ letters: [{ state: 'waiting', code: 'mail_not_set_up' }] }])
})

describe('what a report is about', () => {
  const elsewhere = () => ({
    entrance: formatId('entrance', newId(realWorld, 'entrance')),
    device: formatId('device', newId(realWorld, 'device')),
  })

  test('is at its site: what nobody knows there is refused, and said where it stands', async () => {
    const api = await sit()
    expect(await api.call('POST', '/reports', { body: wanted({ filters: elsewhere() }) })).toMatchObject({
      status: 422,
      body: {
        code: 'report_filter_unknown',
        errors: [{ pointer: '/filters/entrance' }, { pointer: '/filters/device' }],
      },
    })
    expect(await count('report')).toBe(0)
    const other = formatId('site', await addSite('Le Port'))
    const here = { entrance: formatId('entrance', gate), device: formatId('device', reader) }
    const there = wanted({ siteId: other, filters: here })
    expect((await api.call('POST', '/reports', { body: there })).status).toBe(422)
    const report = await setUp({ filters: here }, api)
    const path = `/reports/${report.id}`
    const change = { body: wanted({ filters: elsewhere() }), ifMatch: '1' }
    expect((await api.call('PUT', path, change)).status).toBe(422)
    expect((await api.call('PUT', path, { body: there, ifMatch: '1' })).status).toBe(422)
  })

  test('may go meanwhile: the report is still paused and changed', async () => {
    const api = await sit()
    const report = await setUp({}, api)
    const filters = elsewhere()
    await lodge.database.transaction(lodge.organizationId, (transaction) =>
      sql`update report set filters = ${JSON.stringify(filters)}::jsonb`.execute(transaction),
    )
    const body = wanted({ filters, paused: true })
    expect((await api.call('PUT', `/reports/${report.id}`, { body, ifMatch: '1' })).status).toBe(200)
  })
})

describe('who reads a report', () => {
  const send = async (accountId: AccountId) => {
    const api = await sit()
    const report = await setUp({ readers: [formatId('account', accountId)] }, api)
    await api.call('POST', `/reports/${report.id}/run`)
    await deliver()
    return runs(report)
  }

  test('is judged when it is sent: who reads the log of another site, or only their own passages, gets nothing', async () => {
    const elsewhere = await addSite('Le Port')
    const there = { kind: 'site', siteId: elsewhere } as const
    const port = await addAccount(lodge, 'port@tilleuls.example', 'caretaker', there)
    const resident = await addAccount(lodge, 'resident@tilleuls.example', 'resident', { kind: 'own' })
    const technician = await addAccount(lodge, 'tech@tilleuls.example', 'technician', {
      kind: 'organization',
    })
    for (const account of [port, resident, technician])
      expect(await send(account)).toMatchObject([{ letters: [{ state: 'failed', code: 'not_allowed' }] }])
    expect(sent).toEqual([])
  })

  test('sees the site they look after', async () => {
    const here = await addAccount(lodge, 'here@tilleuls.example', 'caretaker', { kind: 'site', siteId: site })
    expect(await send(here)).toMatchObject([{ letters: [{ state: 'sent' }] }])
  })

  test('may have it sent to others only who may see who signs in, and to accounts that are there', async () => {
    const bea = await addAccount(lodge, 'bea@tilleuls.example', 'caretaker', { kind: 'organization' })
    const caretaker = await sit([everywhere('events.read')], bea)
    await setUp({ readers: [formatId('account', bea)] }, caretaker)
    expect(await caretaker.call('POST', '/reports', { body: wanted() })).toMatchObject({
      status: 403,
      body: { code: 'report_readers_beyond' },
    })
    const nobody = [formatId('account', newId(realWorld, 'account'))]
    expect(await (await sit()).call('POST', '/reports', { body: wanted({ readers: nobody }) })).toMatchObject(
      {
        status: 400,
        body: { code: 'report_reader_unknown' },
      },
    )
  })

  test('of one site sees no report of another, and changes none of somebody else', async () => {
    const report = await setUp()
    const bea = await addAccount(lodge, 'bea@tilleuls.example', 'caretaker', { kind: 'organization' })
    const at = (siteId: SiteId): PermissionGrant => ({
      permission: 'events.read',
      scope: { kind: 'site', siteId },
    })
    const elsewhere = await sit([at(newId(realWorld, 'site'))], bea)
    expect((await elsewhere.call('GET', '/reports')).body).toEqual({ data: [] })
    expect((await elsewhere.call('GET', `/reports/${report.id}/runs`)).status).toBe(404)
    expect((await elsewhere.call('POST', '/reports', { body: wanted() })).body).toMatchObject({
      code: 'not_found',
    })
    const own = await sit([{ permission: 'events.read', scope: { kind: 'own' } }], bea)
    expect((await own.call('GET', '/reports')).body).toEqual({ data: [] })
    const here = await sit([at(site)], bea)
    expect((await here.call('GET', '/reports')).body).toMatchObject({ data: [{ mayKeep: false }] })
    for (const [method, path] of [
      ['DELETE', ''],
      ['POST', '/run'],
    ] as const)
      expect(await here.call(method, `/reports/${report.id}${path}`)).toMatchObject({
        status: 403,
        body: { code: 'report_not_yours' },
      })
  })
})

describe('its file', () => {
  test('and its waiting letter answer what was asked when the run was made, whatever the report became', async () => {
    const elsewhere = await addSite('Le Port')
    await happens('refused', site)
    await happens('opened', site)
    const report = await setUp({ rhythm: { every: 'day' } })
    lodge.pass(DAY_MS)
    const api = await sit()
    expect((await api.call('POST', `/reports/${report.id}/run`)).status).toBe(201)
    const body = wanted({ siteId: formatId('site', elsewhere), filters: { kind: 'opened' } })
    expect((await api.call('PUT', `/reports/${report.id}`, { body, ifMatch: '1' })).status).toBe(200)
    const [run] = await runs(report)
    const file = await api.call('GET', `/reports/${report.id}/runs/${run?.id}/file?format=ndjson`)
    expect(file.body).toMatchObject({ type: 'door.refused', siteId: formatId('site', site) })
    await deliver()
    expect(sent[0]?.text).toContain('at Les Tilleuls')
    expect(sent[0]?.text).toContain('Refused: 1\n')
    expect(sent[0]?.text).toContain(`site=${formatId('site', site)}&kind=refused&`)
  })

  test('is made anew from the log, recorded as an export, and gone after 30 days', async () => {
    await happens('refused', site)
    await happens('opened', site)
    const report = await setUp({ rhythm: { every: 'day' } })
    lodge.pass(DAY_MS)
    await turn()
    const [run] = await runs(report)
    const path = `/reports/${report.id}/runs/${run?.id}/file?format=ndjson`
    const { database, organizationId } = lodge
    const take = () =>
      lodge.database.transaction(organizationId, (transaction) =>
        sql<{
          payload: { filters: string[] }
        }>`select payload from event where type = 'log.exported'`.execute(transaction),
      )
    const api = await sit()
    const answer = await api.call('GET', path)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ type: 'door.refused', siteId: formatId('site', site) })
    expect((await take()).rows[0]?.payload.filters.toSorted()).toEqual([
      'from=2026-11-04T23:00:00.000Z',
      `siteId=${formatId('site', site)}`,
      'type=door.refused',
      'until=2026-11-05T23:00:00.000Z',
    ])
    lodge.pass(31 * DAY_MS)
    expect(await (await sit()).call('GET', path)).toMatchObject({
      status: 410,
      body: { code: 'report_over' },
    })
    await forgetRuns({ database, world: world() }, organizationId)
    expect(await count('report_run')).toBe(0)
  })
})

test.each([
  ['a rhythm that is none', { rhythm: { every: 'hour' } }],
  ['a weekday that is none', { rhythm: { every: 'week', weekday: 8 } }],
  ['a day no month has', { rhythm: { every: 'month', day: 32 } }],
  ['an hour that is none', { time: '24:00' }],
  ['nobody to read it', { readers: [] }],
  ['one person to follow', { filters: { person: 'per_00000000000000000000000000000000' } }],
  ['a name that says nothing', { name: ' \u200b' }],
])('%s is refused', async (_name, more) => {
  expect((await (await sit()).call('POST', '/reports', { body: wanted(more) })).status).toBe(400)
})

test('fifty are kept, and none for a key', async () => {
  await setUp()
  await lodge.database.transaction(lodge.organizationId, (transaction) =>
    sql`insert into report select organization_id, gen_random_uuid(), account_id, site_id, name, filters, every, weekday,
      month_day, minutes, next_on, paused, language, version from report, generate_series(1, 49)`.execute(
      transaction,
    ),
  )
  expect(await (await sit()).call('POST', '/reports', { body: wanted() })).toMatchObject({
    status: 409,
    body: { code: 'too_many_reports' },
  })
  const { database, organizationId } = lodge
  const endpoints = reportsEndpoints({
    database,
    world: world(),
    homeBuildings: async () => () => undefined,
    siteZones: async () => () => 'UTC',
    namesOf: async () => new Map(),
    wordsOf: () => () => undefined,
    findEntrance: async (_transaction, id) => (id === gate ? { siteId: site } : undefined),
    findDevice: async (_transaction, id) => (id === reader ? { siteId: site } : undefined),
  })
  const key = await testApi({ database, world: world(), organizationId, endpoints })
  apis.push(key)
  expect(await key.call('POST', '/reports', { body: wanted() })).toMatchObject({
    status: 403,
    body: { code: 'account_required' },
  })
})
