/** What the console may say of a residence it cannot see, or cannot hear: never that all is in order. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../../../testing/browser.ts'
import { builtConsole } from '../../../../testing/console/build.ts'
import { devicesAt, entrancesAt, placementAt, wireId } from '../../../../testing/console/residence.ts'
import { me } from '../../../../testing/console/account-routes.ts'
import { type ConsoleServer, startConsole } from '../../../../testing/console/server.ts'

let browser: Browser
let house: ConsoleServer

beforeAll(async () => {
  house = await startConsole(await builtConsole())
  browser = await launchBrowser()
}, 60_000)
afterEach(() => house.restore())
afterAll(async () => {
  await browser.close()
  await house.close()
})

const visit = async (path: string, look: (page: Page) => Promise<void>): Promise<void> => {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  context.setDefaultTimeout(12_000)
  const page = await context.newPage()
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  try {
    await page.goto(house.origin + path)
    await look(page)
    expect(failures).toEqual([])
  } finally {
    await context.close()
  }
}

const HALL_A = `/doors?entrance=${wireId('ent', 2)}`
const paneOf = (page: Page) => page.getByRole('complementary', { name: 'Detail' })
/** Marks that say "in order" beside a door of the list. */
const greenDoors = (page: Page) => page.locator('.eq tr:has(a[href*="entrance="]) .mk-ok')

const setAlone = (since: number): void => {
  const aloneSince = new Date(since).toISOString()
  house.otherwise(/^\/placements$/, () => ({ data: [{ ...placementAt(Date.now()), aloneSince }] }))
  house.otherwise(/^\/entrances$/, () => ({
    data: entrancesAt(Date.now()).map((entrance) => ({
      ...entrance,
      placement: { ...entrance.placement, aloneSince },
    })),
    nextCursor: null,
  }))
}

const doubtLock = (needsLook: boolean): void => {
  const since = new Date(Date.now() - 3_600_000).toISOString()
  const unconfirmed = { times: needsLook ? 3 : 1, since, lastAt: since, needsLook }
  house.otherwise(/^\/entrances$/, () => ({
    data: entrancesAt(Date.now()).map((entrance) =>
      entrance.id === wireId('ent', 2) ? { ...entrance, unconfirmed } : entrance,
    ),
    nextCursor: null,
  }))
}

describe('a lock that takes orders and never says that it moved', () => {
  test('waits for a person on Today, with since when, what to do and how to end it', async () => {
    doubtLock(true)
    await visit('/', async (page) => {
      const title = page.getByRole('heading', { name: 'The lock of Hall A does not confirm' })
      await title.waitFor()
      const item = page.getByRole('listitem').filter({ has: title })
      await item.getByText(/^The last 3 openings were ordered.*Look at the lock/).waitFor()
      await item.getByText(/^since/).waitFor()
      await item.getByRole('button', { name: 'Record what you found…' }).waitFor()
      await item.getByRole('link', { name: 'See the door' }).click()
      await paneOf(page).getByText('Its lock does not confirm what it is told.').waitFor()
      await paneOf(page)
        .getByText(/^the lock does not confirm$/)
        .waitFor()
    })
  })

  test('that cannot answer at all was told to open, in the log, and no more', async () => {
    await visit('/events', async (page) => {
      await page.getByText('Following live').waitFor()
      house.happen({ type: 'door.opened', entrance: 2, payload: { outcome: 'sent' } })
      await page.getByText('Lock told to open; it cannot say whether it did').first().waitFor()
      house.happen({ type: 'door.opened', entrance: 2, payload: { outcome: 'unlocked' } })
      await page
        .getByRole('row', { name: /Opened/ })
        .first()
        .waitFor()
    })
  })

  test('is nobody’s business after one lost answer', async () => {
    doubtLock(false)
    await visit('/', async (page) => {
      await page.getByText(/equipment in order/).waitFor()
      await expect.poll(() => page.getByText(/does not confirm/).count()).toBe(0)
    })
  })
})

describe('a building whose line is cut', () => {
  test('is first on Today, with since when and how many doors decide alone', async () => {
    await visit('/', async (page) => {
      await page.getByText(/equipment in order/).waitFor()
      setAlone(Date.now())
      house.happen({ type: 'edge.disconnected', entrance: 1 })
      await page.getByRole('heading', { name: 'The building is on its own' }).waitFor()
      await page.getByText(/^Its controller no longer answers. Its 8 entrances go on deciding/).waitFor()
      await page.getByText(/^The building has been on its own since \d\d:\d\d:\d\d: every door/).waitFor()
      // Nothing comes from the doors, so neither the page nor its logbook is called live.
      await page.getByText(/^Building silent since \d\d:\d\d:\d\d$/).waitFor()
      await page.getByText(/^building silent since \d\d:\d\d$/).waitFor()
      await expect.poll(() => page.getByText(/^live$|^Live,/).count()).toBe(0)
    })
  })

  test('shows each of its doors as on its own since then, none as in order, and opening off with its why', async () => {
    await visit(HALL_A, async (page) => {
      const open = paneOf(page).getByRole('button', { name: 'Open for 8 seconds' })
      await open.waitFor()
      await expect.poll(() => open.getAttribute('aria-disabled')).toBe(null)
      setAlone(Date.now())
      house.happen({ type: 'edge.disconnected', entrance: 1 })
      await paneOf(page)
        .getByText(/^Opening from here is off: the building has not been heard since \d\d:\d\d:\d\d/)
        .waitFor()
      await expect.poll(() => open.getAttribute('aria-disabled')).toBe('true')
      await page.getByText(/^The building has been on its own since/).waitFor()
      await expect
        .poll(() => page.getByRole('cell', { name: /^on its own since \d\d:\d\d$/ }).count())
        .toBe(7)
      await expect.poll(() => greenDoors(page).count()).toBe(0)
    })
  })
})

describe('a door whose reader and lock lost their cable', () => {
  test('says that nobody gets in, whatever their right', async () => {
    house.otherwise(/^\/devices$/, () => ({
      data: devicesAt(Date.now()).map((device) =>
        device.id === wireId('dev', 2)
          ? { ...device, needs: ['offline'], health: { ...device.health, online: false } }
          : device,
      ),
      nextCursor: null,
    }))
    await visit(HALL_A, async (page) => {
      await paneOf(page)
        .getByText(/^Its reader and its lock do not answer. Nobody can enter here/)
        .waitFor()
      await page.getByRole('cell', { name: 'reader and lock do not answer' }).first().waitFor()
      await page.goto(house.origin)
      await page.getByRole('heading', { name: 'Nobody can enter by Hall A' }).waitFor()
    })
  })
})

describe('what may not be seen', () => {
  test.each([
    [403, 'Your role does not show equipment, so it is not known here how the doors are.'],
    [500, 'The equipment could not be asked for. What you see of it may be old or missing.'],
  ] as const)('is never green: equipment answered %i', async (status, sentence) => {
    house.otherwise(/^\/devices$/, () => status)
    await visit('/doors', async (page) => {
      await page.getByText(sentence).waitFor()
      await page.getByRole('link', { name: 'Hall A', exact: true }).waitFor()
      await expect.poll(() => greenDoors(page).count()).toBe(0)
      await expect.poll(() => page.getByText(/Nothing needs a person/).count()).toBe(0)
      await expect.poll(() => page.getByRole('cell', { name: 'not known', exact: true }).count()).toBe(7)
    })
  })

  test('keeps Today from saying that nothing needs anybody', async () => {
    house.otherwise(/^\/(devices|events|backups|installation)$/, () => 403)
    await visit('/', async (page) => {
      await page.getByText('Your role does not show equipment').waitFor()
      await page.getByRole('heading', { level: 1, name: /Not everything could be looked at\.$/ }).waitFor()
      await expect.poll(() => page.getByText(/Nothing needs you|all in order/).count()).toBe(0)
    })
  })

  test('does not hide what may: without entrances, the equipment is still there', async () => {
    house.otherwise(/^\/entrances$/, () => 403)
    await visit('/doors', async (page) => {
      await page.getByText('Your role does not show entrances.').waitFor()
      await page.getByRole('link', { name: 'Washer 1' }).waitFor()
    })
  })
})

describe('a resident', () => {
  const own = (permission: string) => ({ permission, scope: { kind: 'own' } })
  const decision = { allowed: true, until: null }

  test.each(['/', '/doors', HALL_A, '/events'])(
    'led to %s reads that it is not for them, and which doors open to them',
    async (path) => {
      house.otherwise(/^\/me$/, () => ({
        ...me,
        roles: ['resident'],
        grants: ['access.read', 'doors.open', 'events.read'].map(own),
      }))
      house.otherwise(/^\/(devices|placements|events)$/, () => 403)
      house.otherwise(/^\/entrances$/, () => ({ data: [], nextCursor: null }))
      house.otherwise(/^\/people\/\w+\/access$/, () => ({
        at: new Date().toISOString(),
        suspended: false,
        data: [
          { entranceId: wireId('ent', 6), name: 'Bike room', number: '6', decision },
          {
            entranceId: wireId('ent', 7),
            name: 'Cellars C',
            number: '7',
            decision: { allowed: false, refusal: 'no_grant_here', accessGrantId: null, retryAt: null },
          },
        ],
      }))
      await visit(path, async (page) => {
        await page
          .getByRole('heading', { level: 1, name: 'These pages are for those who run the residence.' })
          .waitFor()
        const doors = page.getByRole('region', { name: 'What opens to you now' })
        await doors.getByText('Bike room').waitFor()
        await doors.getByText('You may enter.').waitFor()
        await expect.poll(() => page.getByText('Cellars C').count()).toBe(0)
        await expect
          .poll(() => page.getByText(/in order|Nothing is connected|not there any more/).count())
          .toBe(0)
        await expect.poll(() => page.getByRole('link', { name: 'Events' }).count()).toBe(0)
      })
    },
  )
})
