/** A line between two machines that can be cut: a TCP relay on loopback. */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface Relay {
  readonly port: number
  /** Breaks what is connected, and refuses what comes, until it is given back. */
  setCut(cut: boolean): void
  close(): void
}

export const openRelay = async (to: number): Promise<Relay> => {
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) return void near.destroy()
    const far = connect(to, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
    return undefined
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    setCut: (cut) => {
      isCut = cut
      if (cut) breakAll()
    },
    close: () => {
      breakAll()
      server.close()
    },
  }
}
