/** A port of the loopback that nobody listens on, for a process that must be told its port. */
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** The machine may name a port again as soon as it is free; a process that asks for several needs different ones. */
const given = new Set<number>()

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  if (given.has(port)) return freePort()
  given.add(port)
  return port
}
