/** The settings as somebody finds them: each part says how it stands, and leads to its page. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { specInHouse } from '../../testing/console/spec.ts'

const spec = specInHouse()

const part = (page: Page, name: string) =>
  page.getByRole('main').getByRole('link', { name: new RegExp(`^${name}`) })

const typed = (daysAhead: number): string =>
  new Intl.DateTimeFormat('en-GB').format(Date.now() + daysAhead * 86_400_000)

test('each part says how it stands, and what needs somebody is said so', async () => {
  const { page } = await spec.sitDownSignedIn('/settings')
  await part(page, 'Sites').getByText('1 site').waitFor()
  await part(page, 'Backup').getByText('No backup has ever been made').waitFor()
  await part(page, 'API keys').getByText('No program has a key').waitFor()
  await part(page, 'Edges')
    .getByText(/1 edge/)
    .waitFor()
  await part(page, 'Import').getByText('Nothing has been imported').waitFor()
  await page.getByRole('link', { name: 'Signed in on this device only' }).waitFor()
  await part(page, 'Messages').getByText('Mail is not set up').waitFor()
  await part(page, 'This installation').getByText('Simulation on').waitFor()
  for (const name of ['Hand a role over', 'Review of rights', 'Regular reports', 'Settings of many devices'])
    await part(page, name).waitFor()
  await part(page, 'House rules').click()
  await page.getByRole('main').getByRole('link', { name: 'Settings', exact: true }).click()
  await part(page, 'This installation').click()
  await page.getByRole('heading', { name: 'This installation', level: 1 }).waitFor()
  await page.getByText('Simulation on: the equipment and its people are played.').waitFor()
})

test('a key’s last day is typed or chosen, and one that cannot be is never kept as none', async () => {
  const { page } = await spec.sitDownSignedIn('/settings/keys')
  await page.getByRole('button', { name: 'Make a key' }).click()
  const form = page.getByRole('form', { name: 'Make a key' })
  await form.getByLabel('What is it for?').fill('Syndic')
  await form.getByLabel('Role').selectOption({ index: 1 })
  await form.getByLabel('Last day').fill('31/02/2027')
  await form.getByRole('button', { name: 'Make a key' }).click()
  await form.getByText('Write a day that exists, day first, with the whole year: 22/11/2026.').waitFor()
  await expect.poll(() => page.locator('.copyable').count()).toBe(0)

  await form.getByLabel('Last day').fill('1 December 2030')
  await form.getByRole('button', { name: 'Open the calendar' }).click()
  const calendar = page.getByRole('dialog', { name: 'Calendar' })
  await calendar.getByText('December 2030').waitFor()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('PageDown')
  await calendar.getByText('December 2030').waitFor()
  await page.keyboard.press('Enter')
  await calendar.waitFor({ state: 'detached' })
  await expect.poll(() => form.getByLabel('Last day').inputValue()).toBe('30/12/2030')
  const opener = form.getByRole('button', { name: 'Open the calendar' })
  await expect.poll(() => opener.evaluate((it) => it === document.activeElement)).toBe(true)

  await form.getByLabel('Last day').fill(typed(5))
  await form.getByRole('button', { name: 'Make a key' }).click()
  await page.getByRole('button', { name: 'It is put away' }).click()
  await page.goto(`${spec.house.origin}/settings`)
  await part(page, 'API keys').getByText('1 key expires in 5 days').waitFor()
})
