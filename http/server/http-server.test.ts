/** The server as its callers meet it, friendly and hostile. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { formatId, newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { afterEach, describe, expect, it } from 'vitest'
import { createLogger, serve, type HttpServer } from '../index.ts'
import { everywhere, personId, routes, testServer } from './server.fixture.ts'

const open: HttpServer[] = []
const start = async (...given: Parameters<typeof testServer>) => {
  const started = await testServer(...given)
  open.push(started.server)
  return started
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

const post = (server: HttpServer, body: unknown, headers: Record<string, string> = {}) =>
  server.inject({
    method: 'POST',
    url: '/api/v1/things',
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })

describe('localhost', () => {
  it('is two addresses, and both answer, also to who upgrades the connection', async () => {
    const { server } = await start()
    const { port } = await server.listen({ host: 'localhost', port: 0 })
    server.fastify.server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 101 Switching\r\n\r\n'))
    for (const host of ['127.0.0.1', '::1']) {
      const url = `http://${host === '::1' ? '[::1]' : host}:${port}/api/v1/hello`
      expect(await (await fetch(url)).json()).toEqual({ hello: 'you' })
      const socket = connect({ host, port })
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
      const [answer] = (await once(socket, 'data')) as [Buffer]
      expect(answer.toString()).toMatch(/^HTTP\/1.1 101/)
      socket.destroy()
    }
  })
})

describe('a request that is right', () => {
  it('is decoded, answered by the handler, and encoded for the wire', async () => {
    const { server } = await start()
    const answer = await post(server, { name: 'chair', owner: 'per_000000000000700080000000000000aa' })
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toEqual({
      id: 'per_000000000000700080000000000000aa',
      name: 'chair',
      madeAt: '1970-01-01T00:00:00.001Z',
    })
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it('fills defaults of a query', async () => {
    const { server } = await start()
    expect((await server.inject('/api/v1/things')).json()).toMatchObject({ limit: 50, everywhere: true })
  })
})

describe('input that is wrong', () => {
  it.each([
    ['a missing field', {}, '/name', 'required'],
    ['a wrong type', { name: 4 }, '/name', 'wrong_type'],
    ['an empty text', { name: '' }, '/name', 'too_small'],
    ['an unknown field', { name: 'x', colour: 'red' }, '/colour', 'unknown_field'],
    [
      'an id of another kind',
      { name: 'x', owner: 'ent_000000000000700080000000000000aa' },
      '/owner',
      'wrong_format',
    ],
    [
      'a wrong element',
      { name: 'x', parts: [{ weight: 1 }, { weight: 'a' }] },
      '/parts/1/weight',
      'wrong_type',
    ],
    ['a zero character', { name: 'x\u0000' }, '', 'wrong_format'],
    ['half of a letter', { name: 'a\ud800b' }, '', 'wrong_format'],
  ])('names %s', async (_what, body, pointer, code) => {
    const { server, made } = await start()
    const answer = await post(server, body)
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.json()).toMatchObject({ status: 400, code: 'input_invalid', errors: [{ pointer, code }] })
    expect(made.count).toBe(0)
  })

  it('names a query parameter and a path parameter', async () => {
    const { server } = await start()
    const query = await server.inject('/api/v1/things?limit=0&kinds=big')
    expect(query.json().errors).toMatchObject([
      { pointer: '?limit' },
      { pointer: '?kinds', code: 'unknown_field' },
    ])
    const path = await server.inject({
      method: 'PATCH',
      url: '/api/v1/things/nobody',
      headers: { 'if-match': '"7"', 'content-type': 'application/json' },
      payload: '{"name":"x"}',
    })
    expect(path.json().errors).toMatchObject([{ pointer: '{id}', code: 'wrong_format' }])
  })

  it.each([
    ['not JSON', '{"name":', 400, 'body_malformed'],
    ['a prototype in the body', '{"name":"x","__proto__":{"admin":true}}', 400, 'body_malformed'],
    ['a constructor in the body', '{"name":"x","constructor":{"prototype":{"a":1}}}', 400, 'body_malformed'],
    ['nesting without end', `{"name":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 400, 'body_malformed'],
    ['nothing', '', 400, 'input_invalid'],
    ['too much', `{"name":"${'x'.repeat(1_100_000)}"}`, 413, 'body_too_large'],
  ])('refuses %s', async (_what, body, status, code) => {
    const { server, made } = await start()
    const answer = await post(server, body)
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
    expect(made.count).toBe(0)
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
  })

  it('refuses bytes that are not UTF-8 instead of keeping another text', async () => {
    const { server, made } = await start()
    const payload = Buffer.from([...Buffer.from('{"name":"Ren'), 0xe9, ...Buffer.from('"}')])
    const answer = await server.inject({
      method: 'POST',
      url: '/api/v1/things',
      headers: { 'content-type': 'application/json' },
      payload,
    })
    expect([answer.statusCode, answer.json().code, made.count]).toEqual([400, 'body_malformed', 0])
  })

  it.each([
    ['what is not HTTP', 'HELLO?\r\n\r\n', 400],
    ['headers without end', `GET /health/live HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
  ])('answers %s with a problem document too', async (_what, sent, status) => {
    const { server } = await start()
    const { port } = await server.listen({ host: '127.0.0.1', port: 0 })
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(sent)
    let answer = ''
    socket.on('data', (piece: Buffer) => (answer += piece.toString()))
    await once(socket, 'close')
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toContain('Content-Type: application/problem+json; charset=utf-8')
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status, code: 'request_malformed' })
  })

  it('does not take brackets inside a text for nesting', async () => {
    const { server } = await start()
    expect(
      (await post(server, { name: '[[["\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[['.slice(0, 40) })).statusCode,
    ).toBe(201)
  })

  it('refuses another format', async () => {
    const { server } = await start()
    const answer = await post(server, '<name/>', { 'content-type': 'text/xml' })
    expect([answer.statusCode, answer.json().code]).toEqual([415, 'media_type_unsupported'])
  })

  it('travels zipped when it is long and only to whoever can read that', async () => {
    const { server } = await start()
    const ask = (url: string, encoding: string) =>
      server.inject({ url, headers: { 'accept-encoding': encoding } })
    const plain = await ask('/api/openapi.json', 'gzip;q=0, br')
    const zipped = await ask('/api/openapi.json', 'deflate, gzip;q=0.5')
    expect([plain.headers['content-encoding'], zipped.headers['content-encoding']]).toEqual([
      undefined,
      'gzip',
    ])
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.body)
    expect(zipped.rawPayload.length).toBeLessThan(plain.body.length / 2)
    expect([plain.headers.vary, zipped.headers.vary]).toEqual(['Accept-Encoding', 'Accept-Encoding'])
    expect((await ask('/api/v1/hello', 'gzip')).headers['content-encoding']).toBeUndefined()
  })

  it('answers an unknown address and an unknown method', async () => {
    const { server } = await start()
    expect((await server.inject('/api/v1/nothing')).json()).toMatchObject({ status: 404, code: 'not_found' })
    const method = await server.inject({ method: 'DELETE', url: '/api/v1/things' })
    expect(method.statusCode).toBe(405)
    expect(method.headers.allow).toBe('GET, POST')
    expect((await server.inject('/api/v1/%E0%A4%A')).json()).toMatchObject({
      status: 400,
      code: 'request_malformed',
    })
  })

  it('says nothing about the cause of a failure, and logs no value of it', async () => {
    const lines: string[] = []
    const logger = createLogger({ level: 'debug', stream: { write: (line) => void lines.push(line) } })
    const { server } = await start(undefined, { logger })
    const answer = await post(server, { name: 'explode' })
    expect(answer.statusCode).toBe(500)
    expect(answer.json()).toEqual({
      type: '/api/docs#problem-internal',
      title: 'Something went wrong on our side. Nothing was changed; please try again.',
      status: 500,
      code: 'internal',
      instance: expect.stringMatching(/^urn:uuid:/),
    })
    expect(lines.join('')).toContain('http_failed')
    expect(lines.join('')).not.toMatch(/example|explode/)
  })

  it.each(['database_away', 'outcome_unknown'])('says when to ask again: %s', async (code) => {
    const { server } = await start()
    const answer = await post(server, { name: code })
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['retry-after']).toBe('2')
    expect(answer.json()).toMatchObject({ code })
    expect(answer.body).not.toContain('10.0.0.7')
  })

  it('speaks the language of the caller', async () => {
    const { server } = await start()
    const answer = await server.inject({
      url: '/api/v1/nothing',
      headers: { 'accept-language': 'de, fr-CH;q=0.8, en;q=0.5' },
    })
    expect(answer.json().title).toBe('Il n’y a rien ici.')
  })
})

describe('who may', () => {
  it('refuses whoever is not signed in, except where everybody may', async () => {
    const { server } = await start('anonymous')
    const refused = await server.inject('/api/v1/things')
    expect([refused.statusCode, refused.json().code]).toEqual([401, 'sign_in_required'])
    expect((await server.inject('/api/v1/hello')).json()).toEqual({ hello: 'you' })
  })

  it('refuses what was not granted', async () => {
    const { server, made } = await start([everywhere('things.read')])
    expect((await post(server, { name: 'x' })).json()).toMatchObject({
      status: 403,
      code: 'permission_denied',
    })
    expect(made.count).toBe(0)
  })

  it('tells the handler how far a permission reaches', async () => {
    const siteId = newId(realWorld, 'site')
    const { server } = await start([
      { permission: 'things.read', scope: { kind: 'site', siteId } },
      { permission: 'things.read', scope: { kind: 'own' } },
    ])
    expect((await server.inject('/api/v1/things')).json()).toEqual({
      limit: 50,
      sites: 1,
      own: true,
      everywhere: false,
    })
  })

  it('does not start with a permission that nobody declared', async () => {
    await expect(start(undefined, { permissions: ['things.read'] })).rejects.toThrow('things.manage')
  })

  it('refuses a change that another site sends with our cookie', async () => {
    const { server, made } = await start()
    const cookie = 'loge=token'
    const foreign = [
      { cookie, 'sec-fetch-site': 'cross-site' },
      { cookie, 'sec-fetch-site': 'same-site' },
      { cookie, origin: 'https://evil.example' },
      { cookie, origin: 'null' },
      { cookie },
    ]
    for (const headers of foreign)
      expect((await post(server, { name: 'x' }, headers)).json().code).toBe('origin_refused')
    expect(made.count).toBe(0)
    const own = [
      { cookie, 'sec-fetch-site': 'same-origin' },
      { cookie, origin: 'http://127.0.0.1:8420' },
    ]
    for (const headers of own) expect((await post(server, { name: 'x' }, headers)).statusCode).toBe(201)
  })

  it('does not let a browser pass a malformed authorization off as anonymous', async () => {
    const { server } = await start()
    const answer = await server.inject({ url: '/api/v1/hello', headers: { authorization: 'Basic eDp5' } })
    expect(answer.statusCode).toBe(401)
  })
})

describe('a request that is repeated', () => {
  const key = '8f14e45f-ceea-467f-a8f0-9b2d3c4e5f60'

  it('acts once and gets the same answer', async () => {
    const { server, made } = await start()
    const first = await post(server, { name: 'x' }, { 'idempotency-key': key })
    const again = await post(server, { name: 'x' }, { 'idempotency-key': key })
    expect(made.count).toBe(1)
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([201, first.body, '"1"'])
    expect([first, again].map(({ headers }) => headers['idempotent-replayed'])).toEqual([undefined, 'true'])
  })

  it('acts once when both arrive together', async () => {
    const { server, made } = await start()
    const both = await Promise.all([1, 2].map(() => post(server, { name: 'x' }, { 'idempotency-key': key })))
    expect(made.count).toBe(1)
    expect(both.map(({ statusCode }) => statusCode).toSorted((one, other) => one - other)).toEqual([201, 409])
  })

  it('is refused with another body', async () => {
    const { server, made } = await start()
    await post(server, { name: 'x' }, { 'idempotency-key': key })
    const other = await post(server, { name: 'y' }, { 'idempotency-key': key })
    expect([other.statusCode, other.json().code]).toEqual([422, 'idempotency_key_reused'])
    expect(made.count).toBe(1)
  })

  it('may be tried again after a refusal', async () => {
    const { server, made } = await start()
    await post(server, { name: 'refused' }, { 'idempotency-key': key })
    await post(server, { name: 'refused' }, { 'idempotency-key': key })
    expect(made.count).toBe(2)
  })

  it('is refused where the first answer showed a secret, and neither acts nor shows it again', async () => {
    const { server, made } = await start()
    const url = `/api/v1/things/${formatId('person', personId)}/secrets`
    const ask = () => server.inject({ method: 'POST', url, headers: { 'idempotency-key': key } })
    const first = await ask()
    expect([first.statusCode, first.json(), first.headers.etag]).toEqual([201, { secret: 'secret 1' }, '"1"'])
    const again = await ask()
    expect([again.statusCode, again.json().code]).toEqual([409, 'already_done_secret_shown_once'])
    expect(again.body).not.toContain('secret 1')
    expect(made.count).toBe(1)
  })

  it('is answered anew where it only asks', async () => {
    const { server } = await start()
    const ask = async () =>
      (
        await server.inject({
          method: 'POST',
          url: '/api/v1/things/question',
          headers: { 'idempotency-key': key },
        })
      ).json()
    expect([await ask(), await ask()]).toEqual([{ asked: 1 }, { asked: 2 }])
  })

  it('needs a key that cannot be guessed', async () => {
    const { server } = await start()
    expect((await post(server, { name: 'x' }, { 'idempotency-key': '1' })).json().code).toBe(
      'idempotency_key_malformed',
    )
  })
})

describe('an update', () => {
  const change = (server: HttpServer, headers: Record<string, string>) =>
    server.inject({
      method: 'PATCH',
      url: '/api/v1/things/per_000000000000700080000000000000aa',
      headers: { 'content-type': 'application/json', ...headers },
      payload: '{"name":"x"}',
    })

  it('names the version it changes', async () => {
    const { server } = await start()
    expect((await change(server, {})).json()).toMatchObject({ status: 428, code: 'precondition_required' })
    expect((await change(server, { 'if-match': '"6"' })).json()).toMatchObject({
      status: 412,
      code: 'precondition_failed',
    })
    expect((await change(server, { 'if-match': 'W/"7"' })).json()).toMatchObject({
      code: 'precondition_malformed',
    })
    expect((await change(server, { 'if-match': '"7"' })).statusCode).toBe(204)
  })
})

describe('too many requests', () => {
  it('are told when to come back, each caller on their own', async () => {
    const { server, clock } = await start(undefined, { rateLimits: { public: { burst: 2, perSecond: 0.5 } } })
    const ask = (remoteAddress: string) => server.inject({ url: '/api/v1/hello', remoteAddress })
    await ask('192.0.2.1')
    await ask('192.0.2.1')
    const refused = await server.inject({ url: '/api/v1/hello', remoteAddress: '192.0.2.1' })
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '2'])
    clock.nowMs += 2000
    expect((await ask('192.0.2.1')).statusCode).toBe(200)
  })

  it('are counted by the real address, whatever a header claims', async () => {
    const { server } = await start('anonymous', { rateLimits: { public: { burst: 1, perSecond: 0.1 } } })
    const ask = (claimed: string) =>
      server.inject({ url: '/api/v1/hello', headers: { 'x-forwarded-for': claimed } })
    expect((await ask('198.51.100.1')).statusCode).toBe(200)
    expect((await ask('198.51.100.2')).statusCode).toBe(429)
  })
})

describe('a page', () => {
  it('is protected by headers that allow no foreign script and no frame [S1-1 1/4]', async () => {
    const { server } = await start()
    const { headers } = await server.inject('/api/docs')
    expect(headers['content-security-policy']).toContain("script-src 'self';")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['strict-transport-security']).toBeUndefined()
  })

  it('behind TLS is asked for by TLS alone for a year, and asks nothing without it [S0-79 partly]', async () => {
    const { server } = await start(undefined, { origin: 'https://loge.example' })
    for (const url of ['/api/docs', '/api/v1/hello']) {
      const { headers } = await server.inject(url)
      expect(headers['strict-transport-security']).toBe('max-age=31536000')
      expect(headers['content-security-policy'] ?? 'upgrade-insecure-requests').toContain(
        'upgrade-insecure-requests',
      )
    }
  })

  it('of the web app is served for any address of the app, never for the API', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'loge-http-'))
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>Loge</title>')
    await writeFile(join(folder, 'assets', 'app-B3xYz_12.js'), 'export {}')
    await writeFile(join(folder, '.env'), 'SECRET')
    const { server } = await start(undefined, { staticDir: folder })
    const page = await server.inject({ url: '/doors/ent_1', headers: { accept: 'text/html' } })
    expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-cache'])
    expect(page.body).toContain('<title>Loge')
    const script = await server.inject('/assets/app-B3xYz_12.js')
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    const missing = [
      '/api/v1/nothing',
      '/assets/gone.js',
      '/.env',
      '/../package.json',
      '/%2e%2e/package.json',
    ]
    for (const url of missing)
      expect((await server.inject({ url, headers: { accept: 'text/html' } })).statusCode, url).toBe(404)
    await rm(folder, { recursive: true })
  })
})

describe('what operators ask', () => {
  it('is alive, and ready only when every part is [S0-84 1/2]', async () => {
    const { server } = await start(undefined, {
      readiness: { database: async () => undefined, broker: () => Promise.reject(new Error('down')) },
    })
    expect((await server.inject('/health/live')).statusCode).toBe(200)
    const ready = await server.inject('/health/ready')
    expect([ready.statusCode, ready.json()]).toEqual([
      503,
      { status: 'failed', checks: { database: 'ok', broker: 'failed' } },
    ])
  })

  it('has figures by route pattern, for this machine or whoever holds the token', async () => {
    const { server } = await start(undefined, { metricsToken: 'figures' })
    await server.inject('/api/v1/hello')
    expect((await server.inject('/metrics')).body).toContain('route="/api/v1/hello",status="200"')
    const far = { url: '/metrics', remoteAddress: '192.0.2.1' }
    expect((await server.inject(far)).statusCode).toBe(403)
    expect((await server.inject({ ...far, headers: { authorization: 'Bearer figures' } })).statusCode).toBe(
      200,
    )
    expect((await server.inject({ ...far, headers: { authorization: 'Bearer wrong' } })).statusCode).toBe(403)
  })

  it.each([
    ['localhost:8420', 200],
    ['127.0.0.1:8420', 200],
    ['[::1]:8420', 200],
    ['rebound.example:8420', 403],
  ])('has figures for who asks this machine for %s: %i', async (host, status) => {
    const { server } = await start()
    expect((await server.inject({ url: '/metrics', headers: { host } })).statusCode).toBe(status)
  })
})

describe('the description', () => {
  it('is OpenAPI 3.1 made from the routes', async () => {
    const { server } = await start()
    const api = (await server.inject('/api/openapi.json')).json()
    expect(api.openapi).toBe('3.1.0')
    const make = api.paths['/api/v1/things'].post
    expect(make).toMatchObject({ operationId: 'postThings', 'x-permission': 'things.manage' })
    expect(make.responses['201'].content['application/json'].schema).toEqual({
      $ref: '#/components/schemas/Thing',
    })
    expect(api.components.schemas.Thing.properties.id.pattern).toBe('^per_[0-9a-f]{32}$')
    expect(make.parameters).toMatchObject([{ name: 'Idempotency-Key', in: 'header' }])
    const limit = api.paths['/api/v1/things'].get.parameters.find(
      ({ name }: { name: string }) => name === 'limit',
    )
    expect(limit).toMatchObject({ required: false, schema: { type: 'integer', maximum: 200 } })
    expect(JSON.stringify(api)).not.toContain('#/$defs/')
  })

  it('says of every body that unknown fields are refused', async () => {
    const { server } = await start()
    const { components } = (await server.inject('/api/openapi.json')).json()
    const bodies = Object.keys(components.schemas).filter((name) => name.endsWith('Body'))
    expect(bodies.length).toBeGreaterThan(1)
    for (const name of bodies) expect(components.schemas[name].additionalProperties, name).toBe(false)
  })

  it('is readable as a page', async () => {
    const { server } = await start()
    const page = (await server.inject('/api/docs')).body
    expect(page).toContain('/api/v1/things/{id}')
    expect(page).toContain('id="problem-thing_refused"')
    expect(page).toContain('<a href="#schema-Thing">Thing</a>')
    expect(page).toContain('<details id="schema-Thing">')
    expect(page).toContain('<code>Idempotency-Key</code> in header')
    expect(page).toContain('"weight"')
    expect(page).not.toContain('<script')
  })
})

it('while closing lets a running request finish and sends new ones away', async () => {
  let finish: () => void = () => undefined
  const running = new Promise<void>((resolve) => {
    finish = resolve
  })
  let arrived: () => void = () => undefined
  const started = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const slow = serve(routes.hello, async () => {
    arrived()
    await running
    return { hello: 'late' }
  })
  const { server } = await testServer(undefined, { endpoints: [slow] })
  const { port } = await server.listen({ host: '127.0.0.1', port: 0 })
  const answer = fetch(`http://127.0.0.1:${port}/api/v1/hello`)
  await started
  const closed = server.close()
  finish()
  expect(await (await answer).json()).toEqual({ hello: 'late' })
  await closed
})

it('closes without waiting for idle connections', async () => {
  const { server } = await testServer()
  const { port } = await server.listen({ host: '127.0.0.1', port: 0 })
  await (await fetch(`http://127.0.0.1:${port}/health/live`)).text()
  await server.close()
  await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow()
})

describe('a client that hangs up', () => {
  it('in the middle of what it sends is no failure of ours', async () => {
    const lines: string[] = []
    const logger = createLogger({ level: 'debug', stream: { write: (line) => void lines.push(line) } })
    const { server } = await start(undefined, { logger })
    const { port } = await server.listen({ host: '127.0.0.1', port: 0 })
    const socket = connect(port, '127.0.0.1')
    const head = ['POST /api/v1/things HTTP/1.1', 'Host: x', 'Content-Type: application/json']
    socket.write(`${[...head, 'Content-Length: 100', 'Expect: 100-continue', '', ''].join('\r\n')}{"name":`)
    await once(socket, 'data')
    socket.resetAndDestroy()
    await once(socket, 'close')
    // A second client is answered after the first one's end was heard of.
    const second = connect(port, '127.0.0.1')
    second.write('GET /api/v1/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    await once(second, 'data')
    second.destroy()
    expect(lines.join('')).not.toContain('http_failed')
  })
})
