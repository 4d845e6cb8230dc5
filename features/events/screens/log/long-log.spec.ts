/** A log of six hundred events on one page: only those seen are drawn, and the keyboard walks through all of them. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchBrowser } from '../../../../testing/browser.ts'
import { builtConsole } from '../../../../testing/console/build.ts'
import { eventAt } from '../../../../testing/console/residence.ts'
import { type ConsoleServer, startConsole } from '../../../../testing/console/server.ts'
import { axeFindings } from '../../../../testing/console/axe.ts'

const MANY = 600
const PATIENCE_MS = 60_000
vi.setConfig({ testTimeout: 3 * PATIENCE_MS })

let browser: Browser
let house: ConsoleServer

beforeAll(async () => {
  house = await startConsole(await builtConsole())
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
  vi.resetConfig()
})

/** The number of an event, as its line shows it. */
const numberAt = (page: Page, row: number) => page.locator(`.evs [data-row="${row}"] .id`)
const rowWithFocus = (page: Page, row: number) =>
  page.waitForFunction((wanted) => document.activeElement?.closest(`[data-row="${wanted}"]`) !== null, row)

test('is drawn where it is seen, grows at its head, and is walked through to its end', async () => {
  const now = Date.now()
  const events = Array.from({ length: MANY }, (_, index) =>
    eventAt(now - (index + 1) * 1_000, 10_000 - index, { type: 'door.refused', entrance: 1 }),
  )
  house.otherwise(/^\/events$/, () => ({ data: events, nextCursor: null }))
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  context.setDefaultTimeout(PATIENCE_MS)
  try {
    const page = await context.newPage()
    await page.goto(`${house.origin}/events`)
    await numberAt(page, 0).waitFor()
    const drawn = () => page.locator('.evs [data-row]').count()
    await expect.poll(drawn).toBeLessThan(150)
    await expect.poll(() => page.locator('.evs').getAttribute('aria-rowcount')).toBe(String(MANY + 1))
    expect(await axeFindings(page)).toEqual([])

    await page.getByText('Following live').waitFor()
    house.happen({ type: 'door.forced', entrance: 2 })
    await page.getByRole('row', { name: /orced/ }).first().waitFor()
    await expect.poll(() => page.locator('.evs').getAttribute('aria-rowcount')).toBe(String(MANY + 2))

    await page.locator('.evs [data-row="0"] a').focus()
    await page.keyboard.press('End')
    await rowWithFocus(page, MANY)
    await expect.poll(() => numberAt(page, MANY).textContent()).toBe(String(10_001 - MANY))
    await expect.poll(drawn).toBeLessThan(150)
    await page.keyboard.press('Home')
    await rowWithFocus(page, 0)
  } finally {
    await context.close()
    house.restore()
  }
})
