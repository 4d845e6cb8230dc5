/** Live streams as their readers meet them. */
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { realWorld } from '@loge/kernel/real-world'
import { afterEach, describe, expect, it } from 'vitest'
import { serve, type HttpServer } from '../index.ts'
import { routes, testServer } from './server.fixture.ts'

const open: HttpServer[] = []
const start = async (...given: Parameters<typeof testServer>) => {
  const started = await testServer(...given)
  open.push(started.server)
  return started
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

describe('a live stream', () => {
  const read = async (server: HttpServer, headers: Record<string, string>) => {
    const { port } = await server.listen({ host: '127.0.0.1', port: 0 })
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/things/stream`, { headers })
    return { response, text: () => response.text() }
  }

  it('sends events one by one and resumes where the reader was', async () => {
    const { server } = await start()
    const { response, text } = await read(server, { 'last-event-id': '7' })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await text()).toBe(
      'retry: 2000\n\nid: 8\nevent: thing\ndata: {"after":"7"}\n\nid: 9\ndata: "line\\nbreak"\n\n',
    )
  })

  it('resumes for a browser that opened it anew and could set no header', async () => {
    const { server } = await start()
    const { port } = await server.listen({ host: '127.0.0.1', port: 0 })
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/things/stream?lastEventId=7`)
    expect(await response.text()).toContain('data: {"after":"7"}')
  })

  it('shows that it is alive while nothing happens', async () => {
    let beat: () => void = () => undefined
    const quiet = serve(routes.live, async function* ({ left }) {
      yield { event: 'start', data: {} }
      await once(left, 'abort')
      yield { data: 1 }
    })
    const world = {
      ...realWorld,
      after: (_ms: number, work: () => void) => {
        beat = work
        return () => undefined
      },
    }
    const { server } = await start(undefined, { endpoints: [quiet], world })
    const { port } = await server.listen({ host: '127.0.0.1', port: 0 })
    const { body } = await fetch(`http://127.0.0.1:${port}/api/v1/things/stream`)
    const reader = body?.getReader()
    const read = async () => Buffer.from((await reader?.read())?.value ?? []).toString()
    let begun = ''
    while (!begun.includes('event: start')) begun += await read()
    expect(begun).toMatch(/^retry: 2000\n\n/)
    beat()
    expect(await read()).toBe(': \n\n')
    await reader?.cancel()
  })

  it('ends when the server closes, and frees its source', async () => {
    let freed = false
    const endless = serve(routes.live, async function* ({ left }) {
      try {
        yield { id: '1', data: 1 }
        await once(left, 'abort')
      } finally {
        freed = true
      }
    })
    const { server } = await start(undefined, { endpoints: [endless] })
    const { text } = await read(server, {})
    await server.close()
    expect(await text()).toContain('data: 1')
    expect(freed).toBe(true)
  })

  it('tells why it broke', async () => {
    const broken = serve(routes.live, async function* () {
      yield { data: 1 }
      throw new Error('secret cause')
    })
    const { server } = await start(undefined, { endpoints: [broken] })
    const body = await (await read(server, {})).text()
    expect(body).toContain('event: problem\ndata: {')
    expect(body).not.toContain('secret cause')
  })

  it('pulls no more than a reader who does not read can take', async () => {
    let pulled = 0
    const flood = serve(routes.live, async function* ({ left }) {
      while (!left.aborted) {
        pulled += 1
        yield { data: 'x'.repeat(100_000) }
      }
    })
    const { server } = await start(undefined, { endpoints: [flood] })
    const { port } = await server.listen({ host: '127.0.0.1', port: 0 })
    const request = httpRequest({ port, host: '127.0.0.1', path: '/api/v1/things/stream' })
    request.end()
    const [response] = await once(request, 'response')
    response.pause()
    let before = -1
    while (before !== pulled) {
      before = pulled
      for (let turn = 0; turn < 500; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve))
    }
    expect(pulled).toBeLessThan(500)
    request.destroy()
  })
})
