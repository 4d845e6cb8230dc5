/** The HTTP server: a list of endpoints in, one running server out. Every way to fail ends in a problem document. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import fastifyHelmet from '@fastify/helmet'
import {
  fastify as createFastify,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { uuidFrom, type World } from '@loge/kernel'
import type { Registry } from 'prom-client'
import type { RateLimit } from '../contract/index.ts'
import type { Endpoint, Principal } from '../endpoint.ts'
import type { Logger } from '../logging.ts'
import { Problem } from '../problem.ts'
import type { Rate } from '../rate-limits.ts'
import { refuseUnknownPermissions } from './authorize.ts'
import {
  type Credentials,
  type Dispatch,
  dispatchTo,
  type MayUse,
  type StreamFrom,
  type TellRefusal,
} from './dispatch.ts'
import { createHttpMetrics } from './http-metrics.ts'
import { type Guard, noGuard } from './guard.ts'
import { withFiles } from './files.ts'
import type { IdempotencyStore } from './idempotency.ts'
import { registerJsonBody } from './json-body.ts'
import { describeApi } from './openapi.ts'
import { listenOnOtherLocalhost } from './other-localhost.ts'
import { registerOperations, type ReadinessChecks } from './operations.ts'
import { type Page, registerPages } from './pages.ts'
import { createProblemAnswers, type ProblemAnswers, type ProblemTexts } from './problem-answer.ts'
import { createRateLimiter } from './rate-limiter.ts'
import { referencePage } from './reference-page.ts'
import { securityHeaders } from './security-headers.ts'
import { sessionCookieFor } from './session-cookie.ts'
import { createStreamPlaces } from './stream-places.ts'
import { createStreamWatch } from './stream-watch.ts'
import { isAppPage, registerStaticFiles } from './static-files.ts'
import { registerZippedAnswers } from './zipped-answers.ts'

const BODY_LIMIT = 1024 * 1024
const DRAIN_MS = 10_000
const REQUEST_TIMEOUT_MS = 30_000

export interface HttpServerOptions {
  readonly endpoints: readonly Endpoint[]
  /** Every permission that exists; a route that asks for another one keeps the server from starting. */
  readonly permissions: readonly string[]
  /** Answers `anonymous`, or throws a 401 for a key that is wrong. */
  readonly authenticate: (credentials: Credentials) => Promise<Principal>
  readonly world: World
  /** Told with each answer to a GET, as `Stream-From`. */
  readonly streamFrom?: StreamFrom
  /** Asked after the permission of every call of somebody. */
  readonly mayUse?: MayUse
  readonly tellRefusal?: TellRefusal
  readonly guard?: Guard
  readonly idempotency: IdempotencyStore
  readonly logger: Logger
  readonly metrics: Registry
  /** What browsers call this server: `https://loge.example`. */
  readonly origin: string
  readonly version: string
  readonly texts?: ProblemTexts
  readonly staticDir?: string
  /** Written by the server itself: what everybody may read without an account, a script or a cookie. */
  readonly pages?: readonly Page[]
  readonly readiness?: ReadinessChecks
  readonly metricsToken?: string
  /** Addresses of proxies whose `X-Forwarded-…` is believed; nobody's otherwise. */
  readonly trustedProxies?: readonly string[]
  readonly rateLimits?: Partial<Record<RateLimit, Rate>>
}

export interface HttpServer {
  listen(at: { readonly host: string; readonly port: number }): Promise<{ readonly port: number }>
  /** Stops taking requests, ends streams, lets running requests finish. */
  close(): Promise<void>
  /** Somebody's session, key or role changed: each open stream is asked whether it may go on. */
  recheckStreams(): void
  readonly fastify: FastifyInstance
  readonly inject: FastifyInstance['inject']
}

const fastifyPath = (path: string): string => `/api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`

/** The methods an address knows, for `405` and its `Allow`. */
const createMethodLookup = (endpoints: readonly Endpoint[]) => {
  const patterns = endpoints.map(({ route }) => ({
    method: route.method,
    pattern: new RegExp(`^/api/v1${route.path.replaceAll(/\{\w+\}/g, '[^/]+').replaceAll('.', '\\.')}$`),
  }))
  return (path: string): string[] => [
    ...new Set(patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)),
  ]
}

const registerNotFound = (
  server: FastifyInstance,
  options: HttpServerOptions,
  problems: ProblemAnswers,
): void => {
  const methodsAt = createMethodLookup(options.endpoints)
  server.setNotFoundHandler((request, reply) => {
    if (options.staticDir !== undefined && isAppPage(request)) return reply.sendFile('index.html')
    const methods = methodsAt(request.url.split('?', 1)[0] ?? '')
    if (methods.length === 0)
      return problems.send(new Problem(404, 'not_found', 'There is nothing at this address.'), request, reply)
    reply.header('Allow', methods.join(', '))
    return problems.send(
      new Problem(405, 'method_not_allowed', `Use ${methods.join(' or ')}.`),
      request,
      reply,
    )
  })
}

/** A third of a second for several hundred routes: made for who asks, not at every start. */
const lazily = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined
  return () => (made ??= { value: make() }).value
}

const registerDescription = (
  server: FastifyInstance,
  options: HttpServerOptions,
  cookieName: string,
): void => {
  const routes = options.endpoints.map(({ route }) => route)
  const describe = lazily(() => describeApi(routes, options.version, cookieName))
  const description = lazily(() => JSON.stringify(describe()))
  const page = lazily(() => referencePage(routes, describe(), options.texts))
  server.get('/api/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').header('Cache-Control', 'no-cache').send(description()),
  )
  server.get('/api/docs', (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-cache').send(page()),
  )
}

const registerObservation = (server: FastifyInstance, { logger, metrics }: HttpServerOptions): void => {
  const observed = createHttpMetrics(metrics)
  server.addHook('onResponse', async (request: FastifyRequest, reply: FastifyReply) => {
    const pattern = request.routeOptions.url ?? 'unknown'
    const route = pattern.replaceAll(/:(\w+)/g, '{$1}')
    const durationMs = Math.round(reply.elapsedTime * 10) / 10
    observed.answered({ method: request.method, route, status: reply.statusCode, durationMs })
    logger.debug('http_answered', {
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      durationMs,
    })
  })
}

const createInstance = (
  { world, trustedProxies }: HttpServerOptions,
  problems: ProblemAnswers,
): FastifyInstance =>
  createFastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: trustedProxies === undefined || trustedProxies.length === 0 ? false : [...trustedProxies],
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    genReqId: () => uuidFrom(world.now(), world.bytes(10)),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    frameworkErrors: (error, request, reply) => {
      void problems.send(error, request, reply)
    },
    clientErrorHandler: (error, socket) => {
      if (socket.writable) socket.end(problems.rawAnswerTo(error.code))
      else socket.destroy()
    },
  })

const registerEndpoints = async (
  server: FastifyInstance,
  options: HttpServerOptions,
  shared: Pick<Dispatch, 'problems' | 'watch' | 'cookieName' | 'closing' | 'limiter'>,
): Promise<void> => {
  const { endpoints, world, origin, authenticate, idempotency } = options
  const streams = createStreamPlaces()
  const streamFrom = options.streamFrom ?? (async () => undefined)
  const mayUse = options.mayUse ?? (async () => '')
  const tellRefusal = options.tellRefusal ?? (async () => undefined)
  const dispatch = {
    ...shared,
    world,
    origin,
    authenticate,
    idempotency,
    streams,
    streamFrom,
    mayUse,
    tellRefusal,
    guard: options.guard ?? noGuard,
  }
  const register = (place: FastifyInstance, endpoint: Endpoint): void => {
    const { route } = endpoint
    place.route({
      method: route.method,
      url: fastifyPath(route.path),
      // Asking only for the headers of a stream would wait for its end; a file would be made for nobody.
      exposeHeadRoute: route.method === 'GET' && route.stream !== true && route.download === undefined,
      handler: dispatchTo(endpoint, dispatch),
    })
  }
  const takesFile = ({ route }: Endpoint): boolean => route.upload !== undefined
  for (const endpoint of endpoints.filter((one) => !takesFile(one))) register(server, endpoint)
  await withFiles(server, (inner) => {
    for (const endpoint of endpoints.filter(takesFile)) register(inner, endpoint)
  })
}

const listeningOf = (
  fastify: FastifyInstance,
  world: World,
  closing: AbortController,
): Pick<HttpServer, 'listen' | 'close'> => {
  let other: Server | undefined
  return {
    listen: async ({ host, port }) => {
      await fastify.listen({ host: host === 'localhost' ? '127.0.0.1' : host, port })
      const taken = fastify.addresses().find((address) => typeof address === 'object')?.port ?? port
      if (host === 'localhost') other = await listenOnOtherLocalhost(fastify.server, taken)
      return { port: taken }
    },
    close: async () => {
      closing.abort()
      const cancel = world.after(DRAIN_MS, () => {
        fastify.server.closeAllConnections()
        other?.closeAllConnections()
      })
      const ended = other === undefined ? undefined : once(other, 'close')
      other?.close()
      other?.closeIdleConnections()
      await fastify.close()
      await ended
      cancel()
    },
  }
}

export const createHttpServer = async (options: HttpServerOptions): Promise<HttpServer> => {
  const { endpoints, world, origin } = options
  refuseUnknownPermissions(
    endpoints.map(({ route }) => route),
    new Set(options.permissions),
  )
  const problems = createProblemAnswers(options.logger, options.texts)
  const closing = new AbortController()
  const cookieName = sessionCookieFor(origin).name
  const server = createInstance(options, problems)

  // What still arrives on a connection kept open goes to another replica, or comes back in a moment.
  server.addHook('onRequest', async (_request, reply) => {
    if (!closing.signal.aborted) return
    reply.header('Connection', 'close')
    throw new Problem(503, 'shutting_down', 'Try again in a moment.', { retryAfterS: 1 })
  })
  await server.register(fastifyHelmet, { ...securityHeaders(origin), global: true })
  registerJsonBody(server)
  registerZippedAnswers(server)
  registerObservation(server, options)
  server.setErrorHandler((error, request, reply) => problems.send(error, request, reply))
  registerOperations(server, {
    registry: options.metrics,
    checks: options.readiness ?? {},
    timers: world,
    metricsToken: options.metricsToken,
    isClosing: () => closing.signal.aborted,
  })
  registerDescription(server, options, cookieName)
  const watch = createStreamWatch(world)
  const limiter = createRateLimiter(world, options.rateLimits)
  const dispatch = { problems, watch, cookieName, limiter, closing: closing.signal }
  await registerEndpoints(server, options, dispatch)
  await registerPages(server, options.pages ?? [], {
    staticDir: options.staticDir,
    limiter,
    origin,
  })
  if (options.staticDir !== undefined) await registerStaticFiles(server, options.staticDir)
  registerNotFound(server, options, problems)

  return {
    fastify: server,
    inject: server.inject.bind(server),
    recheckStreams: () => watch.askAgain(),
    ...listeningOf(server, world, closing),
  }
}
