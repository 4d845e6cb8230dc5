import { startBroker, type Broker } from '../../edge/broker/broker.ts'
import { createMqttDriver } from '../../edge/drivers/mqtt/driver.ts'
import type { Driver, DriverReport } from '../../edge/drivers/driver.ts'
import type { DeviceDescription } from '@loge/features/equipment/core'
import type { Disk, World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { componentKeyOf, externalIdOf } from './discovery.ts'
import { startResidence, type LiveResidence } from './live.ts'
import { makeResidence } from './residence.ts'
import { enter, force, leave } from './walk.ts'

/** Twenty times faster than life, so that nobody waits at a door. */
const world: World = {
  ...realWorld,
  after: (ms, work) => realWorld.after(ms / 20, work),
  sleep: (ms) => realWorld.sleep(ms / 20),
}
/** Nothing of these tests is kept. */
const noDisk: Disk = {
  list: async () => [],
  read: async () => undefined,
  append: async () => ({
    size: 0,
    write: async () => undefined,
    sync: async () => undefined,
    close: async () => undefined,
  }),
  replace: async () => undefined,
  truncate: async () => undefined,
  remove: async () => undefined,
}

const residence = makeResidence(7)
const badge = residence.people.find(({ badge }) => badge !== null)?.badge ?? ''

let broker: Broker
let living: LiveResidence
let driver: Driver
const heard: DriverReport[] = []
const listeners = new Set<() => void>()

/** Resolves with the first report that fits, past or to come. */
const hears = (fits: (report: DriverReport) => boolean, from = 0): Promise<DriverReport> =>
  new Promise((resolve) => {
    const look = (): void => {
      const found = heard.slice(from).find(fits)
      if (found === undefined) return
      listeners.delete(look)
      resolve(found)
    }
    listeners.add(look)
    look()
  })
const reads = (
  device: string,
  platform: 'lock' | 'binary_sensor' | 'sensor',
  key: string,
  value: unknown,
  from = 0,
) =>
  hears(
    (report) =>
      report.kind === 'reading' &&
      report.component.externalId === externalIdOf(device) &&
      report.component.key === componentKeyOf(device, { platform, key }) &&
      report.value === value,
    from,
  )
const device = (key: string) => {
  const found = living.walkers.device(key)
  if (found === undefined) throw new Error(`no ${key}`)
  return found
}

beforeAll(async () => {
  broker = await startBroker({ host: '127.0.0.1', port: 0, disk: noDisk, world: realWorld })
  const mqttUrl = `mqtt://127.0.0.1:${broker.port}`
  driver = createMqttDriver(realWorld, { url: mqttUrl, clientId: 'test-edge' })
  await driver.start((report) => {
    heard.push(report)
    // What an edge does, without its decision: the badge of a resident opens the door it is shown at.
    if (report.kind === 'credentialPresented' && report.value === badge) {
      const component = {
        ...report.reader,
        key: report.reader.key.replace('tag.', 'lock.').replace(/reader$/, 'lock'),
      }
      void driver.carryOut({ kind: 'unlock', component, forMs: 5_000 })
    }
    for (const look of listeners) look()
  })
  living = await startResidence({
    world,
    residence,
    seed: 7,
    broker: { url: mqttUrl },
    speed: 0,
    say: () => undefined,
  })
})
afterAll(async () => {
  await living.stop()
  await driver.stop()
  await broker.stop()
})

describe('the residence on a real broker', () => {
  it('announces every piece of equipment, each part of it understood', async () => {
    const keys = [...residence.entrances, ...residence.equipment].map(({ key }) => externalIdOf(key))
    const announced = new Map<string, DeviceDescription>()
    for (const externalId of keys) {
      const report = await hears((one) => one.kind === 'announced' && one.device.externalId === externalId)
      if (report.kind === 'announced') announced.set(externalId, report.device)
    }
    const components = [...announced.values()].flatMap(({ components: parts }) => parts)
    expect(components.filter(({ kind }) => kind === 'unsupported')).toEqual([])
    const hall = announced.get(externalIdOf('hall-a'))
    expect(hall?.components.map(({ key }) => key).sort()).toEqual(
      device('hall-a')
        .spec.components.map((component) => componentKeyOf('hall-a', component))
        .sort(),
    )
  })

  it('opens to a badge that is let in: badge, lock, leaf open, leaf closed, over MQTT', async () => {
    const from = heard.length
    expect(await enter(living.walkers, device('hall-a'), badge)).toBe(true)
    await reads('hall-a', 'lock', 'lock', 'unlocked', from)
    await reads('hall-a', 'binary_sensor', 'leaf', true, from)
    await reads('hall-a', 'binary_sensor', 'leaf', false, from)
  })

  it('stays shut for a badge nobody answers', async () => {
    expect(await enter(living.walkers, device('hall-b'), '04FFFFFFFFFFFF')).toBe(false)
    expect(device('hall-b').says).toMatchObject({ lock: 'LOCKED', leaf: 'OFF' })
  })

  it('tells who leaves by the button from who forces a door', async () => {
    const from = heard.length
    await leave(living.walkers, device('hall-c'))
    await hears(
      (report) => report.kind === 'occurred' && report.component.externalId === externalIdOf('hall-c'),
      from,
    )
    const beforeForce = heard.length
    await force(living.walkers, device('cellars-c'))
    await reads('cellars-c', 'binary_sensor', 'leaf', true, beforeForce)
    expect(heard.slice(beforeForce).some((report) => report.kind === 'occurred')).toBe(false)
  })

  it('tells a battery that runs down', async () => {
    device('bike-room').happen({ kind: 'batteryAt', percent: 9 })
    await reads('bike-room', 'sensor', 'battery', 9)
  })

  it('is heard to be silent when its cable is pulled, and describes itself again when it is back', async () => {
    const from = heard.length
    const isAvailability = (online: boolean) => (report: DriverReport) =>
      report.kind === 'availability' &&
      report.externalId === externalIdOf('garden-gate') &&
      report.online === online
    device('garden-gate').silence()
    await hears(isAvailability(false), from)
    expect(device('garden-gate').isSilent).toBe(true)
    await device('garden-gate').connect()
    await hears(isAvailability(true), from)
  })
})
