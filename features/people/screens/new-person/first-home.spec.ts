/** The first screens of a new manager: no home is known, and the page leads to the spreadsheet or to the first home. */
import { expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'
import { axeFindings } from '../../../../testing/console/axe.ts'

const spec = specInHouse()

test('the first home is entered where its people are, and the second in the same building', async () => {
  const { page } = await spec.sitDownSignedIn('/residents/new')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByText('No home is known yet.').waitFor()
  await expect.poll(() => page.getByRole('link', { name: 'Bring a spreadsheet' }).count()).toBe(1)
  const form = page.getByRole('form', { name: 'A home' })
  await form.getByRole('button', { name: 'Add this home' }).click()
  await expect.poll(() => form.getByText('Write its name.').count()).toBe(2)
  expect(await axeFindings(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await form.getByLabel('Building or staircase').fill('Staircase C')
  await form.getByLabel('Home', { exact: true }).fill('C 33')
  await form.getByRole('button', { name: 'Add this home' }).click()
  await page.getByText('C 33 is in the list of homes now.').waitFor()
  await form.getByLabel('Building or staircase').fill('staircase c')
  await form.getByLabel('Home', { exact: true }).fill('C 4')
  await page.keyboard.press('Enter')
  await page.getByText('C 4 is in the list of homes now.').waitFor()
  const buildings = await (await page.request.get(`${spec.house.origin}/api/v1/buildings`)).json()
  expect(buildings.data.map(({ name }: { name: string }) => name)).toEqual(['Staircase C'])
  await form.getByLabel('Home', { exact: true }).fill('C 4')
  await form.getByRole('button', { name: 'Add this home' }).click()
  await form.getByText('Another place beside it already has this name.').waitFor()
  await form.getByRole('button', { name: 'Done with homes' }).click()
  await page.getByLabel('Home', { exact: true }).selectOption('C 33')
  const enter = async () => {
    await page.getByLabel('First name').fill('Sarah')
    await page.getByLabel('Last name').fill('Boucher')
    await page.getByLabel('Home', { exact: true }).selectOption('C 33')
    await page.getByLabel('First day').fill('01/11/2026')
  }
  await page.getByLabel('Language').selectOption('French')
  await enter()
  await page.getByRole('button', { name: 'Add this person' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sarah Boucher' }).waitFor()

  // A second of that name, into a home that is held: both are said, and nothing is prevented.
  await page.goto(`${spec.house.origin}/residents/new`)
  await enter()
  await page.getByText('Somebody of this name is here already. Is it them?').waitFor()
  await page.getByRole('link', { name: 'Sarah Boucher · C 33' }).waitFor()
  await page.getByText('Sarah Boucher holds C 33 already, and nobody has said until when.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByLabel('As', { exact: true }).selectOption({ label: 'Shares the home' })
  await page.getByText('holds C 33 already').waitFor({ state: 'detached' })
})
