/** The embedded broker keeps what is retained, bounds what it takes, and says what is wrong. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Disk } from '@loge/kernel'
import { realDisk, realWorld } from '@loge/kernel/real-world'
import { diskError } from '@loge/testing/simulation'
import { connectAsync, type MqttClient } from 'mqtt'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Broker, type BrokerOptions, startBroker } from './broker.ts'
import { createFrameMeter } from './frame-meter.ts'
import { BROKER_LIMITS } from './rules.ts'
import { readBrokerSettings, startFault } from './settings.ts'

let folder: string
let broker: Broker
let clients: MqttClient[]

const start = async (options: Partial<BrokerOptions> = {}): Promise<void> => {
  broker = await startBroker({
    host: '127.0.0.1',
    port: 0,
    world: realWorld,
    disk: await realDisk(folder),
    ...options,
  })
}
const client = async (options: Record<string, string> = {}): Promise<MqttClient> => {
  const connected = await connectAsync({
    host: '127.0.0.1',
    port: broker.port,
    protocolVersion: 4,
    reconnectPeriod: 0,
    ...options,
  })
  connected.on('error', () => undefined)
  clients.push(connected)
  return connected
}
const messageOn = (listener: MqttClient): Promise<string> =>
  new Promise((resolve) => {
    listener.once('message', (topic, payload) => resolve(`${topic}=${payload.toString()}`))
  })
const closeOf = (connected: MqttClient): Promise<void> =>
  new Promise((resolve) => {
    connected.once('close', resolve)
  })
const nextMessage = async (listener: MqttClient, filter: string): Promise<string> => {
  const message = messageOn(listener)
  await listener.subscribeAsync(filter, { qos: 1 })
  return message
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loge-broker-'))
  clients = []
})
afterEach(async () => {
  for (const connected of clients) connected.end(true)
  await broker.stop()
  await rm(folder, { recursive: true })
})

describe('retained messages', () => {
  it('survive a restart, and are gone once they are emptied', async () => {
    await start()
    const device = await client()
    await device.publishAsync('homeassistant/lock/a/config', '{"a":1}', { retain: true, qos: 1 })
    await device.publishAsync('homeassistant/lock/b/config', '{"b":1}', { retain: true, qos: 1 })
    await device.publishAsync('homeassistant/lock/b/config', '', { retain: true, qos: 1 })
    await broker.stop()
    await start()
    const listener = await client()
    expect(await nextMessage(listener, 'homeassistant/#')).toBe('homeassistant/lock/a/config={"a":1}')
    const sentinel = messageOn(listener)
    await listener.publishAsync('homeassistant/end', '')
    expect(await sentinel).toBe('homeassistant/end=')
  })

  it('survive a torn last line', async () => {
    await start()
    await (await client()).publishAsync('kept', 'yes', { retain: true, qos: 1 })
    await broker.stop()
    const file = await (await realDisk(folder)).append('retained.log')
    await file.write(Buffer.from('["torn",1,"eW'))
    await file.close()
    await start()
    expect(await nextMessage(await client(), '#')).toBe('kept=yes')
  })

  it('that the disk damaged are counted and kept aside as they were found, and the others are there', async () => {
    await start()
    const device = await client()
    for (const name of ['a', 'b', 'c'])
      await device.publishAsync(`kept/${name}`, `{"is":"${name}"}`, { retain: true, qos: 1 })
    await broker.stop()
    const path = join(folder, 'retained.log')
    const lines = (await readFile(path, 'utf8')).split('\n')
    // One letter of what was announced, and a whole line.
    const found = [lines[0]?.replace('"eyJ', '"eyK'), 'x', ...lines.slice(2)].join('\n')
    await writeFile(path, found)
    await start()
    expect(broker.damaged).toBe(2)
    expect(await nextMessage(await client(), 'kept/#')).toBe('kept/c={"is":"c"}')
    expect(await readFile(join(folder, 'retained.damaged.log'), 'utf8')).toBe(found)
    await broker.stop()
    await start()
    expect(broker.damaged).toBe(0)
  })

  it('are served on a full disk, which is told once, and are written once there is room', async () => {
    await start()
    await (await client()).publishAsync('before', '1', { retain: true, qos: 1 })
    await broker.stop()
    const whole = await realDisk(folder)
    let isFull = true
    const told: unknown[] = []
    const full = (): Promise<void> => (isFull ? Promise.reject(diskError('ENOSPC')) : Promise.resolve())
    const disk: Disk = {
      ...whole,
      replace: (name, content) => full().then(() => whole.replace(name, content)),
      append: (name) => full().then(() => whole.append(name)),
    }
    let flush: () => void = () => undefined
    const world = {
      ...realWorld,
      after: (_ms: number, work: () => void) => ((flush = work), () => undefined),
    }
    await start({ disk, world, onFault: (error) => told.push(error) })
    expect(await nextMessage(await client(), '#')).toBe('before=1')
    await (await client()).publishAsync('meanwhile', '2', { retain: true, qos: 1 })
    await vi.waitFor(() => {
      flush()
      expect(told).toHaveLength(1)
    }, 10_000)
    flush()
    isFull = false
    await broker.stop()
    expect(told).toHaveLength(1)
    await start()
    expect(await nextMessage(await client(), 'meanwhile')).toBe('meanwhile=2')
    expect(await nextMessage(await client(), 'before')).toBe('before=1')
  })

  it('are bounded; beyond, a message passes without being kept', async () => {
    await start({ limits: { ...BROKER_LIMITS, retainedMessages: 1 } })
    const [device, listener] = [await client(), await client()]
    await device.publishAsync('one', '1', { retain: true, qos: 1 })
    await listener.subscribeAsync('two')
    const passed = messageOn(listener)
    await device.publishAsync('two', '2', { retain: true, qos: 1 })
    expect(await passed).toBe('two=2')
    expect(broker.counts().notRetained).toBe(1)
  })
})

it('keeps no order for a device that is away', async () => {
  await start()
  const lock = await connectAsync({
    host: '127.0.0.1',
    port: broker.port,
    protocolVersion: 4,
    clean: false,
    clientId: 'lock',
  })
  await lock.subscribeAsync('lock/set', { qos: 1 })
  await lock.endAsync()
  await (await client()).publishAsync('lock/set', 'UNLOCK', { qos: 1 })
  const back = await connectAsync({
    host: '127.0.0.1',
    port: broker.port,
    protocolVersion: 4,
    clean: false,
    clientId: 'lock',
  })
  clients.push(back)
  const message = messageOn(back)
  await back.subscribeAsync('lock/set', { qos: 1 })
  await (await client()).publishAsync('lock/set', 'LOCK', { qos: 1 })
  expect(await message).toBe('lock/set=LOCK')
})

describe('limits', () => {
  it.each(['$SYS/broker/uptime', `${'a/'.repeat(20)}a`, 'x'.repeat(300)])(
    'disconnect who publishes to %s',
    async (topic) => {
      await start()
      const rude = await client()
      const closed = closeOf(rude)
      rude.publish(topic, 'x')
      await closed
      await (await client()).publishAsync('still', 'here', { qos: 1 })
    },
  )

  it('refuse to tell the broker’s own topics', async () => {
    await start()
    const [grant] = await (await client()).subscribeAsync('$SYS/#').catch(() => [{ qos: 128 }])
    expect(grant?.qos).toBe(128)
  })

  it('refuse a packet that is too large before its bytes arrive', async () => {
    await start({ limits: { ...BROKER_LIMITS, packet: 1_000 } })
    const socket = connectSocket(broker.port, '127.0.0.1')
    const closed = once(socket, 'close')
    socket.on('error', () => undefined)
    socket.write(Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f, 1, 2, 3]))
    await closed
    expect(broker.counts().refusedPackets).toBe(1)
  })

  it('survive bytes that are no MQTT', async () => {
    await start()
    const socket = connectSocket(broker.port, '127.0.0.1')
    const closed = once(socket, 'close')
    socket.on('error', () => undefined)
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await closed
    await (await client()).publishAsync('still', 'here', { qos: 1 })
  })
})

it('asks for the login it was given', async () => {
  await start({ login: { username: 'hall', password: 'right' } })
  await client({ username: 'hall', password: 'right' })
  await expect(client({ username: 'hall', password: 'wrong' })).rejects.toThrow(/Not authorized|Bad/i)
  await expect(client()).rejects.toThrow()
})

describe('the frame meter', () => {
  it('follows packets however they are cut', () => {
    const packet = Uint8Array.from([0x30, 0xac, 0x02, ...new Uint8Array(300).fill(7), 0xc0, 0x00])
    for (const size of [1, 2, 3, 100, 1_000]) {
      const fits = createFrameMeter(300)
      for (let from = 0; from < packet.length; from += size)
        expect(fits(packet.subarray(from, from + size))).toBe(true)
    }
    expect(createFrameMeter(299)(packet)).toBe(false)
    expect(createFrameMeter(2 ** 30)(Uint8Array.of(0x30, 0xff, 0xff, 0xff, 0xff, 0x01))).toBe(false)
  })
})

describe('settings', () => {
  it.each([
    [{ LOGE_MQTT_PORT: 'x' }, 'LOGE_MQTT_PORT must be a port number, not "x"'],
    [{ LOGE_MQTT_USERNAME: 'a' }, 'set both LOGE_MQTT_USERNAME and LOGE_MQTT_PASSWORD, or neither'],
    [{ LOGE_MQTT_HOST: '0.0.0.0' }, 'LOGE_MQTT_HOST=0.0.0.0 can be reached from other machines'],
  ])('%j', (env, why) => {
    expect(() => readBrokerSettings(env)).toThrow(why)
  })

  it('have defaults', () => {
    expect(readBrokerSettings({})).toEqual({ host: '127.0.0.1', port: 8421, folder: join('.loge', 'broker') })
    expect(startFault(Object.assign(new Error('x'), { code: 'EACCES' }), { host: 'h', port: 80 })).toContain(
      'LOGE_MQTT_PORT',
    )
  })
})

it('runs as a process: ready in one line, a taken port named, a graceful stop', async () => {
  await start()
  const run = (port: number) =>
    spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
      env: {
        ...process.env,
        LOGE_MQTT_PORT: String(port),
        LOGE_DATA_DIR: folder,
        LOGE_MQTT_HOST: '127.0.0.1',
      },
    })
  const blocked = run(broker.port)
  const [[complaint], [code]] = await Promise.all([once(blocked.stderr, 'data'), once(blocked, 'exit')])
  expect(String(complaint)).toBe(
    `MQTT 127.0.0.1:${broker.port} is taken by another program: stop it or set LOGE_MQTT_PORT to a free port\n`,
  )
  expect(code).toBe(1)
  const own = run(0)
  const [line] = await once(own.stdout, 'data')
  expect(JSON.parse(String(line))).toMatchObject({ ready: true, process: 'broker', host: '127.0.0.1' })
  own.kill('SIGTERM')
  expect((await once(own, 'exit'))[0]).toBe(0)
})
