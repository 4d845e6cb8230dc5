/** Whatever is sent to whichever route: an answer with a code, never a failure of the server. */
import { fc, test as property } from '@fast-check/vitest'
import { grantsOf, PERMISSIONS } from '@loge/features/accounts/core'
import type { HttpServer, Principal } from '@loge/http'
import type { Route } from '@loge/http/contract'
import { newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyRoute, REACHED, serverOf } from './every-route.ts'

const everything: Principal = {
  kind: 'account',
  organizationId: newId(realWorld, 'organization'),
  accountId: newId(realWorld, 'account'),
  sessionId: newId(realWorld, 'session'),
  personId: newId(realWorld, 'person'),
  grants: grantsOf([{ permissions: PERMISSIONS, scope: { kind: 'organization' } }]),
}

let routes: readonly Route[]
let server: HttpServer

beforeAll(async () => {
  routes = await everyRoute()
  server = await serverOf(routes, () => everything)
})
afterAll(() => server.close())

interface Sent {
  readonly parameter: string
  readonly query: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

const send = async ({ method, path }: Route, { parameter, query, body, headers }: Sent) => {
  const url = `/api/v1${path.replaceAll(/\{\w+\}/g, encodeURIComponent(parameter))}${query}`
  const hasBody = method !== 'GET'
  const answer = await server.inject({
    method,
    url,
    headers: { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(hasBody ? { payload: body } : {}),
  })
  return answer
}

const isOrderly = (answer: Awaited<ReturnType<typeof send>>): boolean =>
  answer.statusCode === REACHED ||
  (answer.statusCode >= 400 &&
    answer.statusCode < 500 &&
    answer.headers['content-type'] === 'application/problem+json; charset=utf-8' &&
    typeof answer.json().code === 'string')

const wrongAnswers = async (sent: Sent): Promise<readonly string[]> => {
  const wrong: string[] = []
  for (const route of routes) {
    const answer = await send(route, sent)
    if (!isOrderly(answer))
      wrong.push(`${route.method} ${route.path}: ${answer.statusCode} ${answer.body.slice(0, 80)}`)
  }
  return wrong
}

const plain: Sent = { parameter: 'x', query: '', body: '{}', headers: {} }

describe('every route', () => {
  it.each<readonly [string, Partial<Sent>]>([
    ['nothing', { body: '' }],
    ['half of JSON', { body: '{"name":' }],
    ['a list instead of an object', { body: '[1,2,3]' }],
    ['null', { body: 'null' }],
    ['a prototype', { body: '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}' }],
    ['a tower of brackets', { body: '['.repeat(100_000) }],
    ['two megabytes', { body: JSON.stringify({ name: 'x'.repeat(2_000_000) }) }],
    ['fields nobody knows', { body: '{"nobody":1,"knows":{"this":[]}}', query: '?nobody=1' }],
    ['zero characters', { body: '{"name":"\\u0000"}', query: '?q=%00', parameter: '\u0000' }],
    ['half of a letter', { body: '{"name":"\\ud800"}', query: '?cursor=%ED%A0%80' }],
    [
      'numbers beyond numbers',
      { body: '{"at":1e999,"limit":-1e999}', query: '?limit=1e999&at=99999999999999999999' },
    ],
    ['a query of lists and names like methods', { query: '?limit=1&limit=2&__proto__=x&toString=y&at[]=1' }],
    ['a path that climbs', { parameter: '../../etc/passwd' }],
    ['very long parameters', { parameter: 'x'.repeat(5_000), query: `?cursor=${'x'.repeat(5_000)}` }],
    [
      'wild headers',
      { headers: { 'if-match': '"', 'idempotency-key': 'é', 'last-event-id': 'x'.repeat(5_000) } },
    ],
  ])('answers %s with a code', async (_what, sent) => {
    expect(await wrongAnswers({ ...plain, ...sent })).toEqual([])
  })

  property.prop(
    [fc.json({ maxDepth: 4 }), fc.webQueryParameters(), fc.string({ minLength: 1, maxLength: 40 })],
    { numRuns: 25 },
  )('answers anything at all with a code', async (body, query, parameter) => {
    expect(await wrongAnswers({ ...plain, body, query: `?${query}`, parameter })).toEqual([])
  })
})

it('no GET takes a parameter it does not know for one that is not there: a misspelt filter is named', async () => {
  const wrong: string[] = []
  for (const { method, path } of routes) {
    if (method !== 'GET') continue
    const url = `/api/v1${path.replaceAll(/\{\w+\}/g, 'x')}?sitteId=sit_1`
    const answer = await server.inject({ method, url })
    const errors = answer.statusCode === 400 ? answer.json().errors : []
    const named = { pointer: '?sitteId', code: 'unknown_field' }
    if (!errors.some(({ pointer, code }: typeof named) => pointer === named.pointer && code === named.code))
      wrong.push(`${path}: ${answer.statusCode}`)
  }
  expect(wrong).toEqual([])
})
