/**
 * One connection to a broker that comes back by itself. Each attempt is a fresh client with a clean session: nothing
 * in flight is ever sent again, because an unlock that arrives late is worse than one that does not.
 */
import { Socket } from 'node:net'
import type { Clock, Instant, Randomness, Timers } from '@loge/kernel'
import { connect, type IClientOptions, type MqttClient } from 'mqtt'

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

const optionsFor = (
  { clientId, username, password }: BrokerAddress,
  statusTopic: string,
): IClientOptions => ({
  protocolVersion: 4,
  clientId,
  ...(username === undefined ? {} : { username }),
  ...(password === undefined ? {} : { password }),
  clean: true,
  resubscribe: false,
  queueQoSZero: false,
  reconnectPeriod: 0,
  connectTimeout: CONNECT_MS,
  keepalive: KEEPALIVE_S,
  will: { topic: statusTopic, payload: Buffer.from('offline'), qos: 0, retain: false },
})

export class Connection {
  readonly #world: Clock & Randomness & Timers
  readonly #address: BrokerAddress
  readonly #statusTopic: string
  readonly #events: ConnectionEvents
  #client: MqttClient | undefined
  #connected = false
  #since: Instant
  #attempt = 0
  #stopped = false
  #cancelRetry: (() => void) | undefined
  #firstOutcome: (() => void) | undefined

  constructor(
    world: Clock & Randomness & Timers,
    address: BrokerAddress,
    statusTopic: string,
    events: ConnectionEvents,
  ) {
    this.#world = world
    this.#address = address
    this.#statusTopic = statusTopic
    this.#events = events
    this.#since = world.now()
  }

  /** Resolves once the first attempt has succeeded or failed. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#firstOutcome = resolve
      this.#open()
    })
  }

  /** Whether the broker acknowledged it in time. */
  publish(topic: string, payload: string, retain = false): Promise<boolean> {
    const client = this.#client
    if (!client?.connected) return Promise.resolve(false)
    return new Promise((resolve) => {
      const cancel = this.#world.after(ACKNOWLEDGE_MS, () => {
        resolve(false)
        abandon(client)
      })
      const onClose = (): void => settle(false)
      const settle = (acknowledged: boolean): void => {
        cancel()
        client.off('close', onClose)
        resolve(acknowledged)
      }
      client.once('close', onClose)
      client.publish(topic, payload, { qos: 1, retain }, (error) => settle(!error))
    })
  }

  /** Answers with the filters that the broker refused. */
  subscribe(filters: readonly string[]): Promise<readonly string[]> {
    const client = this.#client
    if (!client?.connected) return Promise.resolve([])
    return new Promise((resolve) => {
      client.subscribe([...filters], { qos: 1 }, (error, granted) => {
        // An error is a lost connection: everything is subscribed again after the next connect.
        resolve(error ? [] : (granted ?? []).filter(({ qos }) => qos === REFUSED).map(({ topic }) => topic))
      })
    })
  }

  unsubscribe(filters: readonly string[]): void {
    if (this.#client?.connected) this.#client.unsubscribe([...filters])
  }

  health(): { readonly connected: boolean; readonly since: Instant } {
    return { connected: this.#connected, since: this.#since }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancelRetry?.()
    const client = this.#client
    this.#client = undefined
    await client?.endAsync(!this.#connected)
    this.#setConnected(false)
  }

  #setConnected(connected: boolean): void {
    if (this.#connected !== connected) this.#since = this.#world.now()
    this.#connected = connected
    this.#firstOutcome?.()
  }

  #open(): void {
    const client = connect(this.#address.url, optionsFor(this.#address, this.#statusTopic))
    this.#client = client
    client.on('connect', () => void this.#connectedAs(client))
    client.on('message', (topic, payload, packet) => this.#events.onMessage(topic, payload, packet.retain))
    // Every error also closes the connection, and `close` is where it comes back from.
    client.on('error', () => undefined)
    client.once('close', () => this.#closed(client))
  }

  async #connectedAs(client: MqttClient): Promise<void> {
    // An order follows the acknowledgement of a badge: without this, the kernel holds it back for 40 ms.
    if (client.stream instanceof Socket) client.stream.setNoDelay(true)
    await this.#events.onConnect()
    if (this.#client !== client || !client.connected) return
    this.#attempt = 0
    this.#setConnected(true)
  }

  #closed(client: MqttClient): void {
    if (this.#client !== client) return
    this.#client = undefined
    client.end(true)
    this.#setConnected(false)
    if (this.#stopped) return
    this.#cancelRetry = this.#world.after(delayBefore(this.#attempt, this.#world), () => this.#open())
    this.#attempt += 1
  }
}
