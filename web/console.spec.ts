/** The console as a person uses it, in a real browser: sign in, look, ask why. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchBrowser } from '../testing/browser.ts'
import { builtConsole } from '../testing/console/build.ts'
import { site, wireId } from '../testing/console/residence.ts'
import { type ConsoleServer, startConsole } from '../testing/console/server.ts'
import { axeFindings, WCAG } from '../testing/console/axe.ts'

let browser: Browser
let house: ConsoleServer

beforeAll(async () => {
  house = await startConsole(await builtConsole())
  browser = await launchBrowser()
}, 60_000)

beforeEach(() => house.setSignedIn(true))

afterAll(async () => {
  await browser?.close()
  await house?.close()
})

interface Visit {
  readonly width?: number
  readonly language?: 'en-GB' | 'fr-FR'
}

const somebody = ({ width = 1440, language = 'en-GB' }: Visit): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: 'light',
    locale: language,
    reducedMotion: 'reduce',
    hasTouch: width < 600,
  })

const look = async (
  context: BrowserContext,
  path: string,
  see: (page: Page) => Promise<void>,
): Promise<void> => {
  const page = await context.newPage()
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  try {
    await page.goto(house.origin + path)
    await see(page)
    expect(failures).toEqual([])
  } finally {
    await page.close()
  }
}

const visit = async (path: string, who: Visit, see: (page: Page) => Promise<void>): Promise<void> => {
  const context = await somebody(who)
  try {
    await look(context, path, see)
  } finally {
    await context.close()
  }
}

const BIKE_ROOM = wireId('ent', 6)

describe('signing in', () => {
  test('a one-time link signs in by a press, never by being opened', async () => {
    house.setSignedIn(false)
    await visit('/sign-in#link=once', {}, async (page) => {
      await page.getByRole('button', { name: 'Sign in with this link' }).waitFor()
      expect(house.asked.some(({ path }) => path.endsWith('/consume'))).toBe(false)
      house.setSignedIn(true)
      await page.getByRole('button', { name: 'Sign in with this link' }).click()
      await page.getByRole('heading', { name: 'How you come back' }).waitFor()
      expect(house.asked.find(({ path }) => path.endsWith('/consume'))?.body).toContain('once')
    })
  })
})

describe('somebody who is not signed in', () => {
  test('is led to sign in, and brought back to the page asked for', async () => {
    house.setSignedIn(false)
    const before = house.asked.length
    await visit('/events?kind=refused', {}, async (page) => {
      await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
      await page.waitForLoadState('networkidle')
      expect(new URL(page.url()).searchParams.get('back')).toBe('/events?kind=refused')
      // Nothing that must be refused is asked, and nothing for ever.
      const paths = house.asked.slice(before).map(({ path }) => path)
      expect(paths.toSorted()).toEqual(['/public/cookies', '/sign-in/methods'])
    })
  })
})

describe('today', () => {
  test('asks what it needs before its code has come, and nothing twice', async () => {
    const before = house.asked.length
    const page = await browser.newPage()
    const askedAhead = page.waitForRequest(/\/api\/v1\/events\?/)
    await page.route(/\/assets\/shell-/, async (route) => {
      await askedAhead
      await route.continue()
    })
    const last = [
      /\/buildings\?/,
      /\/backups$/,
      /\/installation$/,
      /\/service$/,
      /\/events\?limit=/,
      /\/public\/cookies/,
      /\/documents\/open/,
    ].map((address) => page.waitForRequest(address))
    await page.goto(house.origin)
    await Promise.all(last)
    await page.getByRole('heading', { level: 1, name: /things need a person/ }).waitFor()
    await page.close()
    const paths = house.asked.slice(before).map(({ path }) => path.slice(1))
    // The log is asked twice: for alarms, then for the logbook.
    expect(paths.filter((path) => path !== 'events/stream').toSorted()).toEqual([
      'access-campaigns',
      'backups',
      'buildings',
      'devices',
      'documents/open',
      'emergencies',
      'entrances',
      'events',
      'events',
      'glass-breaks',
      'installation',
      'me',
      'placements',
      'public/cookies',
      'service',
      'sites',
    ])
  })

  test('speaks French, and changes language without losing the page', async () => {
    await visit('/', { language: 'fr-FR' }, async (page) => {
      await page.getByRole('heading', { level: 1, name: /Cinq points à traiter/ }).waitFor()
      await page.getByRole('button', { name: 'English' }).click()
      await page.getByRole('heading', { level: 1, name: /Five things need a person/ }).waitFor()
      await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en')
    })
  })

  test('brings each page its words in the language of the moment, and no words of other pages', async () => {
    await visit('/', {}, async (page) => {
      const brought = (): Promise<readonly string[]> =>
        page.evaluate(() =>
          performance
            .getEntriesByType('resource')
            .flatMap(({ name }) => /[\w-]+\.(?:en|fr)(?=-)/.exec(name) ?? []),
        )
      await page.getByRole('heading', { level: 1, name: /Five things need a person/ }).waitFor()
      await expect
        .poll(async () => [...(await brought())].sort())
        .toEqual(['everywhere.en', 'rest-of-today.en', 'today-page.en'])
      await page.getByRole('button', { name: 'Français' }).click()
      await page.getByRole('heading', { level: 1, name: /Cinq points/ }).waitFor()
      await page.getByRole('link', { name: /^Événements/ }).click()
      await page.getByRole('heading', { level: 1, name: 'Événements' }).waitFor()
      await expect.poll(brought).toContain('events-page.fr')
      await page.getByRole('button', { name: 'English' }).click()
      await page.getByRole('heading', { level: 1, name: 'Events' }).waitFor()
    })
  })
})

describe('the lodge', () => {
  test('tells what waits in the hall and what the machines do', async () => {
    await visit('/', {}, async (page) => {
      const lodge = page.getByRole('region', { name: 'At the lodge' })
      await lodge.getByText('3 of 18 compartments hold a parcel').waitFor()
      await lodge.getByText('running: Washer 1').waitFor()
    })
  })
})

describe('doors', () => {
  test('answer why a person may not enter, with the check that decided', async () => {
    await visit(`/doors?entrance=${BIKE_ROOM}`, {}, async (page) => {
      await page.getByRole('searchbox', { name: 'Person' }).fill('gir')
      await page.getByRole('button', { name: 'Noé Girard' }).click()
      await page.getByText('Noé Girard may not enter here.').waitFor()
      await page.getByText('The right to this entrance does not hold at this hour.').waitFor()
      await page.getByText('Days: closed, by a public holiday, Armistice Day').first().waitFor()
      await page.getByText('What it rests on, check by check').click()
      await page.getByText(/“Moving in”, given .* by Manager, to everyone who lives there/).waitFor()
      await page.getByText(/version 12, in force since/).waitFor()
    })
  })

  test('find a person by keyboard alone, and leave the field before the pane', async () => {
    await visit(`/doors?entrance=${BIKE_ROOM}`, {}, async (page) => {
      const field = page.getByRole('searchbox', { name: 'Person' })
      await field.fill('gir')
      await page.getByRole('button', { name: 'Noé Girard' }).waitFor()
      await field.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByText('Noé Girard may not enter here.').waitFor()
      await page.keyboard.press('Escape')
      await expect.poll(() => field.inputValue()).toBe('')
      await page.keyboard.press('Escape')
      await field.waitFor({ state: 'detached' })
    })
  })

  test('are narrowed to a building, and say where each is', async () => {
    await visit('/doors', { language: 'fr-FR' }, async (page) => {
      await page.getByRole('link', { name: 'Bike room', exact: true }).waitFor()
      await page
        .getByRole('navigation', { name: 'Bâtiment' })
        .getByRole('link', { name: 'C', exact: true })
        .click()
      await page.getByRole('link', { name: 'Bike room', exact: true }).waitFor({ state: 'detached' })
      await page.getByRole('link', { name: 'Cellars C', exact: true }).click()
      await page.getByText('C, Ground floor', { exact: true }).waitFor()
      expect(new URL(page.url()).searchParams.get('building')).toBe(wireId('bld', 3))
    })
  })

  test('say in one’s own language what equipment sent that could not be read', async () => {
    await visit('/doors', { language: 'fr-FR' }, async (page) => {
      const list = page.getByRole('region', { name: 'Messages illisibles' })
      await list.getByText('Le modèle de l’équipement n’a pas pu lire le message.').waitFor()
      await list.getByText('3 fois').waitFor()
    })
  })

  test('are asked where they are when a device is adopted', async () => {
    await visit(`/doors?device=${wireId('dev', 50)}`, {}, async (page) => {
      await page.getByRole('combobox', { name: 'Building' }).selectOption({ label: 'B' })
      await page.getByRole('combobox', { name: 'Floor' }).selectOption({ label: 'Ground floor' })
      await page.getByRole('button', { name: 'Adopt it' }).click()
      await expect
        .poll(() => house.asked.find(({ path }) => path.endsWith('/adopt'))?.body)
        .toContain(
          JSON.stringify({
            buildingId: wireId('bld', 2),
            floorId: wireId('flo', 2),
            unitId: null,
            area: 'Roof terrace',
          }),
        )
    })
  })

  test('shows the piece beside the row that was pressed anywhere, however far the list was scrolled', async () => {
    await visit('/doors', {}, async (page) => {
      await page.setViewportSize({ width: 1440, height: 420 })
      const cell = page.getByRole('row', { name: /Washer 1/ }).getByRole('cell', { name: 'running' })
      await cell.scrollIntoViewIfNeeded()
      const where = await cell.boundingBox()
      await page.mouse.click((where?.x ?? 0) + 5, (where?.y ?? 0) + 5)
      const heading = page.getByRole('complementary', { name: 'Detail' }).getByRole('heading', { level: 2 })
      await heading.getByText('Washer 1').waitFor()
      const box = await heading.boundingBox()
      expect(box?.y).toBeGreaterThan(0)
      expect(box?.y).toBeLessThan(420)
    })
  })

  test('can be chosen and left again by keyboard alone', async () => {
    await visit('/doors', {}, async (page) => {
      await page.getByRole('link', { name: 'Bike room', exact: true }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('complementary', { name: 'Detail' }).waitFor()
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Bike room')
      await page.getByRole('link', { name: 'Close' }).press('Enter')
      await expect.poll(() => new URL(page.url()).search).toBe('')
      await page.getByRole('link', { name: 'Hall A', exact: true }).press('Enter')
      await page.getByRole('complementary', { name: 'Detail' }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('complementary', { name: 'Detail' }).waitFor({ state: 'detached' })
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Hall A')
    })
  })
})

describe('events', () => {
  test('fold names; one is shown for a reason, which the server is told', async () => {
    await visit('/events', { language: 'fr-FR' }, async (page) => {
      await page.getByText('un résident de B').first().waitFor()
      await expect.poll(() => page.getByText('Ada Okafor').count()).toBe(0)
      await page.locator('a[href*="event="]').first().click()
      const pane = page.getByRole('complementary', { name: 'Événement' })
      await pane
        .getByRole('combobox', { name: 'Pourquoi vous faut-il ce nom ?' })
        .selectOption({ label: 'La personne me l’a demandé' })
      await pane.getByRole('button', { name: 'Afficher le nom' }).click()
      await pane.getByText('Ada Okafor').waitFor()
      const asked = house.asked.find(({ path }) => path.endsWith('/names'))?.body
      expect(asked).toContain('"reason":"asked_by_them"')
      expect(asked).toContain('"eventId":"evt_')
    })
  })

  test('are narrowed by address, explained, and proved', async () => {
    await visit('/events?kind=refused', {}, async (page) => {
      await page.getByRole('link', { name: 'Refused, outside hours' }).first().click()
      const pane = page.getByRole('complementary', { name: 'Event' })
      await pane.getByText('Checks stopped here. The door stayed closed.').waitFor()
      await pane.getByText(/“Moving in”, given .* by Manager/).waitFor()
      await pane.getByText('version 12').waitFor()
      await pane.getByText('By the door’s clock').waitFor()
      await pane.getByText('Unaltered.').waitFor()
    })
  })
})

describe('roles', () => {
  test('are one table; one of one’s own is changed from the version that is shown', async () => {
    await visit('/settings', {}, async (page) => {
      await page.getByRole('link', { name: 'Roles, and what each may do' }).click()
      await page.getByRole('columnheader', { name: 'Data protection' }).waitFor()
      await page.getByRole('button', { name: 'Change Night porter' }).click()
      await page.getByRole('checkbox', { name: 'See what happened' }).check()
      await page.getByRole('button', { name: 'Keep this role' }).click()
      await expect
        .poll(() => house.asked.find(({ path }) => path.startsWith('/roles/'))?.body)
        .toContain(
          JSON.stringify({
            name: 'Night porter',
            permissions: ['doors.open', 'events.read'],
            scopes: ['site'],
          }),
        )
    })
  })

  test('are given until the end of a day', async () => {
    await visit('/settings/accounts', { language: 'fr-FR' }, async (page) => {
      await page.getByText('Gardiennage, toute l’organisation, jusqu’au 31 décembre 2030 inclus').waitFor()
      await page.getByRole('button', { name: 'Modifier\u00a0: Joaquim Pires' }).click()
      await page.getByRole('button', { name: 'Donner un rôle…' }).click()
      const form = page.getByRole('form', { name: 'Donner un rôle' })
      await form.getByLabel('Rôle').selectOption({ label: 'Night porter' })
      // The fixture’s manager holds a part of what there is: nothing beyond it is offered.
      const roles = await form.getByLabel('Rôle').locator('option').allTextContents()
      expect(roles).toEqual(['Choisissez un rôle', 'Night porter'])
      await form.getByLabel('Dernier jour').fill('2031-03-01')
      const nightPorter = await form.getByLabel('Rôle').inputValue()
      await form.getByRole('button', { name: 'Donner', exact: true }).click()
      const until = await page.evaluate(() => new Date('2031-03-02T00:00:00').toISOString())
      await expect
        .poll(() => house.asked.find(({ path }) => /^\/accounts\/\w+\/roles$/.test(path))?.body)
        .toBe(JSON.stringify({ roleId: nightPorter, scope: { kind: 'site', siteId: site.id }, until }))
    })
  })
})

const PAGES = [
  ['/', '.today li'],
  ['/events', 'a[href*="event="]'],
  ['/access', '.mx'],
  ['/residents', '.residents td'],
  [`/residents/${wireId('per', 2)}`, '.opens td'],
  ['/residents/new', '.new-person'],
  ['/residents/form', '.paper'],
  ['/settings', 'h2'],
  ['/settings/accounts', '.account-list'],
  ['/settings/roles', '.matrix'],
  ['/settings/keys', '.key-list'],
  ['/settings/sites', '.part'],
  ['/settings/backup', '.restore'],
  ['/settings/installation', '.sec'],
  ['/settings/rules', '.house-fixed'],
  ['/set-up', 'h1'],
  [`/doors?entrance=${BIKE_ROOM}`, '.open-box'],
  [`/doors?device=${wireId('dev', 50)}`, '.adopt'],
] as const

/** Nothing to stumble over and nothing beyond the edge, by day and by night. */
const expectReadable = async (page: Page): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect([colorScheme, await axeFindings(page, { tags: WCAG })]).toEqual([colorScheme, []])
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
}

describe.each([390, 1440])('at %i px, by day and by night', (width) => {
  // One visitor for all of them: nothing is kept between two pages but the files of the app.
  let context: BrowserContext
  beforeAll(async () => {
    context = await somebody({ width })
  })
  afterAll(() => context.close())

  test.each(PAGES)('%s has nothing an automated reader would stumble over', async (path, landmark) => {
    await look(context, path, async (page) => {
      await page.locator(landmark).first().waitFor()
      await page.waitForLoadState('load')
      await expectReadable(page)
    })
  })

  test('the calendar of a day has nothing an automated reader would stumble over', async () => {
    await look(context, '/settings/keys', async (page) => {
      await page.getByRole('button', { name: 'Make a key' }).click()
      await page.getByRole('button', { name: 'Open the calendar' }).click()
      await page.getByRole('dialog', { name: 'Calendar' }).waitFor()
      await expectReadable(page)
    })
  })

  test('signing in has nothing an automated reader would stumble over', async () => {
    house.setSignedIn(false)
    await look(context, '/sign-in', async (page) => {
      await page.getByRole('button', { name: /Send me a link by email/ }).waitFor()
      await expectReadable(page)
    })
  })
})
