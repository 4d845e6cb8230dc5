/** One request through one endpoint: who → from where → how often → may they → is it well formed → once → answer. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { formatId, type OrganizationId, type World } from '@loge/kernel'
import { asOneself, forUses } from '@loge/storage'
import { z } from 'zod'
import { fileNameOf } from '../contract/file-name.ts'
import { isReading, takesIdempotencyKey, type Route } from '../contract/index.ts'
import type { Call, Download, Endpoint, Principal } from '../endpoint.ts'
import { Problem } from '../problem.ts'
import { readIfMatch } from '../version-tag.ts'
import { authorize } from './authorize.ts'
import { createDecoder } from './decode.ts'
import { deliverEvents } from './event-stream.ts'
import { type Guard, tellingRefusals } from './guard.ts'
import { contentOf, sendDownload } from './files.ts'
import {
  fingerprintOf,
  readIdempotencyKey,
  runOnce,
  runOnceKeepingNothing,
  type IdempotencyClaim,
  type IdempotencyStore,
  type AnswerHeaders,
  type KeptAnswer,
} from './idempotency.ts'
import { bodyTextOf } from './json-body.ts'
import { languageOf } from './language.ts'
import { refuseForeignOrigin } from './origin-check.ts'
import { networkOf } from './network-address.ts'
import type { ProblemAnswers } from './problem-answer.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { readCookie } from './session-cookie.ts'
import type { StreamPlaces } from './stream-places.ts'
import type { StreamWatch } from './stream-watch.ts'

/** What a request shows of its caller. */
export interface Credentials {
  /** From `Authorization: Bearer …`. */
  readonly bearer: string | undefined
  readonly sessionToken: string | undefined
  readonly address: string
}

/** Where a stream begins that misses nothing of what happens from this moment on; for who may hear one. */
export type StreamFrom = (principal: Principal) => Promise<string | undefined>

/** Throws where nothing says that data are used for what this permission is for; else what they are used for. */
export type MayUse = (use: {
  readonly organizationId: OrganizationId
  readonly permission: string
  readonly method: Route['method']
  /** Leaves as a file. */
  readonly isExport: boolean
  /** Left out where nobody calls: the log that is listened to for a whole organization. */
  readonly principal?: Exclude<Principal, { kind: 'anonymous' }>
}) => Promise<string>

export interface Refusal {
  readonly principal: Exclude<Principal, { kind: 'anonymous' }>
  readonly route: Route
}

/** Hears of every caller without the permission of a route that tells of it. */
export type TellRefusal = (refusal: Refusal) => Promise<void>

export interface Dispatch {
  readonly world: World
  readonly authenticate: (credentials: Credentials) => Promise<Principal>
  readonly idempotency: IdempotencyStore
  readonly limiter: RateLimiter
  readonly streams: StreamPlaces
  readonly watch: StreamWatch
  readonly problems: ProblemAnswers
  readonly streamFrom: StreamFrom
  readonly mayUse: MayUse
  readonly tellRefusal: TellRefusal
  readonly guard: Guard
  readonly origin: string
  readonly cookieName: string
  /** Aborted when the server closes, so that streams end. */
  readonly closing: AbortSignal
}

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header

const callerOf = (principal: Principal, address: string): string => {
  if (principal.kind === 'account') return formatId('account', principal.accountId)
  if (principal.kind === 'apiKey') return formatId('apiKey', principal.apiKeyId)
  return address
}

const identify = async (request: FastifyRequest, dispatch: Dispatch): Promise<Principal> => {
  const { headers } = request
  const authorization = headers.authorization
  const bearer = /^Bearer ([\x21-\x7e]{1,300})$/i.exec(authorization ?? '')?.[1]
  if (authorization !== undefined && bearer === undefined)
    throw new Problem(401, 'sign_in_required', 'Authorization takes a bearer token.')
  const sessionToken = bearer === undefined ? readCookie(headers.cookie, dispatch.cookieName) : undefined
  if (bearer === undefined)
    refuseForeignOrigin(
      {
        method: request.method,
        origin: headers.origin,
        fetchSite: single(headers['sec-fetch-site']),
        host: headers.host,
        hasSessionCookie: sessionToken !== undefined,
      },
      dispatch.origin,
    )
  return dispatch.authenticate({ bearer, sessionToken, address: networkOf(request.ip) })
}

const refuseTooMany = (route: Route, caller: string, limiter: RateLimiter): void => {
  const retryAfterS = limiter.take(route.rateLimit, caller)
  if (retryAfterS > 0)
    throw new Problem(429, 'too_many_requests', `Try again in ${retryAfterS} s.`, { retryAfterS })
}

/** Who somebody is and what they may do, in a form to compare: grants come in no order. */
const rightsOf = (principal: Principal): string => {
  if (principal.kind === 'anonymous') return ''
  const who = principal.kind === 'account' ? principal.sessionId : principal.apiKeyId
  return [who, ...principal.grants.map((grant) => JSON.stringify(grant)).sort()].join()
}

/** Only an answer ends a stream; a database that is away says nothing about anybody's rights. */
const isStill = async (
  principal: Principal,
  request: FastifyRequest,
  dispatch: Dispatch,
): Promise<boolean> => {
  try {
    return rightsOf(await identify(request, dispatch)) === rightsOf(principal)
  } catch (error) {
    return !(error instanceof Problem)
  }
}

interface StreamPosition {
  readonly query: unknown
  readonly lastEventId: string | undefined
}

/** A browser that opens a stream anew cannot set a header, so it may say `?lastEventId=` instead. */
const readPosition = (request: FastifyRequest): StreamPosition => {
  const { lastEventId, ...query } = request.query as Record<string, unknown>
  const fromQuery = typeof lastEventId === 'string' ? lastEventId : undefined
  return { query, lastEventId: (single(request.headers['last-event-id']) ?? fromQuery)?.slice(0, 200) }
}

const leaving = (reply: FastifyReply, closing: AbortSignal): AbortSignal => {
  const controller = new AbortController()
  reply.raw.once('close', () => controller.abort())
  return AbortSignal.any([controller.signal, closing])
}

async function* resumed<Item>(first: IteratorResult<Item>, rest: AsyncIterator<Item>): AsyncGenerator<Item> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

const answerStream = async (
  endpoint: Endpoint,
  { call, lastEventId }: { call: Call<Route>; lastEventId: string | undefined },
  { request, reply, dispatch }: { request: FastifyRequest; reply: FastifyReply; dispatch: Dispatch },
): Promise<void> => {
  using _place = dispatch.streams.enter(callerOf(call.principal, call.address))
  using watched = dispatch.watch.watch(() => isStill(call.principal, request, dispatch))
  const left = AbortSignal.any([call.left, watched.over])
  const events = endpoint.handle({ ...call, left }, lastEventId)
  if (!(Symbol.asyncIterator in events)) throw new Error(`${endpoint.route.path} is declared as a stream`)
  // A stream says at once where it begins; what is refused instead is refused like any other request.
  const source = events[Symbol.asyncIterator]()
  const first = await source.next()
  reply.header('Content-Type', 'text/event-stream; charset=utf-8').header('X-Accel-Buffering', 'no')
  const headers = reply.getHeaders()
  reply.hijack()
  reply.raw.writeHead(200, headers as Record<string, string>)
  await deliverEvents(resumed(first, source), {
    response: reply.raw,
    timers: dispatch.world,
    left,
    farewell: (error) => ({
      event: 'problem',
      data: dispatch.problems.documentOf(
        error instanceof Problem ? error : new Problem(500, 'internal'),
        request,
      ),
    }),
  })
}

const encode = (route: Route, answer: unknown): string =>
  route.answer === undefined ? '' : JSON.stringify(z.encode(route.answer, answer))

/** A file is not decoded but handed on as it arrives. */
const jsonOf = (route: Route, { body }: FastifyRequest): unknown =>
  route.upload === undefined ? body : undefined

const fileOf = async (endpoint: Endpoint, call: Call<Route>): Promise<Download> =>
  (await endpoint.handle(call, undefined)) as Download

/** Before the handler reads anything: the place may lie before what the answer shows, never after it. */
const tellStreamFrom = async (call: Call<Route>, reply: FastifyReply, { streamFrom }: Dispatch) => {
  const place = await streamFrom(call.principal)
  if (place !== undefined) reply.header('Stream-From', place)
}

const claimOf = (route: Route, call: Call<Route>, request: FastifyRequest): IdempotencyClaim | undefined => {
  const { organizationId, idempotencyKey: key, principal, address } = call
  if (!takesIdempotencyKey(route) || key === undefined || organizationId === undefined) return undefined
  const fingerprint = fingerprintOf(key, route.method, request.url, bodyTextOf(request))
  return { organizationId, caller: callerOf(principal, address), key, fingerprint }
}

const onceFor = ({ repeat }: Route) => (repeat === 'refused' ? runOnceKeepingNothing : runOnce)

const sendAnswer = (reply: FastifyReply, { status, headers, body, isReplay }: KeptAnswer): FastifyReply => {
  reply.code(status).headers(headers)
  if (isReplay) reply.header('Idempotent-Replayed', 'true')
  return body === '' ? reply.send() : reply.type('application/json; charset=utf-8').send(body)
}

/** Whoever is signed in sees themselves, also while the use of their data is frozen. */
const asCaller = <Value>(
  { principal }: { readonly principal: Principal },
  uses: string,
  work: () => Value,
): Value => forUses(uses, () => (principal.kind === 'account' ? asOneself(principal.personId, work) : work()))

const usesOf = async (principal: Principal, route: Route, { mayUse }: Dispatch): Promise<string> => {
  if (principal.kind === 'anonymous') return ''
  const { permission, rateLimit, download } = route
  const method = isReading(route) ? 'GET' : route.method
  const isExport = rateLimit === 'export' || download !== undefined
  const { organizationId } = principal
  return mayUse({ organizationId, permission, method, isExport, principal })
}

const reachTelling = async (principal: Principal, route: Route, { tellRefusal, guard }: Dispatch) => {
  try {
    const reach = await tellingRefusals(guard, { principal, route }, () =>
      authorize(principal, route.permission),
    )
    if (principal.kind !== 'anonymous') guard.before({ principal, route })
    return reach
  } catch (error) {
    const isDenied = error instanceof Problem && error.status === 403
    if (isDenied && route.tellsRefusal === true && principal.kind !== 'anonymous')
      await tellRefusal({ principal, route })
    throw error
  }
}

const tellAnswered = async (
  { principal }: Call<Route>,
  route: Route,
  { body, guard }: { readonly body: string; readonly guard: Guard },
): Promise<void> => {
  if (isReading(route) && principal.kind !== 'anonymous') await guard.answered({ principal, route }, body)
}

const ifMatchOf = (route: Route, request: FastifyRequest): string | undefined => {
  const ifMatch = readIfMatch(request.headers['if-match'])
  if (route.ifMatch && ifMatch === undefined)
    throw new Problem(428, 'precondition_required', 'Send If-Match with the ETag you read.')
  return ifMatch
}

/** Makes the function fastify runs for one endpoint. */
export const dispatchTo = (endpoint: Endpoint, dispatch: Dispatch) => {
  const { route } = endpoint
  const decode = createDecoder(route)
  const status = route.status ?? (route.answer === undefined ? 204 : 200)

  const prepare = async (request: FastifyRequest, reply: FastifyReply) => {
    const principal = await identify(request, dispatch).catch((error: unknown) => {
      refuseTooMany(route, networkOf(request.ip), dispatch.limiter)
      throw error
    })
    refuseTooMany(route, callerOf(principal, networkOf(request.ip)), dispatch.limiter)
    const reach = await reachTelling(principal, route, dispatch)
    const uses = await usesOf(principal, route, dispatch)
    const { query, lastEventId } = route.stream
      ? readPosition(request)
      : { query: request.query, lastEventId: undefined }
    const input = decode({ params: request.params, query, body: jsonOf(route, request) })
    const ifMatch = ifMatchOf(route, request)
    const headers: Record<string, string | string[]> = {}
    const call = {
      ...input,
      principal,
      organizationId: principal.kind === 'anonymous' ? undefined : principal.organizationId,
      reach,
      ifMatch,
      idempotencyKey: readIdempotencyKey(single(request.headers['idempotency-key'])),
      language: languageOf(request.headers['accept-language']),
      address: networkOf(request.ip),
      origin: request.headers.origin,
      userAgent: request.headers['user-agent'] ?? '',
      header: (name: string, value: string | string[]) => {
        headers[name] = value
      },
      content: contentOf(route, request),
      fileName: route.upload === undefined ? '' : fileNameOf(single(request.headers['content-disposition'])),
      left: leaving(reply, dispatch.closing),
    } as Call<Route>
    return { call, headers, lastEventId, uses }
  }

  const run = async (call: Call<Route>, headers: AnswerHeaders): Promise<KeptAnswer> => {
    const outcome = endpoint.handle(call, undefined)
    if (Symbol.asyncIterator in outcome) throw new Error(`${route.path} is not declared as a stream`)
    const body = encode(route, await outcome)
    await tellAnswered(call, route, { body, guard: dispatch.guard })
    return { status, body, headers: { ...headers } }
  }

  const act = (call: Call<Route>, request: FastifyRequest, headers: AnswerHeaders) => {
    const claim = claimOf(route, call, request)
    if (claim === undefined) return run(call, headers)
    return onceFor(route)(dispatch.idempotency, claim, () => run(call, headers))
  }

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    reply.header('Cache-Control', 'no-store')
    const { call, headers, lastEventId, uses } = await prepare(request, reply)
    const answer = async (): Promise<FastifyReply> => {
      if (route.stream) {
        await answerStream(endpoint, { call, lastEventId }, { request, reply, dispatch })
        return reply
      }
      if (route.download !== undefined)
        return sendDownload(reply.headers(headers), route.download, await fileOf(endpoint, call))
      if (route.method === 'GET') await tellStreamFrom(call, reply, dispatch)
      return sendAnswer(reply, await act(call, request, headers))
    }
    return asCaller(call, uses, () => tellingRefusals(dispatch.guard, { ...call, route }, answer))
  }
}
