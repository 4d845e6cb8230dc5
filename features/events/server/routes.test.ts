/** The log over real HTTP and a real PostgreSQL, as managers, residents and streams meet it. */
import {
  createHttpServer,
  silentLogger,
  type HttpServer,
  type PermissionGrant,
  type Principal,
} from '@loge/http'
import { addMs, formatId, HOUR_MS, instant, newId, SECOND_MS, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { defineFacts, type NewEvent } from '../core/index.ts'
import { appendEvents } from './append-events.ts'
import { installCatalogue } from './current-catalogue.ts'
import { EventHub } from './event-hub.ts'
import { eventEndpoints } from './routes.ts'
import { sealBlocks } from './seal-blocks.ts'
import { settle } from './settle-for-tests.ts'
import { createStreamFrom } from './stream-from.ts'
import { checkLog } from './verify-log.ts'

const facts = defineFacts({
  opened: { type: 'entrance.opened', version: 1, retention: 'movement', payload: { method: 'how' } },
  refused: { type: 'entrance.refused', version: 1, retention: 'audit', payload: {} },
})

let database: TestDatabase
let server: HttpServer
let address: string
let hub: EventHub
let principal: Principal
let organization: OrganizationId
let forgetCatalogue: () => void

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
const everywhere = (permission: string): PermissionGrant => ({ permission, scope: { kind: 'organization' } })

const siteA = newId(realWorld, 'site')
const siteB = newId(realWorld, 'site')
const entrance = newId(realWorld, 'entrance')
const me = newId(realWorld, 'person')
const neighbour = newId(realWorld, 'person')
const start = instant(Math.floor(realWorld.now() / HOUR_MS) * HOUR_MS - 5 * HOUR_MS)

beforeAll(async () => {
  database = await testDatabase()
  forgetCatalogue = installCatalogue([facts])
  hub = new EventHub(database, realWorld)
  const notUsed = () => Promise.reject(new Error('no request of this test acts'))
  server = await createHttpServer({
    streamFrom: createStreamFrom(database, realWorld),
    endpoints: eventEndpoints({
      database,
      hub,
      world: realWorld,
      homeBuildings: async () => () => 'B',
      siteZones: async () => () => 'Europe/Paris',
      namesOf: async () => new Map(),
      wordsOf: () => () => undefined,
      requirePerson: async () => undefined,
      accountNames: async () => new Map(),
    }),
    permissions: ['events.read', 'people.read', 'people.manage', 'accounts.read'],
    authenticate: async () => principal,
    world: realWorld,
    idempotency: { claim: notUsed, act: notUsed, keep: notUsed, release: notUsed },
    logger: silentLogger,
    metrics: new Registry(),
    origin: 'http://127.0.0.1:8420',
    version: '0.1.0',
    rateLimits: { read: { burst: 10_000, perSecond: 10_000 } },
  })
  address = `http://127.0.0.1:${(await server.listen({ host: '127.0.0.1', port: 0 })).port}/api/v1`
})
beforeEach(async () => {
  organization = await testOrganization(database)
  signInAs(everywhere('events.read'))
})
afterAll(async () => {
  await server.close()
  await hub.stop()
  await database.close()
  forgetCatalogue()
})

const anEvent = (more: Partial<NewEvent> = {}): NewEvent => ({
  id: newId(realWorld, 'event'),
  type: 'entrance.opened',
  occurredAt: start,
  actor: { kind: 'unknown' },
  siteId: siteA,
  payload: {},
  ...more,
})
const append = (...events: readonly NewEvent[]): Promise<void> =>
  database.transaction(organization, (transaction) =>
    appendEvents(transaction, realWorld, organization, events),
  )

interface Listed {
  readonly data: readonly {
    readonly id: string
    readonly type: string
    readonly subject: unknown
    readonly actor: unknown
  }[]
  readonly nextCursor: string | null
  readonly code?: string
}
const get = async (path: string) => {
  const response = await fetch(`${address}${path}`)
  return { status: response.status, body: await response.json() }
}
const list = async (query = ''): Promise<Listed> => (await get(`/events?${query}`)).body

describe('the list', () => {
  test('walks from the newest to the oldest without losing or repeating, page by page [S0-28 2/5]', async () => {
    const events = Array.from({ length: 23 }, (_, at) =>
      anEvent({
        occurredAt: addMs(start, (at % 7) * SECOND_MS),
        type: at % 2 === 0 ? 'entrance.opened' : 'entrance.refused',
      }),
    )
    await append(...events)
    const seen: string[] = []
    let cursor = ''
    for (;;) {
      const page = await list(`limit=5${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)
      seen.push(...page.data.map(({ id }) => id))
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    const expected = events
      .toSorted((a, b) => b.occurredAt - a.occurredAt || (a.id < b.id ? 1 : -1))
      .map(({ id }) => formatId('event', id))
    expect(seen).toEqual(expected)
  })

  test('is narrowed by site, entrance, equipment, person, several types and time [S0-28 1/5]', async () => {
    signInAs(everywhere('events.read'), everywhere('people.read'))
    const deviceId = newId(realWorld, 'device')
    const atDoor = anEvent({ entranceId: entrance, deviceId, personId: me })
    const refused = anEvent({ type: 'entrance.refused', siteId: siteB, occurredAt: addMs(start, HOUR_MS) })
    const melted = anEvent({ type: 'door.melted', occurredAt: addMs(start, 2 * HOUR_MS) })
    await append(atDoor, refused, melted)
    const ids = async (query: string) => (await list(query)).data.map(({ id }) => id)
    const wire = (...events: readonly NewEvent[]) => events.map(({ id }) => formatId('event', id))
    expect(await ids(`siteId=${formatId('site', siteB)}`)).toEqual(wire(refused))
    expect(await ids(`entranceId=${formatId('entrance', entrance)}`)).toEqual(wire(atDoor))
    expect(await ids(`deviceId=${formatId('device', deviceId)}`)).toEqual(wire(atDoor))
    expect(await ids(`personId=${formatId('person', me)}`)).toEqual(wire(atDoor))
    expect(await ids('type=door.melted,entrance.refused')).toEqual(wire(melted, refused))
    for (const path of [
      '/events?',
      `/events/histogram?from=${new Date(start).toISOString()}&until=${new Date(start + HOUR_MS).toISOString()}&`,
    ])
      expect((await get(`${path}type=entrance.refused,entrance.opend`)).body).toMatchObject({
        code: 'event_type_unknown',
        detail: expect.stringContaining('entrance.opend'),
      })
    const iso = (hours: number) => new Date(start + hours * HOUR_MS).toISOString()
    expect(await ids(`from=${iso(1)}&until=${iso(2)}`)).toEqual(wire(refused))
    expect((await get(`/events?from=${iso(2)}&until=${iso(1)}`)).body.code).toBe('time_range_invalid')
    expect((await get('/events?cursor=invented')).body.code).toBe('cursor_invalid')
  })

  test('shows nothing of another organization', async () => {
    await append(anEvent())
    organization = await testOrganization(database)
    signInAs(everywhere('events.read'))
    expect((await list()).data).toEqual([])
  })

  test('shows a caretaker of one site that site, and a resident only what is about them [S0-28 3/5]', async () => {
    const mine = anEvent({ siteId: siteB, personId: me })
    const inA = anEvent({ personId: neighbour })
    await append(mine, inA, anEvent({ siteId: siteB, personId: neighbour }))
    signInAs({ permission: 'events.read', scope: { kind: 'site', siteId: siteA } })
    expect((await list()).data.map(({ id }) => id)).toEqual([formatId('event', inA.id)])
    signInAs({ permission: 'events.read', scope: { kind: 'own' } })
    const own = await list()
    expect(own.data.map(({ id }) => id)).toEqual([formatId('event', mine.id)])
    expect(own.data[0]?.subject).toEqual({ kind: 'person', personId: formatId('person', me), building: 'B' })
    expect((await get(`/events/${formatId('event', inA.id)}`)).body.code).toBe('event_unknown')
  })
})

describe('names stay folded', () => {
  test('for who may not read people: no person id anywhere, and no search for one person', async () => {
    await append(anEvent({ personId: neighbour, actor: { kind: 'person', id: neighbour } }))
    const folded = await list()
    expect(folded.data[0]).toMatchObject({
      subject: { kind: 'folded', personId: null, building: 'B' },
      actor: { kind: 'person', id: null },
    })
    expect(JSON.stringify(folded)).not.toContain(neighbour.slice(-12))
    expect(await get(`/events?personId=${formatId('person', neighbour)}`)).toMatchObject({
      status: 403,
      body: { code: 'person_filter_forbidden' },
    })
  })

  test('for what is no passage, open for who may read people, on their site', async () => {
    const type = 'entrance.refused'
    await append(
      anEvent({ type, personId: neighbour }),
      anEvent({ type, personId: neighbour, siteId: siteB }),
      anEvent({ personId: neighbour }),
    )
    signInAs(everywhere('events.read'), { permission: 'people.read', scope: { kind: 'site', siteId: siteA } })
    const subjects = (await list()).data.map(({ type: what, subject }) => ({ what, subject }))
    const folded = { kind: 'folded', personId: null, building: 'B' }
    const known = { kind: 'person', personId: formatId('person', neighbour), building: 'B' }
    expect(subjects).toContainEqual({ what: type, subject: known })
    expect(subjects).toContainEqual({ what: type, subject: folded })
    expect(subjects).toContainEqual({ what: 'entrance.opened', subject: folded })
  })
})

describe('one event', () => {
  test('comes with its seal once it is sealed', async () => {
    const event = anEvent()
    await append(event, anEvent(), anEvent())
    const path = `/events/${formatId('event', event.id)}`
    expect((await get(path)).body.seal).toBeNull()
    await settle(database, organization)
    await sealBlocks(database, realWorld, organization)
    expect((await get(path)).body.seal).toMatchObject({ block: 1, count: 3, previousHash: '0'.repeat(64) })
  })
})

describe('the histogram', () => {
  test('counts each type per bucket', async () => {
    await append(
      anEvent(),
      anEvent(),
      anEvent({ type: 'entrance.refused' }),
      anEvent({ occurredAt: addMs(start, HOUR_MS) }),
    )
    const from = new Date(start).toISOString()
    const { body } = await get(
      `/events/histogram?from=${from}&until=${new Date(start + 3 * HOUR_MS).toISOString()}`,
    )
    expect(body.buckets).toEqual([
      { at: from, counts: { 'entrance.opened': 2, 'entrance.refused': 1 } },
      { at: new Date(start + HOUR_MS).toISOString(), counts: { 'entrance.opened': 1 } },
    ])
    const tooLong = `/events/histogram?from=${from}&until=${new Date(start + 93 * 24 * HOUR_MS).toISOString()}`
    expect((await get(tooLong)).body.code).toBe('time_range_invalid')
  })
})

describe('the catalogue and the proof', () => {
  test('list what is declared and what arrived undeclared', async () => {
    await append(anEvent({ type: 'door.melted' }))
    const { body } = await get('/events/types')
    expect(body.types.map(({ type }: { type: string }) => type)).toEqual([
      'entrance.opened',
      'entrance.refused',
    ])
    expect(body.undeclared).toMatchObject([{ type: 'door.melted', key: null, times: 1 }])
  })

  test('say whether the log was checked and what was found', async () => {
    expect((await get('/events/verification')).body.state).toBe('never_checked')
    await append(anEvent())
    await settle(database, organization)
    await sealBlocks(database, realWorld, organization)
    await checkLog(database, realWorld, organization)
    expect((await get('/events/verification')).body).toMatchObject({
      state: 'intact',
      blocks: 1,
      events: 1,
      broken: null,
    })
  })
})

// Readers wait for every older transaction of the whole PostgreSQL server, those of other test processes too.
describe('the stream', { timeout: 120_000 }, () => {
  /** Opens the stream and reads it message by message. */
  const open = async (query = '', lastEventId?: string) => {
    const leave = new AbortController()
    const response = await fetch(`${address}/events/stream?${query}`, {
      signal: leave.signal,
      headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
    })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const next = async (): Promise<{ id: string; data: { id: string; subject: unknown } }> => {
      for (;;) {
        const [message, ...rest] = text.split('\n\n')
        if (message !== undefined && rest.length > 0) {
          text = rest.join('\n\n')
          const id = /^id: (.*)$/m.exec(message)?.[1]
          const data = /^data: (.*)$/m.exec(message)?.[1]
          const isStart = lastEventId !== undefined && message.includes('event: start')
          if (id !== undefined && data !== undefined && !isStart) return { id, data: JSON.parse(data) }
          continue
        }
        const read = await reader?.read()
        if (read?.value === undefined) throw new Error(`the stream ended with ${text}`)
        text += read.value
      }
    }
    return { next, leave: () => leave.abort() }
  }

  test('hands on what is recorded, folded like the list, and resumes where it ended', async () => {
    const [first, second, third] = [anEvent({ personId: neighbour }), anEvent(), anEvent()]
    await append(anEvent())
    // From the very start, so that the test does not race the opening of the stream.
    const stream = await open('', '0.0')
    await stream.next()
    await append(first)
    const received = await stream.next()
    expect(received.data).toMatchObject({ id: formatId('event', first.id), subject: { kind: 'folded' } })
    stream.leave()
    await append(second)
    await append(third)
    const resumed = await open('', received.id)
    expect((await resumed.next()).data.id).toBe(formatId('event', second.id))
    expect((await resumed.next()).data.id).toBe(formatId('event', third.id))
    resumed.leave()
  })

  test('says at once from where to go on, so that nothing is lost with a line that breaks before the first event', async () => {
    const stream = await open()
    const start = await stream.next()
    stream.leave()
    const missed = anEvent()
    await append(missed)
    const resumed = await open('', start.id)
    expect((await resumed.next()).data.id).toBe(formatId('event', missed.id))
    resumed.leave()
  })

  test('shows only what the caller reaches and asked for', async () => {
    signInAs({ permission: 'events.read', scope: { kind: 'site', siteId: siteA } })
    const stream = await open('type=entrance.refused', '0.0')
    const wanted = anEvent({ type: 'entrance.refused' })
    await append(anEvent({ type: 'entrance.refused', siteId: siteB }), anEvent(), wanted)
    expect((await stream.next()).data.id).toBe(formatId('event', wanted.id))
    stream.leave()
  })

  test('brings what happened between an answer and its opening, from the place that came with the answer', async () => {
    await append(anEvent())
    const response = await fetch(`${address}/events`)
    const place = response.headers.get('stream-from') ?? 'none'
    const between = anEvent()
    await append(between)
    const stream = await open('', place)
    const wanted = formatId('event', between.id)
    while ((await stream.next()).data.id !== wanted) continue
    stream.leave()
  })

  test('tells no place to who may hear no stream', async () => {
    signInAs(everywhere('people.read'))
    expect((await fetch(`${address}/events`)).headers.get('stream-from')).toBeNull()
  })

  test.each([
    ['a place that is none', '', 'yesterday', [400, 'cursor_invalid']],
    [
      'a person, to who may not read people',
      `personId=${formatId('person', neighbour)}`,
      '0.0',
      [403, 'person_filter_forbidden'],
    ],
    ['a type nobody knows', 'type=no.such_thing', '0.0', [400, 'event_type_unknown']],
  ])('refuses %s as the list does', async (_what, query, place, refusal) => {
    const url = `${address}/events/stream?${query}`
    const response = await fetch(url, { headers: { 'last-event-id': place } })
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect([response.status, (await response.json()).code]).toEqual(refusal)
  })
})
