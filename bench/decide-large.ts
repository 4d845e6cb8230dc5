/** One edge that holds 250,000 credentials: what it weighs, and how soon after a cold start it decides rightly. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Bench, median } from './bench.ts'

const RUNS = 3
const MOST_RSS_MB = 256
const MOST_SECONDS = 2

export interface LargeReport {
  readonly rssMb: number
  readonly seconds: number
  readonly wrong: number
}

/** A process of its own: what is measured is an edge that starts on what its folder holds. */
const runWorker = (mode: 'make' | 'decide', folder: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const worker = fileURLToPath(new URL('./decide/large-worker.ts', import.meta.url))
    const child = spawn(process.execPath, [worker, mode, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // As the edge does: its first start leaves compiled code for the later ones.
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'code-cache') },
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'))
      else reject(new Error(`the worker ended with ${code}`))
    })
  })

export const decideLargeBench: Bench = {
  name: 'decide-large',
  summary: '250,000 credentials on one edge: memory, and cold start to the first right decision.',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'loge-bench-'))
    try {
      await runWorker('make', folder)
      const reports: LargeReport[] = []
      for (let run = 0; run < RUNS; run++)
        reports.push(JSON.parse(await runWorker('decide', folder)) as LargeReport)
      const rssMb = median(reports.map((report) => report.rssMb))
      const seconds = median(reports.map((report) => report.seconds))
      const wrong = reports.reduce((sum, report) => sum + report.wrong, 0)
      const common = { bench: 'decide-large', subject: 'loge', workload: '250k', runs: RUNS }
      return {
        rows: [
          { ...common, metric: 'rss', value: rssMb, unit: 'MB' },
          { ...common, metric: 'seconds', value: seconds, unit: 's' },
          { ...common, metric: 'wrong', value: wrong, unit: '' },
        ],
        bars: [
          { what: `${rssMb.toFixed(0)} MB; at most ${MOST_RSS_MB} MB`, met: rssMb <= MOST_RSS_MB },
          {
            what: `${seconds.toFixed(2)} s from a cold start; at most ${MOST_SECONDS} s`,
            met: seconds <= MOST_SECONDS,
          },
          { what: `${wrong} wrong answers; none allowed`, met: wrong === 0 },
        ],
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}
