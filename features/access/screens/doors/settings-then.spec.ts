/** Somebody asks how a door was set at another moment. */
import { expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()

/** As the field takes it: by the clock of the house, a minute and more from now. */
const typed = (fromNowMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone })
    .format(Date.now() + fromNowMs)
    .replace(',', '')

const HOUR = 3_600_000

test('a door tells how it was set at any moment, and that it was not there yet', async () => {
  const { page } = await spec.sitDownSignedIn('/doors')
  const { id, zone } = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' }
    const sites = await (await fetch('/api/v1/sites')).json()
    const [site] = sites.data
    const body = JSON.stringify({ siteId: site.id, name: 'Garden gate', unlockMs: 7000, accepts: ['card'] })
    const made = await (await fetch('/api/v1/entrances', { method: 'POST', headers, body })).json()
    return { id: String(made.id), zone: String(site.timeZone) }
  })
  await page.goto(new URL(`/doors?entrance=${id}`, page.url()).href)
  await page.getByRole('heading', { name: 'Garden gate' }).waitFor()
  await page.getByText('As it was at another moment').click()
  const moment = page
    .getByText('As it was at another moment')
    .locator('xpath=ancestor::details')
    .getByRole('textbox')
  await moment.fill(typed(-HOUR, zone))
  await moment.press('Enter')
  await page.getByText('This entrance did not exist then.').waitFor()
  await moment.fill(typed(HOUR, zone))
  await moment.press('Enter')
  await page.getByText(/^As of \w+ \d+ \w+ \d{4}, \d\d:\d\d:$/).waitFor()
  const table = page.getByRole('table', { name: 'As it was at another moment' })
  await table.getByRole('row', { name: 'Name Garden gate' }).waitFor()
  await expect.poll(() => table.getByRole('row', { name: /7 seconds|7 s/ }).count()).toBe(1)

  // What cannot be read has no answer, and a day alone is its beginning.
  await moment.fill('31/02/2026')
  await moment.press('Enter')
  await page.getByText(/^Write a day that exists, from 1900 to 2199/).waitFor()
  await expect.poll(() => table.count()).toBe(0)
  await moment.fill(typed(24 * HOUR, zone).split(' ')[0] ?? '')
  await moment.press('Enter')
  await page.getByText(/^As of .*, 00:00:$/).waitFor()
  await table.waitFor()
})
