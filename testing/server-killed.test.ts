/** A real server and its PostgreSQL, killed while a real edge delivers: what was acknowledged is there, once, in order. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realDisk, realWorld as world } from '@loge/kernel/real-world'
import { connectAsync, type MqttClient } from 'mqtt'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
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

const LIVES = 3
/** As many of one reader as an edge lets wait: of more, it keeps the latest. */
const AT_ONCE = 20
/** More than two batches of the edge. */
const EACH_LIFE = 1_000
const READER = 'corridor'
const DISCOVERY = JSON.stringify({
  device: { identifiers: [READER], name: 'Corridor' },
  origin: { name: 'test' },
  components: { reader: { platform: 'tag', topic: `${READER}/scan` } },
})

let folder: string
let settings: Settings
let broker: Broker
let edge: WholeProcess
let reader: MqttClient
let presented = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loge-server-killed-'))
  await chmod(folder, 0o755)
  settings = await settingsFor(join(folder, 'data'))
  // Makes the organization, its first site, and the edge's enrolment.
  const first = typed(NPM_START, settings)
  await first.says('Sign in: ')
  await first.end('SIGTERM')
  const port = Number(settings['LOGE_MQTT_PORT'])
  broker = await startBroker({ host: '127.0.0.1', port, world, disk: await realDisk(join(folder, 'broker')) })
  edge = typed(['node_modules/.bin/node', 'edge/main.mjs'], {
    ...settings,
    LOGE_SERVER_URL: `http://127.0.0.1:${settings['LOGE_HTTP_PORT']}`,
    LOGE_MQTT_URL: `mqtt://127.0.0.1:${port}`,
    // Its line can be cut, so that it connects when it is told and not after a growing pause.
    LOGE_SIMULATION: '1',
  })
  await edge.says('"ready":true')
  reader = await connectAsync({ host: '127.0.0.1', port, protocolVersion: 4 })
  await reader.publishAsync(`homeassistant/device/${READER}/config`, DISCOVERY, { qos: 1, retain: true })
}, 120_000)
afterAll(async () => {
  await reader.endAsync()
  await edge.end('SIGTERM')
  await broker.stop()
  await rm(folder, { recursive: true, force: true })
})

const edgePage = (): string => `http://127.0.0.1:${settings['LOGE_EDGE_PORT']}`

const setCut = async (cut: boolean): Promise<void> => {
  const body = JSON.stringify({ cut })
  await fetch(`${edgePage()}/uplink`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
}

/** How many events the edge has written down and not heard acknowledged. */
const backlog = async (): Promise<number> => {
  const answer = await fetch(`${edgePage()}/status.json`)
  return (JSON.parse(await answer.text()) as { backlog: number }).backlog
}

/** The test's own limit ends it when this never comes. */
const until = async (isSo: (waiting: number) => boolean): Promise<number> => {
  for (;;) {
    const waiting = await backlog()
    if (isSo(waiting)) return waiting
    await world.sleep(2)
  }
}

/** While nobody listens, to a reader of no entrance: each presentation is one event and nothing else. */
const present = async (count: number): Promise<void> => {
  for (const enough = presented + count; presented < enough; ) {
    const before = await backlog()
    const scans = Array.from({ length: AT_ONCE }, (_, index) => `04AA${presented + index}`.padEnd(10, '0'))
    await Promise.all(scans.map((scan) => reader.publishAsync(`${READER}/scan`, scan, { qos: 1 })))
    presented += AT_ONCE
    await until((waiting) => waiting >= before + AT_ONCE)
  }
}

interface Served {
  readonly typed: WholeProcess
  /** Of the process itself, below what was typed. */
  readonly pid: number
}

const serve = async (): Promise<Served> => {
  const server = typed([...LOGE, 'serve', '--json'], settings)
  await server.says('"kind":"ready"')
  const itself = descendantsOf(server.pid).find(({ command }) => command.includes('cli.ts serve'))
  if (itself === undefined) throw new Error('the server is not there')
  return { typed: server, pid: itself.pid }
}

interface Stored {
  readonly sequence: number
  readonly type: string
}

/** In the order of the log. */
const stored = async (): Promise<readonly Stored[]> => {
  const runtime: { ownerUrl: string } = JSON.parse(
    readFileSync(join(settings['LOGE_DATA_DIR'] ?? '', 'runtime.json'), 'utf8'),
  )
  const client = new pg.Client({ connectionString: runtime.ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<Stored>(
      `select edge_sequence::int as sequence, type from loge.event
       where edge_id is not null order by xact_id, position`,
    )
    return rows
  } finally {
    await client.end()
  }
}

it.runIf(process.platform === 'linux')(
  `keeps every acknowledged event once and in order through ${LIVES} kills in the middle of a batch`,
  async () => {
    let cutShort = 0
    for (let life = 1; life <= LIVES; life += 1) {
      await setCut(true)
      await present(EACH_LIFE)
      const before = await backlog()
      const server = await serve()
      await setCut(false)
      await until((waiting) => waiting < before)
      process.kill(server.pid, 'SIGKILL')
      await server.typed.ended
      if ((await backlog()) > 0) cutShort += 1
    }
    expect(cutShort).toBeGreaterThan(0)
    await setCut(true)
    const server = await serve()
    await setCut(false)
    await until((waiting) => waiting === 0)
    const events = await stored()
    await server.typed.end('SIGTERM')
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1))
    expect(events.filter(({ type }) => type === 'reader.unassigned')).toHaveLength(presented)
  },
  240_000,
)
