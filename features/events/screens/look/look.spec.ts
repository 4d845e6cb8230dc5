/** Nobody sees where somebody went without saying why, and whoever was looked at reads who it was. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()
let lucie = ''

/** As the page itself would ask. */
const ask = (page: Page, method: string, path: string, body?: object) =>
  page.evaluate(
    async ([verb, address, sent]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      const answer = await fetch(`/api/v1${address}`, {
        method: verb,
        ...(sent === null ? {} : { headers, body: sent }),
      })
      return (await answer.json()) as { id?: string; code?: string; account?: { personId: string } }
    },
    [method, path, body === undefined ? null : JSON.stringify(body)] as const,
  )

beforeAll(async () => {
  const { page } = await spec.sitDownSignedIn('/doors')
  const made = await ask(page, 'POST', '/people', { givenName: 'Lucie', familyName: 'Okafor' })
  lucie = made.id ?? ''
}, 60_000)

describe('where somebody went', () => {
  test('is closed until a reason is given, by keyboard too, and closes again', async () => {
    const { page } = await spec.sitDownSignedIn(`/residents/${lucie}`)
    const history = page.getByRole('region', { name: 'History' })
    await history.getByText(/for one hour you see the passages of Lucie Okafor/).waitFor()
    await expect.poll(() => history.getByRole('list').count()).toBe(0)
    expect((await ask(page, 'GET', `/events?personId=${lucie}`)).code).toBe('look_required')

    await history.getByRole('button', { name: 'Say why, and look' }).press('Enter')
    await history.getByRole('button', { name: 'Look', exact: true }).press('Enter')
    await history.getByText('A few words, so that the person understands.').waitFor()
    await history.getByLabel('From').fill('31/02/2026 10:00')
    await history.getByLabel('In your own words').fill('Request 2026/118 of the police station')
    await history.getByRole('button', { name: 'Look', exact: true }).press('Enter')
    await history.getByText(/Write a day that exists/).waitFor()
    await history.getByLabel('From').fill('1/11/2026 00:00')
    await page.keyboard.press('Enter')

    await history.getByText(/^You see the passages of Lucie Okafor from/).waitFor()
    await history.getByText(/court asks: “Request 2026\/118 of the police station”/).waitFor()
    await history.getByText('No passage in this period.').waitFor()
    await history.getByRole('link', { name: /Person recorded/ }).waitFor()
    await history.getByRole('link', { name: 'All of it' }).click()
    await page.getByText(/^You see the passages of/).waitFor()
    await page.getByRole('row', { name: /Person recorded/ }).waitFor()

    await page.getByRole('button', { name: 'Stop looking' }).click()
    await page.getByRole('button', { name: 'Say why, and look' }).waitFor()
    await expect.poll(() => page.getByRole('row', { name: /Person recorded/ }).count()).toBe(0)
  })

  test('is asked about from the log: a day alone is its whole day, and the period is not typed twice', async () => {
    const { page } = await spec.sitDownSignedIn('/events')
    // The fields speak in the time of the person's browser: its day, not that of another place.
    const yesterday = await page.evaluate(() =>
      new Intl.DateTimeFormat('en-GB').format(Date.now() - 86_400_000),
    )
    await page.getByText('Type the times').click()
    await page.getByLabel('From').fill(yesterday)
    await page.getByLabel('Until').fill(yesterday)
    await page.getByRole('button', { name: 'Show this period' }).click()
    await page.waitForURL(/until=/)
    await page.getByText('Type the times').click()
    await expect.poll(() => page.getByLabel('Until').inputValue()).toBe(`${yesterday} 24:00`)

    await page.locator('summary', { hasText: 'Find a person' }).click()
    await page.getByRole('searchbox', { name: 'Find a person' }).fill('Okaf')
    await page.getByRole('button', { name: /Lucie Okafor/ }).click()
    await page.getByRole('button', { name: 'Say why, and look' }).click()
    const door = page.locator('.look-form')
    await expect.poll(() => door.getByLabel('From').inputValue()).toBe(`${yesterday} 00:00`)
    await door.getByLabel('In your own words').fill('Request 2026/119')
    await door.getByRole('button', { name: 'Look', exact: true }).click()
    const bar = page.getByText(/^You see the passages of Lucie Okafor from/)
    await expect.poll(() => bar.textContent()).toMatch(/from .*, 00:00 to .*, 00:00/)

    await page.goto(`${spec.house.origin}/residents/${lucie}`)
    const history = page.getByRole('region', { name: 'History' })
    const file = history.getByRole('link', { name: 'CSV for a spreadsheet' })
    const told = await page.request.get(`${spec.house.origin}${await file.getAttribute('href')}`)
    expect(told.status()).toBe(200)
    await history.getByRole('link', { name: 'On paper, with its proof' }).click()
    await page.getByRole('heading', { name: 'What the log says' }).waitFor()
    await page.getByText(/^You see the passages of Lucie Okafor/).waitFor()
    await page.getByRole('button', { name: 'Stop looking' }).click()
  })

  test('is told to whom it concerns: who looked, when, and why', async () => {
    const { page } = await spec.sitDownSignedIn('/settings')
    await page.getByText('Nobody has.').waitFor()
    const me = (await ask(page, 'GET', '/me')).account?.personId ?? ''
    const until = new Date().toISOString()
    const from = new Date(Date.now() - 3_600_000).toISOString()
    const words = 'My badge was stolen'
    await ask(page, 'POST', `/people/${me}/look`, { from, until, reason: 'lost_badge', words })
    await page.reload()
    const told = page.getByRole('region', { name: 'Who looked at your passages' })
    await told.getByText(/looked at your passages from/).waitFor()
    await told.getByText('A badge was lost or stolen: “My badge was stolen”').waitFor()
  })
})
