/**
 * The restore drill, as docs/guides/backup-and-restore.md describes it: a house with events flowing, a backup while they
 * flow, the server lost with everything it had, a restore in a new folder. The edge stays what it was throughout.
 */
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

const DISCOVERY = JSON.stringify({
  device: { identifiers: ['door'], name: 'Door' },
  origin: { name: 'test' },
  components: {
    reader: { platform: 'tag', topic: 'door/scan' },
    lock: { platform: 'lock', unique_id: 'door-lock', command_topic: 'door/set', state_topic: 'door/state' },
  },
})

let folder: string
let settings: Settings
let broker: Broker
let edge: WholeProcess
let client: MqttClient
let server: { readonly typed: WholeProcess; readonly pid: number }
let key: string
const heard: string[] = []

const loge = async (args: readonly string[], with_: Settings = settings): Promise<string> => {
  const command = typed([...LOGE, ...args], with_)
  expect(await command.ended, command.said()).toBe(0)
  return command.said()
}

const serve = async (with_: Settings): Promise<void> => {
  const started = typed([...LOGE, 'serve', '--json'], with_)
  await started.says('"kind":"ready"')
  const itself = descendantsOf(started.pid).find(({ command }) => command.includes('cli.ts serve'))
  server = { typed: started, pid: itself?.pid ?? 0 }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loge-restore-'))
  await chmod(folder, 0o755)
  settings = await settingsFor(join(folder, 'data'))
  const first = typed(NPM_START, settings)
  await first.says('Sign in: ')
  await first.end('SIGTERM')
  const port = Number(settings['LOGE_MQTT_PORT'])
  broker = await startBroker({ host: '127.0.0.1', port, world, disk: await realDisk(join(folder, 'broker')) })
  edge = typed(['node_modules/.bin/node', 'edge/main.mjs'], {
    ...settings,
    LOGE_SERVER_URL: `http://127.0.0.1:${settings['LOGE_HTTP_PORT']}`,
    LOGE_MQTT_URL: `mqtt://127.0.0.1:${port}`,
    LOGE_SIMULATION: '1',
  })
  await edge.says('"ready":true')
  client = await connectAsync({ host: '127.0.0.1', port, protocolVersion: 4 })
  client.on('message', (topic, content) => heard.push(`${topic} ${content.toString()}`))
  await client.subscribeAsync('door/set')
  await client.publishAsync('homeassistant/device/door/config', DISCOVERY, { qos: 1, retain: true })
  await serve(settings)
  key = JSON.parse(await loge(['key', 'create', '--role', 'administrator', '--json'])).key
}, 180_000)
afterAll(async () => {
  await client.endAsync()
  await server.typed.end('SIGTERM')
  await edge.end('SIGTERM')
  await broker.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Answer {
  readonly id: string
  readonly siteId: string
  readonly data: readonly { readonly id: string; readonly siteId: string }[]
  readonly placement: { readonly inForce: string } | null
}

const call = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
  const answer = await fetch(`http://127.0.0.1:${settings['LOGE_HTTP_PORT']}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  expect(answer.ok, `${method} ${path}: ${text}`).toBe(true)
  const value: Answer = text === '' ? {} : JSON.parse(text)
  return value
}

/** The test's own limit ends it when this never comes. */
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await world.sleep(20)
}

const status = async (): Promise<{ backlog: number; snapshotVersion: number }> => {
  const answer = await fetch(`http://127.0.0.1:${settings['LOGE_EDGE_PORT']}/status.json`)
  return JSON.parse(await answer.text())
}
const delivered = (): Promise<void> => until(async () => (await status()).backlog === 0)
const reconnect = async (): Promise<void> => {
  for (const cut of [true, false])
    await fetch(`http://127.0.0.1:${settings['LOGE_EDGE_PORT']}/uplink`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ cut }),
    })
}

const scan = (card: string) => client.publishAsync('door/scan', card, { qos: 1 })

let person: string
let site: string
let entrance: string

const givesBadge = async (value: string): Promise<void> => {
  await call('POST', '/credentials', { siteId: site, personId: person, kind: 'card', value })
  await until(async () => (await call('GET', `/entrances/${entrance}`)).placement?.inForce === 'yes')
}

const opensWith = async (card: string): Promise<void> => {
  heard.length = 0
  await scan(card)
  await until(async () => heard.includes('door/set UNLOCK'))
  await until(async () => heard.includes('door/set LOCK'))
}

const connectDoor = async (): Promise<void> => {
  await until(async () => (await call('GET', '/devices')).data.length > 0)
  const device = (await call('GET', '/devices')).data[0]?.id ?? ''
  site = (await call('GET', `/devices/${device}`)).siteId
  await call('POST', `/devices/${device}/adopt`, { name: 'Door', kind: 'door' })
  const part = (role: string, componentKey: string) => ({ role, deviceId: device, componentKey })
  const made = await call('POST', '/entrances', {
    siteId: site,
    name: 'Door',
    parts: [part('reader', 'tag.door reader'), part('lock', 'lock.door-lock')],
  })
  entrance = made.id
  person = (await call('GET', '/people?limit=1')).data[0]?.id ?? ''
  const lines = [{ entranceIds: [entrance], scheduleId: null }]
  const profile = await call('POST', '/access-profiles', { siteId: site, name: 'Door', lines })
  await call('POST', '/access-grants', {
    siteId: site,
    accessProfileId: profile.id,
    to: { kind: 'person', personId: person },
    reason: 'drill',
  })
}

const stored = async (dataDir: string): Promise<readonly number[]> => {
  const runtime: { ownerUrl: string } = JSON.parse(readFileSync(join(dataDir, 'runtime.json'), 'utf8'))
  const database = new pg.Client({ connectionString: runtime.ownerUrl })
  await database.connect()
  try {
    const { rows } = await database.query<{ sequence: number }>(
      `select edge_sequence::int as sequence from loge.event where edge_id is not null order by xact_id, position`,
    )
    return rows.map(({ sequence }) => sequence)
  } finally {
    await database.end()
  }
}

it.runIf(process.platform === 'linux')(
  'brings a lost house back: log intact, same counts, doors above what was lost, and a badge opens',
  async () => {
    await connectDoor()
    await givesBadge('94:C1:E3:A2')
    await opensWith('94:C1:E3:A2')

    // A backup while strangers hold their badges to the reader.
    const path = join(folder, 'house.tar')
    let isOver = false
    const flowing = (async () => {
      for (let count = 0; !isOver; count += 1) {
        await scan(`04AA${count}`.padEnd(10, '0'))
        await world.sleep(30)
      }
    })()
    const made = JSON.parse(await loge(['backup', '--to', path, '--keys-beside', '--json']))
    isOver = true
    await flowing
    await delivered()

    // What the server knows beyond it: another badge, which the doors have already, and what they reported since.
    await givesBadge('0B:0B:0B:0B')
    await opensWith('0B:0B:0B:0B')
    await delivered()
    const before = await stored(join(folder, 'data'))
    const held = (await status()).snapshotVersion
    process.kill(server.pid, 'SIGKILL')
    await server.typed.ended

    const anew = { ...settings, LOGE_DATA_DIR: join(folder, 'new') }
    const back = JSON.parse(await loge(['restore', '--from', path, '--json'], anew))
    expect(back.tables).toEqual(made.tables)
    expect(back.organizations).toMatchObject([{ log: { broken: null } }])
    expect(back.organizations[0].log.events).toBeLessThanOrEqual(made.tables.event)

    await serve(anew)
    await reconnect()
    // The badge that was given after the backup is gone, and the doors learn it as something newer.
    await until(async () => (await status()).snapshotVersion > held)
    await delivered()
    await opensWith('94:C1:E3:A2')
    await givesBadge('0C:0C:0C:0C')
    await opensWith('0C:0C:0C:0C')
    await delivered()

    const after = await stored(anew.LOGE_DATA_DIR)
    expect(after.length).toBeGreaterThan(before.length)
    expect(after).toEqual(after.map((_, index) => index + 1))
    expect(await loge(['verify-log'], anew)).toContain('Intact')
  },
  240_000,
)
