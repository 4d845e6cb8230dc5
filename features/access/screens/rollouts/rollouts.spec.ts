/** A manager sets the doors of a house together, looks before, follows them while the server dies, and takes it back. */
import { describe, expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'
import { axeFindings } from '../../../../testing/console/axe.ts'

const spec = specInHouse()

/** Devices answer in their own time. */
const LONG = 60_000
const SIX_MINUTES = 360_000

describe('a setting of several doors', () => {
  test('is looked at, asked of one and then the others, goes on after the server died, and is taken back', {
    timeout: 180_000,
  }, async () => {
    const doors = [
      await spec.house.installDoor('hall-a'),
      await spec.house.installDoor('hall-b'),
      await spec.house.installDoor('hall-c'),
    ]
    const { page } = await spec.sitDownSignedIn('/doors')
    for (const name of ['Hall A', 'Hall B', 'Hall C'])
      await page.getByRole('checkbox', { name: `Choose ${name}` }).check()
    await page.getByText('3 chosen').first().waitFor()
    await page.getByRole('link', { name: 'Change a setting…' }).click()
    // A list too long for its place goes on below, never to the right of it.
    const beside = await page.locator('.rollout-devices').evaluate((list: HTMLElement) => {
      list.style.maxHeight = '30px'
      const hidden = list.scrollWidth - list.clientWidth
      list.style.maxHeight = ''
      return hidden
    })
    expect(beside).toBe(0)
    await page
      .getByRole('combobox', { name: 'Setting' })
      .selectOption({ label: 'Stays unlocked (3 devices)' })
    await page.getByLabel('Value (s)').fill('900')
    await page.getByText('No device would be asked.').waitFor()
    await page.getByText('the value is outside what it accepts').first().waitFor()
    await page.getByLabel('Value (s)').fill('9')
    await page.getByText('3 devices would be asked.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Ask 3 devices' }).click()
    await page.getByText('Write at least three letters.').waitFor()
    await page.getByLabel('Why?').fill('Prams at the door')
    await page.getByRole('button', { name: 'Ask 3 devices' }).click()
    await page.getByRole('heading', { name: 'Stays unlocked: 9 s' }).waitFor()
    await spec.house.stopServer()
    await spec.house.startServer()
    await page.getByText('3 of 3').waitFor({ timeout: LONG })
    await page.getByText('done', { exact: true }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    for (const { door } of doors) expect(door.says['unlock-time']).toBe('9')

    await page.getByRole('button', { name: 'Undo: ask for the values from before' }).click()
    await page.getByRole('heading', { name: 'Stays unlocked: back to before' }).waitFor()
    await page.getByText('done', { exact: true }).waitFor({ timeout: LONG })
    for (const { door } of doors) expect(door.says['unlock-time']).not.toBe('9')
  })

  test('firmware is installed from the page of a door, and said how far it is', {
    timeout: 180_000,
  }, async () => {
    const { door, entrance } = await spec.house.installDoor('bike-room')
    const { page } = await spec.sitDownSignedIn(`/doors?entrance=${entrance}`)
    const pane = page.getByRole('complementary', { name: 'Detail' })
    const parts = pane.locator('section', { has: page.getByRole('heading', { name: 'Its parts' }) })
    await parts.getByRole('link').first().click()
    await pane.getByText('New firmware 1.15.0 is ready to install.').waitFor()
    await pane.getByRole('link', { name: 'Install it…' }).click()
    await page.getByText('One device would be asked.').waitFor()
    await page.getByLabel('Why?').fill('A flaw in the reader')
    await page.getByRole('button', { name: 'Ask one device' }).click()
    await page.getByText(/^installing, \d+%$/).waitFor({ timeout: LONG })
    await page.getByText('in force', { exact: true }).waitFor({ timeout: LONG })
    expect(JSON.parse(door.says['firmware'] ?? '')).toMatchObject({ installed_version: '1.15.0' })
    await page.getByRole('link', { name: 'All changes' }).click()
    await page.getByRole('link', { name: 'Newest firmware' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  test('that a device does not take pauses by itself, and waits on Today for somebody', async () => {
    const { door } = await spec.house.installDoor('garden-gate')
    const { page } = await spec.sitDownSignedIn('/doors/changes/new')
    await page.getByRole('checkbox', { name: /^Portillon|^Garden/ }).check()
    await page
      .getByRole('combobox', { name: 'Setting' })
      .selectOption({ label: 'Stays unlocked (one device)' })
    // This door keeps whole seconds only, and says that it takes halves.
    await page.getByLabel('Value (s)').fill('2.5')
    await page.getByText('One device would be asked.').waitFor()
    await page.getByLabel('Why?').fill('Slow people')
    await page.getByRole('button', { name: 'Ask one device' }).click()
    await page.getByText('asked', { exact: true }).waitFor()
    spec.house.letTimePass(SIX_MINUTES)
    await page.getByText('It paused by itself.').waitFor({ timeout: LONG })
    expect(door.says['unlock-time']).not.toBe('2.5')
    await page.getByRole('link', { name: /^Today/ }).click()
    await page.getByRole('heading', { name: 'Stays unlocked: 2.5 s: paused by itself' }).waitFor()
    await page.getByRole('link', { name: 'Look and decide' }).click()
    await page.getByRole('button', { name: 'I have seen it' }).click()
    await page.getByText('done', { exact: true }).waitFor({ timeout: LONG })
  })
})
