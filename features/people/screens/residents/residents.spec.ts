/** A list of two thousand: drawn only where it is seen, walked by keyboard to its end, sorted and searched. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../../../testing/browser.ts'
import { builtConsole } from '../../../../testing/console/build.ts'
import { people, wireId } from '../../../../testing/console/residence.ts'
import { type ConsoleServer, startConsole } from '../../../../testing/console/server.ts'

const MANY = 2_000
let browser: Browser
let house: ConsoleServer

beforeAll(async () => {
  house = await startConsole(await builtConsole())
  browser = await launchBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('only what is seen is drawn, and the end is one key away', async () => {
  const crowd = Array.from({ length: MANY }, (_, index) => ({
    ...people[0],
    id: wireId('per', index + 100),
    givenName: 'Ada',
    familyName: `Okafor ${String(index).padStart(4, '0')}`,
  }))
  const pageOf = (data: readonly unknown[]) => ({ data, nextCursor: null })
  house.otherwise(/^\/people$/, () => pageOf(crowd))
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  try {
    const page = await context.newPage()
    await page.goto(`${house.origin}/residents?show=nowhere`)
    const rows = page.locator('.residents [data-row]')
    await rows.first().waitFor()
    await page.waitForFunction(() => document.querySelectorAll('.residents [data-row]').length < 200)
    await expect.poll(() => page.locator('.residents').getAttribute('aria-rowcount')).toBe(String(MANY + 1))
    await rows.first().getByRole('link').focus()
    await page.keyboard.press('End')
    await page.waitForFunction(() => document.activeElement?.textContent === 'Ada Okafor 1999')
    await expect.poll(() => rows.count()).toBeLessThan(200)
    await page.getByRole('link', { name: 'Name' }).click()
    await page.evaluate(() => window.scrollTo(0, 0))
    await page.locator('[data-row="0"]').getByText('Ada Okafor 1999').waitFor()
    await page.getByLabel('Find a name or a home').fill('okafor 0042')
    await page.getByText('One person found').waitFor()
    await expect.poll(() => rows.count()).toBe(1)
  } finally {
    await context.close()
    house.restore()
  }
})

test('on a phone the first forty come at once, and the others when asked', async () => {
  const crowd = Array.from({ length: 190 }, (_, index) => ({
    ...people[0],
    id: wireId('per', index + 100),
    givenName: 'Ada',
    familyName: `Okafor ${String(index >> 1).padStart(4, '0')}`,
  }))
  house.otherwise(/^\/people$/, () => ({ data: crowd, nextCursor: null }))
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, locale: 'en-GB' })
  try {
    const page = await context.newPage()
    await page.goto(`${house.origin}/residents?show=nowhere`)
    await page.getByRole('button', { name: 'Show the other 150' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(3_600)
    const note = page.locator('.residents .note').first()
    expect(await note.evaluate((one) => one.scrollWidth <= one.clientWidth || one.clientWidth === 0)).toBe(
      true,
    )
    await page.getByRole('button', { name: 'Show the other 150' }).click()
    await page.getByText('Ada Okafor 0094').first().waitFor()
  } finally {
    await context.close()
    house.restore()
  }
})
