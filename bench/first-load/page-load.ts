/** One cold load of a page in a real Chromium on a slow line: what arrived, and when the largest content stood. */
import { launchBrowser } from '../../testing/browser.ts'

const SETTLE_MS = 4_000
/** Slow 4G as Lighthouse defines it, and a processor four times slower. */
const LINE = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 93_750 }
const SLOWER = 4

export interface PageLoad {
  readonly lcp: number
  readonly landingKb: number
}

export const loadPage = async (url: string): Promise<PageLoad> => {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const session = await page.context().newCDPSession(page)
    let landing = 0
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', LINE)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      landing += encodedDataLength
    })
    await page.addInitScript(`
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) globalThis.largestContentAt = entry.startTime
      }).observe({ type: 'largest-contentful-paint', buffered: true })`)
    await page.goto(url)
    await page.waitForTimeout(SETTLE_MS)
    const lcp = Number(await page.evaluate('globalThis.largestContentAt'))
    return { lcp, landingKb: landing / 1000 }
  } finally {
    await browser.close()
  }
}
