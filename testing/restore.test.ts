/**
 * The restore drill, as docs/guides/backup-and-restore.md describes it: a house with events flowing, a backup while they
 * flow, the server lost with everything it had, a restore in a new folder. The edge stays what it was throughout.
 */
import { join } from 'node:path'
import { realWorld as world } from '@loge/kernel/real-world'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'
import { LOGE, typed } from './whole-process.ts'

const DISCOVERY = {
  device: { identifiers: ['door'], name: 'Door' },
  origin: { name: 'test' },
  components: {
    reader: { platform: 'tag', topic: 'door/scan' },
    lock: { platform: 'lock', unique_id: 'door-lock', command_topic: 'door/set', state_topic: 'door/state' },
  },
}

let house: WholeHouse
let key: string
const heard: string[] = []

const loge = async (args: readonly string[], settings = house.settings): Promise<string> => {
  const command = typed([...LOGE, ...args], settings)
  expect(await command.ended, command.said()).toBe(0)
  return command.said()
}

beforeAll(async () => {
  house = await openWholeHouse('restore', { device: 'door', discovery: DISCOVERY })
  house.device.on('message', (topic, content) => heard.push(`${topic} ${content.toString()}`))
  await house.device.subscribeAsync('door/set')
  await house.serve()
  key = JSON.parse(await loge(['key', 'create', '--role', 'administrator', '--json'])).key
}, 180_000)
afterAll(() => house.close())

interface Answer {
  readonly id: string
  readonly siteId: string
  readonly data: readonly { readonly id: string; readonly siteId: string }[]
  readonly placement: { readonly inForce: string } | null
}

const call = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
  const answer = await fetch(`http://127.0.0.1:${house.settings['LOGE_HTTP_PORT']}/api/v1${path}`, {
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

const delivered = () => house.untilEdge(({ backlog }) => backlog === 0)
const reconnect = async (): Promise<void> => {
  await house.setCut(true)
  await house.setCut(false)
}

const scan = (card: string) => house.device.publishAsync('door/scan', card, { qos: 1 })

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

const sequencesIn = async (settings = house.settings): Promise<readonly number[]> =>
  (await house.stored(settings)).map(({ sequence }) => sequence)

it.runIf(process.platform === 'linux')(
  'brings a lost house back: log intact, same counts, doors above what was lost, and a badge opens',
  async () => {
    await connectDoor()
    await givesBadge('94:C1:E3:A2')
    await opensWith('94:C1:E3:A2')

    // A backup while strangers hold their badges to the reader.
    const path = join(house.folder, 'house.tar')
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
    const before = await sequencesIn()
    const held = (await house.status()).snapshotVersion
    await house.killServer()

    const anew = { ...house.settings, LOGE_DATA_DIR: join(house.folder, 'new') }
    const back = JSON.parse(await loge(['restore', '--from', path, '--json'], anew))
    expect(back.tables).toEqual(made.tables)
    expect(back.organizations).toMatchObject([{ log: { broken: null } }])
    expect(back.organizations[0].log.events).toBeLessThanOrEqual(made.tables.event)

    await house.serve(anew)
    await reconnect()
    // The badge that was given after the backup is gone, and the doors learn it as something newer.
    await house.untilEdge(({ snapshotVersion }) => snapshotVersion > held)
    await delivered()
    await opensWith('94:C1:E3:A2')
    await givesBadge('0C:0C:0C:0C')
    await opensWith('0C:0C:0C:0C')
    await delivered()

    const after = await sequencesIn(anew)
    expect(after.length).toBeGreaterThan(before.length)
    expect(after).toEqual(after.map((_, index) => index + 1))
    expect(await loge(['verify-log'], anew)).toContain('Intact')
  },
  240_000,
)
