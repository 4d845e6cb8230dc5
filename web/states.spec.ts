/** Every page when it is not a good day: the server cannot be reached, or the role does not open it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { launchBrowser } from '../testing/browser.ts'
import { builtConsole } from '../testing/console/build.ts'
import { wireId } from '../testing/console/residence.ts'
import { type ConsoleServer, startConsole } from '../testing/console/server.ts'

const PATIENCE_MS = 60_000
vi.setConfig({ testTimeout: 2 * PATIENCE_MS })

let browser: Browser
let context: BrowserContext
let house: ConsoleServer

beforeAll(async () => {
  house = await startConsole(await builtConsole())
  browser = await launchBrowser()
  context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  context.setDefaultTimeout(PATIENCE_MS)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
  vi.resetConfig()
})

/** `needs`: it has nothing to show without an answer, so it says what is wrong. `stands`: it is of use all the same. */
const PAGES = [
  ['/', 'needs'],
  ['/doors', 'needs'],
  ['/doors/labels', 'needs'],
  ['/doors/changes', 'needs'],
  ['/doors/changes/new', 'stands'],
  ['/access', 'needs'],
  ['/access/campaigns', 'needs'],
  ['/access/campaigns/$id', 'needs'],
  ['/events', 'needs'],
  ['/events/print', 'needs'],
  ['/events/looks', 'needs'],
  ['/events/reports', 'needs'],
  ['/residents', 'needs'],
  ['/residents/$id', 'needs'],
  ['/residents/new', 'stands'],
  ['/residents/form', 'stands'],
  ['/emergency', 'needs'],
  ['/settings', 'stands'],
  ['/settings/accounts', 'needs'],
  ['/settings/roles', 'needs'],
  ['/settings/keys', 'needs'],
  ['/settings/edges', 'needs'],
  ['/settings/sites', 'needs'],
  ['/settings/backup', 'needs'],
  ['/settings/messages', 'needs'],
  ['/settings/rules', 'needs'],
  ['/settings/installation', 'needs'],
  ['/settings/import', 'stands'],
  ['/me/data', 'needs'],
  ['/privacy', 'needs'],
  ['/privacy/documents', 'needs'],
  ['/privacy/register', 'needs'],
  ['/privacy/retention', 'needs'],
  ['/privacy/measures', 'needs'],
  ['/privacy/breaches', 'needs'],
  ['/privacy/releases', 'needs'],
  ['/privacy/support', 'needs'],
  ['/relations', 'needs'],
  ['/customers', 'needs'],
] as const

/** They stand outside the console, or are what stands where no page is. */
const OTHERS: readonly string[] = ['/sign-in', '/set-up', '$']

const addressOf = (path: string): string => house.origin + path.replace('$id', wireId('per', 1))

/** A page of one's own for as long as it is looked at; nothing here is kept by the browser but the files of the app. */
const looking = async (look: (page: Page) => Promise<void>): Promise<void> => {
  const page = await context.newPage()
  try {
    await look(page)
  } finally {
    await page.close()
  }
}

/** Everything but who one is, and the live line. */
const ASKED = /\/api\/v1\/(?!me$|events\/stream)/
const inShell = (page: Page) => page.getByRole('navigation').first().waitFor()
const heading = (page: Page) => page.locator('.main :is(h1, h2)').first()

test('no page of the console is missing from this list', async () => {
  const routes = await readFile(join(import.meta.dirname, 'routes.tsx'), 'utf8')
  const paths = [...routes.matchAll(/(?:^ {2}path: |= plain\()'([^']+)'/gm)].map(([, path]) => path)
  expect(new Set(paths)).toEqual(new Set([...PAGES.map(([path]) => path), ...OTHERS]))
})

/** From 1, of what cannot be told apart, to 21. */
const contrastOf = (page: Page, selector: string): Promise<number> =>
  page
    .locator(selector)
    .first()
    .evaluate((line) => {
      const sheet = line.closest('.main') ?? document.body
      const lightOf = (element: Element): number => {
        let under: Element | null = element
        while (under !== null && /, 0\)$|^transparent$/.test(getComputedStyle(under).backgroundColor))
          under = under.parentElement
        const numbers = getComputedStyle(under ?? document.body).backgroundColor.match(/[\d.]+/g) ?? []
        const [r = 0, g = 0, b = 0] = numbers.map(Number).map((part) => {
          const share = part / 255
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const [one, other] = [lightOf(line), lightOf(sheet)]
      return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
    })

test('a page whose answer is on its way is not blank in the dark', () =>
  looking(async (page) => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.route(ASKED, () => undefined)
    await page.goto(addressOf('/access'))
    await page.locator('.skl span').first().waitFor()
    expect(await contrastOf(page, '.skl span')).toBeGreaterThan(1.8)
  }))

type How = (typeof PAGES)[number][1]

const says = async (page: Page, how: How, words: RegExp): Promise<void> => {
  await inShell(page)
  if (how === 'needs') await page.locator('.main').getByText(words).first().waitFor()
  else await heading(page).waitFor()
}

// Side by side: a page asks again for some seconds before it says that nobody answers.
describe.concurrent('when Loge cannot be reached', () => {
  test.each(PAGES)('%s says so within the console', (path, how) =>
    looking(async (page) => {
      await page.route(ASKED, (route) => route.abort())
      await page.goto(addressOf(path))
      await says(page, how, /does not answer/)
    }),
  )
})

describe('to a role that may not', () => {
  beforeAll(() => house.otherwise(/^\/(?!me$|events\/stream)/, () => 403))
  afterAll(() => house.restore())

  test.each(PAGES)('%s says who can open it', (path, how) =>
    looking(async (page) => {
      await page.goto(addressOf(path))
      await says(page, how, /Your role does not (open|show)|do not have the right/)
    }),
  )
})
