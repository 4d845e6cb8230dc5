/** The palette as hands use it: opened by a key, walked, chosen from, and closed without having touched anything. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../../../testing/browser.ts'
import { builtConsole } from '../../../../testing/console/build.ts'
import { wireId } from '../../../../testing/console/residence.ts'
import { type ConsoleServer, startConsole } from '../../../../testing/console/server.ts'
import { axeFindings } from '../../../../testing/console/axe.ts'

let browser: Browser
let house: ConsoleServer
let me: object

const NOTHING = { people: [], homes: [], entrances: [], devices: [], event: null }
const site = { siteId: wireId('sit', 1), building: 'C' }
const ANSWERS: Readonly<Record<string, object>> = {
  okafor: {
    people: [
      { id: wireId('per', 1), civility: 'mrs', givenName: 'Ada', familyName: 'Okafor', homes: ['C 33'] },
      { id: wireId('per', 2), civility: null, givenName: 'Cédric', familyName: 'Okafor', homes: [] },
    ],
  },
  hall: { entrances: [{ id: wireId('ent', 3), number: '3', name: 'Hall B', ...site }] },
  'c 33': { homes: [{ id: wireId('uni', 33), name: 'C 33', ...site }] },
  'a 10': { homes: [{ id: wireId('uni', 10), name: 'A 10', ...site }] },
  '1546': {
    event: { id: wireId('evt', 1), number: 1546, type: 'door.forced', occurredAt: '2026-01-05T08:00:00Z' },
  },
}

const typedLast = (): string => {
  const { body } = house.asked.findLast(({ path }) => path.endsWith('/search')) ?? { body: '{}' }
  return String((JSON.parse(body) as { q?: string }).q)
}

beforeAll(async () => {
  house = await startConsole(await builtConsole())
  browser = await launchBrowser()
  const known = (await (await fetch(`${house.origin}/api/v1/me`)).json()) as { grants: readonly object[] }
  const more = ['people.read', 'access.read', 'events.read', 'equipment.read'].map((permission) => ({
    permission,
    scope: { kind: 'organization' },
  }))
  me = { ...known, grants: [...known.grants, ...more] }
}, 90_000)
afterEach(() => house.restore())
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const fromTable = (): unknown => ({ ...NOTHING, ...ANSWERS[typedLast()] })

interface Visit {
  readonly width?: number
  readonly locale?: string
  readonly answer?: () => unknown
}

const visit = async (
  look: (page: Page) => Promise<void>,
  { width = 1440, locale = 'en-GB', answer = fromTable }: Visit = {},
): Promise<void> => {
  house.otherwise(/^\/me$/, () => me)
  house.otherwise(/^\/search$/, answer)
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale,
    reducedMotion: 'reduce',
  })
  try {
    const page = await context.newPage()
    await page.goto(house.origin)
    await page.locator('h1').waitFor()
    await look(page)
  } finally {
    await context.close()
  }
}

const field = (page: Page) =>
  page.getByRole('combobox', { name: /A person, a home|Une personne, un logement/ })

test('a key opens it, a name is found and chosen, and it is remembered until the page is left', async () => {
  await visit(async (page) => {
    await page.keyboard.press('Control+k')
    await field(page).fill('okafor')
    await page.getByRole('option', { name: 'Mrs Ada Okafor C 33' }).waitFor()
    expect(house.asked.every(({ path }) => !path.includes('okafor'))).toBe(true)
    await page.keyboard.press('ArrowDown')
    await page.getByRole('option', { name: 'Cédric Okafor', selected: true }).waitFor()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/residents/${wireId('per', 1)}`)
    await page.keyboard.press('/')
    await page.getByRole('group', { name: 'Chosen lately' }).getByText('Mrs Ada Okafor').waitFor()
    expect(
      await page.evaluate(() =>
        JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
      ),
    ).not.toContain('Okafor')
    await page.keyboard.press('Escape')
    await page.reload()
    await page.locator('h1').waitFor()
    await page.keyboard.press('/')
    await page.getByRole('group', { name: 'Pages' }).waitFor()
    await expect.poll(() => page.getByRole('group', { name: 'Chosen lately' }).count()).toBe(0)
  })
})

test('a home is shown among the residents, also when another one is shown already', async () => {
  await visit(async (page) => {
    for (const home of ['C 33', 'A 10']) {
      await page.keyboard.press('Control+k')
      await field(page).fill(home.toLowerCase())
      await page.getByRole('option', { name: new RegExp(`^${home}`) }).click()
      await page.waitForURL(/\/residents$/)
      await expect.poll(() => page.getByLabel('Find a name or a home').inputValue()).toBe(home)
    }
    await page.goBack()
    await expect.poll(() => page.getByLabel('Find a name or a home').inputValue()).toBe('C 33')
  })
})

test('a door that is alone is opened with its reason, and its events are one choice away', async () => {
  await visit(async (page) => {
    await page.getByRole('button', { name: 'Find a person' }).click()
    await field(page).fill('hall')
    await page.getByRole('option', { name: 'Open Hall B… asks for a reason' }).click()
    await page.waitForURL(/entrance=.*#open$/)
    await page.waitForFunction(() => document.activeElement?.tagName === 'SELECT')
    await page.locator('h1').first().click()
    await page.keyboard.press('Control+k')
    await field(page).fill('hall')
    await page.getByRole('option', { name: 'Events of Hall B' }).click()
    await page.waitForURL(/\/events\?entrance=/)
  })
})

test('what is to be done is found by other words, in either language', async () => {
  await visit(async (page) => {
    await page.keyboard.press('Control+k')
    await field(page).fill('badge perdu')
    await page.getByRole('option', { name: 'A badge was lost: find its holder' }).waitFor()
    await field(page).fill('okafor')
    await page.getByRole('option', { name: 'Badge of Ada Okafor lost… C 33, choose which one' }).click()
    await page.waitForURL(`**/residents/${wireId('per', 1)}#credentials`)
    await page.keyboard.press('Control+k')
    await field(page).fill('okafor')
    await page.getByRole('option', { name: 'What may Ada Okafor open, and why? C 33' }).click()
    await page.waitForURL(`**/residents/${wireId('per', 1)}#opens`)
    await page.keyboard.press('Control+k')
    await field(page).fill('hall')
    await page.getByRole('option', { name: 'Why may somebody enter Hall B?' }).click()
    await page.waitForURL(/entrance=.*#why$/)
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
  })
})

test('Enter never chooses an answer to letters that were typed before', async () => {
  await visit(async (page) => {
    await page.keyboard.press('Control+k')
    await field(page).fill('okafor')
    await page.getByRole('option', { name: 'Mrs Ada Okafor C 33' }).waitFor()
    house.otherwise(/^\/search$/, () => NOTHING)
    await field(page).fill('emergency')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/emergency')
  })
})

test('an event opens by its number, and what is not there is said', async () => {
  await visit(async (page) => {
    await page.keyboard.press('Control+k')
    await field(page).fill('xyzzy')
    await page.getByText('Nothing fits “xyzzy”.').waitFor()
    await field(page).fill('1546')
    await page.getByRole('option', { name: /^Event 1,546/ }).click()
    await page.waitForURL(/\/events\?event=/)
  })
})

test('pages and acts work when the search does not answer', async () => {
  await visit(
    async (page) => {
      await page.keyboard.press('Control+k')
      await field(page).fill('resid')
      await page.locator('.palette .notice').waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL('**/residents')
    },
    { answer: () => 503 },
  )
})

test('letters go from page to page and from line to line, but never while somebody types', async () => {
  await visit(async (page) => {
    await page.keyboard.press('g')
    await page.keyboard.press('r')
    await page.waitForURL('**/residents')
    await page.getByLabel('Find a name or a home').pressSequentially('gd/?')
    expect(new URL(page.url()).pathname).toBe('/residents')
    await expect.poll(() => page.locator('dialog').count()).toBe(0)
    await page.getByLabel('Find a name or a home').fill('')
    await page.locator('h1').click()
    await page.keyboard.press('j')
    await page.waitForFunction(() => document.activeElement?.closest('[data-row="0"]') !== null)
    await page.keyboard.press('j')
    await page.waitForFunction(() => document.activeElement?.closest('[data-row="1"]') !== null)
    await page.keyboard.press('k')
    await page.waitForFunction(() => document.activeElement?.closest('[data-row="0"]') !== null)
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await page.getByLabel('Use shortcuts of a single letter').uncheck()
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('/')
    await expect.poll(() => page.locator('dialog').count()).toBe(0)
    await page.keyboard.press('Control+k')
    await field(page).waitFor()
  })
})

test.each([
  [390, 'fr-FR'],
  [1440, 'en-GB'],
] as const)('at %d pixels in %s nothing of it is in the way of anybody', async (width, locale) => {
  await visit(
    async (page) => {
      await page.locator('.find').click()
      await field(page).fill('okafor')
      await page.getByRole('option').first().waitFor()
      expect(await axeFindings(page)).toEqual([])
    },
    { width, locale },
  )
})
