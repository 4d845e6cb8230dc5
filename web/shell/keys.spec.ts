/** A page worked without a mouse: a line opened, something floating above it, and each closed on its own. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../testing/browser.ts'
import { builtConsole } from '../../testing/console/build.ts'
import { type ConsoleServer, startConsole } from '../../testing/console/server.ts'

let browser: Browser
let house: ConsoleServer

beforeAll(async () => {
  house = await startConsole(await builtConsole())
  browser = await launchBrowser()
}, 90_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const visit = async (path: string, work: (page: Page) => Promise<void>, locale = 'en-GB'): Promise<void> => {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale,
    reducedMotion: 'reduce',
  })
  try {
    const page = await context.newPage()
    await page.goto(`${house.origin}${path}`)
    await page.locator('h1').waitFor()
    await work(page)
  } finally {
    await context.close()
  }
}

const hasFocus = (page: Page, selector: string) =>
  page.waitForFunction((wanted) => document.activeElement?.matches(wanted) === true, selector)

test('a door is opened from its line; what floats above it closes first, and each gives the focus back', async () => {
  await visit('/doors', async (page) => {
    await page.locator('[data-row="1"]').waitFor()
    await page.keyboard.press('j')
    await hasFocus(page, '[data-row="0"] a')
    await page.keyboard.press('ArrowDown')
    await hasFocus(page, '[data-row="1"] a')
    await page.keyboard.press('Enter')
    await hasFocus(page, '.pane h2')

    await page.keyboard.press('Control+k')
    await hasFocus(page, 'dialog input')
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    await hasFocus(page, '.pane h2')

    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await sheet.getByText('Close the detail').waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    await hasFocus(page, '.pane h2')

    await page.keyboard.press('Escape')
    await page.locator('.pane').waitFor({ state: 'detached' })
    await hasFocus(page, '[data-row="1"] a')
  })
})

test('whoever may mark lines still opens one by its name: a letter goes to the link, not to the box', async () => {
  const me = (await (await fetch(`${house.origin}/api/v1/me`)).json()) as { grants: readonly object[] }
  const manages = { permission: 'equipment.manage', scope: { kind: 'organization' } }
  house.otherwise(/^\/me$/, () => ({ ...me, grants: [...me.grants, manages] }))
  try {
    await visit('/doors', async (page) => {
      await page.locator('[data-row="1"] input[type="checkbox"]').waitFor()
      await page.keyboard.press('j')
      await hasFocus(page, '[data-row="0"] a')
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await hasFocus(page, '.pane h2')
    })
  } finally {
    house.restore()
  }
})

test('the sheet names the keys of the page it is asked on, and those alone', async () => {
  await visit('/settings', async (page) => {
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await sheet.getByText('Go to Today').waitFor()
    await expect.poll(() => sheet.getByText('On this page').count()).toBe(0)
  })
  await visit(
    '/residents',
    async (page) => {
      await page.locator('[data-row="0"]').waitFor()
      await page.keyboard.press('?')
      const sheet = page.getByRole('dialog', { name: 'Raccourcis clavier' })
      await sheet.getByRole('heading', { name: 'Sur cette page' }).waitFor()
      await sheet.getByText('Première et dernière ligne').waitFor()
      await expect.poll(() => sheet.getByText('Fermer le détail').count()).toBe(0)
    },
    'fr-FR',
  )
})
