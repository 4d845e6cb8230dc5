/**
 * The MQTT broker that comes with Loge: aedes with limits, and retained messages that survive a restart. It keeps no
 * session: a device that was away hears no old order, least of all an unlock.
 */
import { createServer, type Server, type Socket } from 'node:net'
import type { Clock, Disk, Timers } from '@loge/kernel'
import { Aedes, type AuthenticateError, type Client } from 'aedes'
import { createFrameMeter } from './frame-meter.ts'
import { RetainedFile, type RetainedMessage } from './retained-file.ts'
import { BROKER_LIMITS, type BrokerLimits, isLogin, type Login, maySubscribe, publishFault } from './rules.ts'

export interface BrokerOptions {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly disk: Disk
  readonly world: Clock & Timers
  readonly login?: Login
  readonly limits?: BrokerLimits
  /** Told when retained messages could not be written, once until they are written again. */
  readonly onFault?: (error: unknown) => void
}

export interface Broker {
  readonly port: number
  /** How many retained messages of the life before could not be read back. */
  readonly damaged: number
  /** What was refused since the start. */
  counts(): { readonly connections: number; readonly refusedPackets: number; readonly notRetained: number }
  stop(): Promise<void>
}

const FLUSH_MS = 250
/** A disk that failed is tried again, whether anything new is retained or not. */
const FLUSH_AGAIN_MS = 5_000
/** MQTT 3.1.1 §3.2.2.3: bad user name or password. */
const BAD_LOGIN = 4

interface Running {
  readonly options: BrokerOptions
  readonly limits: BrokerLimits
  readonly retained: RetainedFile
  refusedPackets: number
  notRetained: number
}

const badLogin = (): AuthenticateError =>
  Object.assign(new Error('bad user name or password'), { returnCode: BAD_LOGIN })

const retainedOf = (packet: {
  topic: string
  payload: string | Buffer
  qos: 0 | 1 | 2
}): RetainedMessage => ({
  topic: packet.topic,
  payload: Buffer.from(packet.payload),
  qos: packet.qos,
})

const startAedes = async (running: Running): Promise<Aedes> => {
  const { options, limits, retained } = running
  const held = new WeakMap<Client, number>()
  const aedes = await Aedes.createBroker({
    maxClientsIdLength: limits.clientId,
    maxTopicLevels: limits.topicLevels,
    preConnect: (_client, packet, done) => {
      if (packet.clientId.length > limits.clientId) return done(new Error('the client id is too long'), false)
      packet.clean = true
      return done(null, true)
    },
    authenticate: (_client, username, password, done) => {
      if (!options.login || isLogin(options.login, username, password)) return done(null, true)
      return done(badLogin(), null)
    },
    authorizePublish: (_client, packet, done) => {
      const fault = publishFault(packet.topic, limits)
      if (fault !== undefined) {
        running.refusedPackets += 1
        return done(new Error(fault))
      }
      if (packet.retain && !retained.hasRoom(retainedOf(packet))) {
        running.notRetained += 1
        packet.retain = false
      }
      return done(null)
    },
    authorizeSubscribe: (client, subscription, done) => {
      const count = held.get(client) ?? 0
      if (!maySubscribe(subscription.topic, count, limits)) return done(null, null)
      held.set(client, count + 1)
      return done(null, subscription)
    },
  })
  aedes.on('unsubscribe', (topics, client) =>
    held.set(client, Math.max(0, (held.get(client) ?? 0) - topics.length)),
  )
  // A client that breaks a rule is disconnected by aedes itself; unheard errors would end the process.
  aedes.on('clientError', () => undefined)
  aedes.on('connectionError', () => undefined)
  return aedes
}

const restoreRetained = async (aedes: Aedes, retained: RetainedFile): Promise<void> => {
  for (const { topic, payload, qos } of retained.messages()) {
    await new Promise<void>((resolve) => {
      const packet = {
        cmd: 'publish',
        topic,
        payload: Buffer.from(payload),
        qos,
        retain: true,
        dup: false,
      } as const
      aedes.publish(packet, () => resolve())
    })
  }
}

/** Writes what is retained soon after it changed, many changes at once. */
const persistRetained = (aedes: Aedes, { options, retained }: Running): (() => void) => {
  let cancel: (() => void) | undefined
  let isFailing = false
  const flush = async (): Promise<void> => {
    cancel = undefined
    try {
      await retained.flush()
      isFailing = false
    } catch (error) {
      if (!isFailing) options.onFault?.(error)
      isFailing = true
      cancel ??= options.world.after(FLUSH_AGAIN_MS, () => void flush())
    }
  }
  aedes.on('publish', (packet) => {
    if (!packet.retain || packet.topic.startsWith('$')) return
    retained.keep(retainedOf(packet))
    cancel ??= options.world.after(FLUSH_MS, () => void flush())
  })
  return () => cancel?.()
}

/** The parser of aedes collects a packet of any size, so its bytes are measured as they are read. */
const measureFrames = (socket: Socket, limit: number, onTooLarge: () => void): void => {
  const fits = createFrameMeter(limit)
  const read = socket.read.bind(socket)
  socket.read = (size?: number): unknown => {
    const chunk: unknown = read(size)
    if (!(chunk instanceof Uint8Array) || fits(chunk)) return chunk
    onTooLarge()
    socket.destroy()
    return null
  }
}

const listen = (server: Server, { host, port }: BrokerOptions): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

export const startBroker = async (options: BrokerOptions): Promise<Broker> => {
  const limits = options.limits ?? BROKER_LIMITS
  const retained = await RetainedFile.open(options.disk, {
    messages: limits.retainedMessages,
    bytes: limits.retainedBytes,
  })
  const running: Running = { options, limits, retained, refusedPackets: 0, notRetained: 0 }
  const aedes = await startAedes(running)
  await restoreRetained(aedes, retained)
  const stopPersisting = persistRetained(aedes, running)

  const server = createServer((socket) => {
    socket.setNoDelay(true)
    measureFrames(socket, limits.packet, () => {
      running.refusedPackets += 1
    })
    aedes.handle(socket)
  })
  server.maxConnections = limits.connections
  const stop = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
    await new Promise<void>((resolve) => {
      aedes.close(() => resolve())
    })
    await closed
    stopPersisting()
    await retained.close().catch((error: unknown) => options.onFault?.(error))
  }

  try {
    const port = await listen(server, options)
    const counts = (): ReturnType<Broker['counts']> => {
      const { refusedPackets, notRetained } = running
      return { connections: aedes.connectedClients, refusedPackets, notRetained }
    }
    return { port, damaged: retained.damaged, counts, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
