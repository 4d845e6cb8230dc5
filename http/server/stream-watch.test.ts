/** A stream does not outlive the right to it. */
import { expect, it } from 'vitest'
import { once } from 'node:events'
import { realWorld } from '@loge/kernel/real-world'
import type { Principal } from '../endpoint.ts'
import { Problem, serve } from '../index.ts'
import { accountWith, everywhere, routes, testServer } from './server.fixture.ts'

const READ = everywhere('things.read')
const MANAGE = everywhere('things.manage')

/** Opens a stream for somebody, lets something become of them, and tells whether the stream is over. */
const streamOf = async (first: Principal) => {
  let answer = async (): Promise<Principal> => first
  let answered = Promise.withResolvers<void>()
  const endless = serve(routes.live, async function* ({ left }) {
    yield { data: 1 }
    await once(left, 'abort')
  })
  let minute: () => void = () => undefined
  const world = {
    ...realWorld,
    after: (ms: number, work: () => void) => {
      if (ms === 60_000) minute = work
      return () => undefined
    },
  }
  const { server } = await testServer([READ], {
    endpoints: [endless],
    world,
    authenticate: () => answer().finally(() => answered.resolve()),
  })
  const { port } = await server.listen({ host: '127.0.0.1', port: 0 })
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/things/stream`)
  let isOver = false
  const over = response.text().then(() => {
    isOver = true
  })
  return {
    over,
    isOver: () => isOver,
    become: (next: () => Promise<Principal>) => {
      answer = next
    },
    /** Resolves once the question was answered and what follows from it has happened. */
    ask: async (how: 'rights changed' | 'a minute passed') => {
      answered = Promise.withResolvers<void>()
      if (how === 'a minute passed') minute()
      else server.recheckStreams()
      await answered.promise
      for (let turn = 0; turn < 10; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve))
    },
    close: () => server.close(),
  }
}

const before = accountWith([READ, MANAGE])

it('a stream ends at once when its session was ended elsewhere', async () => {
  const stream = await streamOf(before)
  stream.become(async () => ({ kind: 'anonymous' }))
  await stream.ask('rights changed')
  await stream.over
  await stream.close()
})

it('a stream whose session ran out ends within a minute', async () => {
  const stream = await streamOf(before)
  stream.become(() => Promise.reject(new Problem(401, 'key_invalid')))
  await stream.ask('a minute passed')
  await stream.over
  await stream.close()
})

it('a stream ends when its listener has other rights, to be opened anew by those', async () => {
  const stream = await streamOf(before)
  stream.become(async () => accountWith([READ]))
  await stream.ask('rights changed')
  await stream.over
  await stream.close()
})

it('a stream goes on for the same rights in another order, and while nobody can say', async () => {
  const stream = await streamOf(before)
  stream.become(async () => accountWith([MANAGE, READ]))
  await stream.ask('rights changed')
  stream.become(() => Promise.reject(new Error('the database is away')))
  await stream.ask('a minute passed')
  expect(stream.isOver()).toBe(false)
  await stream.close()
})
