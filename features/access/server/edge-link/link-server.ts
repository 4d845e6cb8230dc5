/** Where edges connect: a WebSocket beside the API, one session each. The thin part that touches the network. */
import { createPublicKey, verify } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { WebSocketServer, type WebSocket } from 'ws'
import type { EdgeLinkStore, LinkedEdge } from './edge-link-store.ts'
import { ServerSession, type LinkKeys } from './server-session.ts'

export const LINK_PATH = '/api/v1/edges/link'
/** What an edge sends is small: batches of events, descriptions of devices. */
const LARGEST_FROM_EDGE_BYTES = 8 * 1024 * 1024
/** Strangers that have not proved themselves, at once; one more, and the one that waited longest makes room. */
const MOST_STRANGERS = 200
/** A proof takes two messages: who has not given it by then has none. */
const STRANGER_FOR_MS = 10_000

/** Ed25519 with a key as edges name it; anything that is no such key verifies nothing. */
export const verifyEdge: LinkKeys['verify'] = (publicKey, text, signature) => {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' })
  if (key.asymmetricKeyType !== 'ed25519') return false
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
}

export interface LinkServerDeps {
  readonly world: World
  readonly database: Pick<Database, 'listen'>
  readonly store: EdgeLinkStore
  readonly keys: LinkKeys
  /** Channels whose notifications name a site that has something new: `<organization> <site>`. */
  readonly channels: readonly string[]
  readonly onError: (error: unknown) => void
}

export class LinkServer {
  readonly #deps: LinkServerDeps
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_FROM_EDGE_BYTES,
    perMessageDeflate: true,
  })
  readonly #sessions = new Map<string, ServerSession>()
  readonly #strangers = new Map<ServerSession, WebSocket>()
  #stopListening: (() => Promise<void>)[] = []

  constructor(deps: LinkServerDeps) {
    this.#deps = deps
  }

  /** Answers upgrades at `LINK_PATH` on this HTTP server. */
  async attach(server: Server): Promise<void> {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url?.split('?')[0] !== LINK_PATH) return void socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
      if (this.#strangers.size >= MOST_STRANGERS) this.#dismissOldestStranger()
      this.#sockets.handleUpgrade(request, socket, head, (open) => this.#converse(open))
    })
    const { channels, database } = this.#deps
    this.#stopListening = await Promise.all(
      channels.map((channel) => database.listen(channel, (site) => this.#wake(site))),
    )
  }

  /** The edge was taken out of service: it hears it now, not at its next heartbeat. */
  dismiss(edgeId: string): void {
    this.#sessions.get(edgeId)?.wake()
  }

  async close(): Promise<void> {
    await Promise.all(this.#stopListening.map((stop) => stop()))
    const sessions = [...this.#sessions.values(), ...this.#strangers.keys()]
    for (const session of sessions) session.goodbye('stopping')
    await Promise.all(sessions.map((session) => session.settled()))
    this.#sockets.close()
  }

  /** Refusing the newcomer instead would let silent strangers keep every edge away. */
  #dismissOldestStranger(): void {
    const [oldest] = this.#strangers
    if (oldest === undefined) return
    const [session, socket] = oldest
    this.#strangers.delete(session)
    socket.terminate()
  }

  #wake(site: string): void {
    for (const session of this.#sessions.values()) {
      const { edge } = session
      if (edge !== undefined && site === `${edge.organizationId} ${edge.siteId}`) session.wake()
    }
  }

  #converse(socket: WebSocket): void {
    const { world, store, keys, onError } = this.#deps
    const session: ServerSession = new ServerSession({
      world,
      store,
      keys,
      send: (text) => {
        if (socket.readyState === socket.OPEN) socket.send(text)
      },
      close: () => socket.close(),
      welcomed: (edge) => this.#welcomed(edge, session),
      fault: onError,
    })
    this.#strangers.set(session, socket)
    const forget = world.after(STRANGER_FOR_MS, () => this.#strangers.get(session)?.terminate())
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) socket.close()
      else session.receive(data.toString('utf8'))
    })
    socket.on('error', onError)
    socket.on('close', () => {
      forget()
      this.#strangers.delete(session)
      const { edge } = session
      if (edge !== undefined && this.#sessions.get(edge.edgeId) === session)
        this.#sessions.delete(edge.edgeId)
      session.closed()
    })
  }

  /** An edge that lost its line without noticing comes again: the newer connection counts. */
  #welcomed(edge: LinkedEdge, session: ServerSession): void {
    this.#strangers.delete(session)
    const older = this.#sessions.get(edge.edgeId)
    this.#sessions.set(edge.edgeId, session)
    if (older !== undefined && older !== session) older.goodbye('replaced')
  }
}
