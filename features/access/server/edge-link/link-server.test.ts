/** Strangers at the link: they wait a little, in a bounded number, and never in the way of an edge. */
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { realWorld } from '@loge/kernel/real-world'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { LINK_PATH, LinkServer, verifyEdge } from './link-server.ts'
import { MemoryEdgeLinkStore } from './memory-store.ts'

let server: Server
let link: LinkServer
let due: Map<() => void, number>
const faults: unknown[] = []

beforeEach(async () => {
  due = new Map()
  server = createServer()
  link = new LinkServer({
    world: {
      ...realWorld,
      after: (ms, work) => {
        due.set(work, ms)
        return () => void due.delete(work)
      },
    },
    database: { listen: async () => async () => undefined },
    store: new MemoryEdgeLinkStore(() => realWorld.now()),
    keys: { sign: () => '', verify: verifyEdge },
    channels: [],
    onError: (error) => faults.push(error),
  })
  await link.attach(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  await link.close()
  server.closeAllConnections()
  server.close()
})

const stranger = async (): Promise<WebSocket> => {
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}${LINK_PATH}`)
  await once(socket, 'open')
  return socket
}

test('silent strangers, however many, keep nobody away: the one that waited longest makes room', async () => {
  const sockets: WebSocket[] = []
  for (let count = 0; count < 200; count += 1) sockets.push(await stranger())
  const first = sockets[0] ?? expect.fail('no stranger')
  const left = once(first, 'close')
  expect((await stranger()).readyState).toBe(WebSocket.OPEN)
  await left
  expect(sockets.slice(1).every(({ readyState }) => readyState === WebSocket.OPEN)).toBe(true)
})

test('a stranger that proves nothing is not kept waiting for long', async () => {
  const socket = await stranger()
  const left = once(socket, 'close')
  const firing = [...due].filter(([, ms]) => ms === 10_000)
  for (const [work] of firing) work()
  await left
})
