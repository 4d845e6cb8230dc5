/** `start`: a second `npm start` on data that are there, until it says ready and answers its first page. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '@loge/testing/free-port'
import { type Bench, median, type Row } from './bench.ts'

const RUNS = 3
const BAR_MS = 8_000
const FIRST_START_MS_MAX = 180_000
const root = fileURLToPath(new URL('..', import.meta.url))

const answers = async (address: string): Promise<boolean> =>
  fetch(address, { headers: { accept: 'text/html' } }).then(
    async (answer) => (await answer.text()) !== '' && answer.ok,
    () => false,
  )

const environmentFor = async (dataDir: string) => ({
  ...process.env,
  LOGE_DATA_DIR: dataDir,
  LOGE_HTTP_PORT: String(await freePort()),
  LOGE_MQTT_PORT: String(await freePort()),
  LOGE_EDGE_PORT: String(await freePort()),
  LOGE_SIMULATOR_PORT: String(await freePort()),
})

interface Times {
  readonly page: number
  readonly everything: number
}

/** One start and one orderly stop. */
const startOnce = async (dataDir: string): Promise<Times> => {
  const env = await environmentFor(dataDir)
  const origin = `http://127.0.0.1:${env.LOGE_HTTP_PORT}`
  const began = performance.now()
  const script = join(root, 'scripts', 'start.mjs')
  const child = spawn(process.execPath, [script], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  try {
    let page: number | undefined
    while (!said.includes('Sign in: ')) {
      if (child.exitCode !== null || performance.now() - began > FIRST_START_MS_MAX)
        throw new Error(`Loge did not start:\n${said}`)
      if (page === undefined && (await answers(`${origin}/health/ready`)) && (await answers(`${origin}/`)))
        page = performance.now() - began
      await sleep(10)
    }
    const everything = performance.now() - began
    return { page: page ?? everything, everything }
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

const rowOf = (workload: string, metric: string, values: readonly number[]): Row => ({
  bench: 'start',
  subject: 'loge',
  workload,
  metric,
  value: median(values),
  unit: 'ms',
  runs: values.length,
})

export const startBench: Bench = {
  name: 'start',
  summary: 'npm start on data that are there, until ready and its first page answered',
  run: async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'loge-bench-start-'))
    try {
      const first = await startOnce(dataDir)
      const again: Times[] = []
      for (let run = 0; run < RUNS; run += 1) again.push(await startOnce(dataDir))
      const everything = again.map((times) => times.everything)
      return {
        rows: [
          rowOf('first start, packages there', 'until the box', [first.everything]),
          rowOf(
            'second start',
            'until the first page',
            again.map((times) => times.page),
          ),
          rowOf('second start', 'until the box', everything),
        ],
        bars: [{ what: `a second start takes at most ${BAR_MS} ms`, met: median(everything) <= BAR_MS }],
      }
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}
