/** The browser's client against a real server. */
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes, testServer } from '../server/server.fixture.ts'
import { addressOf, ApiProblem, createClient, newIdempotencyKey } from './index.ts'

let base: string
let started: Awaited<ReturnType<typeof testServer>>
const heard: string[] = []

beforeAll(async () => {
  started = await testServer()
  const { port } = await started.server.listen({ host: '127.0.0.1', port: 0 })
  base = `http://127.0.0.1:${port}`
})
afterAll(() => started.server.close())

const client = () => createClient({ base, language: () => 'fr', onProblem: ({ code }) => heard.push(code) })
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no problem',
    (error: unknown) => (error instanceof ApiProblem ? error.code : String(error)),
  )

describe('the client', () => {
  it('sends and reads what the route says, typed by it', async () => {
    const made = await client().call<typeof routes.make>('POST', '/things', { body: { name: 'chair' } })
    const name: string = made.name
    expect([name, made.id]).toEqual(['chair', expect.stringMatching(/^per_/)])
    const list = await client().call<typeof routes.list>('GET', '/things', {
      query: { kind: 'big', limit: 3 },
    })
    expect(list.limit).toBe(3)
  })

  it('gives the tag of a version, and sends it back', async () => {
    const { tag } = await client().read<typeof routes.make>('POST', '/things', { body: { name: 'x' } })
    expect(tag).toBe('1')
    const params = { id: 'per_000000000000700080000000000000aa' }
    const change = (ifMatch: string) =>
      client().call<typeof routes.change>('PATCH', '/things/{id}', { params, body: { name: 'y' }, ifMatch })
    expect(await change('7')).toBeUndefined()
    expect(await codeOf(change('6'))).toBe('precondition_failed')
  })

  it('turns a refusal into a problem with its code, in the language of the page', async () => {
    const refused = client().call<typeof routes.make>('POST', '/things', { body: { name: '' } })
    await expect(refused).rejects.toMatchObject({
      status: 400,
      code: 'input_invalid',
      message: 'Une partie de la saisie n’est pas correcte.',
      document: { errors: [{ pointer: '/name', code: 'too_small' }] },
    })
    expect(heard).toContain('input_invalid')
  })

  it('says when the server cannot be reached, and when it is not Loge that answers', async () => {
    const away = createClient({ base: 'http://127.0.0.1:1' })
    expect(await codeOf(away.call<typeof routes.hello>('GET', '/hello', {}))).toBe('unreachable')
    const proxy = createClient({ fetch: async () => new Response('<h1>Bad gateway</h1>', { status: 502 }) })
    expect(await codeOf(proxy.call<typeof routes.hello>('GET', '/hello', {}))).toBe('internal')
  })

  it('repeats a wish under the same key only when told to', async () => {
    const before = started.made.count
    const idempotencyKey = newIdempotencyKey()
    const body = { name: 'once' }
    for (let turn = 0; turn < 2; turn += 1)
      await client().call<typeof routes.make>('POST', '/things', { body, idempotencyKey })
    expect(started.made.count).toBe(before + 1)
    for (let turn = 0; turn < 2; turn += 1)
      await client().call<typeof routes.make>('POST', '/things', { body })
    expect(started.made.count).toBe(before + 3)
  })

  it('writes addresses that cannot leave their place', () => {
    expect(
      addressOf('', '/things/{id}', {
        params: { id: '../secret?x' },
        query: { a: undefined, b: [1, 2], c: 'ü&' },
      }),
    ).toBe('/api/v1/things/..%2Fsecret%3Fx?b=1&b=2&c=%C3%BC%26')
  })

  it('weighs at most 3 KB', async () => {
    const built = await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        minify: true,
        lib: { entry: `${import.meta.dirname}/index.ts`, formats: ['es'] },
      },
    })
    const outputs = (Array.isArray(built) ? built : [built]).flatMap((bundle) =>
      'output' in bundle ? bundle.output : [],
    )
    const code = outputs.map((part) => ('code' in part ? part.code : '')).join('')
    expect(code.length).toBeGreaterThan(500)
    expect(gzipSync(code).length).toBeLessThanOrEqual(3 * 1024)
  })
})
