/** A list of twenty thousand: drawn only where it is seen, walked by keyboard to its end, sorted and searched. */
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchBrowser } from '../../../../testing/browser.ts'
import { builtConsole } from '../../../../testing/console/build.ts'
import { people, wireId } from '../../../../testing/console/residence.ts'
import { type ConsoleServer, startConsole } from '../../../../testing/console/server.ts'

const MANY = 20_000
/** A busy machine takes its time over twenty thousand people. */
const PATIENCE_MS = 60_000
vi.setConfig({ testTimeout: 3 * PATIENCE_MS })
let browser: Browser
let house: ConsoleServer

beforeAll(async () => {
  house = await startConsole(await builtConsole())
  browser = await launchBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
  vi.resetConfig()
})

const crowdOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...people[0],
    id: wireId('per', index + 100),
    givenName: 'Ada',
    familyName: `Okafor ${String(index).padStart(5, '0')}`,
  }))

const visit = async (count: number, width: number, look: (page: Page) => Promise<void>): Promise<void> => {
  house.otherwise(/^\/people$/, () => ({ data: crowdOf(count), nextCursor: null }))
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  try {
    const page = await context.newPage()
    await page.goto(`${house.origin}/residents?show=nowhere`)
    await page.locator('.residents [data-row]').first().waitFor()
    await look(page)
  } finally {
    await context.close()
    house.restore()
  }
}

const drawnRows = (page: Page) => page.locator('.residents [data-row]')
const hasFocus = (page: Page, name: string) =>
  page.waitForFunction((wanted) => document.activeElement?.textContent === wanted, name)
/** Whatever was done to it, the list draws what can be seen and a little more. */
const staysSmall = (page: Page) => expect.poll(() => drawnRows(page).count()).toBeLessThan(150)

test('of twenty thousand people only those seen are drawn: scrolled, sorted, searched, walked through', async () => {
  await visit(MANY, 1440, async (page) => {
    await staysSmall(page)
    await expect.poll(() => page.locator('.residents').getAttribute('aria-rowcount')).toBe(String(MANY + 1))
    const axe = await new AxeBuilder({ page }).analyze()
    expect(axe.violations).toEqual([])

    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 2))
    await page.getByText('Ada Okafor 10000').waitFor()
    await staysSmall(page)

    await page.getByRole('button', { name: 'Name' }).click()
    await page.waitForURL(/down=true/)
    await page.evaluate(() => window.scrollTo(0, 0))
    const first = page.locator('[data-row="0"]')
    await first.getByText('Ada Okafor 19999').waitFor()
    await expect.poll(() => first.getAttribute('aria-rowindex')).toBe('2')
    await expect
      .poll(() => page.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort'))
      .toBe('descending')
    await staysSmall(page)

    const find = page.getByLabel('Find a name or a home')
    await find.fill('okafor 0042')
    await page.getByText('10 lines found').waitFor()
    await expect.poll(() => drawnRows(page).count()).toBe(10)
    await find.press('ArrowDown')
    await hasFocus(page, 'Ada Okafor 00429')
  })
})

test('is walked through by keyboard from the first to the last of twenty thousand, and opened', async () => {
  await visit(MANY, 1440, async (page) => {
    await page.getByRole('link', { name: 'Ada Okafor 00000' }).focus()
    await page.keyboard.press('ArrowDown')
    await hasFocus(page, 'Ada Okafor 00001')
    await page.keyboard.press('j')
    await hasFocus(page, 'Ada Okafor 00002')
    await page.keyboard.press('k')
    await hasFocus(page, 'Ada Okafor 00001')
    await page.keyboard.press('PageDown')
    await hasFocus(page, 'Ada Okafor 00011')
    await page.keyboard.press('End')
    await hasFocus(page, 'Ada Okafor 19999')
    await staysSmall(page)
    await page.keyboard.press('Home')
    await hasFocus(page, 'Ada Okafor 00000')
    await page.keyboard.press('ArrowUp')
    await hasFocus(page, 'Ada Okafor 00000')
    await page.keyboard.press('Enter')
    await page.waitForURL(/residents\/per_/)
  })
})

test('finds nobody, says so, and shows everybody again', async () => {
  await visit(20, 1440, async (page) => {
    await page.getByLabel('Find a name or a home').fill('zzz')
    await page.getByRole('heading', { name: 'Nobody fits.' }).waitFor()
    await page.getByRole('link', { name: 'Show everybody' }).click()
    await page.waitForURL(/residents$/)
  })
})

test('on a phone the first forty come at once, labelled and sortable, and the others when asked', async () => {
  await visit(190, 390, async (page) => {
    const rest = page.getByRole('button', { name: 'Show the other 150' })
    await rest.waitFor()
    await expect.poll(() => drawnRows(page).count()).toBe(40)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.getByRole('button', { name: 'Name' }).click()
    await page.locator('[data-row="0"]').getByText('Ada Okafor 00189').waitFor()
    await rest.click()
    await page.getByText('Ada Okafor 00000').waitFor()
  })
})
