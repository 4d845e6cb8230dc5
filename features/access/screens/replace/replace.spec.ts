/** A controller burns out: another one takes its place at the same door, opens it, and the old one can come back. */
import { describe, expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()

/** A setting the new equipment has not. */
const KNOWN_TO_THE_OLD = {
  key: 'night_light',
  name: 'Night light',
  kind: 'number',
  unit: 's',
  limits: { min: 1, max: 30 },
  desired: { value: 8, at: '2026-11-22T08:00:00.000Z', why: 'prams', revision: 4, inForceAt: null },
  reported: null,
  drift: 'waiting',
}

describe('equipment that is replaced', () => {
  test('gives its door to the new one, which opens it, until that is undone', async () => {
    const { entrance } = await spec.house.installDoor('hall-b')
    const next = await spec.house.connectDoor('bike-room')
    const { page } = await spec.sitDownSignedIn(`/doors?entrance=${entrance}`)
    const pane = page.getByRole('complementary', { name: 'Detail' })
    const partsOfDoor = pane.locator('section', { has: page.getByRole('heading', { name: 'Its parts' }) })
    // Before its page asks for them, which it does as soon as it is opened.
    await page.route('**/devices/*/config', (route) =>
      route.fulfill({ json: { revision: 4, settings: [KNOWN_TO_THE_OLD] } }),
    )
    await partsOfDoor.getByRole('link').first().click()
    await pane.getByRole('button', { name: 'Replace it…' }).click()
    const oldName = await pane.getByRole('heading', { level: 2 }).textContent()
    const form = pane.getByRole('form', { name: 'Replacement' })
    await form.getByRole('button', { name: 'Replace it' }).click()
    await form.getByText('Choose what takes its place.').waitFor()
    const options = form.getByLabel('What takes its place').getByRole('option')
    await expect.poll(() => options.count()).toBe(2)
    await form.getByLabel('What takes its place').selectOption({ index: 1 })
    await form.getByLabel(/^As lock of/).waitFor()
    await form.getByText('This setting does not move over').waitFor()
    await form.getByText('Night light: 8 s').waitFor()
    await page.unroute('**/devices/*/config')
    await form.getByLabel('Why?').fill('Water in the case')
    await form.getByRole('button', { name: 'Replace it' }).click()
    await pane.getByText(/^Took the place of/).waitFor()
    await expect.poll(() => pane.getByRole('heading', { level: 2 }).textContent()).toBe(oldName)

    await page.goto(`${spec.house.origin}/doors?entrance=${entrance}`)
    // A word that was lost on the way to the building is said again after a quarter of a minute.
    await pane.getByText(/^In force here since/).waitFor({ timeout: 40_000 })
    await pane.getByRole('button', { name: 'Open for 5 seconds' }).click()
    expect(await next.until((says) => says['lock'] === 'UNLOCKED', 20_000)).toBe(true)

    await partsOfDoor.getByRole('link').first().click()
    await pane.getByRole('button', { name: 'Undo', exact: true }).click()
    await pane.getByText(/Undone/).waitFor()
    await page.goto(`${spec.house.origin}/doors?entrance=${entrance}`)
    await partsOfDoor.getByRole('link').first().click()
    await pane.getByText(/^Replaced by .*: /).waitFor()
    await pane.getByText(/Undone/).waitFor()
  })
})
