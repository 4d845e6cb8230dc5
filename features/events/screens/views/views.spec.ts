/** A filter of the log is given a name, found again, renamed and removed, each undone. */
import { expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()

test('what one looks for every week gets a name, by keyboard, and each change is undone', async () => {
  const { page } = await spec.sitDownSignedIn('/events')
  const views = page.getByRole('region', { name: 'Saved views' })
  await views.getByText(/Narrow the log, then give/).waitFor()
  await expect.poll(() => views.getByRole('button').count()).toBe(0)
  await page.goto(`${spec.house.origin}/events?kind=refused&range=week`)
  await views.getByRole('button', { name: 'Save this view' }).press('Enter')
  await views.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await views.getByText('A name, so that you find it again.').waitFor()
  await views.getByLabel('Name').fill('Refused this week')
  await page.keyboard.press('Enter')
  const link = views.getByRole('link', { name: 'Refused this week' })
  await link.waitFor()

  await page.goto(`${spec.house.origin}/events`)
  await link.click()
  await page.waitForURL(/kind=refused/)
  await expect.poll(() => link.getAttribute('aria-current')).toBe('page')

  await views.getByRole('button', { name: 'Rename' }).click()
  await views.getByLabel('Name').fill('Refusals')
  await page.keyboard.press('Enter')
  await views.getByText('Now called “Refusals”.').waitFor()
  await views.getByRole('button', { name: 'Undo' }).click()
  await link.waitFor()

  await views.getByRole('button', { name: 'Remove' }).click()
  await views.getByText('“Refused this week” was removed.').waitFor()
  await link.waitFor({ state: 'detached' })
  await views.getByRole('button', { name: 'Undo' }).click()
  await link.waitFor()
  await page.reload()
  await link.waitFor()
})
