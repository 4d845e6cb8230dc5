/** The real HTTP server around the endpoints of one feature, for tests: validation and encoding included, no port. */
import type { Endpoint, HttpServerOptions, IdempotencyStore, PermissionGrant, Principal } from '@loge/http'
import { fileNameHeader } from '@loge/http/contract'
import { createHttpServer, createIdempotencyStore, silentLogger } from '@loge/http'
import { type AccountId, newId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { Registry } from 'prom-client'

export interface TestApiSettings {
  readonly database: Database
  readonly world: World
  readonly organizationId: OrganizationId
  readonly endpoints: readonly Endpoint[]
  /** What the caller may do; unless told otherwise everything the endpoints ask for, and to read people. */
  readonly grants?: readonly PermissionGrant[]
  /** In front of the store of idempotency keys, to lose what it should keep. */
  readonly idempotency?: (store: IdempotencyStore) => IdempotencyStore
  /** Calls as the account of this person instead of as an API key. */
  readonly personId?: PersonId
  /** Of that person; unless told otherwise one that is stored nowhere. */
  readonly accountId?: AccountId
  readonly rateLimits?: HttpServerOptions['rateLimits']
}

export interface TestAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: unknown
}

export interface TestApi {
  call(
    method: string,
    path: string,
    more?: {
      readonly body?: unknown
      readonly ifMatch?: string
      readonly idempotencyKey?: string
      /** Instead of a body. */
      readonly file?: Buffer
      readonly fileName?: string
    },
  ): Promise<TestAnswer>
  close(): Promise<void>
}

const permissionsOf = (endpoints: readonly Endpoint[]): readonly string[] => [
  ...new Set(endpoints.map(({ route }) => route.permission).filter((name) => name.includes('.'))),
]

const METHODS = { GET: 'GET', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE' } as const

const methodOf = (text: string): keyof typeof METHODS => {
  const method = Object.values(METHODS).find((one) => one === text)
  if (method === undefined) throw new Error(`not a method: ${text}`)
  return method
}

/** A file comes as its text. */
const bodyOf = (payload: string, type: unknown): unknown => {
  if (payload === '') return undefined
  return String(type).includes('json') ? JSON.parse(payload) : payload
}

/** `call('PUT', '/schedules/sch_…', { body, ifMatch: '1' })`, as an API key of the organization. */
export const testApi = async (settings: TestApiSettings): Promise<TestApi> => {
  const { endpoints, world, database, organizationId } = settings
  const permissions = permissionsOf(endpoints)
  const grants =
    settings.grants ??
    [...new Set([...permissions, 'people.read'])].map((permission) => ({
      permission,
      scope: { kind: 'organization' } as const,
    }))
  const { personId, accountId = newId(world, 'account'), idempotency = (store) => store } = settings
  const principal: Principal =
    personId === undefined
      ? { kind: 'apiKey', organizationId, apiKeyId: newId(world, 'apiKey'), grants }
      : {
          kind: 'account',
          organizationId,
          accountId,
          sessionId: newId(world, 'session'),
          personId,
          grants,
        }
  const server = await createHttpServer({
    endpoints,
    permissions,
    authenticate: async () => principal,
    world,
    idempotency: idempotency(createIdempotencyStore(database, world)),
    logger: silentLogger,
    metrics: new Registry(),
    origin: 'http://127.0.0.1',
    version: 'test',
    ...(settings.rateLimits === undefined ? {} : { rateLimits: settings.rateLimits }),
  })
  return {
    call: async (method, path, { body, ifMatch, idempotencyKey, file, fileName } = {}) => {
      const answer = await server.inject({
        method: methodOf(method),
        url: `/api/v1${path}`,
        headers: {
          authorization: 'Bearer test',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(file === undefined ? {} : { 'content-type': 'application/octet-stream' }),
          ...(fileName === undefined ? {} : { 'content-disposition': fileNameHeader(fileName) }),
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
          ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
        ...(file === undefined ? {} : { payload: file }),
      })
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: bodyOf(answer.payload, answer.headers['content-type']),
      }
    },
    close: () => server.close(),
  }
}
