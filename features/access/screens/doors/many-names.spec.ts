/** Fifteen hundred may enter by one door: their names are drawn where they are seen, searched, sorted and walked through. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchBrowser } from '../../../../testing/browser.ts'
import { builtConsole } from '../../../../testing/console/build.ts'
import { wireId } from '../../../../testing/console/residence.ts'
import { type ConsoleServer, startConsole } from '../../../../testing/console/server.ts'
import { axeFindings } from '../../../../testing/console/axe.ts'

const MANY = 1500
/** A busy machine takes its time. */
const PATIENCE_MS = 30_000
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

const crowd = Array.from({ length: MANY }, (_, index) => ({
  personId: wireId('per', index + 100),
  givenName: 'Ada',
  familyName: `Okafor ${String(index).padStart(4, '0')}`,
}))

test.each([1440, 390])(
  'at %i px they are asked for, found by a part of the name, and sorted',
  async (width) => {
    house.otherwise(/^\/names$/, () => ({ data: crowd }))
    house.otherwise(/^\/entrances\/\w+\/who$/, () => ({
      at: new Date().toISOString(),
      total: MANY,
      byProfile: [{ accessProfileId: wireId('apr', 1), count: MANY }],
      lockdown: null,
      nextCursor: null,
      // In no order of their names.
      data: crowd.toReversed().map(({ personId }) => ({
        personId,
        accessGrantId: wireId('agr', 1),
        accessProfileId: wireId('apr', 1),
        scheduleId: null,
        until: null,
        kinds: ['card'],
      })),
    }))
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      locale: 'en-GB',
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(PATIENCE_MS)
    try {
      const page = await context.newPage()
      await page.goto(`${house.origin}/doors?entrance=${wireId('ent', 1)}`)
      const pane = page.getByRole('complementary', { name: 'Detail' })
      await pane.getByText('Show the names', { exact: true }).click()
      await pane.getByLabel('Why do you need the names?').selectOption({ index: 1 })
      await pane.getByRole('button', { name: 'Show the names' }).click()
      const rows = pane.locator('.lst [data-row]')
      await rows.first().getByText('Ada Okafor 0000').waitFor()
      await expect.poll(() => rows.count()).toBeLessThan(100)
      expect(await axeFindings(page, { within: '.pane .lst' })).toEqual([])

      await pane.getByRole('button', { name: 'Name', exact: true }).click()
      await rows.first().getByText('Ada Okafor 1499').waitFor()
      const find = pane.getByLabel('Search this list')
      await find.fill('okafor 014')
      await pane.getByText('10 lines found').waitFor()
      await expect.poll(() => rows.count()).toBe(10)
      await rows.first().getByText('Ada Okafor 0149').waitFor()
    } finally {
      await context.close()
      house.restore()
    }
  },
)
