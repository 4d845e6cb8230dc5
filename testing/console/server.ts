/** The built console with a small residence behind it, for browser specs and the first-load bench. */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { zip } from '@loge/http'
import { completeRules, RIGHT_REFUSALS } from '@loge/features/access/core'
import { texts as generalTexts } from '../../http/texts.ts'
import { problemTexts } from '../../server/problem-texts.ts'
import {
  devicesAt,
  entrancesAt,
  eventAt,
  eventsAt,
  type FixtureEvent,
  people,
  placementAt,
  site,
  wireId,
} from './residence.ts'
import { accountRoutes } from './account-routes.ts'
import { line, page, peopleRoutes, type Routes } from './people-routes.ts'

export interface ConsoleServer {
  readonly origin: string
  /** Sends an event to everybody who listens. */
  readonly happen: (what: Parameters<typeof eventAt>[2]) => void
  /** Cuts every live line and refuses new ones until it is given back. */
  readonly cutLine: (cut: boolean) => void
  readonly setSignedIn: (signedIn: boolean) => void
  /** Answers otherwise until everything is restored: with another body, or with a problem of this status. */
  readonly otherwise: (path: RegExp, answer: () => unknown) => void
  readonly restore: () => void
  readonly asked: readonly { readonly path: string; readonly body: string }[]
  readonly close: () => Promise<void>
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain',
}

/** The policy the product serves its app with; a page that needs more must fail here too. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'"

const hash = (letter: string) => letter.repeat(64)

/** A right given by a manager, whose hours are closed for a public holiday, or open by the usual week. */
const evidence = (open: boolean) => ({
  grants: [
    {
      id: line.accessGrantId,
      accessProfileId: line.accessProfileId,
      to: 'residents',
      reason: 'Moving in',
      validFrom: '2026-01-05T08:00:00.000Z',
      validUntil: null,
      grantedAt: '2026-01-04T08:00:00.000Z',
      grantedBy: { kind: 'account', role: 'manager' },
    },
  ],
  profiles: [{ id: line.accessProfileId, name: 'Residents' }],
  schedules: [
    {
      id: line.scheduleId,
      name: 'Days',
      open,
      rule: open ? 'weekly' : 'holiday',
      holiday: open ? null : 'armistice1918',
      nextChangeAt: null,
    },
  ],
})

const explanation = (refused: boolean) => {
  const now = Date.now()
  return {
    at: new Date(now).toISOString(),
    evidence: evidence(!refused),
    inForce: { version: 12, since: '2026-01-05T08:00:00.000Z', edgeRevokedAt: null },
    decision: refused
      ? {
          allowed: false,
          refusal: 'outside_hours',
          accessGrantId: line.accessGrantId,
          retryAt: null,
        }
      : { allowed: true, ...line, windowFrom: null, windowUntil: null, until: null },
    checks: RIGHT_REFUSALS.map((refusal) => ({
      refusal,
      outcome: !refused || refusal !== 'outside_hours' ? 'passed' : 'failed',
    })),
    lines: [
      {
        ...line,
        validFrom: '2026-01-05T08:00:00.000Z',
        validUntil: null,
        refusal: refused ? 'outside_hours' : null,
        retryAt: null,
      },
    ],
  }
}

const houseRules = {
  siteId: site.id,
  revision: 1,
  rules: { ...completeRules(), visitorLeaseHours: 48 },
  changes: [
    {
      revision: 1,
      at: '2026-11-03T10:00:00.000Z',
      by: { kind: 'account', id: wireId('acc', 1), name: 'Claire Martin' },
      changed: [{ rule: 'visitorLeaseHours', from: 24, to: 48 }],
    },
  ],
}

const timePreview = {
  shiftMinutes: 180,
  schedules: [
    {
      id: wireId('sch', 1),
      name: 'Days',
      effect: 'allow',
      before: { from: '2026-11-23T07:00:00.000Z', until: '2026-11-23T17:00:00.000Z' },
      after: { from: '2026-11-23T04:00:00.000Z', until: '2026-11-23T14:00:00.000Z' },
    },
  ],
  holidays: { gained: [{ on: '2026-12-20', code: 'abolitionReunion' }], lost: [] },
}

const placeRoutes: Routes = [
  [/^\/sites$/, () => page([site])],
  [/^\/sites\/\w+\/house-rules$/, () => houseRules],
  [/^\/sites\/\w+\/time-preview$/, () => timePreview],
  [
    /^\/buildings$/,
    () =>
      page(
        ['A', 'B', 'C'].map((name, index) => ({
          id: wireId('bld', index + 1),
          siteId: site.id,
          name,
          version: 1,
        })),
      ),
  ],
  [
    /^\/floors$/,
    () =>
      page(
        [1, 2, 3].map((building) => ({
          id: wireId('flo', building),
          siteId: site.id,
          buildingId: wireId('bld', building),
          name: 'Ground floor',
          level: 0,
          version: 1,
        })),
      ),
  ],
]

const rightsRoutes: Routes = [
  [/^\/access-grid$/, () => ({ at: new Date().toISOString(), ...grid })],
  [/^\/(emergencies|zones|access-campaigns|glass-keys|glass-breaks|me\/glass-keys)$/, () => ({ data: [] })],
  [/^\/documents\/open$/, () => ({ data: [] })],
  [/^\/public\/cookies$/, () => ({ kinds: [], trackers: [] })],
  [/^\/placements$/, () => ({ data: [placementAt(Date.now())] })],
  [
    /^\/access-profiles$/,
    () => page([{ id: wireId('apr', 1), siteId: site.id, name: 'Residents', lines: [], revision: 1 }]),
  ],
  [
    /^\/names$/,
    () => ({
      data: people.map(({ id, givenName, familyName }) => ({ personId: id, givenName, familyName })),
    }),
  ],
  [/^\/schedules$/, () => page([])],
  [/^\/people\/[^/]+\/look$/, () => ({ needed: true, look: null })],
  [/^\/events\/views$/, () => ({ data: [] })],
  [/^\/(me\/)?looks$/, () => page([])],
  [/^\/people$/, () => page(people)],
  [
    /^\/people\/search$/,
    (_, _query, body) => {
      const { q } = JSON.parse(body) as { q: string }
      return page(
        people.filter((person) =>
          `${person.givenName} ${person.familyName}`.toLowerCase().includes(q.toLowerCase()),
        ),
      )
    },
  ],
]

const grid = {
  timeZone: site.timeZone,
  entrances: entrancesAt(0).map(({ id, name, number }) => ({ id, name, number, emergency: null })),
  profiles: ['Residents', 'Cleaners'].map((name, index) => ({
    id: wireId('apr', index + 1),
    name,
    people: 3 - index,
    lines: [
      {
        entranceIds: [wireId('ent', 1), wireId('ent', 2 + index)],
        scheduleId: index === 0 ? null : line.scheduleId,
      },
    ],
  })),
  schedules: [{ id: line.scheduleId, name: 'Days', open: true, changesAt: null }],
}

const residenceRoutes = (open: (entrance: number) => unknown): Routes => [
  [/^\/entrances$/, () => page(entrancesAt(Date.now()))],
  [/^\/entrances\/ent_0*(\d+)\/open$/, (match) => open(Number(match[1]))],
  [
    /^\/entrances\/(\w+)\/rules$/,
    ([, entranceId]) => ({ entranceId, siteId: wireId('sit', 1), twoPeople: null, zones: [] }),
  ],
  [/^\/entrances\/\w+\/explain$/, (_, query) => explanation(query.get('person') === wireId('per', 2))],
  [
    /^\/entrances\/\w+\/who$/,
    () => ({
      at: new Date().toISOString(),
      total: people.length,
      byProfile: [{ accessProfileId: wireId('apr', 1), count: people.length }],
      inForce: { version: 12, since: '2026-01-05T08:00:00.000Z', edgeRevokedAt: null },
      lockdown: null,
      nextCursor: null,
      data: people.map((person) => ({
        personId: person.id,
        accessGrantId: wireId('agr', 1),
        accessProfileId: wireId('apr', 1),
        scheduleId: null,
        until: null,
        kinds: ['card'],
      })),
    }),
  ],
  [/^\/devices$/, () => page(devicesAt(Date.now()))],
  [
    /^\/devices\/unknown-payloads$/,
    () =>
      page([
        {
          siteId: site.id,
          edgeId: wireId('edg', 1),
          topic: 'homeassistant/tag/roof/config',
          why: 'template_failed',
          detail: 'the function namespace() is not supported',
          count: 3,
          largestBytes: 90,
          firstAt: new Date().toISOString(),
          lastAt: new Date().toISOString(),
        },
      ]),
  ],
  [/^\/devices\/\w+\/config$/, () => ({ revision: 1, settings: [] })],
  [
    /^\/devices\/(dev_\w+)$/,
    (match) => ({
      ...devicesAt(Date.now()).find((device) => device.id === match[1]),
      components: [],
      firmware: null,
      compartments: [],
    }),
  ],
]

const logRoutes = (events: readonly FixtureEvent[]): Routes => [
  [
    /^\/events\/histogram$/,
    (_, query) => ({
      buckets: [{ at: query.get('from'), counts: { 'door.opened': 12, 'door.refused': 2 } }],
    }),
  ],
  [
    /^\/events\/verification$/,
    () => ({
      state: 'intact',
      checkedAt: new Date().toISOString(),
      blocks: 4,
      events: 141,
      erased: 0,
      purged: 0,
      broken: null,
      head: null,
    }),
  ],
  [
    /^\/events\/(evt_\w+)\/evidence$/,
    (match) => {
      const event = events.find((one) => one.id === match[1])
      return {
        occurredAt: event?.['occurredAt'],
        receivedAt: event?.['receivedAt'],
        clockTrusted: true,
        snapshotVersion: 12,
        evidence: evidence(true),
      }
    },
  ],
  [
    /^\/events\/(evt_\w+)$/,
    (match) => ({
      event: events.find((event) => event.id === match[1]),
      seal: {
        block: 4,
        sealedAt: new Date().toISOString(),
        hash: hash('a'),
        previousHash: hash('b'),
        root: hash('c'),
        leaf: hash('d'),
        index: 0,
        count: 1,
        path: [],
      },
    }),
  ],
  [
    /^\/events$/,
    (_, query) => {
      const types = query.get('type')?.split(',')
      return page(
        events
          .filter((event) => types === undefined || types.includes(event.type))
          .filter((event) => query.get('entranceId') === null || event.entranceId === query.get('entranceId'))
          .slice(0, Number(query.get('limit') ?? 50)),
      )
    },
  ],
]

const BY_NAME = { br: 'br', gzip: 'gz' } as const

/** As the product does: the build's own `.br` or `.gz`, whichever the browser reads first. */
const readZipped = async (file: string, accepted: string) => {
  for (const [encoding, ending] of Object.entries(BY_NAME)) {
    const content = accepted.includes(encoding)
      ? await readFile(`${file}.${ending}`).catch(() => undefined)
      : undefined
    if (content !== undefined) return { content, encoding }
  }
  return undefined
}

const sendFile = async (dist: string, path: string, request: IncomingMessage, response: ServerResponse) => {
  const file = join(dist, extname(path) === '' ? 'index.html' : path)
  const zipped = await readZipped(file, String(request.headers['accept-encoding']))
  const content = zipped?.content ?? (await readFile(file).catch(() => undefined))
  if (content === undefined) return response.writeHead(404).end()
  const encoding = zipped === undefined ? {} : { 'content-encoding': zipped.encoding }
  const type = TYPES[extname(file)] ?? 'application/octet-stream'
  return response
    .writeHead(200, { 'content-type': type, 'content-security-policy': POLICY, ...encoding })
    .end(content)
}

const sendJson = async (request: IncomingMessage, response: ServerResponse, answer: unknown) => {
  const text = JSON.stringify(answer)
  const zipped = request.method === 'GET' ? await zip(text, request.headers['accept-encoding']) : undefined
  const encoding = zipped === undefined ? {} : { 'content-encoding': 'gzip' }
  return response.writeHead(200, { 'content-type': 'application/json', ...encoding }).end(zipped ?? text)
}

const TITLES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({ ...generalTexts.en, ...problemTexts.en }).map(([key, text]) => [
    key.replace('problem.', ''),
    text,
  ]),
)

const problem = (response: ServerResponse, status: number, code: string) =>
  response
    .writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', title: TITLES[code] ?? code, status, code }))

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = ''
  for await (const piece of request) body += String(piece)
  return body
}

const makeOthers = () => {
  let routes: Routes = []
  return {
    routes: () => routes,
    otherwise: (path: RegExp, answer: () => unknown) => {
      routes = [[path, answer], ...routes]
    },
    restore: () => {
      routes = []
    },
  }
}

/** What happened while nobody listened is told to whoever listens next, as the product goes on after the last event. */
const makeLines = () => {
  const lines = new Set<ServerResponse>()
  let unheard: string[] = []
  return {
    tell: (told: string): void => {
      if (lines.size === 0) unheard.push(told)
      for (const line of lines) line.write(told)
    },
    open: (response: ServerResponse): void => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 2000\n\n')
      for (const told of unheard) response.write(told)
      unheard = []
      lines.add(response)
      response.on('close', () => lines.delete(response))
    },
    cut: (): void => {
      for (const line of lines) line.destroy()
    },
  }
}

export const startConsole = async (dist: string): Promise<ConsoleServer> => {
  const events = eventsAt(Date.now())
  const lines = makeLines()
  const asked: { path: string; body: string }[] = []
  let number = 1000
  let isCut = false
  let isSignedIn = true
  const others = makeOthers()
  const happen: ConsoleServer['happen'] = (what) => {
    number += 1
    const event = eventAt(Date.now(), number, what)
    events.unshift(event)
    lines.tell(`id: ${event.number}\nevent: event\ndata: ${JSON.stringify(event)}\n\n`)
  }
  const open = (entrance: number) => {
    const commandId = wireId('cmd', entrance)
    setImmediate(() => happen({ type: 'door.unlocked_by_command', entrance, payload: { commandId } }))
    return { commandId, deadline: new Date(Date.now() + 8000).toISOString() }
  }
  const lasting = [...accountRoutes, ...placeRoutes, ...rightsRoutes, ...peopleRoutes]
  const routes = [...lasting, ...residenceRoutes(open), ...logRoutes(events)]
  const stream = (response: ServerResponse) => {
    if (isCut) return problem(response, 503, 'shutting_down')
    return lines.open(response)
  }
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://console')
    response.setHeader('set-cookie', `loge-signed-in=1; Path=/; Max-Age=${isSignedIn ? 3600 : 0}`)
    const serve = async () => {
      if (!pathname.startsWith('/api/v1')) return sendFile(dist, pathname, request, response)
      const path = pathname.slice('/api/v1'.length)
      const body = await bodyOf(request)
      asked.push({ path, body })
      if (!isSignedIn && !path.startsWith('/sign-in')) return problem(response, 401, 'sign_in_required')
      if (path === '/events/stream') return stream(response)
      for (const [pattern, answerTo] of [...others.routes(), ...routes]) {
        const match = pattern.exec(path)
        if (match === null) continue
        const answer = answerTo(match, searchParams, body)
        return typeof answer === 'number'
          ? problem(response, answer, answer === 403 ? 'permission_denied' : 'internal')
          : sendJson(request, response, answer)
      }
      return problem(response, 404, 'not_found')
    }
    void serve()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    happen,
    cutLine: (cut) => {
      isCut = cut
      if (cut) lines.cut()
    },
    setSignedIn: (signedIn) => {
      isSignedIn = signedIn
    },
    otherwise: others.otherwise,
    restore: others.restore,
    asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
