/** A server with a few routes of every sort, for the tests of this folder. */
import { instant, newId, type OrganizationId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { StorageError } from '@loge/storage'
import { Registry } from 'prom-client'
import { z } from 'zod'
import {
  createHttpServer,
  Problem,
  requireVersion,
  serve,
  silentLogger,
  type ClaimOutcome,
  type Endpoint,
  type HttpServerOptions,
  type IdempotencyStore,
  type KeptAnswer,
  type PermissionGrant,
  type Principal,
} from '../index.ts'
import { defineRoute, pageQuery, wireId, wireInstant } from '../contract/index.ts'

export interface TestClock {
  nowMs: number
}

/** Time stands still unless a test moves it. */
export const testWorld = (clock: TestClock): World => ({
  ...realWorld,
  now: () => instant(clock.nowMs),
  monotonicMs: () => clock.nowMs,
})

export const organizationId: OrganizationId = newId(realWorld, 'organization')
export const personId = newId(realWorld, 'person')
const accountId = newId(realWorld, 'account')
const sessionId = newId(realWorld, 'session')

export const accountWith = (grants: readonly PermissionGrant[]): Principal => ({
  kind: 'account',
  organizationId,
  accountId,
  sessionId,
  personId,
  grants,
})

export const everywhere = (permission: string): PermissionGrant => ({
  permission,
  scope: { kind: 'organization' },
})

export const memoryIdempotency = (): IdempotencyStore => {
  const kept = new Map<string, { fingerprint: Buffer; answer: KeptAnswer | undefined }>()
  return {
    claim: async ({ key, caller, fingerprint }): Promise<ClaimOutcome> => {
      const found = kept.get(caller + key)
      if (found === undefined) {
        kept.set(caller + key, { fingerprint, answer: undefined })
        return { kind: 'run', held: { key, caller, fingerprint, organizationId, claimedAt: instant(0) } }
      }
      if (!found.fingerprint.equals(fingerprint)) return { kind: 'reused' }
      return found.answer === undefined ? { kind: 'running' } : { kind: 'answered', answer: found.answer }
    },
    act: (_held, work) => work(),
    keep: async ({ key, caller, fingerprint }, answer) => {
      kept.set(caller + key, { fingerprint, answer })
    },
    release: async ({ key, caller }) => {
      kept.delete(caller + key)
    },
  }
}

const thingShape = z
  .object({ id: wireId('person'), name: z.string(), madeAt: wireInstant })
  .meta({ id: 'Thing' })

const REFUSED = 'thing_refused'

export const routes = {
  hello: defineRoute({
    method: 'GET',
    path: '/hello',
    summary: 'Say hello',
    tag: 'Tests',
    permission: 'public',
    rateLimit: 'public',
    answer: z.object({ hello: z.string() }),
  }),
  list: defineRoute({
    method: 'GET',
    path: '/things',
    summary: 'List things',
    tag: 'Tests',
    permission: 'things.read',
    rateLimit: 'read',
    query: z.object({ ...pageQuery, kind: z.enum(['big', 'small']).optional() }),
    answer: z.object({ limit: z.number(), sites: z.number(), own: z.boolean(), everywhere: z.boolean() }),
  }),
  make: defineRoute({
    method: 'POST',
    path: '/things',
    summary: 'Make a thing',
    tag: 'Tests',
    permission: 'things.manage',
    rateLimit: 'write',
    body: z.object({
      name: z.string().min(1).max(40),
      owner: wireId('person').optional(),
      parts: z
        .array(z.object({ weight: z.number() }))
        .max(3)
        .optional(),
    }),
    answer: thingShape,
    status: 201,
    problems: [REFUSED],
  }),
  showOnce: defineRoute({
    method: 'POST',
    path: '/things/{id}/secrets',
    summary: 'Make a secret, shown once',
    tag: 'Tests',
    permission: 'things.manage',
    rateLimit: 'write',
    params: z.object({ id: wireId('person') }),
    repeat: 'refused',
    answer: z.object({ secret: z.string() }),
    status: 201,
  }),
  ask: defineRoute({
    method: 'POST',
    path: '/things/question',
    summary: 'Ask something that changes nothing',
    tag: 'Tests',
    permission: 'things.read',
    rateLimit: 'read',
    repeat: 'runsAgain',
    answer: z.object({ asked: z.number() }),
  }),
  change: defineRoute({
    method: 'PATCH',
    path: '/things/{id}',
    summary: 'Change a thing',
    tag: 'Tests',
    permission: 'things.manage',
    rateLimit: 'write',
    params: z.object({ id: wireId('person') }),
    body: z.object({ name: z.string() }),
    ifMatch: true,
  }),
  live: defineRoute({
    method: 'GET',
    path: '/things/stream',
    summary: 'Watch things',
    tag: 'Tests',
    permission: 'things.read',
    rateLimit: 'read',
    stream: true,
  }),
} as const

export interface Made {
  count: number
}

export const endpointsFor = (made: Made): readonly Endpoint[] => [
  serve(routes.hello, async () => ({ hello: 'you' })),
  serve(routes.list, async ({ query, reach }) => ({
    limit: query.limit,
    sites: reach.siteIds.length,
    own: reach.ownPersonId !== undefined,
    everywhere: reach.wholeOrganization,
  })),
  serve(routes.make, async ({ body, header }) => {
    made.count += 1
    await new Promise<void>((resolve) => setImmediate(resolve))
    if (body.name === 'explode') throw new Error(`cannot store ${body.name} for someone@example.org`)
    if (body.name === 'database_away' || body.name === 'outcome_unknown')
      throw new StorageError(body.name, 'PostgreSQL at 10.0.0.7 is away')
    if (body.name === 'refused') throw new Problem(409, REFUSED, 'Not this one.')
    header('ETag', '"1"')
    return { id: body.owner ?? personId, name: body.name, madeAt: instant(made.count) }
  }),
  serve(routes.showOnce, async ({ header }) => {
    header('ETag', '"1"')
    return { secret: `secret ${(made.count += 1)}` }
  }),
  serve(routes.ask, async () => ({ asked: (made.count += 1) })),
  serve(routes.change, async ({ ifMatch }) => requireVersion(ifMatch, 7) as undefined),
  serve(routes.live, async function* (_call, lastEventId) {
    yield { id: '8', event: 'thing', data: { after: lastEventId ?? null } }
    yield { id: '9', data: 'line\nbreak' }
  }),
]

export const testServer = async (
  grants: readonly PermissionGrant[] | 'anonymous' = [everywhere('things.read'), everywhere('things.manage')],
  overrides: Partial<HttpServerOptions> = {},
) => {
  const made: Made = { count: 0 }
  const clock: TestClock = { nowMs: 1_000_000 }
  const server = await createHttpServer({
    endpoints: endpointsFor(made),
    permissions: ['things.read', 'things.manage'],
    authenticate: async () => (grants === 'anonymous' ? { kind: 'anonymous' } : accountWith(grants)),
    world: testWorld(clock),
    idempotency: memoryIdempotency(),
    logger: silentLogger,
    metrics: new Registry(),
    origin: 'http://127.0.0.1:8420',
    version: '0.1.0',
    ...overrides,
  })
  return { server, made, clock }
}
