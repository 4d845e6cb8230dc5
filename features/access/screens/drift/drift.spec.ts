/** A device goes on saying another value than the one wanted: somebody asks again, or keeps what it says. */
import { describe, expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()

const DRIFTED = {
  key: 'unlock_for',
  name: 'Stays unlocked',
  kind: 'number',
  unit: 's',
  limits: { min: 1, max: 30 },
  desired: { value: 8, at: '2026-11-22T08:00:00.000Z', why: 'prams', revision: 4, inForceAt: null },
  reported: { value: '5', at: '2026-11-22T09:00:00.000Z' },
  drift: 'drifted',
}

describe('a setting that a device does not take', () => {
  test('is asked for again, or what the device says is kept, under the revision that was seen', async () => {
    const { entrance } = await spec.house.installDoor('hall-b')
    const { page } = await spec.sitDownSignedIn('/doors')
    const asked: unknown[] = []
    await page.route('**/devices/*/config', async (route) => {
      const request = route.request()
      if (request.method() === 'PUT') {
        asked.push([request.headers()['if-match'], request.postDataJSON()])
        if (asked.length > 1)
          return route.fulfill({
            status: 412,
            contentType: 'application/problem+json',
            body: JSON.stringify({
              type: 'about:blank',
              status: 412,
              code: 'precondition_failed',
              instance: 'x',
            }),
          })
      }
      return route.fulfill({ json: { revision: 4, settings: [DRIFTED] } })
    })
    await page.goto(`${spec.house.origin}/doors?entrance=${entrance}`)
    const pane = page.getByRole('complementary', { name: 'Detail' })
    const parts = pane.locator('section', { has: page.getByRole('heading', { name: 'Its parts' }) })
    await parts.getByRole('link').first().click()
    await pane.getByText('“Stays unlocked” should be 8 s. The device says 5 s.').waitFor()
    await pane.getByRole('button', { name: 'Ask for 8 s again' }).click()
    await expect.poll(() => asked.length).toBe(1)
    await page.getByRole('button', { name: 'Français' }).click()
    await expect.poll(() => page.locator('[aria-busy=true]').count(), { timeout: 20_000 }).toBe(0)
    await page.getByRole('button', { name: 'Garder 5 s' }).click()
    await expect.poll(() => asked.length, { timeout: 20_000 }).toBe(2)
    expect(asked).toEqual([
      ['"4"', { values: { unlock_for: 8 }, why: 'Asked again' }],
      ['"4"', { values: { unlock_for: 5 }, why: 'Valeur annoncée par l’équipement gardée' }],
    ])
    await page.getByText('“Stays unlocked”').waitFor({ state: 'detached' })
  })
})
