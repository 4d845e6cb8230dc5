/** Every route of the house on one server whose handlers only say that they were reached. */
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { PERMISSIONS } from '@loge/features/accounts/core'
import {
  createHttpServer,
  Problem,
  serve,
  silentLogger,
  type Endpoint,
  type HttpServer,
  type HttpServerOptions,
  type Principal,
} from '@loge/http'
import type { RateLimit, Route } from '@loge/http/contract'
import { realWorld } from '@loge/kernel/real-world'
import { Registry } from 'prom-client'

const root = join(import.meta.dirname, '../..')

const isRoute = (value: unknown): value is Route =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'permission' in value

const routesIn = (value: unknown): readonly Route[] => {
  if (isRoute(value)) return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(routesIn)
}

export const everyRoute = async (): Promise<readonly Route[]> => {
  const found = new Map<string, Route>()
  for await (const file of glob('features/*/{wire,*-wire}.ts', { cwd: root })) {
    const module: Record<string, unknown> = await import(join(root, file))
    for (const route of routesIn({ ...module })) found.set(`${route.method} ${route.path}`, route)
  }
  return [...found.values()]
}

/** What a handler answers that was reached. */
export const REACHED = 418

const endpointOf = (route: Route): Endpoint =>
  serve(route, () => {
    throw new Problem(REACHED, 'reached')
  })

const unlimited = { burst: 1_000_000, perSecond: 1_000_000 }
const classes: readonly RateLimit[] = ['read', 'write', 'command', 'sign-in', 'public', 'device', 'export']

export const serverOf = (
  routes: readonly Route[],
  principal: () => Principal,
  more: Pick<HttpServerOptions, 'mayUse'> = {},
): Promise<HttpServer> =>
  createHttpServer({
    ...more,
    endpoints: routes.map(endpointOf),
    permissions: PERMISSIONS,
    authenticate: async () => principal(),
    world: realWorld,
    idempotency: {
      claim: async (claim) => ({ kind: 'run', held: { ...claim, claimedAt: realWorld.now() } }),
      act: (_held, work) => work(),
      keep: async () => undefined,
      release: async () => undefined,
    },
    logger: silentLogger,
    metrics: new Registry(),
    origin: 'http://127.0.0.1:8420',
    version: '0',
    rateLimits: Object.fromEntries(classes.map((name) => [name, unlimited])),
  })
