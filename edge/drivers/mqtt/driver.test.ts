/** The MQTT driver keeps the drivers' contract on the embedded broker, and on Mosquitto where there is one. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realDisk, realWorld } from '@loge/kernel/real-world'
import { freePort } from '@loge/testing/free-port'
import { afterAll, beforeAll, describe } from 'vitest'
import { type Broker, startBroker } from '../../broker/broker.ts'
import { driverContract } from '../driver-contract.ts'
import { makeMqttRig } from './bus-for-tests.ts'

const isOnPath = (program: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('on the embedded broker', () => {
  let broker: Broker
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loge-broker-'))
    broker = await startBroker({ host: '127.0.0.1', port: 0, world: realWorld, disk: await realDisk(folder) })
  })
  afterAll(async () => {
    await broker.stop()
    await rm(folder, { recursive: true })
  })
  driverContract('mqtt', () => makeMqttRig(broker.port))
})

describe.runIf(isOnPath('mosquitto'))('on Mosquitto', () => {
  let port: number
  let folder: string
  let stop: () => void
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loge-mosquitto-'))
    port = await freePort()
    const config = join(folder, 'mosquitto.conf')
    await writeFile(
      config,
      `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_dest stderr\n`,
    )
    const mosquitto = spawn('mosquitto', ['-c', config, '-v'], { stdio: ['ignore', 'ignore', 'pipe'] })
    stop = () => mosquitto.kill()
    await new Promise<void>((resolve) => {
      mosquitto.stderr.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('running')) resolve()
      })
    })
  })
  afterAll(async () => {
    stop()
    await rm(folder, { recursive: true })
  })
  driverContract('mqtt', () => makeMqttRig(port))
})

const external = process.env['LOGE_TEST_MQTT_URL']
describe.runIf(external !== undefined)('on the broker of LOGE_TEST_MQTT_URL', () => {
  driverContract('mqtt', () => makeMqttRig(Number(new URL(external ?? 'mqtt://127.0.0.1').port || 1883)))
})
