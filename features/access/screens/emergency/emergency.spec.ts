/** A manager drills a lockdown: ordered, seen on Today and Doors, felt at the door, ended, and the ending undone. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { specInHouse } from '../../../../testing/console/spec.ts'
import type { LiveDevice } from '../../../../testing/residence/live-device.ts'

const spec = specInHouse()
let door: LiveDevice

beforeAll(async () => {
  ;({ door } = await spec.house.installDoor('hall-b'))
})

const order = async (page: Page, kind: 'Lockdown' | 'Evacuation', button: string): Promise<void> => {
  await page.getByRole('button', { name: kind, exact: true }).click()
  await page.getByLabel('Why').fill('Drill of the fifth')
  await page.getByRole('button', { name: button }).click()
}

describe('a drill', () => {
  test('of a lockdown is ordered with a reason, seen in force, ended, and undone', async () => {
    const { page } = await spec.sitDownSignedIn('/emergency')
    await page.getByRole('button', { name: 'Lock down now' }).click()
    await page.getByText('Write at least three letters.').waitFor()
    await order(page, 'Lockdown', 'Lock down now')
    const standing = page.getByRole('alert').filter({ hasText: 'Lockdown: The whole residence.' })
    await standing.waitFor()
    await expect
      .poll(() => standing.textContent(), { timeout: 15_000 })
      .toMatch(/ordered by you: Drill of the fifth\. In force at 1 entrance\./)

    await page.goto(`${spec.house.origin}/`)
    await standing.getByText(/In force at 1 entrance\./).waitFor()
    await page.getByRole('heading', { level: 1, name: /A lockdown is on\./ }).waitFor()
    await expect.poll(() => page.getByText(/is running/).count()).toBe(0)
    await page.getByText('Lockdown ordered').first().waitFor()
    await page.goto(`${spec.house.origin}/doors`)
    const line = page.getByRole('row').filter({ hasText: 'Hall B' })
    await line.getByText(/closed by a lockdown until/).waitFor()
    await line.getByRole('link').click()
    await page.getByText(/A lockdown closes it to badges and codes\. Opening from here still works/).waitFor()
    await standing.getByRole('button', { name: 'End it' }).click()
    await page.getByText('Lockdown: The whole residence ended.').waitFor()
    await standing.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await standing.waitFor()
    await standing.getByRole('button', { name: 'End it' }).click()
    await standing.waitFor({ state: 'detached' })
  })

  test('of an evacuation unlocks the door, and locks it when it is ended, in French', async () => {
    const { page } = await spec.sitDownSignedIn('/emergency')
    await page.getByRole('button', { name: 'Français' }).click()
    await page.getByRole('button', { name: 'Évacuation', exact: true }).click()
    await page.getByLabel('Pourquoi').fill('Exercice du cinq')
    await page.getByRole('button', { name: 'Évacuer maintenant' }).click()
    expect(await door.until((says) => says['lock'] === 'UNLOCKED', 20_000)).toBe(true)
    const standing = page.getByRole('alert').filter({ hasText: 'Évacuation' })
    await expect
      .poll(() => standing.textContent(), { timeout: 15_000 })
      .toMatch(/ordre donné par vous\s: Exercice du cinq\. En vigueur à 1 entrée\./)
    await page.getByRole('button', { name: 'Y mettre fin' }).click()
    expect(await door.until((says) => says['lock'] === 'LOCKED', 20_000)).toBe(true)
  })

  test('of a zone names it, and the rest of the house goes on', async () => {
    const { page } = await spec.sitDownSignedIn('/emergency')
    await page.getByRole('button', { name: 'Add a zone' }).click()
    await page.getByRole('button', { name: 'Keep the zone' }).click()
    await page.getByText('Choose at least one door.').waitFor()
    await page.getByLabel('Name of the zone').fill('Staircase B')
    await page.getByRole('group', { name: 'Its doors' }).getByRole('checkbox').first().check()
    await page.getByRole('button', { name: 'Keep the zone' }).click()
    await page.getByLabel('Where').selectOption('Staircase B')
    await order(page, 'Lockdown', 'Lock down now')
    await page.getByRole('alert').filter({ hasText: 'Lockdown: Staircase B.' }).waitFor()
    const zone = page.getByRole('alert').filter({ hasText: 'Staircase B' })
    await zone.getByRole('button', { name: 'End it' }).click()
    await page.getByText('Lockdown: Staircase B ended.').waitFor()
  })

  test('is one press away on a phone', async () => {
    const { page } = await spec.sitDownSignedIn('/')
    await page.setViewportSize({ width: 390, height: 844 })
    const bar = page.getByRole('navigation', { name: 'Main' })
    await bar.getByRole('link', { name: 'Residents' }).waitFor({ state: 'hidden' })
    await bar.getByRole('link', { name: 'Emergency' }).click()
    await page.getByRole('button', { name: 'Lock down now' }).waitFor()
  })
})
