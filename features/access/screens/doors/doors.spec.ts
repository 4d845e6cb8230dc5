/** Doors come, go on their own and come back, while a manager looks on without refreshing anything. */
import { afterEach, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()
const TWO_MINUTES = 120_000

afterEach(() => spec.house.setUplink(false))

/** On a tablet, what can be done from the list begins under the title, side by side. */
const actsStandInLine = async (page: Page): Promise<void> => {
  await page.setViewportSize({ width: 768, height: 900 })
  const title = await page.getByRole('heading', { level: 1 }).boundingBox()
  const acts = [
    page.getByRole('button', { name: 'Add equipment' }),
    page.getByRole('link', { name: 'Changes to several devices' }),
    page.getByRole('link', { name: 'Print labels' }),
  ]
  const boxes = await Promise.all(acts.map((act) => act.boundingBox()))
  const middles = boxes.map((box) => Math.round((box?.y ?? 0) + (box?.height ?? 0) / 2))
  expect(new Set(middles).size).toBe(1)
  expect(Math.abs((boxes[0]?.x ?? 0) - (title?.x ?? 0))).toBeLessThan(4)
  await page.setViewportSize({ width: 1280, height: 720 })
}

describe('a door that announces itself', () => {
  test('appears by itself, is adopted to a new entrance, and opens', async () => {
    const { page } = await spec.sitDownSignedIn('/doors')
    await page.getByText('No door is connected yet.').waitFor()
    const door = await spec.house.connectDoor('bike-room')
    await page.getByRole('rowgroup').filter({ hasText: 'To be adopted' }).getByRole('link').click()
    await page.getByLabel('What people call it').fill('Bike room controller')
    await page.getByLabel('Name of the entrance').fill('Bike room')
    await page.getByLabel('Number on the plan').fill('8')
    await page.getByRole('button', { name: 'Adopt it' }).click()
    const pane = page.getByRole('complementary', { name: 'Detail' })
    await pane.getByRole('heading', { name: 'Bike room' }).waitFor()
    await page.getByRole('rowgroup').filter({ hasText: 'Entrances' }).getByText('Bike room').waitFor()
    await page.getByText('1 entrance, 1 piece of equipment. Nothing needs a person.').waitFor()
    await pane.getByText(/^In force here since/).waitFor()
    await pane.getByRole('button', { name: 'Open for 5 seconds' }).click()
    expect(await door.until((says) => says['lock'] === 'UNLOCKED', 20_000)).toBe(true)
    await pane.getByRole('link', { name: 'Bike room controller' }).click()
    await pane.getByRole('rowheader', { name: 'Stays unlocked' }).waitFor()
    // A part has no line of its own.
    await page
      .getByRole('row', { name: /Bike room/ })
      .and(page.locator('[aria-current="true"]'))
      .waitFor()
    await page.getByRole('button', { name: 'Français' }).click()
    await page.getByRole('rowheader', { name: 'Reste déverrouillée' }).waitFor()
    const lock = page.getByRole('term').filter({ hasText: 'Serrure' })
    await lock.locator('xpath=following-sibling::dd').getByText('verrouillée').waitFor()
  })
})

describe('a building whose line is cut', () => {
  test('is said to be on its own since when, and tells afterwards what happened, marked late', async () => {
    const { door } = await spec.house.installDoor('hall-b')
    const { page } = await spec.sitDownSignedIn('/doors')
    const row = page.getByRole('row', { name: 'Hall B' })
    await row.getByText('closed', { exact: true }).waitFor()
    await actsStandInLine(page)
    await spec.house.setUplink(true)
    await row.getByText(/^on its own since \d\d:\d\d$/).waitFor()
    await page.getByRole('link', { name: /^Today/ }).click()
    await page.getByRole('heading', { name: 'The building is on its own' }).waitFor()

    door.happen({ kind: 'badgeShown', value: '04C0FFEE00' })
    await spec.house.untilEdgeHasNews()
    spec.house.letTimePass(TWO_MINUTES)
    await spec.house.setUplink(false)

    await page.getByRole('heading', { name: 'The building is on its own' }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: /^Events/ }).click()
    const refused = page.getByRole('row', { name: /Refused/ })
    await refused.getByText('late').waitFor()
    await expect.poll(() => refused.count()).toBe(1)
  })
})
