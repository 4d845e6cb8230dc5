/** `first-load`: the console, cold, in a real Chromium on a slow line: bytes of script, time to the largest content, Lighthouse. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import lighthouse from 'lighthouse'
import { builtConsole } from '../testing/console/build.ts'
import { startConsole } from '../testing/console/server.ts'
import { launchBrowser } from '../testing/browser.ts'
import { type Bench, median, type Row } from './bench.ts'

const RUNS = 3
const LCP_MS_MAX = 1_500
const LANDING_KB_MAX = 220
const LIGHTHOUSE_MIN = 98
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

interface Load {
  readonly lcp: number
  readonly landingKb: number
  readonly scores: Readonly<Record<string, number>>
}

/** Lighthouse's own simulation of slow 4G and a processor four times slower; figures as it reports them. */
const loadOnce = async (url: string): Promise<Load> => {
  const port = await freePort()
  const browser = await launchBrowser({ args: [`--remote-debugging-port=${port}`] })
  try {
    const result = await lighthouse(url, { port, onlyCategories: [...CATEGORIES], logLevel: 'error' })
    if (result === undefined) throw new Error('Lighthouse gave no result')
    const { audits, categories } = result.lhr
    const scores = Object.fromEntries(
      CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)]),
    )
    const lcp = audits['largest-contentful-paint']?.numericValue ?? Number.POSITIVE_INFINITY
    const landingKb = (audits['total-byte-weight']?.numericValue ?? 0) / 1000
    return { lcp, landingKb, scores }
  } finally {
    await browser.close()
  }
}

const rowsOf = (loads: readonly Load[]): readonly Row[] => {
  const row = (metric: string, unit: string, value: (load: Load) => number): Row => ({
    bench: 'first-load',
    workload: 'console',
    subject: 'loge',
    metric,
    value: median(loads.map(value)),
    unit,
    runs: loads.length,
  })
  return [
    row('size', 'KB', ({ landingKb }) => landingKb),
    row('lcp', 'ms', ({ lcp }) => lcp),
    ...CATEGORIES.map((name) => row(`lighthouse-${name}`, '', ({ scores }) => scores[name] ?? 0)),
  ]
}

const barsOf = (rows: readonly Row[]) => {
  const of = (metric: string): number => rows.find((row) => row.metric === metric)?.value ?? Number.NaN
  return [
    {
      what: `largest content ${Math.round(of('lcp'))} ms; at most ${LCP_MS_MAX} ms`,
      met: of('lcp') <= LCP_MS_MAX,
    },
    {
      what: `landing route ${of('size').toFixed(1)} KB; at most ${LANDING_KB_MAX} KB`,
      met: of('size') <= LANDING_KB_MAX,
    },
    ...CATEGORIES.map((name) => ({
      what: `Lighthouse ${name} ${of(`lighthouse-${name}`)}; at least ${LIGHTHOUSE_MIN}`,
      met: of(`lighthouse-${name}`) >= LIGHTHOUSE_MIN,
    })),
  ]
}

export const firstLoadBench: Bench = {
  name: 'first-load',
  summary: 'The console, cold, in a real Chromium on a slow line.',
  run: async () => {
    const server = await startConsole(await builtConsole())
    try {
      const loads: Load[] = []
      for (let run = 0; run < RUNS; run += 1) loads.push(await loadOnce(`${server.origin}/`))
      const rows = rowsOf(loads)
      return { rows, bars: barsOf(rows) }
    } finally {
      await server.close()
    }
  },
}
