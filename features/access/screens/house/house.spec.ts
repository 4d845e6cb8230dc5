/** The rules of a house read, changed, and in force at its edge, in a real browser. */
import { expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()

test('a rule is changed within its bounds, in force at the edge, and told with who changed it', async () => {
  const { page } = await spec.sitDownSignedIn('/settings')
  await page
    .getByRole('main')
    .getByRole('link', { name: /^House rules/ })
    .click()
  await page.getByRole('heading', { name: 'House rules', level: 1 }).waitFor()
  await page.getByText('Nobody has changed anything here: these are the usual rules.').waitFor()
  await page.getByRole('definition').filter({ hasText: '24 hours' }).waitFor()
  await page.getByText('A code has 6 to 12 digits.').waitFor()

  await page.getByRole('button', { name: /^Change the rules of / }).click()
  await page.getByLabel(/^Without news from us, visitors/).fill('500')
  await page.getByRole('button', { name: 'Keep these rules' }).click()
  await page.getByText('Write a whole number from 1 to 168.').waitFor()
  await page.getByLabel(/^Without news from us, visitors/).fill('48')
  await page.getByRole('button', { name: 'Keep these rules' }).click()

  await page.getByRole('definition').filter({ hasText: '48 hours' }).waitFor()
  await page.getByText(/: in force since \d\d:\d\d$/).waitFor()
  await page
    .getByText('Without news from us, visitors still enter for: 48 hours instead of 24 hours')
    .waitFor()
  await expect.poll(() => page.getByText(/^Hélène Marchand, \d\d:\d\d$/).count()).toBe(1)
})
