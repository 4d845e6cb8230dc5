/** Somebody adopts the controller of a lift, says which floors it has, and finds them among the doors. */
import { describe, expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'
import { makeLift } from '../../../../testing/residence/equipment/lift.ts'
import { LIFTS } from '../../../../testing/residence/residence.ts'

const spec = specInHouse()

describe('the controller of a lift', () => {
  test('is adopted as a lift: an entrance for each floor, and one badge reader in the car', async () => {
    const [lift] = LIFTS
    if (lift === undefined) throw new Error('the residence has a lift')
    const car = await spec.house.connect(makeLift(lift))
    const { page } = await spec.sitDownSignedIn('/doors')
    await page.getByRole('rowgroup').filter({ hasText: 'To be adopted' }).getByRole('link').click()
    await page.getByLabel('What people call it').fill('Lift C')
    const what = page.getByLabel('What it belongs to')
    await expect.poll(() => what.inputValue()).toBe('lift')
    await page.getByText('People read “Lift C, Sous-sol”.').waitFor()

    // Of five outputs some are not wired; one floor is no lift.
    for (const floor of ['Sous-sol', 'Rez-de-chaussée', '1er étage', '2e étage'])
      await page.getByLabel(`Floor of the output ${floor}`).fill('')
    await page.getByRole('button', { name: 'Make this lift' }).click()
    await page.getByText('A lift has two floors at least: name this one.').waitFor()
    await page.getByLabel('Floor of the output Rez-de-chaussée').fill('Ground floor')
    await page.getByLabel('Floor of the output 1er étage').fill('1st floor')
    await page.getByRole('button', { name: 'Make this lift' }).click()

    const pane = page.getByRole('complementary', { name: 'Detail' })
    await pane.getByRole('heading', { name: 'Lift C, Ground floor' }).waitFor()
    const group = page.getByRole('rowgroup').filter({ hasText: /^Lift C 3/ })
    await expect
      .poll(() => group.getByRole('link').allTextContents())
      .toEqual(['Lift C, Ground floor', 'Lift C, 1st floor', 'Lift C, 3e étage'])
    await pane.getByText(/^In force here since/).waitFor()
    await pane.getByRole('button', { name: 'Open for 5 seconds' }).click()
    expect(await car.until((says) => says['floor-0'] === 'UNLOCKED', 20_000)).toBe(true)
    expect(car.says['floor-1']).toBe('LOCKED')
  })
})
