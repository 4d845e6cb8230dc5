/**
 * Equipment on MQTT 3.1.1 by Home Assistant's discovery convention. Takes Home Assistant's place on the bus: it
 * announces itself on `homeassistant/status`, so that devices describe themselves again.
 */
import { type ComponentCommand, DISCOVERY_PREFIX } from '@loge/features/equipment/core'
import type { World } from '@loge/kernel'
import type { Driver, DriverReport, Order, OrderOutcome } from '../driver.ts'
import { createRelocks } from '../relock.ts'
import { type BrokerAddress, createConnection } from './connection.ts'
import { createListening, type Listening } from './listening.ts'

export type { BrokerAddress } from './connection.ts'

const STATUS_TOPIC = `${DISCOVERY_PREFIX}/status`
const DISCOVERY_FILTERS = [`${DISCOVERY_PREFIX}/+/+/config`, `${DISCOVERY_PREFIX}/+/+/+/config`]
/** Topics in one SUBSCRIBE packet. */
const BATCH = 100

const refused = (why: Extract<OrderOutcome, { kind: 'refused' }>['why']): OrderOutcome => ({
  kind: 'refused',
  why,
})

const commandOf = (order: Order): ComponentCommand => {
  if (order.kind === 'switch') return { kind: 'switch', on: order.on }
  return order.kind === 'configure' ? { kind: 'configure', value: order.value } : { kind: order.kind }
}

/** Keeps the broker's subscriptions equal to the topics somebody listens to. */
const createSubscriptions = (
  subscribe: (filters: readonly string[]) => Promise<readonly string[]>,
  unsubscribe: (filters: readonly string[]) => void,
  onRefused: (filter: string) => void,
) => {
  const held = new Set<string>()
  return {
    clear: (): void => held.clear(),
    follow: async (topics: Iterable<string>): Promise<void> => {
      const wanted = new Set(topics)
      const superfluous = [...held].filter((topic) => !wanted.has(topic))
      for (const topic of superfluous) held.delete(topic)
      if (superfluous.length > 0) unsubscribe(superfluous)
      const missing = [...wanted].filter((topic) => !held.has(topic))
      for (const topic of missing) held.add(topic)
      for (let from = 0; from < missing.length; from += BATCH) {
        for (const filter of await subscribe(missing.slice(from, from + BATCH))) onRefused(filter)
      }
    },
  }
}

export const createMqttDriver = (world: World, address: BrokerAddress): Driver => {
  let listening: Listening | undefined
  let isFollowing = false

  const connection = createConnection(world, address, STATUS_TOPIC, {
    onConnect: async () => {
      subscriptions.clear()
      for (const filter of await connection.subscribe(DISCOVERY_FILTERS)) onRefused(filter)
      if (listening) await subscriptions.follow(listening.catalogue.topics())
      await connection.publish(STATUS_TOPIC, 'online')
    },
    onMessage: (topic, payload, retained) => {
      listening?.receive(topic, payload, retained)
      if (topic.endsWith('/config')) followSoon()
    },
  })

  const onRefused = (filter: string): void =>
    listening?.count(filter, 'the broker refused the subscription', 0)
  const subscriptions = createSubscriptions(connection.subscribe, connection.unsubscribe, onRefused)

  /** A burst of announcements that came in one read of the network becomes one subscription. */
  const followSoon = (): void => {
    if (isFollowing) return
    isFollowing = true
    setImmediate(() => {
      isFollowing = false
      if (listening) void subscriptions.follow(listening.catalogue.topics())
    })
  }

  const send = async (order: Order): Promise<OrderOutcome> => {
    const { externalId, key } = order.component
    const device = listening?.catalogue.device(externalId)
    if (!device || !listening) return refused('device_unknown')
    if (!device.description.components.some((component) => component.key === key))
      return refused('component_unknown')
    const binding = device.bindings.get(key)
    const publication = binding?.command(commandOf(order))
    if (!binding || !publication) return refused('not_capable')
    // A broker may keep an order for a device that sleeps, and open the door when it wakes: never send it.
    if (listening.reach.component(externalId, key, binding) === false) return refused('device_offline')
    const isAcknowledged = await connection.publish(publication.topic, publication.payload)
    return isAcknowledged ? { kind: 'sent' } : refused('bus_down')
  }

  const relocks = createRelocks(world, (component) => send({ kind: 'lock', component }))

  return {
    protocol: 'mqtt',
    start: async (hear: (report: DriverReport) => void) => {
      listening = createListening(world, hear)
      await connection.start()
    },
    carryOut: async (order) => {
      const outcome = await send(order)
      // An unlock that was not acknowledged may still have arrived, so it is locked again all the same.
      const mayHaveArrived = outcome.kind === 'sent' || outcome.why === 'bus_down'
      if (order.kind === 'unlock' && mayHaveArrived) relocks.schedule(order.component, order.forMs)
      if (order.kind === 'lock' && outcome.kind === 'sent') relocks.forget(order.component)
      return outcome
    },
    health: connection.health,
    stop: async () => {
      await relocks.finish()
      listening?.stop()
      await connection.publish(STATUS_TOPIC, 'offline')
      await connection.stop()
    },
  }
}
