/** Something is wrong: whoever runs the installation says it once, everybody reads it, and it is over when that is said. */
import { expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()

test('an interruption is said at the desk, stands on every page with its cause, and ends when it is over', async () => {
  const { page } = await spec.sitDownSignedIn('/settings/installation')
  await page.getByRole('button', { name: 'Announce an interruption' }).click()
  const form = page.getByRole('form', { name: 'Announce an interruption' })
  await form.getByLabel('From').fill('01/11/2026 10:00')
  await form.getByLabel('Cause').selectOption({ label: 'outside event: a third party' })
  await form.getByLabel('in English').fill('Mail is slow.')
  await form.getByLabel('in French').fill('Le courrier tarde.')
  await form.getByRole('button', { name: 'Tell everybody' }).click()
  await page.getByText('outside event: a third party. Mail is slow.').waitFor()
  await page.goto(new URL('/residents', page.url()).href)
  const banner = page.locator('.banner')
  await banner.getByText('Something does not work right now. Mail is slow.').waitFor()
  await banner.getByText('Doors go on.').waitFor()

  await page.goto(new URL('/status?lang=fr', page.url()).href)
  await page.getByRole('cell', { name: 'Le courrier tarde.' }).waitFor()
  await page.getByRole('cell', { name: 'événement extérieur : un tiers' }).waitFor()

  await page.goto(new URL('/settings/installation', page.url()).href)
  await page.getByRole('button', { name: /^Say more/ }).click()
  const more = page.getByRole('form', { name: 'Say more' })
  await more.getByLabel('Until').fill('01/11/2026 12:00')
  await more.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => page.locator('.banner').count()).toBe(0)
})
