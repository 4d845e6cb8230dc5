/** A door on a real broker, for the contract: an equipment client, and a wire to the driver that can be cut. */
import { randomBytes } from 'node:crypto'
import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { connectAsync } from 'mqtt'
import { createManualWorld, type DriverRig } from '../contract-rig.ts'
import type { Driver } from '../driver.ts'
import { createMqttDriver } from './driver.ts'

export interface Wire {
  readonly port: number
  cut(): void
  mend(): void
  close(): Promise<void>
}

/** Forwards one port to another until it is cut. */
export const createWire = async (targetPort: number): Promise<Wire> => {
  const sockets = new Set<Socket>()
  let isCut = false
  const join = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((near) => {
    join(near)
    if (isCut) return void near.destroy()
    const far = connectSocket(targetPort, '127.0.0.1')
    join(far)
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const drop = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      isCut = true
      drop()
    },
    mend: () => {
      isCut = false
    },
    close: async () => {
      drop()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

/** A list whose items can be awaited one by one. */
const createQueue = <Item>() => {
  const items: Item[] = []
  const waiting: ((item: Item) => void)[] = []
  return {
    put: (item: Item): void => {
      const next = waiting.shift()
      if (next) next(item)
      else items.push(item)
    },
    next: (): Promise<Item> => {
      const item = items.shift()
      return item === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(item)
    },
  }
}

const doorConfig = (id: string) => ({
  device: { identifiers: [id], name: 'Front door' },
  origin: { name: 'contract' },
  availability_topic: `${id}/availability`,
  components: {
    reader: { platform: 'tag', topic: `${id}/scan`, value_template: '{{ value_json.UID }}' },
    lock: {
      platform: 'lock',
      unique_id: `${id}-lock`,
      command_topic: `${id}/set`,
      state_topic: `${id}/state`,
    },
    blind: { platform: 'lock', unique_id: `${id}-blind`, command_topic: `${id}/set-blind` },
    // Its kept state arrives with every subscription: then the driver listens to the whole door.
    ready: { platform: 'sensor', unique_id: `${id}-ready`, state_topic: `${id}/ready` },
  },
})

export const makeMqttRig = async (brokerPort: number): Promise<DriverRig> => {
  const id = `door-${randomBytes(6).toString('hex')}`
  const clock = createManualWorld()
  const wire = await createWire(brokerPort)
  const equipment = await connectAsync({ host: '127.0.0.1', port: brokerPort, protocolVersion: 4 })
  const inner = createMqttDriver(clock, { url: `mqtt://127.0.0.1:${wire.port}`, clientId: `driver-${id}` })
  const commands = createQueue<'unlock' | 'lock'>()
  const readiness = createQueue<true>()
  await equipment.subscribeAsync(`${id}/set`, { qos: 1 })
  equipment.on('message', (_topic, payload) =>
    commands.put(payload.toString() === 'UNLOCK' ? 'unlock' : 'lock'),
  )

  const readyKey = `sensor.${id}-ready`
  const driver: Driver = {
    protocol: inner.protocol,
    carryOut: (order) => inner.carryOut(order),
    health: () => inner.health(),
    stop: () => inner.stop(),
    start: (hear) =>
      inner.start((report) => {
        if (report.kind === 'reading' && report.component.key === readyKey) readiness.put(true)
        else hear(report)
      }),
  }
  const say = async (topic: string, payload: string | Buffer, retain = false): Promise<void> => {
    await equipment.publishAsync(topic, payload, { qos: 1, retain })
  }
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await nextTurn()
  }
  const configTopic = `homeassistant/device/${id}/config`

  return {
    driver,
    clock,
    reader: { externalId: id, key: `tag.${id} reader` },
    lock: { externalId: id, key: `lock.${id}-lock` },
    blindLock: { externalId: id, key: `lock.${id}-blind` },
    announceDoor: async () => {
      await say(`${id}/ready`, 'yes', true)
      await say(configTopic, JSON.stringify(doorConfig(id)), true)
      await readiness.next()
    },
    withdrawDoor: () => say(configTopic, '', true),
    setOnline: (online) => say(`${id}/availability`, online ? 'online' : 'offline', true),
    present: (raw) => say(`${id}/scan`, JSON.stringify({ UID: raw })),
    sayLocked: () => say(`${id}/state`, 'LOCKED'),
    sayUnlocked: () => say(`${id}/state`, 'UNLOCKED'),
    disturb: () => say(`${id}/state`, Buffer.from([0xff, 0xfe, 0x00])),
    nextCommand: commands.next,
    cut: async () => {
      wire.cut()
      await until(() => !driver.health().connected)
    },
    restore: async () => {
      wire.mend()
      await clock.turn(60_000)
      await until(() => driver.health().connected)
      await readiness.next()
    },
    close: async () => {
      await driver.stop()
      for (const topic of [configTopic, `${id}/ready`, `${id}/availability`]) await say(topic, '', true)
      await equipment.endAsync()
      await wire.close()
    },
  }
}
