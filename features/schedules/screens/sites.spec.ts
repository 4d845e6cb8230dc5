/** A site that gets another clock, and buildings and homes renamed and removed, in a real browser. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()

interface Made {
  readonly id: string
}

const post = (page: Page, path: string, body: object) =>
  page.evaluate(
    async ([address, content]) => {
      const answer = await fetch(`/api/v1${address}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: content ?? '',
      })
      if (!answer.ok) throw new Error(await answer.text())
      return (await answer.json()) as Made
    },
    [path, JSON.stringify(body)] as const,
  )

const firstSite = (page: Page) =>
  page.evaluate(
    async () =>
      ((await (await fetch('/api/v1/sites')).json()) as { data: { id: string; timeZone: string }[] }).data[0],
  )

describe('a site', () => {
  test('shows what another clock shifts before it gets it, and refuses one nobody knows', async () => {
    const { page } = await spec.sitDownSignedIn('/settings/sites')
    await post(page, '/schedules', {
      name: 'Days',
      effect: 'allow',
      weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', until: '18:00' }],
      holidays: null,
      exceptions: [],
    })
    await page.getByRole('button', { name: /^Change / }).click()
    await page.getByLabel('Time zone').fill('Europe/Atlantis')
    await page.getByRole('button', { name: 'See what it shifts' }).click()
    await page.getByText(/^This time zone is not known\./).waitFor()
    await page.getByLabel('Time zone').fill('Pacific/Kiritimati')
    await page.getByLabel('Public holidays').selectOption({ label: 'Switzerland, Vaud' })
    await page.getByRole('button', { name: 'See what it shifts' }).click()
    await page.getByText(/^The clock on the wall goes \d+ hours.* forward\.$/).waitFor()
    await page.getByRole('row', { name: /^Days/ }).waitFor()
    await page.getByText(/^Days that become public holidays \(\d+\)$/).waitFor()
    expect((await firstSite(page))?.timeZone).not.toBe('Pacific/Kiritimati')
    await page.getByRole('button', { name: 'Change the clock and the holidays' }).click()
    await page.getByRole('definition').getByText('Switzerland, Vaud').waitFor()
    expect((await firstSite(page))?.timeZone).toBe('Pacific/Kiritimati')
  })

  test('has buildings and homes that are renamed, and removed once nothing is left in them', async () => {
    const { page } = await spec.sitDownSignedIn('/settings')
    const site = await firstSite(page)
    const building = await post(page, '/buildings', { siteId: site?.id, name: 'A' })
    await post(page, '/units', { buildingId: building.id, name: 'A 12' })
    await page.getByRole('link', { name: 'Sites, clocks and public holidays' }).click()
    await page.getByRole('button', { name: 'Rename A', exact: true }).click()
    await page.getByRole('form', { name: 'Rename A' }).getByLabel('Name').fill('Staircase A')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Remove Staircase A' }).click()
    await page.getByRole('button', { name: 'Remove Staircase A for good' }).click()
    await page.getByText(/^Something still belongs to this place\./).waitFor()
    await page.getByText('Homes and premises').click()
    await page.getByRole('button', { name: 'Remove A 12' }).click()
    await page.getByRole('button', { name: 'Remove A 12 for good' }).click()
    await page.getByText('None in this building.').waitFor()
    await page.getByRole('button', { name: 'Remove Staircase A' }).click()
    await page.getByRole('button', { name: 'Remove Staircase A for good' }).click()
    await page.getByText('No building yet. An import adds them.').waitFor()
  })
})
