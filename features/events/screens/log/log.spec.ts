/** The event log as it grows under somebody's eyes, and as it comes back after the line was lost. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'
import type { LiveDevice } from '../../../../testing/residence/live-device.ts'

const spec = specInHouse()
let door: LiveDevice
let badge = 0

beforeAll(async () => {
  ;({ door } = await spec.house.installDoor('hall-b'))
})

/** Nobody knows this badge, so each is one refusal in the log. */
const showBadge = () => {
  badge += 1
  door.happen({ kind: 'badgeShown', value: `04C0FFEE${String(badge).padStart(2, '0')}` })
}
const refusals = (page: Page) => page.getByRole('row', { name: /Refused/ })
const untilRefusals = (page: Page, count: number) =>
  refusals(page)
    .nth(count - 1)
    .waitFor()

describe('the event log', () => {
  test('grows by itself, waits while it is paused, and does not move under a reader', async () => {
    const { page } = await spec.sitDownSignedIn('/events?kind=refused')
    await page.getByText('Following live').waitFor()
    showBadge()
    await untilRefusals(page, 1)

    await page.getByRole('button', { name: 'Pause' }).click()
    showBadge()
    const one = page.getByRole('button', { name: '1 new event' })
    await one.waitFor()
    await expect.poll(() => refusals(page).count()).toBe(1)
    await one.click()
    await untilRefusals(page, 2)
    await page.getByRole('button', { name: 'Follow' }).click()

    await page.setViewportSize({ width: 1200, height: 300 })
    await page.evaluate(() => window.scrollTo({ top: 200 }))
    showBadge()
    await one.waitFor()
    expect(await page.evaluate(() => window.scrollY)).toBe(200)
    await expect.poll(() => refusals(page).count()).toBe(2)
  })
})

describe('what one of us did', () => {
  test('is said by name to oneself, without a reason being asked', async () => {
    const { page } = await spec.sitDownSignedIn('/settings')
    const name = await page.evaluate(
      async () => (await (await fetch('/api/v1/me')).json()).account.personName as string,
    )
    await page.goto(`${spec.house.origin}/events`)
    const own = page.locator('.evs .by', { hasText: name })
    await own.first().waitFor()
  })
})

describe('a page whose live line opens late', () => {
  test('shows what happened between its first answers and the line, without being asked again', async () => {
    const { page } = await spec.sitDownSignedIn('/settings')
    let letThrough: () => void = () => undefined
    const open = new Promise<void>((resolve) => {
      letThrough = resolve
    })
    await page.route('**/api/v1/events/stream', async (route) => {
      await open
      await route.continue()
    })
    await page.goto(`${spec.house.origin}/events?kind=refused`)
    await page.locator('.evs tbody tr').first().waitFor()
    const before = await refusals(page).count()
    showBadge()
    const address = `${spec.house.origin}/api/v1/events?type=door.refused`
    await expect
      .poll(async () => (await (await page.request.get(address)).json()).data.length, { timeout: 10_000 })
      .toBe(before + 1)
    await expect.poll(() => refusals(page).count()).toBe(before)
    letThrough()
    await untilRefusals(page, before + 1)
  })
})

describe('a page whose server cannot be reached', () => {
  test('says since when, is not called live, and catches up by itself without gap or double', async () => {
    const { page } = await spec.sitDownSignedIn('/events')
    await page.getByText('Following live').waitFor()
    await spec.house.stopServer()
    const lost = page.getByText(/^Not live since \d\d:\d\d:\d\d\.$/)
    await lost.waitFor()
    await expect.poll(() => page.getByText('Following live').count()).toBe(0)
    const before = await refusals(page).count()
    for (let shown = 0; shown < 3; shown += 1) showBadge()
    await spec.house.startServer()

    await lost.waitFor({ state: 'detached' })
    await page.getByText('Following live').waitFor()
    await untilRefusals(page, before + 3)
    const shown = await page.locator('.evs tbody .id').allInnerTexts()
    const numbers = shown.map(Number).sort((one, other) => one - other)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })
})
