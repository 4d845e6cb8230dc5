/**
 * A whole house of real processes: the server as one of them, its database, a broker, an edge that has joined, and one
 * device on the bus. For tests that kill the server or lose everything it had, while the edge lives on.
 */
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realDisk, realWorld as world } from '@loge/kernel/real-world'
import { connectAsync, type MqttClient } from 'mqtt'
import pg from 'pg'
import { startBroker, type Broker } from '../edge/broker/broker.ts'
import {
  descendantsOf,
  LOGE,
  NPM_START,
  settingsFor,
  typed,
  type Settings,
  type WholeProcess,
} from './whole-process.ts'

export interface EdgeStatus {
  /** How many events it has written down and not heard acknowledged. */
  readonly backlog: number
  readonly snapshotVersion: number
}

export interface StoredEvent {
  readonly sequence: number
  readonly type: string
}

export class WholeHouse {
  readonly folder: string
  readonly settings: Settings
  /** The device. */
  readonly device: MqttClient
  readonly #broker: Broker
  readonly #edge: WholeProcess
  #server: { readonly typed: WholeProcess; readonly pid: number } | undefined

  constructor(
    place: { readonly folder: string; readonly settings: Settings },
    parts: { readonly broker: Broker; readonly edge: WholeProcess; readonly device: MqttClient },
  ) {
    this.folder = place.folder
    this.settings = place.settings
    this.device = parts.device
    this.#broker = parts.broker
    this.#edge = parts.edge
  }

  /** The server starts; in another data folder than its own when told so. */
  async serve(settings = this.settings): Promise<void> {
    const server = typed([...LOGE, 'serve', '--json'], settings)
    await server.says('"kind":"ready"')
    const itself = descendantsOf(server.pid).find(({ command }) => command.includes('cli.ts serve'))
    if (itself === undefined) throw new Error('the server is not there')
    this.#server = { typed: server, pid: itself.pid }
  }

  /** Without a chance to put anything in order. */
  async killServer(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server === undefined) return
    process.kill(server.pid, 'SIGKILL')
    await server.typed.ended
  }

  async status(): Promise<EdgeStatus> {
    const answer = await fetch(`${this.#edgePage}/status.json`)
    return JSON.parse(await answer.text()) as EdgeStatus
  }

  /** The last status seen; the test's own limit ends it when this never comes. */
  async untilEdge(isSo: (status: EdgeStatus) => boolean): Promise<EdgeStatus> {
    for (;;) {
      const status = await this.status()
      if (isSo(status)) return status
      await world.sleep(2)
    }
  }

  async setCut(cut: boolean): Promise<void> {
    await fetch(`${this.#edgePage}/uplink`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ cut }),
    })
  }

  /** What of the edge's journal a running server has stored, in the order of the log. */
  async stored(settings = this.settings): Promise<readonly StoredEvent[]> {
    const runtime: { ownerUrl: string } = JSON.parse(
      readFileSync(join(settings['LOGE_DATA_DIR'] ?? '', 'runtime.json'), 'utf8'),
    )
    const client = new pg.Client({ connectionString: runtime.ownerUrl })
    await client.connect()
    try {
      const { rows } = await client.query<StoredEvent>(
        `select edge_sequence::int as sequence, type from loge.event
         where edge_id is not null order by xact_id, position`,
      )
      return rows
    } finally {
      await client.end()
    }
  }

  async close(): Promise<void> {
    await this.device.endAsync()
    await this.#server?.typed.end('SIGTERM')
    await this.#edge.end('SIGTERM')
    await this.#broker.stop()
    await rm(this.folder, { recursive: true, force: true })
  }

  get #edgePage(): string {
    return `http://127.0.0.1:${this.settings['LOGE_EDGE_PORT']}`
  }
}

/** Its server does not run yet. `discovery`: what the device announces itself as, by Home Assistant's convention. */
export const openWholeHouse = async (
  name: string,
  { device, discovery }: { readonly device: string; readonly discovery: object },
): Promise<WholeHouse> => {
  const folder = await mkdtemp(join(tmpdir(), `loge-${name}-`))
  await chmod(folder, 0o755)
  const settings = await settingsFor(join(folder, 'data'))
  // Makes the organization, its first site, and the edge's enrolment.
  const first = typed(NPM_START, settings)
  await first.says('Sign in: ')
  await first.end('SIGTERM')
  const port = Number(settings['LOGE_MQTT_PORT'])
  const broker = await startBroker({
    host: '127.0.0.1',
    port,
    world,
    disk: await realDisk(join(folder, 'broker')),
  })
  const edge = typed(['node_modules/.bin/node', 'edge/main.mjs'], {
    ...settings,
    LOGE_SERVER_URL: `http://127.0.0.1:${settings['LOGE_HTTP_PORT']}`,
    LOGE_MQTT_URL: `mqtt://127.0.0.1:${port}`,
    // Its line can be cut, so that it connects when it is told and not after a growing pause.
    LOGE_SIMULATION: '1',
  })
  await edge.says('"ready":true')
  const client = await connectAsync({ host: '127.0.0.1', port, protocolVersion: 4 })
  const announced = JSON.stringify(discovery)
  await client.publishAsync(`homeassistant/device/${device}/config`, announced, { qos: 1, retain: true })
  return new WholeHouse({ folder, settings }, { broker, edge, device: client })
}
