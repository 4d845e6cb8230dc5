/** A controller goes for good: what goes with it is read, it is cleared; one that is silent is wiped by hand. */
import { describe, expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'
import { axeFindings } from '../../../../testing/console/axe.ts'

const spec = specInHouse()

describe('equipment that goes for good', () => {
  test('is cleared once its edge says so; one that is silent until somebody says they wiped it, and until it is heard again', async () => {
    const first = await spec.house.installDoor('hall-a')
    const second = await spec.house.installDoor('hall-b')
    const { page } = await spec.sitDownSignedIn(`/doors?entrance=${first.entrance}`)
    const pane = page.getByRole('complementary', { name: 'Detail' })
    const partsOfDoor = pane.locator('section', { has: page.getByRole('heading', { name: 'Its parts' }) })
    await partsOfDoor.getByRole('link').first().click()
    await pane.getByRole('button', { name: 'Take it out for good…' }).click()
    const form = pane.getByRole('form', { name: 'Out for good' })
    await form.getByText(/^Hall A: no .*lock/).waitFor()
    // It opens where one looks, however long the pane above it is.
    await expect
      .poll(() =>
        form.evaluate(
          (box) => box === document.activeElement && box.getBoundingClientRect().top < innerHeight,
        ),
      )
      .toBe(true)
    await form.getByRole('button', { name: /^Take .* out for good$/ }).click()
    await form.getByText('Write at least three letters.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await form.getByLabel('Why?').fill('Burnt out')
    await form.getByRole('button', { name: /^Take .* out for good$/ }).click()
    await pane.getByText('cleared: its edge says so, and it is heard no more').waitFor({ timeout: 40_000 })

    second.door.silence()
    await page.goto(`${spec.house.origin}/doors?entrance=${second.entrance}`)
    await page.getByText('reader and lock do not answer').first().waitFor({ timeout: 40_000 })
    await partsOfDoor.getByRole('link').first().click()
    await pane.getByRole('button', { name: 'Take it out for good…' }).click()
    await form.getByText(/^It cannot be reached now/).waitFor()
    await form.getByLabel('Why?').fill('Drowned')
    await form.getByRole('button', { name: /^Take .* out for good$/ }).click()
    await pane.getByText('to be wiped by hand').waitFor({ timeout: 40_000 })
    await page.goto(`${spec.house.origin}/`)
    await page.getByRole('heading', { name: /is to be wiped by hand$/ }).waitFor()
    await page.getByRole('link', { name: 'See it' }).click()
    await pane.getByLabel('What was done with it').fill('Memory destroyed')
    await pane.getByRole('button', { name: 'I wiped it by hand' }).click()
    await pane.getByText('wiped by hand, somebody says: nothing confirms it from here').waitFor()
    await pane.getByText(/^Somebody said .*Memory destroyed$/).waitFor()
    await pane.getByRole('button', { name: 'Take it out for good…' }).waitFor({ state: 'detached' })
    await second.door.stop()
    await spec.house.connectDoor('hall-b')
    await pane.getByText(/^It announced itself again/).waitFor({ timeout: 40_000 })
  })
})
