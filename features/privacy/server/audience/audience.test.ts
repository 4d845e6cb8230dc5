/** Visits are counted as the register says, by nobody’s name, for so long and no longer. */
import { installCatalogue } from '@loge/features/events/server'
import { boundsOn, completed, judgeRegister, type Register, type Tracker } from '@loge/features/law/core'
import { readPreset } from '@loge/features/law/server'
import { DAY_MS, formatId, instant, newId, type OrganizationId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { type TestApi, type TestDatabase, testApi, testDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  AT_DEVICE,
  COUNTED,
  isExempt,
  lifetimeAtDevice,
  privacyFacts,
  refuseDisclosure,
  shapeOfPath,
} from '../../core/index.ts'
import { documentEndpoints } from '../documents/routes.ts'
import { forgetAudience } from './count.ts'
import { audienceEndpoints } from './routes.ts'

/** As text: rows are compared as people read them. */
const byWords = (one: readonly unknown[], other: readonly unknown[]): number =>
  String(one) < String(other) ? -1 : 1
const START = Date.parse('2024-01-15T10:00:00Z')
let now = START
const world: World = { ...realWorld, now: () => instant(now) }

let database: TestDatabase
let organizationId: OrganizationId
let slug: string
let api: TestApi
let sonio: Register
let forget = () => {}

const publish = (register: Register) =>
  database.transaction(organizationId, (transaction) => {
    const before = new Date(START - DAY_MS)
    return sql`insert into register_version (organization_id, number, content, hash, recorded_at, published_at, effective_at)
      values (${organizationId}, 1, ${JSON.stringify(register)}, ${'0'.repeat(64)}, ${before}, ${before}, ${before})`.execute(
      transaction,
    )
  })

beforeAll(async () => {
  forget = installCatalogue([privacyFacts])
  database = await testDatabase()
  sonio = completed((await readPreset('sonio')) ?? expect.fail('no sonio'))
})
beforeEach(async () => {
  now = START
  organizationId = await testOrganization(database)
  slug = (await database.organizations()).find(({ id }) => id === organizationId)?.slug ?? ''
  const endpoints = [
    ...audienceEndpoints({ database, world }),
    ...documentEndpoints({ database, world, origin: 'http://127.0.0.1', licences: [] }),
  ]
  const unlimited = { burst: 1_000_000, perSecond: 1_000_000 }
  const rateLimits = { read: unlimited, write: unlimited, public: unlimited }
  api = await testApi({ database, world, organizationId, endpoints, rateLimits })
  await publish(sonio)
})
afterAll(async () => {
  await database.close()
  forget()
})

const count = async (facts: object, surface = 'site') => {
  const { status, body } = await api.call('POST', '/public/audience', {
    body: { organization: slug, surface, ...facts },
  })
  return status === 204 ? 'counted' : (body as { code: string }).code
}
const choose = async (accepted: readonly string[]): Promise<string> => {
  const { body } = await api.call('POST', '/public/cookie-choices', {
    body: { organization: slug, accepted, language: 'fr', surface: 'banner' },
  })
  return (body as { id: string }).id
}
const rows = async () =>
  (
    await database.transaction(organizationId, (transaction) =>
      sql<
        Record<string, unknown>
      >`select * from audience_count where organization_id = ${organizationId}`.execute(transaction),
    )
  ).rows
const report = async () =>
  (await api.call('GET', '/audience')).body as {
    data: { surface: string; what: string; value: string; count: number | null }[]
  }

describe('where a yes comes first', () => {
  test('where visitors come from and what they do is counted only after it, in sums [S1-14, S1-15]', async () => {
    const visit = { page: '/privacy-centre', click: '/terms', origin: 'search.example' }
    expect(await count(visit)).toBe('audience_not_counted')
    expect(await count({ ...visit, choice: await choose([]) })).toBe('audience_not_counted')
    const unknown = formatId('cookieChoice', newId(realWorld, 'cookieChoice'))
    expect(await count({ ...visit, choice: unknown })).toBe('audience_not_counted')
    expect(await rows()).toEqual([])
    const choice = await choose(['audience'])
    for (let times = 0; times < 3; times += 1) expect(await count({ ...visit, choice })).toBe('counted')
    const kept = await rows()
    expect(kept.map(({ what, value, count: sum }) => [what, value, Number(sum)]).toSorted(byWords)).toEqual([
      ['click', '/terms', 3],
      ['origin', 'search.example', 3],
      ['page', '/privacy-centre', 3],
    ])
    // Once the choice is over, so is the counting.
    now = Date.parse('2024-08-15T10:00:00Z')
    expect(await count({ ...visit, choice })).toBe('audience_not_counted')
  })
})

describe('where it is exempt', () => {
  test('it counts without asking, until somebody says no; then no row of theirs comes any more [S1-82 1/2]', async () => {
    expect(await count({ page: '/doors' }, 'application')).toBe('counted')
    const refused = await choose([])
    expect(await count({ page: '/doors', choice: refused }, 'application')).toBe('audience_not_counted')
    expect((await rows()).map(({ count: sum }) => Number(sum))).toEqual([1])
  })

  test('every condition holds at once, for its surface; else it asks like any other [S1-91 1/2]', () => {
    const whole = sonio.trackers.find(({ id }) => id === 'app-audience') ?? expect.fail('no tracker')
    expect(isExempt(whole)).toBe(true)
    const failing: readonly Partial<Tracker>[] = [
      { kind: 'advertising' },
      { provider: 'Somebody else' },
      { lifetime: { unit: 'month', count: 14 } },
      { lifetime: null },
    ]
    for (const change of failing) expect([change, isExempt({ ...whole, ...change })]).toEqual([change, false])
    const { exempt: _none, ...asking } = whole
    expect(isExempt(asking)).toBe(false)
    expect(isExempt(sonio.trackers.find(({ id }) => id === 'site-audience') ?? whole)).toBe(false)
  })
})

describe('what is counted', () => {
  test('is a closed list, and nothing else is taken [S1-86]', async () => {
    // Clicks, pages, time and duration, browser, screen: and, of the site, where a visit came from.
    expect([...COUNTED]).toEqual(['page', 'click', 'seconds', 'browser', 'screen', 'origin'])
    const facts = { page: '/doors', click: '/events', seconds: 75, browser: 'firefox', screen: 'small' }
    expect(await count(facts, 'application')).toBe('counted')
    for (const more of [{ email: 'a@example.org' }, { accountId: 'x' }, { language: 'fr' }, { title: 'x' }])
      expect([more, await count({ ...facts, ...more }, 'application')]).toEqual([more, 'input_invalid'])
    for (const wrong of [
      { browser: 'Firefox 134 on Linux' },
      { screen: '1440x900' },
      { page: 'https://elsewhere.example' },
    ])
      expect([wrong, await count({ ...facts, ...wrong }, 'application')]).toEqual([wrong, 'input_invalid'])
    expect((await rows()).map(({ what, value }) => [what, value]).toSorted(byWords)).toEqual([
      ['browser', 'firefox'],
      ['click', '/events'],
      ['page', '/doors'],
      ['screen', 'small'],
      ['seconds', '1 to 5 min'],
    ])
  })

  test('holds no id, address or network of anybody, and nothing to join it by [S1-89 2/3, S1-78]', async () => {
    await count({ page: '/residents/per_0123456789abcdef?q=ana' }, 'application')
    const [row] = await rows()
    expect(Object.keys(row ?? {}).toSorted()).toEqual([
      'count',
      'day',
      'organization_id',
      'surface',
      'value',
      'what',
    ])
    expect(row?.['value']).toBe('/residents/:id')
    expect(shapeOfPath('/a/ana@example.org/42#x')).toBe('/a/:id/:id')
    const { rows: keys } = await database.transaction(organizationId, (transaction) =>
      sql<{ to: string }>`select confrelid::regclass::text as to from pg_constraint
        where conrelid = 'loge.audience_count'::regclass and contype = 'f'`.execute(transaction),
    )
    expect(keys.map(({ to }) => to.replace('loge.', ''))).toEqual(['organization'])
    // No report is of one visitor: the only one there is has sums by surface.
    expect(Object.keys((await report()).data[0] ?? {}).toSorted()).toEqual([
      'count',
      'surface',
      'value',
      'what',
    ])
  })

  test('[S1-89 3/3] is counted and read by a role of the database that reads nobody', async () => {
    const asAudience = (question: string) =>
      database.transaction(organizationId, async (transaction) => {
        await sql`set local role loge_audience`.execute(transaction)
        return (await sql.raw(question).execute(transaction)).rows
      })
    expect(await asAudience('select * from audience_count')).toEqual([])
    const { rows: tables } = await database.transaction(organizationId, (transaction) =>
      sql<{ name: string }>`select relname as name from pg_class
        where relnamespace = 'loge'::regnamespace and relkind in ('r', 'p', 'v')`.execute(transaction),
    )
    const others = tables.map(({ name }) => name).filter((name) => name !== 'audience_count')
    expect(others).toEqual(expect.arrayContaining(['person', 'account', 'session', 'event', 'cookie_choice']))
    for (const name of others)
      expect([name, await asAudience(`select from loge.${name}`).catch(String)]).toEqual([
        name,
        expect.stringMatching(/permission|denied/i),
      ])
    // It is that role which counts, shows and forgets: without its rights nothing is.
    const owner = new pg.Client({ connectionString: database.ownerUrl })
    await owner.connect()
    try {
      await owner.query('revoke all on loge.audience_count from loge_audience')
      expect(await count({ page: '/doors' }, 'application')).not.toBe('counted')
      expect((await api.call('GET', '/audience')).status).not.toBe(200)
      await expect(forgetAudience({ database, world }, organizationId)).rejects.toThrow(/./)
    } finally {
      await owner.query('grant select, insert, update, delete on loge.audience_count to loge_audience')
      await owner.end()
    }
    expect(await count({ page: '/doors' }, 'application')).toBe('counted')
  })

  test('is not shown while it could be somebody [S1-90]', async () => {
    for (let times = 0; times < 10; times += 1) await count({ page: '/doors' }, 'application')
    for (let times = 0; times < 9; times += 1) await count({ page: '/events' }, 'application')
    expect((await report()).data).toEqual([
      { surface: 'application', what: 'page', value: '/doors', count: 10 },
      { surface: 'application', what: 'page', value: '', count: null },
    ])
  })

  test('goes to nobody as what it was counted for, whatever recipient the register names [S1-98 1/2]', () => {
    const bounds = boundsOn('2026-11-22')
    for (const { id: kind } of sonio.recipientKinds) {
      const one = {
        id: 'somebody',
        kind,
        name: 'Somebody',
        country: 'FR',
        contractOn: '2024-01-01',
        contract: {
          document: { name: 'Contract', sha256: 'cd'.repeat(32) },
          confidentialityOn: '2024-01-01',
          clauses: ['instructions', 'sub_processors', 'audit', 'deletion'],
        },
      } as const
      const register = { ...sonio, recipients: [{ ...one, notify: 'none' as const, subProcessors: [] }] }
      const wanted = {
        activity: 'audience',
        recipient: 'somebody',
        categories: ['browsing'],
        provision: 'any',
      }
      expect([kind, refuseDisclosure(register, wanted, { bounds, today: '2026-11-22' })]).toEqual([
        kind,
        'recipient_not_of_activity',
      ])
    }
  })

  test('is gone after twenty-five months, whatever else lasts [S1-93, S1-77 2/2]', async () => {
    await count({ page: '/doors' }, 'application')
    now = Date.parse('2026-02-14T23:59:59Z')
    await forgetAudience({ database, world }, organizationId)
    expect(await rows()).toHaveLength(1)
    now = Date.parse('2026-02-15T00:00:00Z')
    await forgetAudience({ database, world }, organizationId)
    expect(await rows()).toEqual([])
  })
})

test('at the device it lasts thirteen months at most: no longer register is published, and a longer one is cut [S1-92 1/2]', async () => {
  const year = { unit: 'month', count: 14 } as const
  const longer = {
    ...sonio,
    trackers: sonio.trackers.map((one) => (one.kind === 'audience' ? { ...one, lifetime: year } : one)),
  }
  expect(judgeRegister(longer, boundsOn('2026-11-22')).map(({ code }) => code)).toContain('period_beyond_law')
  expect(lifetimeAtDevice({ lifetime: year })).toEqual(AT_DEVICE)
  expect(lifetimeAtDevice({ lifetime: { unit: 'day', count: 30 } })).toEqual({ unit: 'day', count: 30 })
  const { body } = await api.call('GET', `/public/cookies?organization=${slug}`)
  const { measured } = body as { measured: { maxAgeS: number }[] }
  expect(measured).toHaveLength(2)
  for (const { maxAgeS } of measured) expect(maxAgeS).toBeLessThanOrEqual(397 * 86_400)
})

test('no cookie of a shop lasts longer than thirteen months: the register that says so is not published [S4-85 1/2]', async () => {
  const soco = completed((await readPreset('soco')) ?? expect.fail('no soco'))
  const bounds = boundsOn('2026-11-22')
  const faultsWith = (lifetime: { unit: 'month'; count: number }, at: number) =>
    judgeRegister(
      { ...soco, trackers: soco.trackers.map((one, index) => (index === at ? { ...one, lifetime } : one)) },
      bounds,
    )
      .filter(({ code }) => code === 'period_beyond_law')
      .map(({ pointer }) => pointer)
  const chosen = [...soco.trackers.entries()].filter(([, { kind }]) => kind !== 'necessary')
  expect(chosen.map(([, { kind }]) => kind).toSorted()).toEqual(['advertising', 'preference'])
  for (const [at, { lifetime }] of chosen) {
    expect(lifetimeAtDevice({ lifetime })).toEqual(lifetime)
    expect(lifetimeAtDevice({ lifetime: { unit: 'month', count: 14 } })).toEqual(AT_DEVICE)
    expect(faultsWith({ unit: 'month', count: 13 }, at)).toEqual([])
    expect(faultsWith({ unit: 'month', count: 14 }, at)).toEqual([`/trackers/${at}/lifetime`])
  }
  // What is necessary ends on its own well before.
  for (const { kind, lifetime } of soco.trackers)
    if (kind === 'necessary' && lifetime !== null) expect(lifetimeAtDevice({ lifetime })).toEqual(lifetime)
})
