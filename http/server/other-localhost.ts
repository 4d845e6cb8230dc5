/**
 * `localhost` is two addresses, and a browser may try either first, whatever this machine's own resolver says. The
 * server listens on 127.0.0.1; what arrives on ::1 is handed to it.
 */
import { createServer, type Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** A machine without IPv6 has no such address. */
const ABSENT: ReadonlySet<unknown> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'])

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ABSENT.has(error.code)

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '::1', port }, () => {
      server.off('error', reject)
      resolve()
    })
  })

/** Answers what ends it; `undefined` where there is no ::1. */
export const listenOnOtherLocalhost = async (main: Server, port: number): Promise<Server | undefined> => {
  const other = createServer({ requestTimeout: main.requestTimeout, keepAliveTimeout: main.keepAliveTimeout })
  other.on('request', (request, response) => main.emit('request', request, response))
  other.on('upgrade', (request, socket: Duplex, head) => main.emit('upgrade', request, socket, head))
  other.on('clientError', (error, socket: Duplex) => main.emit('clientError', error, socket))
  try {
    await listening(other, port)
    return other
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}
