/** A list of twenty thousand: drawn only where it is seen, walked by keyboard to its end, sorted and searched. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchBrowser } from '../../../../testing/browser.ts'
import { builtConsole } from '../../../../testing/console/build.ts'
import { people, wireId } from '../../../../testing/console/residence.ts'
import { type ConsoleServer, startConsole } from '../../../../testing/console/server.ts'
import { axeFindings } from '../../../../testing/console/axe.ts'

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
    expect(await axeFindings(page)).toEqual([])

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

test('what is typed stands in no address, and is there again on the way back [S0-79 partly, S4-11 partly]', async () => {
  await visit(20, 1440, async (page) => {
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    page.on('framenavigated', (frame) => addresses.push(frame.url()))
    await page.getByLabel('Find a name or a home').fill('okafor 00011')
    await page.getByRole('link', { name: 'Ada Okafor 00011' }).click()
    await page.waitForURL(/\/residents\/per_/)
    await page.goBack()
    await expect.poll(() => page.getByLabel('Find a name or a home').inputValue()).toBe('okafor 00011')
    expect(addresses.filter((address) => /okafor/i.test(decodeURIComponent(address)))).toEqual([])
    expect(addresses.some((address) => address.includes('/residents'))).toBe(true)
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

/** A line on which the first people come at once, and each further part when the test answers. */
const visitSlowly = async (
  look: (page: Page, answerNext: (status: number) => Promise<void>) => Promise<void>,
): Promise<void> => {
  const all = crowdOf(1_300)
  const context = await browser.newContext({
    viewport: { width: 1440, height: 800 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const waiting: ((status: number) => void)[] = []
  try {
    const page = await context.newPage()
    await page.route(/\/api\/v1\/people\?/, async (route) => {
      const query = new URL(route.request().url()).searchParams
      const from = Number(query.get('cursor') ?? '0')
      const to = from + Number(query.get('limit'))
      const status = from === 0 ? 200 : await new Promise<number>((answer) => waiting.push(answer))
      const nextCursor = to < all.length ? String(to) : null
      await route.fulfill({
        status,
        json:
          status === 200
            ? { data: all.slice(from, to), nextCursor }
            : { type: 'about:blank', title: 'Broken', status, code: 'internal' },
      })
    })
    await page.goto(`${house.origin}/residents?show=nowhere`)
    await look(page, async (status) => {
      await expect.poll(() => waiting.length, { timeout: PATIENCE_MS }).toBeGreaterThan(0)
      for (const answer of waiting.splice(0)) answer(status)
    })
  } finally {
    await context.close()
  }
}

test('the first two hundred are shown while the others are on their way, who move nothing when they come', async () => {
  await visitSlowly(async (page, answerNext) => {
    await page.getByText('200 people so far, by name; the others are on their way.').waitFor()
    const read = page.getByText('Ada Okafor 00150')
    await read.scrollIntoViewIfNeeded()
    const heightOf = async () => (await read.boundingBox())?.y
    const before = await heightOf()
    await page.getByRole('link', { name: 'Without a home here', exact: true }).waitFor()
    await answerNext(200)
    await page.getByText('1,200 people so far', { exact: false }).waitFor({ state: 'attached' })
    await staysSmall(page)
    await expect.poll(heightOf).toBe(before)
    await answerNext(200)
    await page.getByRole('link', { name: 'Without a home here · 1,300' }).waitFor({ state: 'attached' })
    await expect.poll(heightOf).toBe(before)
  })
})

test('when the way to the others fails, it is said how many are shown, and the others are read when asked', async () => {
  await visitSlowly(async (page, answerNext) => {
    await page.getByText('Ada Okafor 00000').waitFor()
    await answerNext(400)
    await page.getByText('These are the first 200 people by name. The others could not be read.').waitFor()
    await page.getByLabel('Find a name or a home').fill('okafor 01299')
    await page.getByRole('button', { name: 'Read on' }).click()
    await answerNext(200)
    await answerNext(200)
    await page.getByText('Ada Okafor 01299').waitFor()
  })
})
