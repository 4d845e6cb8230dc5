/**
 * Equipment on MQTT 3.1.1 by Home Assistant's discovery convention. Takes Home Assistant's place on the bus: it
 * announces itself on `homeassistant/status`, so that devices describe themselves again.
 */
import { type ComponentCommand, DISCOVERY_PREFIX } from '@loge/features/equipment/core'
import type { World } from '@loge/kernel'
import {
  sentTo,
  type Driver,
  type DriverReport,
  type Order,
  type OrderOutcome,
  type OrderRefusal,
} from '../driver.ts'
import { createRelocks, type Relocks } from '../relock.ts'
import { type BrokerAddress, Connection } from './connection.ts'
import { Listening } from './listening.ts'

export type { BrokerAddress } from './connection.ts'

const STATUS_TOPIC = `${DISCOVERY_PREFIX}/status`
const DISCOVERY_FILTERS = [`${DISCOVERY_PREFIX}/+/+/config`, `${DISCOVERY_PREFIX}/+/+/+/config`]
/** Topics in one SUBSCRIBE packet. */
const BATCH = 100

const refused = (why: OrderRefusal): OrderOutcome => ({
  kind: 'refused',
  why,
})

const commandOf = (order: Exclude<Order, { kind: 'wipe' }>): ComponentCommand => {
  if (order.kind === 'switch') return { kind: 'switch', on: order.on }
  return order.kind === 'configure' ? { kind: 'configure', value: order.value } : { kind: order.kind }
}

/** Keeps the broker's subscriptions equal to the topics somebody listens to. */
const createSubscriptions = (connection: Connection, onRefused: (filter: string) => void) => {
  const held = new Set<string>()
  return {
    clear: (): void => held.clear(),
    follow: async (topics: Iterable<string>): Promise<void> => {
      const wanted = new Set(topics)
      const superfluous = [...held].filter((topic) => !wanted.has(topic))
      for (const topic of superfluous) held.delete(topic)
      if (superfluous.length > 0) connection.unsubscribe(superfluous)
      const missing = [...wanted].filter((topic) => !held.has(topic))
      for (const topic of missing) held.add(topic)
      for (let from = 0; from < missing.length; from += BATCH) {
        for (const filter of await connection.subscribe(missing.slice(from, from + BATCH))) onRefused(filter)
      }
    },
  }
}

class MqttDriver implements Driver {
  readonly protocol = 'mqtt'
  readonly #world: World
  readonly #connection: Connection
  readonly #subscriptions: ReturnType<typeof createSubscriptions>
  readonly #relocks: Relocks
  #listening: Listening | undefined
  #isFollowing = false

  constructor(world: World, address: BrokerAddress) {
    this.#world = world
    this.#connection = new Connection(world, address, STATUS_TOPIC, {
      onConnect: () => this.#connected(),
      onMessage: (topic, payload, retained) => {
        this.#listening?.receive(topic, payload, retained)
        if (topic.endsWith('/config')) this.#followSoon()
      },
    })
    this.#subscriptions = createSubscriptions(this.#connection, (filter) => this.#subscriptionRefused(filter))
    this.#relocks = createRelocks(world, (component) => this.#send({ kind: 'lock', component }))
  }

  async start(hear: (report: DriverReport) => void): Promise<void> {
    this.#listening = new Listening(this.#world, hear)
    await this.#connection.start()
  }

  async carryOut(order: Order): Promise<OrderOutcome> {
    if (order.kind === 'wipe') return this.#wipe(order.component.externalId)
    const outcome = await this.#send(order)
    // An unlock that was not acknowledged may still have arrived, so it is locked again all the same.
    const mayHaveArrived = outcome.kind === 'sent' || outcome.why === 'bus_down'
    if (order.kind === 'unlock' && mayHaveArrived) this.#relocks.schedule(order.component, order.forMs)
    if (order.kind === 'lock' && outcome.kind === 'sent') this.#relocks.forget(order.component)
    return outcome
  }

  health(): ReturnType<Driver['health']> {
    return this.#connection.health()
  }

  async stop(): Promise<void> {
    await this.#relocks.finish()
    this.#listening?.stop()
    await this.#connection.publish(STATUS_TOPIC, 'offline')
    await this.#connection.stop()
  }

  async #connected(): Promise<void> {
    this.#subscriptions.clear()
    for (const filter of await this.#connection.subscribe(DISCOVERY_FILTERS))
      this.#subscriptionRefused(filter)
    if (this.#listening) await this.#subscriptions.follow(this.#listening.catalogue.topics())
    await this.#connection.publish(STATUS_TOPIC, 'online')
  }

  #subscriptionRefused(filter: string): void {
    this.#listening?.count(filter, 'subscription_refused', 0)
  }

  /** A burst of announcements that came in one read of the network becomes one subscription. */
  #followSoon(): void {
    if (this.#isFollowing) return
    this.#isFollowing = true
    setImmediate(() => {
      this.#isFollowing = false
      if (this.#listening) void this.#subscriptions.follow(this.#listening.catalogue.topics())
    })
  }

  /** What the broker keeps goes even when the device is silent, and then the device itself was not reached. */
  async #wipe(externalId: string): Promise<OrderOutcome> {
    const { catalogue, reach } = this.#listening ?? {}
    const device = catalogue?.device(externalId)
    if (!catalogue || !device) return refused('device_unknown')
    const isThere = reach?.device(externalId, device) !== false
    const texts = isThere ? device.description.components.filter(({ kind }) => kind === 'text') : []
    for (const { key } of texts) {
      const blank = device.bindings.get(key)?.command({ kind: 'configure', value: '' })
      if (blank && !(await this.#connection.publish(blank.topic, blank.payload))) return refused('bus_down')
    }
    for (const topic of catalogue.keptTopics(externalId))
      if (!(await this.#connection.publish(topic, '', true))) return refused('bus_down')
    return isThere ? { kind: 'sent' } : refused('device_offline')
  }

  async #send(order: Exclude<Order, { kind: 'wipe' }>): Promise<OrderOutcome> {
    const { externalId, key } = order.component
    const device = this.#listening?.catalogue.device(externalId)
    if (!device) return refused('device_unknown')
    const component = device.description.components.find((each) => each.key === key)
    if (component === undefined) return refused('component_unknown')
    const binding = device.bindings.get(key)
    const publication = binding?.command(commandOf(order))
    if (!binding || !publication) return refused('not_capable')
    // A broker may keep an order for a device that sleeps, and open the door when it wakes: never send it.
    if (this.#listening?.reach.component(externalId, key, binding) === false) return refused('device_offline')
    const isAcknowledged = await this.#connection.publish(publication.topic, publication.payload)
    return isAcknowledged ? sentTo(component) : refused('bus_down')
  }
}

export const createMqttDriver = (world: World, address: BrokerAddress): Driver =>
  new MqttDriver(world, address)
