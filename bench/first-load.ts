/** `first-load`: the console, cold, in a real Chromium on a slow line: bytes that arrive, and when the largest content stands. */
import { builtConsole } from '../testing/console/build.ts'
import { startConsole } from '../testing/console/server.ts'
import { launchBrowser } from '../testing/browser.ts'
import { type Bench, median, type Row } from './bench.ts'

const RUNS = 3
const LCP_MS_MAX = 1_500
const LANDING_KB_MAX = 220
const SETTLE_MS = 4_000
/** Slow 4G as Lighthouse defines it, and a processor four times slower. */
const LINE = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 93_750 }
const SLOWER = 4

interface Load {
  readonly lcp: number
  readonly scriptKb: number
  readonly landingKb: number
}

const loadOnce = async (url: string): Promise<Load> => {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const session = await page.context().newCDPSession(page)
    const kinds = new Map<string, string>()
    let script = 0
    let landing = 0
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', LINE)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      landing += encodedDataLength
      if (kinds.get(requestId) === 'Script') script += encodedDataLength
    })
    await page.addInitScript(`
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) globalThis.largestContentAt = entry.startTime
      }).observe({ type: 'largest-contentful-paint', buffered: true })`)
    await page.goto(url)
    await page.waitForTimeout(SETTLE_MS)
    const lcp = Number(await page.evaluate('globalThis.largestContentAt'))
    return { lcp, scriptKb: script / 1000, landingKb: landing / 1000 }
  } finally {
    await browser.close()
  }
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

export const firstLoadBench: Bench = {
  name: 'first-load',
  summary: 'The console, cold, in a real Chromium on a slow line.',
  run: async () => {
    const server = await startConsole(await builtConsole())
    try {
      const loads: Load[] = []
      for (let run = 0; run < RUNS; run += 1) loads.push(await loadOnce(`${server.origin}/`))
      const lcp = rowOf(
        'lcp',
        'ms',
        loads.map((load) => load.lcp),
      )
      const landing = rowOf(
        'size, landing route',
        'KB',
        loads.map((load) => load.landingKb),
      )
      const script = rowOf(
        'size, scripts',
        'KB',
        loads.map((load) => load.scriptKb),
      )
      return {
        rows: [script, landing, lcp],
        bars: [
          {
            what: `landing route ${landing.value.toFixed(1)} KB; at most ${LANDING_KB_MAX} KB`,
            met: landing.value <= LANDING_KB_MAX,
          },
          {
            what: `largest content ${lcp.value.toFixed(0)} ms; at most ${LCP_MS_MAX} ms`,
            met: lcp.value <= LCP_MS_MAX,
          },
        ],
      }
    } finally {
      await server.close()
    }
  },
}
