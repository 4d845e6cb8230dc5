import { startBroker, type Broker } from '../../edge/broker/broker.ts'
import { createMqttDriver } from '../../edge/drivers/mqtt/driver.ts'
import type { Driver, DriverReport } from '../../edge/drivers/driver.ts'
import type { DeviceDescription } from '@loge/features/equipment/core'
import { createServer, type Server } from 'node:http'
import type { Disk, World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startControl, type Control } from './control.ts'
import { componentKeyOf, externalIdOf } from './discovery.ts'
import { startResidence, type LiveResidence } from './live.ts'
import { makeResidence } from './residence.ts'
import type { Trip } from './habits.ts'
import { badge as shown, enter, force, leave, ride, walk } from './walk.ts'

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
  readPart: async () => new Uint8Array(),
  rename: async () => undefined,
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
const device = (key: string) => {
  const found = living.walkers.device(key)
  if (found === undefined) throw new Error(`no ${key}`)
  return found
}
const reads = (deviceKey: string, key: string, value: unknown, from = 0) => {
  const component = device(deviceKey).spec.components.find((one) => one.key === key)
  const componentKey = component === undefined ? '' : componentKeyOf(deviceKey, component)
  return hears(
    (report) => report.kind === 'reading' && report.component.key === componentKey && report.value === value,
    from,
  )
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
    const keys = [...residence.entrances, ...residence.lifts, ...residence.equipment].map(({ key }) =>
      externalIdOf(key),
    )
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
    expect(await enter(living.walkers, device('hall-a'), shown(badge))).toBe(true)
    await reads('hall-a', 'lock', 'unlocked', from)
    await reads('hall-a', 'leaf', true, from)
    await reads('hall-a', 'leaf', false, from)
  })

  it('frees the floor somebody lives on when a badge is shown in the lift', async () => {
    const answer = driver.carryOut.bind(driver)
    const car = device('lift-c')
    const going = ride(car, shown('04C0FFEE'), 'floor-2')
    await hears((report) => report.kind === 'credentialPresented' && report.value === '04C0FFEE')
    const key = componentKeyOf('lift-c', { platform: 'lock', key: 'floor-2' })
    await answer({ kind: 'unlock', component: { externalId: externalIdOf('lift-c'), key }, forMs: 5_000 })
    expect(await going).toBe(true)
    await reads('lift-c', 'floor-2', 'unlocked')
  })

  it('stays shut for a badge nobody answers', async () => {
    expect(await enter(living.walkers, device('hall-b'), shown('04FFFFFFFFFFFF'))).toBe(false)
    expect(device('hall-b').says).toMatchObject({ lock: 'LOCKED', leaf: 'OFF' })
  })

  it('tells who leaves by the button from who forces a door', async () => {
    const from = heard.length
    await leave(living.walkers, device('hall-c'))
    await reads('hall-c', 'leaf', true, from)
    const told = heard.slice(from).filter((report) => report.kind === 'occurred' || report.kind === 'reading')
    expect(told.map(({ kind }) => kind).slice(0, 2)).toEqual(['occurred', 'reading'])
    const beforeForce = heard.length
    await force(living.walkers, device('cellars-c'))
    await reads('cellars-c', 'leaf', true, beforeForce)
    expect(heard.slice(beforeForce).some((report) => report.kind === 'occurred')).toBe(false)
  })

  it('tells a battery that runs down', async () => {
    device('bike-room').happen({ kind: 'batteryAt', percent: 9 })
    await reads('bike-room', 'battery', 9)
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

describe('people whose day runs sixty times as fast', () => {
  const trip = (...steps: Trip['steps']): Trip => ({ atMs: 0, who: 'person-1', badge, steps })

  it('hold a door no longer than it would take to be called held open', async () => {
    const slept: number[] = []
    const sleep = (ms: number) => {
      slept.push(ms)
      return world.sleep(ms)
    }
    const walkers = { ...living.walkers, world: { ...world, sleep }, speed: () => 60 }
    await walk(walkers, trip({ kind: 'hold', entrance: 'hall-b', forMs: 90_000 }))
    expect(slept.length).toBeGreaterThan(1)
    expect(Math.max(...slept)).toBeLessThan(10_000)
  })

  it('turn back from a crowd instead of queueing for the rest of the day', async () => {
    const gate = Promise.withResolvers<void>()
    const crowd = Array.from({ length: 4 }, () => device('hall-c').inTurn(() => gate.promise))
    const from = heard.length
    await walk(
      living.walkers,
      trip({ kind: 'leave', entrance: 'hall-c' }, { kind: 'ring', panel: 'street-panel', home: 'A12' }),
    )
    gate.resolve()
    await Promise.all(crowd)
    expect(heard.slice(from).filter((report) => report.kind === 'occurred')).toEqual([])
  })
})

describe('the page that drives it', () => {
  let control: Control
  let edge: Server
  const asked: string[] = []
  beforeAll(async () => {
    edge = createServer((request, response) => {
      request.on('data', (chunk) => asked.push(`${request.url} ${chunk}`))
      request.on('end', () => {
        const cut = asked.findLast((one) => one.startsWith('/uplink'))?.includes('true') === true
        response.end(JSON.stringify({ cut }))
      })
    })
    await new Promise<void>((resolve) => edge.listen(0, '127.0.0.1', resolve))
    const address = edge.address()
    const edgeUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    control = await startControl({ living, port: 0, edgeUrl })
  })
  afterAll(async () => {
    await control.stop()
    edge.closeAllConnections()
    edge.close()
  })
  const url = (path: string): string => `http://127.0.0.1:${control.port}${path}`
  const act = async (wanted: object, headers: Record<string, string> = {}): Promise<number> =>
    (await fetch(url('/act'), { method: 'POST', headers, body: JSON.stringify(wanted) })).status

  it('speaks French and English, and holds no badge number', async () => {
    const french = await (await fetch(url('/?lang=fr'))).text()
    expect(french).toContain('<html lang="fr">')
    expect(french).toContain('Couper la ligne')
    const english = await (await fetch(url('/?lang=en'))).text()
    expect(english).toContain('Cut the line')
    // As the console calls it.
    expect(english).toContain('Local à vélos')
    expect((await fetch(url('/hanken-grotesk.woff2'))).headers.get('content-type')).toBe('font/woff2')
    expect(await (await fetch(url('/tokens.css'))).text()).toContain('--paper')
    for (const person of residence.people)
      if (person.badge !== null) expect(french).not.toContain(person.badge)
  })

  it('shows a badge, rings, delivers, drains and lets fail, and says what happened', async () => {
    const person = residence.people.find((one) => one.badge === badge)?.key ?? null
    const from = heard.length
    expect(await act({ act: 'present', device: 'hall-a', person })).toBe(202)
    await reads('hall-a', 'lock', 'unlocked', from)
    expect(await act({ act: 'ring', device: 'street-panel', person: null })).toBe(202)
    await hears((report) => report.kind === 'occurred' && report.event === 'ring', from)
    expect(await act({ act: 'type', device: 'street-panel', code: '0000' })).toBe(202)
    await hears(
      (report) => report.kind === 'credentialPresented' && JSON.stringify(report).includes('0000'),
      from,
    )
    expect(await act({ act: 'type', device: 'street-panel', code: 'abcd' })).toBe(400)
    expect(await act({ act: 'deliver', device: 'parcel-lockers' })).toBe(202)
    await reads('parcel-lockers', 'content-01', true, from)
    expect(await act({ act: 'drain', device: 'bin-room' })).toBe(202)
    await reads('bin-room', 'battery', 9, from)
    expect(await act({ act: 'fail', device: 'washer-3' })).toBe(202)
    await reads('washer-3', 'problem', true, from)
    expect(await act({ act: 'smoke', device: 'hall-a-smoke' })).toBe(202)
    await reads('hall-a-smoke', 'smoke', true, from)
    const sinceSmoke = heard.length
    expect(await act({ act: 'clear', device: 'hall-a-smoke' })).toBe(202)
    await reads('hall-a-smoke', 'smoke', false, sinceSmoke)
    const state = await (await fetch(url('/state'))).json()
    // Others come and go meanwhile.
    expect(state.deeds).toContainEqual({ key: 'did.fail', what: 'washer-3' })
    expect(state.deeds).toContainEqual(expect.objectContaining({ key: 'did.clear' }))
  })

  it('asks the edge to cut and restore its line, and sets the pace', async () => {
    expect(await act({ act: 'uplink', cut: true })).toBe(202)
    expect(await act({ act: 'speed', speed: 60 })).toBe(202)
    const state = await (await fetch(url('/state'))).json()
    expect(state).toMatchObject({ isCut: true, speed: 60, realTime: expect.stringMatching(/^\d\d:\d\d$/) })
    expect(await act({ act: 'uplink', cut: false })).toBe(202)
    expect(await act({ act: 'speed', speed: 0 })).toBe(202)
    expect(asked.filter((one) => one.startsWith('/uplink'))).toEqual([
      '/uplink {"cut":true}',
      '/uplink {"cut":false}',
    ])
  })

  it('hears nobody from another site, and nothing it does not know', async () => {
    expect(await act({ act: 'force', device: 'lodge' }, { origin: 'https://elsewhere.example' })).toBe(403)
    expect(await act({ act: 'force', device: 'moon' })).toBe(404)
    expect(await act({ act: 'explode', device: 'lodge' })).toBe(400)
    expect(await act({ act: 'speed', speed: 7 })).toBe(400)
    expect(device('lodge').says['leaf']).toBe('OFF')
  })
})
