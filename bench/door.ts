/** A badge on real MQTT until the lock hears its command, the journal on disk in between, beside a bare echo. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { MqttClient } from 'mqtt'
import { connectWithoutDelay } from './door/client.ts'
import { type Bench, type BenchResult, median, quantile, type Row } from './bench.ts'
import {
  badge,
  CONFIG,
  CONFIG_TOPIC,
  type DoorSubject,
  READY_TOPIC,
  scanTopic,
  setTopic,
} from './door/workload.ts'

const RUNS = 5
const BADGES = 400
const WARM_UP = 200
/** People come one after the other; both subjects get the same pause. */
const PAUSE_MS = 2
const P99_MS = 10
const TIMES_FLOOR = 4
const SUBJECTS: readonly DoorSubject[] = ['loge', 'floor']
const METRICS = [
  ['p50', 0.5],
  ['p95', 0.95],
  ['p99', 0.99],
] as const

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

const startBroker = async (folder: string, children: ChildProcess[]): Promise<string> => {
  const env = { ...process.env, LOGE_MQTT_PORT: '0', LOGE_MQTT_HOST: '127.0.0.1', LOGE_DATA_DIR: folder }
  const broker = spawn(process.execPath, [pathOf('../edge/broker/main.ts')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(broker)
  const [line] = await once(createInterface({ input: broker.stdout }), 'line')
  const { port }: { port: number } = JSON.parse(String(line))
  return `mqtt://127.0.0.1:${port}`
}

const startSubject = async (subject: DoorSubject, url: string, folder: string): Promise<ChildProcess> => {
  const child = fork(pathOf(`./door/${subject}-worker.ts`), [url, folder])
  await once(child, 'message')
  return child
}

/** Milliseconds from the badge to the command, for each of a row of badges. */
const present = async (client: MqttClient, subject: DoorSubject, count: number): Promise<number[]> => {
  const times: number[] = []
  for (let position = 0; position < count; position += 1) {
    const told = new Promise<number>((resolve) => {
      client.once('message', () => resolve(performance.now()))
    })
    const from = performance.now()
    client.publish(scanTopic(subject), badge(position), { qos: 1 })
    times.push((await told) - from)
    await sleep(PAUSE_MS)
  }
  return times
}

const judge = (measured: ReadonlyMap<DoorSubject, readonly number[][]>): BenchResult => {
  const rows: Row[] = []
  for (const [metric, share] of METRICS) {
    const [loge = Number.NaN, floor = Number.NaN] = SUBJECTS.map((subject) =>
      median((measured.get(subject) ?? []).map((times) => quantile(times, share))),
    )
    const common = { bench: 'door', workload: '10k', metric, unit: 'ms', runs: RUNS }
    rows.push({ ...common, subject: 'loge', value: loge, ratioTo: 'floor', ratio: loge / floor })
    rows.push({ ...common, subject: 'floor', value: floor })
  }
  const p99 = rows.find(({ metric, subject }) => metric === 'p99' && subject === 'loge')
  const { value = Number.NaN, ratio = Number.NaN } = p99 ?? {}
  return {
    rows,
    bars: [
      { what: `p99 ${value.toFixed(1)} ms; at most ${P99_MS} ms`, met: value <= P99_MS },
      { what: `p99 ${ratio.toFixed(1)} × the floor; at most ${TIMES_FLOOR} ×`, met: ratio <= TIMES_FLOOR },
    ],
  }
}

const measure = async (folder: string, children: ChildProcess[]): Promise<BenchResult> => {
  const url = await startBroker(folder, children)
  const client = await connectWithoutDelay(url, 'bench-door')
  await client.publishAsync(READY_TOPIC, 'yes', { qos: 1, retain: true })
  await client.publishAsync(CONFIG_TOPIC, CONFIG, { qos: 1, retain: true })
  for (const subject of SUBJECTS) children.push(await startSubject(subject, url, folder))
  await client.subscribeAsync(SUBJECTS.map(setTopic), { qos: 1 })
  const measured = new Map<DoorSubject, number[][]>(SUBJECTS.map((subject) => [subject, []]))
  for (const subject of SUBJECTS) await present(client, subject, WARM_UP)
  for (let run = 0; run < RUNS; run += 1)
    for (const subject of SUBJECTS) measured.get(subject)?.push(await present(client, subject, BADGES))
  await client.endAsync()
  return judge(measured)
}

export const doorBench: Bench = {
  name: 'door',
  summary: 'From a badge on MQTT to the command at the lock, recorded durably in between.',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'loge-bench-'))
    const children: ChildProcess[] = []
    try {
      return await measure(folder, children)
    } finally {
      for (const child of children.toReversed()) {
        const ended = once(child, 'exit')
        child.kill()
        await ended
      }
      await rm(folder, { recursive: true })
    }
  },
}
