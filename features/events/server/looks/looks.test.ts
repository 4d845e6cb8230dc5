/** Nobody sees where one person went without having said why: every way to ask the log, over HTTP and a real PostgreSQL. */
import {
  createHttpServer,
  Problem,
  silentLogger,
  type HttpServer,
  type PermissionGrant,
  type Principal,
} from '@loge/http'
import {
  addMs,
  DAY_MS,
  formatId,
  HOUR_MS,
  instant,
  newId,
  type Instant,
  type OrganizationId,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { defineFacts, eventFacts, LOOK_MS, type NewEvent } from '../../core/index.ts'
import { appendEvents } from '../append-events.ts'
import { installCatalogue } from '../current-catalogue.ts'
import { EventHub } from '../event-hub.ts'
import { eventEndpoints } from '../routes.ts'
import { forgetOldLooks } from './forget-looks.ts'

const facts = defineFacts({
  opened: {
    type: 'door.opened',
    version: 1,
    retention: 'movement',
    payload: { kind: 'what', credentialId: 'the badge' },
  },
  shown: {
    type: 'person.name_shown',
    version: 1,
    retention: 'audit',
    payload: { reason: 'why', aboutEventId: 'which' },
    isPassage: true,
    isLook: true,
  },
})

const site = newId(realWorld, 'site')
const me = newId(realWorld, 'person')
const camille = newId(realWorld, 'person')
const badge = newId(realWorld, 'credential')
const start = instant(Math.floor(realWorld.now() / HOUR_MS) * HOUR_MS - 5 * HOUR_MS)
let ahead = 0
const world = { ...realWorld, now: (): Instant => addMs(realWorld.now(), ahead) }

let database: TestDatabase
let server: HttpServer
let address: string
let hub: EventHub
let principal: Principal
let organization: OrganizationId
let forgetCatalogue: () => void

const everywhere = (permission: string): PermissionGrant => ({ permission, scope: { kind: 'organization' } })
const MANAGER = ['events.read', 'people.read', 'people.manage', 'accounts.read'].map(everywhere)

const signInAs = (...grants: readonly PermissionGrant[]): void => {
  principal = {
    kind: 'account',
    organizationId: organization,
    accountId: newId(realWorld, 'account'),
    sessionId: newId(realWorld, 'session'),
    personId: me,
    grants,
  }
}

beforeAll(async () => {
  database = await testDatabase()
  forgetCatalogue = installCatalogue([facts, eventFacts])
  hub = new EventHub(database, realWorld)
  const notUsed = () => Promise.reject(new Error('no request of this test acts'))
  server = await createHttpServer({
    endpoints: eventEndpoints({
      database,
      hub,
      world,
      homeBuildings: async () => () => 'B',
      siteZones: async () => () => 'Europe/Paris',
      namesOf: async () => new Map(),
      wordsOf: () => () => undefined,
      requirePerson: async (_transaction, _reach, id) => {
        if (id !== camille && id !== me) throw new Problem(404, 'person_unknown', 'Nobody.')
      },
      accountNames: async (_transaction, _organization, ids) =>
        new Map(ids.map((id) => [id, 'Claire Martin'])),
    }),
    permissions: ['events.read', 'people.read', 'people.manage', 'accounts.read'],
    authenticate: async () => principal,
    world: realWorld,
    idempotency: { claim: notUsed, act: notUsed, keep: notUsed, release: notUsed },
    logger: silentLogger,
    metrics: new Registry(),
    origin: 'http://127.0.0.1:8420',
    version: '0.1.0',
    rateLimits: {
      read: { burst: 10_000, perSecond: 10_000 },
      command: { burst: 10_000, perSecond: 10_000 },
      export: { burst: 10_000, perSecond: 10_000 },
    },
  })
  address = `http://127.0.0.1:${(await server.listen({ host: '127.0.0.1', port: 0 })).port}/api/v1`
})
beforeEach(async () => {
  ahead = 0
  organization = await testOrganization(database)
  signInAs(...MANAGER)
})
afterAll(async () => {
  await server.close()
  await hub.stop()
  await database.close()
  forgetCatalogue()
})

const passage = (more: Partial<NewEvent> = {}): NewEvent => ({
  id: newId(realWorld, 'event'),
  type: 'door.opened',
  occurredAt: start,
  actor: { kind: 'unknown' },
  siteId: site,
  personId: camille,
  payload: { kind: 'card', credentialId: badge },
  ...more,
})
const append = (...events: readonly NewEvent[]): Promise<void> =>
  database.transaction(organization, (transaction) =>
    appendEvents(transaction, realWorld, organization, events),
  )
const ask = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`${address}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const text = await response.text()
  return {
    status: response.status,
    text,
    body: /application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '')
      ? JSON.parse(text)
      : undefined,
  }
}
const iso = (at: number): string => new Date(at).toISOString()
const CAMILLE = formatId('person', camille)
const OF_CAMILLE = `personId=${CAMILLE}`
const PERIOD = { from: iso(start - HOUR_MS), until: iso(start + HOUR_MS) }
const open = (more: object = {}) =>
  ask('POST', `/people/${CAMILLE}/look`, {
    ...PERIOD,
    reason: 'authorities',
    words: 'Réquisition 2026/118, commissariat du 11e',
    ...more,
  })
const hasNobody = (text: string): void => {
  expect(text).not.toContain(camille.replaceAll('-', ''))
  expect(text).not.toContain(camille)
  expect(text).not.toContain(badge)
  expect(text).not.toContain(formatId('credential', badge))
}

const ONE_PERSON = [
  `/events?${OF_CAMILLE}`,
  `/events?${OF_CAMILLE}&type=door.opened&from=${PERIOD.from}&until=${PERIOD.until}`,
  `/events/histogram?${OF_CAMILLE}&from=${PERIOD.from}&until=${PERIOD.until}`,
  `/events/export?${OF_CAMILLE}&format=csv`,
  `/events/export?${OF_CAMILLE}&format=ndjson`,
]

describe('without a reason', () => {
  test.each(ONE_PERSON)('%s is refused, whoever asks', async (path) => {
    await append(passage())
    expect(await ask('GET', path)).toMatchObject({ status: 403, body: { code: 'look_required' } })
  })

  test('the live stream of one person is refused', async () => {
    expect((await ask('GET', `/events/stream?${OF_CAMILLE}`)).text).toContain('look_required')
  })

  test('no answer says who passed, nor with which badge: list, event, file [S3-153 partly]', async () => {
    const event = passage({ actor: { kind: 'person', id: camille } })
    const about = passage({
      type: 'person.name_shown',
      payload: { reason: 'danger', aboutEventId: event.id },
    })
    await append(event, about, passage({ type: 'door.melted' }))
    for (const path of [
      '/events?',
      `/events/${formatId('event', event.id)}`,
      `/events/${formatId('event', about.id)}`,
      '/events/export?format=csv',
      '/events/export?format=ndjson',
    ]) {
      const { status, text } = await ask('GET', path)
      expect([path, status]).toEqual([path, 200])
      hasNobody(text)
    }
  })

  test('one sees one’s own passages, and what one did oneself', async () => {
    await append(passage({ personId: me }))
    const { body } = await ask('GET', `/events?personId=${formatId('person', me)}`)
    expect(body.data).toMatchObject([
      {
        subject: { kind: 'person', personId: formatId('person', me) },
        payload: { credentialId: formatId('credential', badge) },
      },
    ])
    expect((await ask('GET', `/people/${formatId('person', me)}/look`)).body).toEqual({
      needed: false,
      look: null,
    })
  })
})

describe('a look', () => {
  test('shows the passages of its person in its period, and folds everything else', async () => {
    const seen = passage()
    const before = passage({ occurredAt: addMs(start, -2 * HOUR_MS) })
    await append(seen, before, passage({ personId: newId(realWorld, 'person') }))
    expect((await open()).status).toBe(201)
    for (const path of ONE_PERSON) expect([path, (await ask('GET', path)).status]).toEqual([path, 200])
    const { body } = await ask('GET', `/events?${OF_CAMILLE}`)
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual([formatId('event', seen.id)])
    const everything = (await ask('GET', '/events?type=door.opened')).body.data
    expect(
      everything.filter(({ subject }: { subject: { kind: string } }) => subject.kind === 'person'),
    ).toEqual(body.data)
    const wider = `/events?${OF_CAMILLE}&from=${iso(start - 3 * HOUR_MS)}`
    expect((await ask('GET', wider)).body.code).toBe('look_required')
  })

  test('is its author’s alone, ends after an hour, or when they end it', async () => {
    await append(passage())
    await open()
    const author = principal
    signInAs(...MANAGER)
    expect((await ask('GET', `/events?${OF_CAMILLE}`)).body.code).toBe('look_required')
    principal = author
    ahead = LOOK_MS + 1
    expect((await ask('GET', `/events?${OF_CAMILLE}`)).body.code).toBe('look_required')
    hasNobody((await ask('GET', '/events?type=door.opened')).text)
    ahead = 0
    expect((await ask('GET', `/events?${OF_CAMILLE}`)).status).toBe(200)
    expect((await ask('DELETE', `/people/${CAMILLE}/look`)).status).toBe(204)
    expect((await ask('GET', `/events?${OF_CAMILLE}`)).body.code).toBe('look_required')
    expect((await ask('GET', `/people/${CAMILLE}/look`)).body).toEqual({ needed: true, look: null })
  })

  test('does not outlive the right to manage people', async () => {
    await append(passage())
    await open()
    if (principal.kind === 'account')
      principal = { ...principal, grants: ['events.read', 'people.read'].map(everywhere) }
    expect((await ask('GET', `/events?${OF_CAMILLE}`)).body.code).toBe('look_required')
  })

  test('never follows anybody: what comes live stays folded, and its period ends when it is opened', async () => {
    const { body } = await open({ until: iso(realWorld.now() + DAY_MS) })
    expect(Date.parse(body.until)).toBeLessThanOrEqual(Date.now())
  })

  test.each([
    ['a reason that is none', { reason: 'curiosity' }, 'input_invalid'],
    ['no words', { words: ' \u200b ' }, 'input_invalid'],
    ['a period that ends before it begins', { from: PERIOD.until, until: PERIOD.from }, 'time_range_invalid'],
    ['more than 92 days', { from: iso(start - 93 * DAY_MS) }, 'time_range_invalid'],
    [
      'a period ahead',
      { from: iso(start + 2 * DAY_MS), until: iso(start + 3 * DAY_MS) },
      'time_range_invalid',
    ],
  ])('is refused for %s', async (_name, more, code) => {
    expect((await open(more)).body.code).toBe(code)
  })

  test('is refused to a key, to whoever may not manage people, and about nobody', async () => {
    const nobody = formatId('person', newId(realWorld, 'person'))
    const body = { ...PERIOD, reason: 'incident', words: 'Porte forcée' }
    expect((await ask('POST', `/people/${nobody}/look`, body)).body.code).toBe('person_unknown')
    signInAs(everywhere('events.read'), { permission: 'people.manage', scope: { kind: 'own' } })
    expect((await open()).body.code).toBe('person_filter_forbidden')
    signInAs(everywhere('events.read'), everywhere('people.read'))
    expect((await open()).status).toBe(403)
    principal = {
      kind: 'apiKey',
      organizationId: organization,
      apiKeyId: newId(realWorld, 'apiKey'),
      grants: MANAGER,
    }
    expect((await open()).body.code).toBe('look_account_required')
  })
})

describe('who looked', () => {
  test('is recorded, reviewed by whoever answers for it, and read by the person concerned [S0-28 4/5]', async () => {
    const event = passage()
    await append(event)
    await open()
    await append({
      id: newId(realWorld, 'event'),
      type: 'person.name_shown',
      occurredAt: addMs(realWorld.now(), -HOUR_MS),
      actor: { kind: 'account', id: newId(realWorld, 'account') },
      personId: camille,
      payload: { reason: 'danger', aboutEventId: event.id },
    })
    const said = { reason: 'authorities', words: 'Réquisition 2026/118, commissariat du 11e' }
    expect((await ask('GET', '/events?type=look.opened')).body.data).toMatchObject([
      { subject: { personId: CAMILLE }, payload: { reason: 'authorities' } },
    ])
    expect((await ask('GET', '/events?type=look.opened')).text).not.toContain('Réquisition')
    expect((await ask('GET', '/looks')).body.data).toMatchObject([
      { ...said, ...PERIOD, personId: CAMILLE, by: 'Claire Martin', open: true },
    ])
    if (principal.kind === 'account') principal = { ...principal, personId: camille, grants: [] }
    expect((await ask('GET', '/me/looks')).body.data).toMatchObject([
      { ...said, ...PERIOD, what: 'movements', by: 'Claire Martin' },
      { what: 'name', reason: 'danger', words: null, from: null },
    ])
  })

  test('is told page by page, and to nobody else', async () => {
    for (const words of ['premier', 'deuxième', 'troisième']) await open({ words })
    signInAs()
    expect((await ask('GET', '/me/looks')).body.data).toEqual([])
    if (principal.kind === 'account') principal = { ...principal, personId: camille }
    const first = (await ask('GET', '/me/looks?limit=2')).body
    const second = (await ask('GET', `/me/looks?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`)).body
    expect([...first.data, ...second.data].map(({ words }: { words: string }) => words).toSorted()).toEqual(
      ['premier', 'deuxième', 'troisième'].toSorted(),
    )
  })

  test('is kept for three years, and no longer', async () => {
    await open()
    const after = (days: number) =>
      forgetOldLooks(
        { database, world: { ...world, now: () => addMs(realWorld.now(), days * DAY_MS) } },
        organization,
      )
    await after(3 * 365)
    expect((await ask('GET', '/looks')).body.data).toHaveLength(1)
    await after(3 * 366)
    expect((await ask('GET', '/looks')).body.data).toEqual([])
  })

  test('is shown to a manager of one site for their own looks only', async () => {
    await open()
    signInAs({ permission: 'accounts.read', scope: { kind: 'site', siteId: site } })
    expect((await ask('GET', '/looks')).body.data).toEqual([])
  })
})
