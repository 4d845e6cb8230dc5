/**
 * A whole edge as its own process, with a real broker, a door on it, and the server's end of the link over a real
 * WebSocket; only the database behind the link is in memory. For tests that kill it and that weigh it.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Snapshot } from '@loge/features/access/core'
import { asId, instant, newId } from '@loge/kernel'
import { realDisk, realWorld as world } from '@loge/kernel/real-world'
import { connectAsync, type MqttClient } from 'mqtt'
import { startBroker, type Broker } from '../edge/broker/broker.ts'
import { keepEnrolment, ownKey, publicKeyOf } from '../edge/identity.ts'
import { LinkServer, verifyEdge } from '../features/access/server/edge-link/link-server.ts'
import { MemoryEdgeLinkStore, type EdgeRecord } from '../features/access/server/edge-link/memory-store.ts'
import { openRelay, type Relay } from './relay.ts'
import { keyFrom } from './simulation/keys.ts'
import { chanceFrom } from './simulation/random.ts'
import { snapshotOf, type Right, type SitePlan } from './simulation/rights.ts'

const ENTRY = fileURLToPath(new URL('../edge/main.mjs', import.meta.url))
const WRONG_CLOCK = new URL('./wrong-clock.mjs', import.meta.url).href
const DOOR = 'hall'

export const badgeOf = (number: number): string => `04AA${String(number).padStart(8, '0')}`

/** Some rights hold at certain hours only: those of the day the test runs on, so that a clock is needed to say yes. */
export type HoursOf = (number: number) => Right['hours']

const rightOf = (entranceId: string, number: number, hoursOf: HoursOf): Right => ({
  ref: `person-${number}`,
  kind: 'card',
  value: badgeOf(number),
  entranceId,
  fromMs: 0,
  untilMs: null,
  hours: hoursOf(number),
  lost: false,
  suspended: false,
})

/** The snapshot names the parts as Home Assistant's discovery does. */
const asDiscovered = (snapshot: Snapshot, unlockMs: number): Snapshot => ({
  ...snapshot,
  entrances: snapshot.entrances.map((entrance) => ({
    ...entrance,
    unlockMs,
    parts: [
      { role: 'reader', externalId: DOOR, key: `tag.${DOOR} reader` },
      { role: 'lock', externalId: DOOR, key: `lock.${DOOR}-lock` },
    ],
  })),
})

const DISCOVERY = JSON.stringify({
  device: { identifiers: [DOOR], name: 'Hall' },
  origin: { name: 'test' },
  components: {
    reader: { platform: 'tag', topic: `${DOOR}/scan` },
    lock: {
      platform: 'lock',
      unique_id: `${DOOR}-lock`,
      command_topic: `${DOOR}/set`,
      state_topic: `${DOOR}/state`,
    },
  },
})

/** What the door heard, oldest first. */
type Heard = 'LOCK' | 'UNLOCK'

interface Around {
  readonly folder: string
  readonly broker: Broker
  readonly http: Server
  readonly link: LinkServer
  readonly relay: Relay
  readonly door: MqttClient
  readonly record: EdgeRecord
  readonly heard: Heard[]
}

export class EdgeMachine {
  readonly #around: Around
  #process: ChildProcess | undefined

  constructor(around: Around) {
    this.#around = around
  }

  /** What the server holds about it. */
  get record(): EdgeRecord {
    return this.#around.record
  }

  get heard(): readonly Heard[] {
    return this.#around.heard
  }

  get journalFolder(): string {
    return join(this.#around.folder, 'edge')
  }

  get pid(): number | undefined {
    return this.#process?.pid
  }

  setLineCut(cut: boolean): void {
    this.#around.relay.setCut(cut)
  }

  /** How wrong the clock of the machine is, now and at the next start. */
  async setClockWrongBy(ms: number): Promise<void> {
    await writeFile(join(this.#around.folder, 'clock'), String(ms))
  }

  /** Resolves when it says that it is ready. */
  async start(): Promise<void> {
    const { folder, broker, relay } = this.#around
    const child = spawn(process.execPath, [ENTRY], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        LOGE_DATA_DIR: folder,
        LOGE_SERVER_URL: `http://127.0.0.1:${relay.port}`,
        LOGE_MQTT_URL: `mqtt://127.0.0.1:${broker.port}`,
        LOGE_EDGE_PORT: '0',
        NODE_OPTIONS: `--import ${WRONG_CLOCK}`,
        WRONG_CLOCK: join(folder, 'clock'),
      },
    })
    this.#process = child
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error('the edge did not start'))),
    ])
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#process
    this.#process = undefined
    if (child === undefined || child.exitCode !== null) return
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
  }

  async present(number: number): Promise<void> {
    await this.#around.door.publishAsync(`${DOOR}/scan`, badgeOf(number), { qos: 1 })
  }

  async close(): Promise<void> {
    const { folder, broker, http, link, relay, door } = this.#around
    await this.end('SIGKILL')
    await link.close()
    await door.endAsync()
    await broker.stop()
    relay.close()
    http.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const openDoor = async (port: number, heard: Heard[]): Promise<MqttClient> => {
  const door = await connectAsync({ host: '127.0.0.1', port, protocolVersion: 4 })
  door.on('message', (_topic, payload) => {
    const order = payload.toString() === 'LOCK' ? 'LOCK' : 'UNLOCK'
    heard.push(order)
    door.publish(`${DOOR}/state`, `${order}ED`)
  })
  await door.subscribeAsync(`${DOOR}/set`, { qos: 1 })
  await door.publishAsync(`homeassistant/device/${DOOR}/config`, DISCOVERY, { qos: 1, retain: true })
  return door
}

/** Enrolled already; everybody's badge opens its one door for `unlockMs`. */
export const openEdgeMachine = async (
  credentials: number,
  unlockMs: number,
  hoursOf: HoursOf = () => null,
): Promise<EdgeMachine> => {
  const folder = await mkdtemp(join(tmpdir(), 'loge-machine-'))
  const disk = await realDisk(join(folder, 'edge'))
  const server = keyFrom(chanceFrom(1))
  const ids = {
    organizationId: newId(world, 'organization'),
    siteId: newId(world, 'site'),
    edgeId: newId(world, 'edge'),
  }
  const publicKey = publicKeyOf(await ownKey(disk))
  await keepEnrolment(disk, { ...ids, serverKey: server.publicKey })
  const entranceId = newId(world, 'entrance')
  const plan: SitePlan = {
    ...ids,
    siteKey: '5a'.repeat(32),
    doors: [{ entranceId, externalId: DOOR }],
    coversFromMs: world.now(),
    coversUntilMs: world.now() + 86_400_000,
  }
  const store = new MemoryEdgeLinkStore(() => world.now())
  const record = store.add(
    { ...ids, edgeId: asId('edge', ids.edgeId), publicKey, revoked: false },
    plan.siteKey,
  )
  const rights = Array.from({ length: credentials }, (_, number) => rightOf(entranceId, number, hoursOf))
  record.snapshot = asDiscovered(snapshotOf(plan, rights, 1, instant(world.now())), unlockMs)
  const link = new LinkServer({
    world,
    store,
    database: { listen: async () => async () => undefined },
    keys: { sign: server.sign, verify: verifyEdge },
    channels: [],
    onError: () => undefined,
  })
  const http = createServer()
  await link.attach(http)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const broker = await startBroker({
    host: '127.0.0.1',
    port: 0,
    world,
    disk: await realDisk(join(folder, 'broker')),
  })
  const heard: Heard[] = []
  const door = await openDoor(broker.port, heard)
  const relay = await openRelay((http.address() as AddressInfo).port)
  const machine = new EdgeMachine({ folder, broker, http, link, relay, door, record, heard })
  await machine.setClockWrongBy(0)
  return machine
}
