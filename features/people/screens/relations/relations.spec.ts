/** One person, several things at once: added with a home and an application, taken on, and the application ended. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()
const DAY_MS = 86_400_000
const civil = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
const kinds = (page: Page) => page.locator('.relations > li > b').allTextContents()

test('a candidate is taken on; the application ends and is still said to have been', async () => {
  const { page } = await spec.sitDownSignedIn('/residents/new')
  await page.getByLabel('First name').fill('Nadia')
  await page.getByLabel('Last name').fill('Ferrand')
  await page.getByLabel('Besides').selectOption('Candidate for a job')
  await page.getByRole('button', { name: 'Add this person' }).click()
  await page.getByText('Choose a day.').waitFor()
  await page.getByLabel('Since *').fill(civil(-40))
  await page.getByRole('button', { name: 'Add this person' }).click()
  await page.getByRole('heading', { level: 1, name: 'Nadia Ferrand' }).waitFor()
  await page.getByText('then two years at most').waitFor()

  await page.getByRole('button', { name: 'Also is…' }).click()
  await page.getByLabel('They are also').selectOption('Works here')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => kinds(page)).toEqual(['Candidate for a job', 'Works here'])

  await page.getByRole('button', { name: 'Change the days: Works here' }).click()
  await page.getByRole('button', { name: 'Entered by mistake: take it away' }).click()
  await expect.poll(() => kinds(page)).toEqual(['Candidate for a job'])
  await page.getByText('Works here: taken away.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => kinds(page)).toEqual(['Candidate for a job', 'Works here'])

  await page.getByRole('button', { name: 'Change the days: Candidate for a job' }).click()
  await page.getByLabel('Last day').fill(civil(-60))
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The last day must not come before the first.').waitFor()
  await page.getByLabel('Last day').fill(civil(-2))
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => kinds(page)).toEqual(['Works here', 'Candidate for a job'])
  await page.getByText('ended', { exact: true }).waitFor()

  await page.getByRole('link', { name: 'Residents' }).first().click()
  await page.getByRole('link', { name: /^Without a home here/ }).click()
  await page.getByText('Works here · Candidate for a job (ended)').waitFor()
})
