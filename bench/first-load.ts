/** `first-load`: the console, cold, in a real Chromium on a slow line: bytes, time to the largest content, Lighthouse. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { builtConsole } from '../testing/console/build.ts'
import { startConsole } from '../testing/console/server.ts'
import { type Bench, type BenchResult, median, type Row } from './bench.ts'
import { CATEGORIES, judge, type Scores } from './first-load/lighthouse.ts'
import { loadPage, type PageLoad } from './first-load/page-load.ts'

const RUNS = 3
const SHELL_KB_MAX = 120
const LANDING_KB_MAX = 220
const LCP_MS_MAX = 1_500
const LIGHTHOUSE_MIN = 98

/** The scripts no page does without, which the one page of the app names itself; as gzip. */
const shellKbOf = async (dist: string): Promise<number> => {
  const html = await readFile(join(dist, 'index.html'), 'utf8')
  const scripts = [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path]) => path ?? '')
  const files = await Promise.all(scripts.map((path) => stat(join(dist, `${path}.gz`))))
  return files.reduce((sum, { size }) => sum + size, 0) / 1000
}

const rowOf = (metric: string, unit: string, values: readonly number[]): Row => ({
  bench: 'first-load',
  subject: 'loge',
  workload: 'console',
  metric,
  value: median(values),
  unit,
  runs: values.length,
})

const resultOf = (shellKb: number, loads: readonly PageLoad[], judged: readonly Scores[]): BenchResult => {
  const shell = rowOf('size, scripts of the shell', 'KB', [shellKb])
  const landing = rowOf(
    'size, landing route',
    'KB',
    loads.map((load) => load.landingKb),
  )
  const lcp = rowOf(
    'lcp',
    'ms',
    loads.map((load) => load.lcp),
  )
  const scores = CATEGORIES.map((name) =>
    rowOf(
      `lighthouse-${name}`,
      '',
      judged.map((one) => one[name]),
    ),
  )
  const atMost = (what: string, { value, unit }: Row, limit: number, digits = 0) => ({
    what: `${what} ${value.toFixed(digits)} ${unit}; at most ${limit} ${unit}`,
    met: value <= limit,
  })
  return {
    rows: [shell, landing, lcp, ...scores],
    bars: [
      atMost('scripts of the shell', shell, SHELL_KB_MAX, 1),
      atMost('landing route', landing, LANDING_KB_MAX, 1),
      atMost('largest content', lcp, LCP_MS_MAX),
      ...scores.map(({ metric, value }) => ({
        what: `${metric} ${value}; at least ${LIGHTHOUSE_MIN}${
          metric === 'lighthouse-seo' ? ', without is-crawlable: the console asks not to be listed' : ''
        }`,
        met: value >= LIGHTHOUSE_MIN,
      })),
    ],
  }
}

export const firstLoadBench: Bench = {
  name: 'first-load',
  summary: 'The console, cold, in a real Chromium on a slow line.',
  run: async () => {
    const dist = await builtConsole()
    const server = await startConsole(dist)
    try {
      const loads: PageLoad[] = []
      const judged: Scores[] = []
      for (let run = 0; run < RUNS; run += 1) {
        loads.push(await loadPage(`${server.origin}/`))
        judged.push(await judge(`${server.origin}/`))
      }
      return resultOf(await shellKbOf(dist), loads, judged)
    } finally {
      await server.close()
    }
  },
}
