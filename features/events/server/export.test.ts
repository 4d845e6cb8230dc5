/** The log as a file, over a real socket and a real PostgreSQL. */
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { buffer as bytesOf, text as textOf } from 'node:stream/consumers'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  createHttpServer,
  type Endpoint,
  type HttpServer,
  type PermissionGrant,
  type Principal,
  silentLogger,
} from '@loge/http'
import { type DeviceId, type EntranceId, formatId, instant, newId, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import { sql } from 'kysely'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { defineFacts, eventFacts, type NewEvent } from '../core/index.ts'
import { appendEvents } from './append-events.ts'
import { installCatalogue } from './current-catalogue.ts'
import { EventHub } from './event-hub.ts'
import { eventEndpoints } from './routes.ts'

const facts = defineFacts({
  opened: {
    type: 'entrance.opened',
    version: 1,
    retention: 'movement',
    payload: { method: 'how', reason: 'why', outcome: 'what became of it' },
  },
})
const everywhere = (permission: string): PermissionGrant => ({ permission, scope: { kind: 'organization' } })

let database: TestDatabase
let hub: EventHub
let server: HttpServer
let address: string
let organization: OrganizationId
let principal: Principal
let forget: () => void
let pages = 0
let readerLeft: Promise<unknown> = Promise.resolve()

const signIn = (...grants: readonly PermissionGrant[]): void => {
  principal = { kind: 'apiKey', organizationId: organization, apiKeyId: newId(realWorld, 'apiKey'), grants }
}

const WORDS = {
  en: new Map([['event.entrance.opened', 'Opened']]),
  fr: new Map([
    ['event.entrance.opened', 'Ouverte'],
    ['told.entrance.opened', 'Ordre donné'],
    ['refusal.outside_hours', 'hors horaires'],
    ['command.reason.not_confirmed', 'La serrure n’a pas répondu.'],
  ]),
}

/** Lets a test wait for the moment the server knows that its reader is gone. */
const watched = (endpoint: Endpoint): Endpoint => ({
  route: endpoint.route,
  handle: (call, lastEventId) => {
    readerLeft = once(call.left, 'abort')
    return endpoint.handle(call, lastEventId)
  },
})

const start = async (): Promise<void> => {
  const notUsed = () => Promise.reject(new Error('no request of this test acts'))
  const deps = {
    database,
    hub,
    world: realWorld,
    homeBuildings: async () => {
      pages += 1
      return () => 'B'
    },
    siteZones: async () => () => 'Europe/Paris',
    namesOf: async () =>
      new Map<EntranceId | DeviceId, string>([
        [gate, 'Portail; rue'],
        [reader, 'Lecteur du portail'],
      ]),
    wordsOf: (language: 'en' | 'fr') => (key: string) => WORDS[language].get(key),
    requirePerson: async () => undefined,
    accountNames: async () => new Map(),
  }
  server = await createHttpServer({
    endpoints: eventEndpoints(deps).map(watched),
    permissions: [
      'events.read',
      'people.read',
      'people.manage',
      'accounts.read',
      'access.read',
      'equipment.read',
    ],
    authenticate: async () => principal,
    world: realWorld,
    idempotency: { claim: notUsed, act: notUsed, keep: notUsed, release: notUsed },
    logger: silentLogger,
    metrics: new Registry(),
    origin: 'http://127.0.0.1:8420',
    version: '0.1.0',
  })
  address = `http://127.0.0.1:${(await server.listen({ host: '127.0.0.1', port: 0 })).port}/api/v1`
}

beforeAll(async () => {
  database = await testDatabase()
  forget = installCatalogue([facts, eventFacts])
  hub = new EventHub(database, realWorld)
})
beforeEach(async () => {
  organization = await testOrganization(database)
  signIn(everywhere('events.read'))
  pages = 0
  await start()
  return () => server.close()
})
afterAll(async () => {
  await hub.stop()
  await database.close()
  forget()
})

const site = newId(realWorld, 'site')
const person = newId(realWorld, 'person')
const gate = newId(realWorld, 'entrance')
const reader = newId(realWorld, 'device')
/** In Paris the clocks have just gone from 03:00 back to 02:00. */
const winterBegins = instant(Date.UTC(2026, 9, 25, 1, 30))

const append = (...events: readonly Partial<NewEvent>[]): Promise<void> =>
  database.transaction(organization, (transaction) =>
    appendEvents(
      transaction,
      realWorld,
      organization,
      events.map((more) => ({
        id: newId(realWorld, 'event'),
        type: 'entrance.opened',
        occurredAt: winterBegins,
        actor: { kind: 'unknown' },
        siteId: site,
        payload: {},
        ...more,
      })),
    ),
  )

const ask = async (query: string, headers: Record<string, string> = {}): Promise<IncomingMessage> => {
  const request = get(`${address}/events/export?${query}`, { headers })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  return answer
}
const download = async (query: string, headers?: Record<string, string>): Promise<string> =>
  textOf(await ask(query, headers))

const many = (count: number): Promise<unknown> =>
  database.transaction(organization, async (transaction) => {
    await sql`select loge.ensure_event_partition('movement', ${new Date(winterBegins)})`.execute(transaction)
    return sql`
      insert into event (organization_id, retention_class, filed_at, id, type, version, occurred_at, received_at, late,
        site_id, actor_kind, payload, salt, commitment)
      select ${organization}, 'movement', at, gen_random_uuid(), 'entrance.opened', 1, at, at, false, ${site},
        'unknown', '{"method":"badge"}', '\\x00', '\\x00'
      from (select ${new Date(winterBegins)}::timestamptz + n % 1000 * interval '1 second' as at
        from generate_series(1, ${count}::int) n) rows`.execute(transaction)
  })

describe('an exported log', () => {
  test('holds what the list holds under the same filters, with the time of the place beside UTC [S0-28 5/5]', async () => {
    await append({ payload: { method: 'badge' } }, { siteId: newId(realWorld, 'site') })
    const csv = await download(`format=csv&siteId=${formatId('site', site)}`, { 'accept-language': 'fr' })
    const [head, ...lines] = csv.trimEnd().split('\r\n')
    expect(head).toMatch(/^N°;Survenu \(heure locale\);Survenu \(UTC\);Reçu/)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('2026-10-25 02:30:00;2026-10-25T01:30:00.000Z')
    expect(lines[0]).toContain('Europe/Paris')
    const bytes = await bytesOf(await ask('format=csv'))
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(await download('format=csv&language=en', { 'accept-language': 'fr' })).toContain('Happened (UTC)')

    const first: unknown = JSON.parse(
      (await download('format=ndjson&type=entrance.opened')).split('\n')[0] ?? '',
    )
    expect(first).toMatchObject({
      occurredHere: '2026-10-25 02:30:00',
      occurredAt: '2026-10-25T01:30:00.000Z',
    })
  })

  test('names doors and equipment beside their ids, to whoever may list them', async () => {
    await append({ entranceId: gate, deviceId: reader }, {})
    const lineOf = async (query: string) => {
      const [head = '', ...lines] = (await download(query)).trimEnd().split('\r\n')
      return { head, named: lines.find((line) => line.includes(formatId('entrance', gate))) }
    }
    const events = { permission: 'events.read', scope: { kind: 'organization' } } as const
    const atSite = (permission: string) => ({ permission, scope: { kind: 'site', siteId: site } }) as const
    const elsewhere = { kind: 'site', siteId: newId(realWorld, 'site') } as const
    signIn(events, atSite('access.read'), atSite('equipment.read'))
    const { head, named } = await lineOf('format=csv&language=fr')
    expect(head).toContain(';Accès;Accès (identifiant);Équipement;Équipement (identifiant);')
    expect(named).toContain(
      `;"Portail; rue";${formatId('entrance', gate)};Lecteur du portail;${formatId('device', reader)};`,
    )
    expect((await lineOf('format=csv&language=en')).head).toContain(
      ',Entrance,Entrance (id),Equipment,Equipment (id),',
    )
    const lines = (await download('format=ndjson&type=entrance.opened')).trimEnd().split('\n')
    const told = lines.map((line): unknown => JSON.parse(line))
    expect(told).toContainEqual(
      expect.objectContaining({ entranceName: 'Portail; rue', deviceName: 'Lecteur du portail' }),
    )
    expect(told).toContainEqual(expect.objectContaining({ entranceName: null, deviceName: null }))

    signIn(events, { permission: 'access.read', scope: elsewhere }, atSite('equipment.read'))
    const { named: partly } = await lineOf('format=csv&language=fr')
    expect(partly).not.toContain('Portail; rue')
    expect(partly).toContain(';Lecteur du portail;')
  })

  test('says what happened and why in the reader’s words, beside the codes that stay', async () => {
    await append({ payload: { method: 'badge' } })
    const lineOf = async (language: string) =>
      (await download(`format=csv&type=entrance.opened&language=${language}`)).trimEnd().split('\r\n')
    const [head = ''] = await lineOf('fr')
    expect(head).toContain(';Quoi;Quoi (code);Pourquoi;Pourquoi (code);')
    expect((await lineOf('fr'))[1]).toContain(';Ouverte;entrance.opened;;;')
    expect((await lineOf('en'))[1]).toContain(',Opened,entrance.opened,,,')
    await append({ payload: { method: 'badge', reason: 'outside_hours' } })
    expect((await lineOf('fr')).join('\n')).toContain(';Ouverte;entrance.opened;hors horaires;outside_hours;')
    await append({ payload: { method: 'badge', outcome: 'sent', reason: 'not_confirmed' } })
    expect((await lineOf('fr')).join('\n')).toContain(
      ';Ordre donné;entrance.opened;La serrure n’a pas répondu.;not_confirmed;',
    )
    await append({ payload: { method: 'badge', reason: 'of_tomorrow' } })
    expect((await lineOf('fr')).join('\n')).toContain(';Ouverte;entrance.opened;;of_tomorrow;')
  })

  test('gives a spreadsheet no formula to carry out', async () => {
    await append({ type: '=HYPERLINK("http://evil.example")' })
    expect(await download('format=csv')).toContain(`,"'=HYPERLINK(""http://evil.example"")",`)
  })

  test('keeps people folded for who may not see them, and may not be narrowed to one', async () => {
    await append({ personId: person, actor: { kind: 'person', id: person } })
    for (const format of ['csv', 'ndjson'])
      expect(await download(`format=${format}`)).not.toContain(formatId('person', person))
    expect(await download(`format=csv&personId=${formatId('person', person)}`)).toContain(
      'person_filter_forbidden',
    )
    signIn(everywhere('events.read'), everywhere('people.read'))
    expect(await download('format=csv')).not.toContain(formatId('person', person))
    expect(await download(`format=csv&personId=${formatId('person', person)}`)).toContain('look_required')
  })

  test('is itself recorded, with who took it and what it was narrowed to', async () => {
    signIn(everywhere('events.read'), everywhere('people.read'))
    if (principal.kind === 'apiKey')
      principal = {
        ...principal,
        kind: 'account',
        accountId: newId(realWorld, 'account'),
        sessionId: newId(realWorld, 'session'),
        personId: person,
      }
    await append({ personId: person })
    const until = '2026-11-01T00:00:00.000Z'
    await download(
      `format=csv&siteId=${formatId('site', site)}&personId=${formatId('person', person)}&until=${until}`,
    )
    const [fact] = (await download('format=ndjson&type=log.exported')).split('\n')
    expect(JSON.parse(fact ?? '')).toMatchObject({
      type: 'log.exported',
      actor: { kind: 'account' },
      subject: { personId: formatId('person', person) },
      payload: { format: 'csv', filters: [`siteId=${formatId('site', site)}`, `until=${until}`] },
    })
  })

  test('is refused to who asks for file after file', async () => {
    const states: (number | undefined)[] = []
    for (let asked = 0; asked < 11; asked += 1) {
      const answer = await ask('format=csv')
      states.push(answer.statusCode)
      await textOf(answer)
    }
    expect([states[0], states.at(-1)]).toEqual([200, 429])
  })
})

describe('a file of 50,000 events', () => {
  const collectGarbage = (): void => {
    setFlagsFromString('--expose-gc')
    ;(runInNewContext('gc') as () => void)()
  }
  const memory = (): number => {
    collectGarbage()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return (heapUsed + arrayBuffers) / 1e6
  }

  test('is whole and takes the memory of a page, however long it is', { timeout: 120_000 }, async () => {
    await many(50_000)
    let lines = 0
    let begun: number | undefined
    let most = 0
    let atNextLook = 1e6
    let length = 0
    const numbers = new Set<string>()
    let rest = ''
    for await (const chunk of (await ask('format=csv&type=entrance.opened&language=en')).setEncoding(
      'utf8',
    )) {
      const pieces = (rest + String(chunk)).split('\r\n')
      rest = pieces.pop() ?? ''
      for (const line of pieces) numbers.add(line.slice(0, line.indexOf(',')))
      lines += pieces.length
      length += String(chunk).length
      if (length < atNextLook) continue
      atNextLook += 2e6
      begun ??= memory()
      most = Math.max(most, memory())
    }
    expect(lines).toBe(50_001)
    expect(numbers.size).toBe(50_001)
    expect(length).toBeGreaterThan(8e6)
    expect(most - (begun ?? 0)).toBeLessThan(8)
  })

  test('is not read on for somebody who left', { timeout: 120_000 }, async () => {
    await many(50_000)
    const answer = await ask('format=ndjson')
    await once(answer, 'data')
    answer.destroy()
    await readerLeft
    await server.close()
    expect(pages).toBeLessThan(100)
  })
})
