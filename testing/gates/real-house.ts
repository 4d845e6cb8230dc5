/** Every route of the house with its real handler over a real database, and a small residence in it. */
import { PERMISSIONS } from '@loge/features/accounts/core'
import { createEdgeLink } from '@loge/features/access/server'
import { installCatalogue, prepareDrawers } from '@loge/features/events/server'
import {
  createHttpServer,
  createIdempotencyStore,
  type Endpoint,
  type HttpServer,
  type HttpServerOptions,
  type Logger,
  type Principal,
  silentLogger,
} from '@loge/http'
import type { RateLimit } from '@loge/http/contract'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, type TestDatabase } from '@loge/testing'
import { Registry } from 'prom-client'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { everyEndpoint } from '../../server/endpoints.ts'
import { everyFact } from '../../server/facts.ts'
import { loadKeys } from '../../server/keys.ts'
import { makeParts, type ServerParts } from '../../server/server-parts.ts'

const ORIGIN = 'http://localhost:8420'
const unlimited = { burst: 1_000_000, perSecond: 1_000_000 }
const classes: readonly RateLimit[] = ['read', 'write', 'command', 'sign-in', 'public', 'device', 'export']

export interface RealHouse {
  readonly database: TestDatabase
  readonly server: HttpServer
  readonly endpoints: readonly Endpoint[]
  /** What the server could not foresee, as its log would say it. */
  readonly failures: string[]
  close(): Promise<void>
}

/** `more`: what a test puts around the routes, made of what they stand on. */
export const openRealHouse = async (
  principal: () => Principal,
  more: (parts: ServerParts) => Partial<HttpServerOptions> = () => ({}),
): Promise<RealHouse> => {
  const folder = await mkdtemp(join(tmpdir(), 'loge-house-'))
  const database = await testDatabase()
  const forgetCatalogue = installCatalogue(everyFact)
  await prepareDrawers(database, realWorld)
  const failures: string[] = []
  const logger: Logger = {
    ...silentLogger,
    error: (event, error) => {
      failures.push(`${event}: ${error instanceof Error ? error.message.slice(0, 300) : String(error)}`)
    },
  }
  const configuration = { origin: ORIGIN, smtpUrl: undefined, mailFrom: 'Loge <loge@localhost>' }
  const installation = { database, keys: await loadKeys(folder) }
  const parts = makeParts({ configuration, installation, logger, world: realWorld })
  const link = createEdgeLink({ access: parts, keys: installation.keys, onError: () => undefined })
  const endpoints = [...everyEndpoint(parts), ...link.endpoints]
  const server = await createHttpServer({
    endpoints,
    permissions: PERMISSIONS,
    authenticate: async () => principal(),
    world: realWorld,
    idempotency: createIdempotencyStore(database, realWorld),
    logger,
    metrics: new Registry(),
    origin: ORIGIN,
    version: '0',
    rateLimits: Object.fromEntries(classes.map((name) => [name, unlimited])),
    ...more(parts),
  })
  return {
    database,
    server,
    endpoints,
    failures,
    close: async () => {
      await link.close()
      await server.close()
      await parts.hub.stop()
      await database.close()
      forgetCatalogue()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Ids = Readonly<Record<string, string>>

const ADDRESS = { street: '12 rue Lamartine', postalCode: '44000', city: 'Nantes', country: 'FR' }

/** What is made, one after the other; each may name what was made before it. */
const STEPS: readonly (readonly [name: string, path: string, body: (made: Ids) => object])[] = [
  [
    'site',
    '/sites',
    () => ({ name: 'Les Tilleuls', timeZone: 'Europe/Paris', holidayRegion: 'FR', ...ADDRESS }),
  ],
  ['building', '/buildings', ({ site }) => ({ siteId: site, name: 'Bâtiment A' })],
  ['floor', '/floors', ({ building }) => ({ buildingId: building, name: 'Rez-de-chaussée', level: 0 })],
  [
    'unit',
    '/units',
    ({ building, floor }) => ({ buildingId: building, floorId: floor, name: 'A12', kind: 'home' }),
  ],
  ['person', '/people', () => ({ givenName: 'Camille', familyName: 'Lefèvre' })],
  [
    'tenancy',
    '/tenancies',
    ({ person, unit }) => ({
      personId: person,
      unitId: unit,
      role: 'holder',
      movesInAt: '2026-01-05T08:00:00Z',
    }),
  ],
  ['entrance', '/entrances', ({ site }) => ({ siteId: site, name: 'Hall A' })],
  [
    'schedule',
    '/schedules',
    () => ({
      name: 'Heures de bureau',
      effect: 'allow',
      weekly: [{ days: [1, 2, 3, 4, 5], from: '08:00', until: '18:00' }],
      holidays: null,
      exceptions: [],
    }),
  ],
  [
    'profile',
    '/access-profiles',
    ({ site, entrance, schedule }) => ({
      siteId: site,
      name: 'Résidents',
      lines: [{ entranceIds: [entrance], scheduleId: schedule }],
    }),
  ],
  [
    'grant',
    '/access-grants',
    ({ site, profile, person }) => ({
      siteId: site,
      accessProfileId: profile,
      to: { kind: 'person', personId: person },
      reason: 'Emménagement',
    }),
  ],
  [
    'credential',
    '/credentials',
    ({ site, person }) => ({ siteId: site, personId: person, kind: 'card', value: '04a31f9c77' }),
  ],
  ['zone', '/zones', ({ site, entrance }) => ({ siteId: site, name: 'Cave', entranceIds: [entrance] })],
]

/** A residence of one home, and the ids of what is in it. */
export const settleSmall = async ({ server }: RealHouse): Promise<Ids> => {
  const made: Record<string, string> = {}
  for (const [name, path, body] of STEPS) {
    const answer = await server.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
      payload: JSON.stringify(body(made)),
    })
    if (answer.statusCode !== 201) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`)
    made[name] = answer.json().id
  }
  return made
}
