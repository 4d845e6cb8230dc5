/** A manager opens a door from the console, and sees what became of it. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { specInHouse } from '../../../../testing/console/spec.ts'
import type { LiveDevice } from '../../../../testing/residence/live-device.ts'

const spec = specInHouse()
let door: LiveDevice
let entrance: string

beforeAll(async () => {
  ;({ door, entrance } = await spec.house.installDoor('hall-b'))
})

afterEach(() => spec.house.setUplink(false))

const paneOf = (page: Page) => page.getByRole('complementary', { name: 'Detail' })
const openFor = (page: Page) => paneOf(page).getByRole('button', { name: 'Open for 5 seconds' })

describe('opening a door', () => {
  test('with a reason really opens it, says so once it did, and writes it in the log', async () => {
    const { page } = await spec.sitDownSignedIn(`/doors?entrance=${entrance}`)
    await paneOf(page).getByLabel('Why are you opening it?').selectOption('Another reason…')
    await openFor(page).click()
    await paneOf(page).getByText('Write at least three letters.').waitFor()
    await paneOf(page).getByLabel('The reason, in a few words').fill('Mme Okafor left her badge upstairs')
    await openFor(page).click()
    expect(await door.until((says) => says['lock'] === 'UNLOCKED', 20_000)).toBe(true)
    await paneOf(page)
      .getByText(/^Opened at \d\d:\d\d:\d\d\.$/)
      .waitFor()
    await paneOf(page)
      .getByText(/^Locks again in \d s\.$/)
      .waitFor()
    await paneOf(page)
      .getByText(/Locked again\.$/)
      .waitFor({ timeout: 15_000 })
    const recent = paneOf(page).getByRole('list', { name: 'Recent events' })
    await recent.getByRole('link', { name: 'Opened from the console' }).waitFor()
  })

  test('whose lock is not connected says so in words', async () => {
    const { page } = await spec.sitDownSignedIn(`/doors?entrance=${entrance}`)
    await openFor(page).isEnabled()
    door.silence()
    try {
      await openFor(page).click()
      await paneOf(page).getByText('Not opened: the lock is not connected.').waitFor()
    } finally {
      await door.connect()
    }
  })

  test('whose lock is silent says since when, that no order can arrive, and no longer offers it first [S0-90 4/4]', async () => {
    const { page } = await spec.sitDownSignedIn(`/doors?entrance=${entrance}`)
    await openFor(page).and(page.locator('.btn-main')).waitFor()
    door.silence()
    try {
      await paneOf(page)
        .getByText(/^The lock does not answer, so the order cannot arrive at the moment\./)
        .waitFor()
      await openFor(page).and(page.locator(':not(.btn-main)')).waitFor()
      await paneOf(page)
        .getByText(/^Its lock does not answer\..* Last heard .+\./)
        .or(paneOf(page).getByText(/^Its reader and its lock do not answer\..* Last heard .+\./))
        .first()
        .waitFor()
    } finally {
      await door.connect()
    }
    await openFor(page).and(page.locator('.btn-main')).waitFor()
  })

  test('whose building was cut a moment ago waits in words, and says when nobody answered in time', async () => {
    const gate = await spec.house.installDoor('garden-gate')
    const { page } = await spec.sitDownSignedIn(`/doors?entrance=${gate.entrance}`)
    await openFor(page).waitFor()
    // The page has not heard of the cut yet, and orders.
    await page.route(/\/api\/v1\/entrances\?/, () => undefined)
    await spec.house.setUplink(true)
    await page.clock.install()
    await openFor(page).click()
    await paneOf(page).getByText('Asking the door…').waitFor()
    await page.clock.fastForward(14_000)
    await paneOf(page)
      .getByText(/^No answer from the door/)
      .waitFor()
    expect(gate.door.says['lock']).toBe('LOCKED')
  })

  test('on its own is off, with its why, within seconds of the cut', async () => {
    const gate = await spec.house.installDoor('bin-room')
    const { page } = await spec.sitDownSignedIn(`/doors?entrance=${gate.entrance}`)
    await openFor(page).and(page.locator(':not([aria-disabled])')).waitFor()
    await spec.house.setUplink(true)
    await paneOf(page)
      .getByText(/^Opening from here is off: the building has not been heard since \d\d:\d\d:\d\d/)
      .waitFor({ timeout: 5_000 })
    await expect.poll(() => openFor(page).getAttribute('aria-disabled')).toBe('true')
    await spec.house.setUplink(false)
    await openFor(page).and(page.locator(':not([aria-disabled])')).waitFor()
  })
})
