/** One device's own connection to the broker: its announcement, its last will, its states, the orders it gets. */
import mqtt, { type MqttClient } from 'mqtt'
import {
  availabilityTopic,
  commandTopic,
  discoveryPayload,
  discoveryTopic,
  stateTopic,
  takesOrders,
} from './discovery.ts'
import type { DeviceSpec } from './equipment/equipment.ts'

const BIRTH_TOPIC = 'homeassistant/status'
const RECONNECT_MS = 1_000

export interface BrokerLogin {
  readonly url: string
  readonly username?: string
  readonly password?: string
}

export interface LinkPorts {
  /** The states to tell whenever the other side may have missed them. */
  readonly says: () => Readonly<Record<string, string>>
  readonly ordered: (component: string, value: string) => void
}

export interface DeviceLink {
  /** Resolves once announced. */
  readonly ready: Promise<void>
  /** A state is kept by the broker; a signal is said once. */
  say(component: string, value: string, kept: boolean): void
  /** Its cable is pulled: the broker tells its last will. */
  silence(): void
  stop(): Promise<void>
}

export const openLink = ({ url, ...login }: BrokerLogin, spec: DeviceSpec, ports: LinkPorts): DeviceLink => {
  const status = availabilityTopic(spec.key)
  const client: MqttClient = mqtt.connect(url, {
    ...login,
    clientId: `tilleuls-${spec.key}-${process.pid}`,
    protocolVersion: 4,
    reconnectPeriod: RECONNECT_MS,
    // What was not said while the cable was out is not said later: a badge of an hour ago opens nothing.
    queueQoSZero: false,
    will: { topic: status, payload: Buffer.from('offline'), qos: 1, retain: true },
  })
  const announced = Promise.withResolvers<void>()
  const publish = (topic: string, payload: string, retain: boolean): void => {
    if (client.connected) client.publish(topic, payload, { qos: 1, retain })
  }
  const sayAll = (): void => {
    for (const [component, value] of Object.entries(ports.says()))
      publish(stateTopic(spec.key, component), value, true)
  }
  const announce = (): void => {
    publish(discoveryTopic(spec.key), discoveryPayload(spec), true)
    publish(status, 'online', true)
    sayAll()
  }
  const components = new Map(
    spec.components.filter(takesOrders).map(({ key }) => [commandTopic(spec.key, key), key] as const),
  )
  client.on('connect', () => {
    client.subscribe([BIRTH_TOPIC, ...components.keys()], { qos: 1 }, () => {
      announce()
      announced.resolve()
    })
  })
  client.on('message', (topic, payload, packet) => {
    if (topic === BIRTH_TOPIC) {
      if (payload.toString() === 'online') announce()
      return
    }
    const component = components.get(topic)
    // An order the broker kept is from the past.
    if (component !== undefined && !packet.retain) ports.ordered(component, payload.toString())
  })
  // The client tries again by itself; whoever looks at the residence sees the device silent.
  client.on('error', () => undefined)
  return {
    ready: announced.promise,
    say: (component, value, kept) => publish(stateTopic(spec.key, component), value, kept),
    silence: () => {
      client.stream.destroy()
      client.end(true)
    },
    stop: async () => {
      publish(status, 'offline', true)
      // A broker that is gone never says goodbye.
      await client.endAsync(!client.connected)
    },
  }
}
