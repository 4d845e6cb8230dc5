/** Whatever well-formed nonsense is sent to whichever real handler over a real database: never a failure of the server. */
import { fc } from '@fast-check/vitest'
import { grantsOf, PERMISSIONS } from '@loge/features/accounts/core'
import type { Principal } from '@loge/http'
import type { Route } from '@loge/http/contract'
import { newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testOrganization } from '@loge/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { openRealHouse, settleSmall, type RealHouse } from './real-house.ts'
import { nonsenseFor } from './nonsense.ts'

let house: RealHouse
let principal: Principal = { kind: 'anonymous' }
const known: string[] = []

beforeAll(async () => {
  house = await openRealHouse(() => principal)
  principal = {
    kind: 'apiKey',
    organizationId: await testOrganization(house.database),
    apiKeyId: newId(realWorld, 'apiKey'),
    grants: grantsOf([{ permissions: PERMISSIONS, scope: { kind: 'organization' } }]),
  }
  known.push(...Object.values(await settleSmall(house)))
})
afterAll(() => house.close())

interface Nonsense {
  readonly params: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const send = ({ method, path }: Route, { params, query, body }: Nonsense) => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(textOf(params[name])),
  )
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, textOf(value)]))
  return house.server.inject({
    method,
    url: `/api/v1${filled}?${search.toString()}`,
    headers: {
      authorization: 'Bearer test',
      'if-match': '"1"',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
}

const shapeOf = (schema: z.ZodType | undefined): unknown =>
  schema === undefined ? undefined : z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

/** Of every route: what its description allows, at its edges, about what is there and what is not. */
const nonsenseOf = ({ params, query, body }: Route): fc.Arbitrary<Nonsense> =>
  fc.record({
    params: nonsenseFor(shapeOf(params ?? z.object({})), known) as fc.Arbitrary<Record<string, unknown>>,
    query: nonsenseFor(shapeOf(query ?? z.object({})), known) as fc.Arbitrary<Record<string, unknown>>,
    body: body === undefined ? fc.constant(undefined) : nonsenseFor(shapeOf(body), known),
  })

/** They end by themselves only when their reader leaves. */
const isAsked = (route: Route): boolean => route.stream !== true && route.upload === undefined
const TIMES = 12
const LONGEST_MS = 20_000

it('no handler fails, whatever it is asked', { timeout: 120_000 }, async () => {
  const seed = realWorld.now() % 1_000_000
  const failed: string[] = []
  const until = realWorld.monotonicMs() + LONGEST_MS
  const routes = house.endpoints.map(({ route }) => route).filter(isAsked)
  let [asked, answered] = [0, 0]
  for (let turn = 0; turn < TIMES && realWorld.monotonicMs() < until; turn += 1)
    for (const route of routes) {
      const [sent] = fc.sample(nonsenseOf(route), { numRuns: 1, seed: seed + turn })
      if (sent === undefined) continue
      const answer = await send(route, sent)
      asked += 1
      if (answer.statusCode < 400) answered += 1
      if (answer.statusCode >= 500 && answer.json().code !== 'link_delivery_unavailable')
        failed.push(`${route.method} ${route.path} ${JSON.stringify(sent)}: ${house.failures.at(-1)}`)
    }
  expect(failed, `seed ${seed}`).toEqual([])
  // It is of no use when everything is refused at the gate. How many turns there are depends on the machine.
  expect(answered).toBeGreaterThan(asked / 10)
})

it.each(['9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z'])(
  'every question about a moment answers for %s, or refuses it',
  async (at) => {
    const failed: string[] = []
    for (const { route } of house.endpoints) {
      if (route.method !== 'GET' || !isAsked(route) || route.query?.shape['at'] === undefined) continue
      const params = Object.fromEntries(
        [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
          const pattern = (shapeOf(route.params) as { properties: Record<string, { pattern: string }> })
            .properties
          return [name, known.find((id) => new RegExp(pattern[name]?.pattern ?? '^$').test(id))]
        }),
      )
      const asked: fc.Arbitrary<Record<string, unknown>> = nonsenseFor(shapeOf(route.query), known)
      for (const query of fc.sample(asked, { numRuns: 4, seed: 7 })) {
        const answer = await send(route, { params, query: { ...query, at }, body: undefined })
        if (answer.statusCode >= 500) failed.push(`${route.path} ${answer.body} ${house.failures.at(-1)}`)
      }
    }
    expect(failed).toEqual([])
  },
)
