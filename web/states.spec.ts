/** One wording for every bad moment: each page, while it waits, when it is empty, refused, broken or out of reach. */
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../testing/browser.ts'
import { builtConsole } from '../testing/console/build.ts'
import { type ConsoleServer, startConsole } from '../testing/console/server.ts'

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

const problem = (status: number, code: string) => (route: Route) =>
  route.fulfill({
    status,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: 'about:blank', title: code, status, code, instance: '7Q4K' }),
  })
const unreachable = (route: Route) => route.abort('connectionrefused')
const empty = (route: Route) => route.fulfill({ json: { data: [], nextCursor: null } })

/** What each page stands on: without it there is nothing to show. */
const PAGES = [
  ['/', /\/api\/v1\/entrances\?/],
  ['/doors', /\/api\/v1\/entrances\?/],
  ['/events', /\/api\/v1\/events\?/],
  ['/access', /\/api\/v1\/access-grid\?/],
  ['/residents', /\/api\/v1\/people\?/],
  [`/residents/per_${'1'.padStart(32, '0')}`, /\/api\/v1\/people\/per_\w+$/],
] as const

interface Meeting {
  readonly path: string
  readonly asked: RegExp
  readonly answer: (route: Route) => Promise<void>
}

const meet = async ({ path, asked, answer }: Meeting, look: (page: Page) => Promise<void>) => {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  try {
    const page = await context.newPage()
    await page.route(asked, answer)
    await page.goto(house.origin + path)
    await look(page)
  } finally {
    await context.close()
  }
}

describe.each(PAGES)('the page %s', (path, asked) => {
  test('draws the lines of what is to come while it waits', async () => {
    const gate = Promise.withResolvers<void>()
    const answer = async (route: Route) => {
      await gate.promise
      await route.continue()
    }
    await meet({ path, asked, answer }, async (page) => {
      const lines = page.locator('main [role=status] .skl').first()
      await lines.waitFor()
      gate.resolve()
      await lines.waitFor({ state: 'detached' })
    })
  })

  test('says what the role does not show', async () => {
    await meet({ path, asked, answer: problem(403, 'permission_denied') }, async (page) => {
      // The rest of the page may be seen all the same.
      if (path === '/' || path === '/doors')
        await page.getByText('Your role does not show entrances.').waitFor()
      else await page.getByRole('heading', { name: 'Your role does not open this.' }).waitFor()
    })
  })

  test('says that it broke, with a reference, and can be tried again', async () => {
    await meet({ path, asked, answer: problem(422, 'internal') }, async (page) => {
      await page.getByRole('heading', { name: 'This page did not load.' }).waitFor()
      await page.getByText('Reference 7Q4K.').waitFor()
      await page.unroute(asked)
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('heading', { name: 'This page did not load.' }).waitFor({ state: 'detached' })
    })
  })

  test('says that Loge does not answer, and that the doors decide alone', async () => {
    await meet({ path, asked, answer: unreachable }, async (page) => {
      await page.getByRole('heading', { name: 'Loge does not answer.' }).waitFor()
      await page.getByText(/^The doors decide alone meanwhile/).waitFor()
    })
  })
})

test('an empty residence, log or page is said in words, with a way on', async () => {
  await meet({ path: '/doors', asked: /\/api\/v1\/(entrances|devices)\?/, answer: empty }, async (page) => {
    await page.getByRole('heading', { name: 'No door is connected yet.' }).waitFor()
  })
  await meet({ path: '/events', asked: /\/api\/v1\/events\?/, answer: empty }, async (page) => {
    await page.getByRole('heading', { name: 'Nothing found in this period.' }).waitFor()
    await page.getByRole('link', { name: 'Clear' }).waitFor()
  })
  const calm = /\/api\/v1\/(entrances|devices|events)\?/
  await meet({ path: '/', asked: calm, answer: empty }, async (page) => {
    await page.getByText('Every piece of equipment we know of is in order.').waitFor()
  })
  await meet({ path: '/nowhere', asked: calm, answer: empty }, async (page) => {
    await page.getByRole('heading', { name: 'There is no such page.' }).waitFor()
    await expect.poll(() => page.getByRole('link', { name: 'Go to Today' }).getAttribute('href')).toBe('/')
    await page.getByRole('main').getByRole('heading', { name: 'There is no such page.' }).waitFor()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Events' }).waitFor()
  })
})

test('a page whose code cannot be had leaves the shell standing, and comes by itself', async () => {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  try {
    const page = await context.newPage()
    await page.goto(`${house.origin}/settings`)
    const residents = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Residents' })
    await residents.waitFor()
    await page.evaluate('window.isTheSame = true')
    await context.route(house.origin + '/**', unreachable)
    await residents.click()
    await page.getByRole('main').getByRole('heading', { name: 'This page did not load.' }).waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await residents.waitFor()
    expect(await page.evaluate('window.isTheSame')).toBe(true)
    await context.unroute(house.origin + '/**')
    await page.getByRole('main').getByRole('heading', { name: 'Residents' }).waitFor()
    expect(await page.evaluate('window.isTheSame')).toBeUndefined()
  } finally {
    await context.close()
  }
})
