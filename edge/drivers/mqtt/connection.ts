/**
 * One connection to a broker that comes back by itself. Each attempt is a fresh client with a clean session: nothing
 * in flight is ever sent again, because an unlock that arrives late is worse than one that does not.
 */
import { Socket } from 'node:net'
import type { Clock, Instant, Randomness, Timers } from '@loge/kernel'
import { connect, type MqttClient } from 'mqtt'

export interface BrokerAddress {
  /** `mqtt://host:1883`, `mqtts://…`, `ws://…` */
  readonly url: string
  readonly clientId: string
  readonly username?: string
  readonly password?: string
}

export interface ConnectionEvents {
  /** Called after each connect; the connection counts as up once it resolves. */
  onConnect(): Promise<void>
  onMessage(topic: string, payload: Uint8Array, retained: boolean): void
}

export interface Connection {
  /** Resolves once the first attempt has succeeded or failed. */
  start(): Promise<void>
  /** Whether the broker acknowledged it in time. */
  publish(topic: string, payload: string): Promise<boolean>
  /** The filters the broker refused. */
  subscribe(filters: readonly string[]): Promise<readonly string[]>
  unsubscribe(filters: readonly string[]): void
  health(): { readonly connected: boolean; readonly since: Instant }
  stop(): Promise<void>
}

const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 30_000
const ACKNOWLEDGE_MS = 3_000
const KEEPALIVE_S = 15
const CONNECT_MS = 5_000
const REFUSED = 128

/** Doubles up to half a minute, with jitter so that a building's edges do not return in step. */
const delayBefore = (attempt: number, world: Randomness): number => {
  const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt, 10))
  const [chance = 0] = world.bytes(1)
  return longest * (0.5 + chance / 510)
}

/** Drops what is still in the socket's buffers, so that a stalled order is not delivered when the network recovers. */
const abandon = (client: MqttClient): void => {
  const { stream } = client
  if (stream instanceof Socket) stream.resetAndDestroy()
  client.end(true)
}

export const createConnection = (
  world: Clock & Randomness & Timers,
  address: BrokerAddress,
  statusTopic: string,
  events: ConnectionEvents,
): Connection => {
  let client: MqttClient | undefined
  let connected = false
  let since = world.now()
  let attempt = 0
  let stopped = false
  let cancelRetry = (): void => undefined
  let firstOutcome = (): void => undefined

  const setConnected = (next: boolean): void => {
    if (connected !== next) since = world.now()
    connected = next
    firstOutcome()
  }

  const open = (): void => {
    const current = connect(address.url, {
      protocolVersion: 4,
      clientId: address.clientId,
      ...(address.username === undefined ? {} : { username: address.username }),
      ...(address.password === undefined ? {} : { password: address.password }),
      clean: true,
      resubscribe: false,
      queueQoSZero: false,
      reconnectPeriod: 0,
      connectTimeout: CONNECT_MS,
      keepalive: KEEPALIVE_S,
      will: { topic: statusTopic, payload: Buffer.from('offline'), qos: 0, retain: false },
    })
    client = current
    current.on('connect', () => {
      void events.onConnect().then(() => {
        if (client !== current || !current.connected) return
        attempt = 0
        setConnected(true)
      })
    })
    current.on('message', (topic, payload, packet) => events.onMessage(topic, payload, packet.retain))
    // Every error also closes the connection, and `close` is where it comes back from.
    current.on('error', () => undefined)
    current.once('close', () => {
      if (client !== current) return
      client = undefined
      current.end(true)
      setConnected(false)
      if (stopped) return
      cancelRetry = world.after(delayBefore(attempt, world), open)
      attempt += 1
    })
  }

  const publish = (topic: string, payload: string): Promise<boolean> => {
    const current = client
    if (!current?.connected) return Promise.resolve(false)
    return new Promise((resolve) => {
      const cancel = world.after(ACKNOWLEDGE_MS, () => {
        resolve(false)
        abandon(current)
      })
      const settle = (acknowledged: boolean): void => {
        cancel()
        current.off('close', onClose)
        resolve(acknowledged)
      }
      const onClose = (): void => settle(false)
      current.once('close', onClose)
      current.publish(topic, payload, { qos: 1, retain: false }, (error) => settle(!error))
    })
  }

  const subscribe = (filters: readonly string[]): Promise<readonly string[]> =>
    new Promise((resolve) => {
      if (!client?.connected) return resolve([])
      client.subscribe([...filters], { qos: 1 }, (error, granted) => {
        // An error is a lost connection: everything is subscribed again after the next connect.
        resolve(error ? [] : (granted ?? []).filter(({ qos }) => qos === REFUSED).map(({ topic }) => topic))
      })
    })

  return {
    start: () =>
      new Promise((resolve) => {
        firstOutcome = resolve
        open()
      }),
    publish,
    subscribe,
    unsubscribe: (filters) => {
      if (client?.connected) client.unsubscribe([...filters])
    },
    health: () => ({ connected, since }),
    stop: async () => {
      stopped = true
      cancelRetry()
      const current = client
      client = undefined
      await current?.endAsync(!connected)
      setConnected(false)
    },
  }
}
