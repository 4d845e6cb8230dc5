/** A manager says which door a smoke detector unlocks, sees it do so, resets it, and gives a zone other doors. */
import { beforeAll, describe, expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'
import { makeDetector } from '../../../../testing/residence/equipment/detector.ts'
import type { LiveDevice } from '../../../../testing/residence/live-device.ts'

const spec = specInHouse()
let door: LiveDevice
let detector: LiveDevice

beforeAll(async () => {
  ;({ door } = await spec.house.installDoor('hall-b'))
  await spec.house.installDoor('garden-gate')
  detector = await spec.house.install(makeDetector('hall-smoke', 'Détecteur du hall'))
})

describe('fire', () => {
  test('unlocks the doors that are settled, alone, and keeps them so until it is reset', async () => {
    const { page } = await spec.sitDownSignedIn('/emergency')
    await page.getByText('Unlocks no door: it is only heard.').waitFor()
    await page.getByRole('button', { name: 'Change what Détecteur du hall, Smoke unlocks' }).click()
    const form = page.getByRole('form', { name: 'Change what Détecteur du hall, Smoke unlocks' })
    await form.getByRole('checkbox', { name: 'Hall B' }).check()
    await form.getByRole('checkbox', { name: /stay unlocked until somebody resets it/ }).check()
    await form.getByRole('button', { name: 'Keep these doors' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByText(/Unlocks Hall B\. They stay unlocked until somebody resets it here\./).waitFor()
    await page.getByText('Getting out, door by door').click()
    await page.getByRole('definition').filter({ hasText: 'Fire unlocks it.' }).waitFor()

    detector.happen({ kind: 'failed' })
    await expect.poll(() => door.says['lock'], { timeout: 30_000 }).toBe('UNLOCKED')
    await page.getByText('in alarm', { exact: true }).waitFor()
    await page.getByText(/Last alarm or test/).waitFor()
    const alarm = page.getByText('Alarm: Détecteur du hall: one door held unlocked.')
    // How it stands follows what was told by a moment.
    await alarm.waitFor({ timeout: 60_000 })
    await expect.poll(() => page.getByText('No emergency stands.').count()).toBe(0)
    await page.getByRole('link', { name: /^Today/ }).click()
    await page.getByRole('heading', { level: 1, name: /An alarm is on\./ }).waitFor()
    await alarm.waitFor()
    // Above everything else, and not a second time in the list of what needs a person.
    const again = page.getByRole('heading', { name: 'Alarm: Détecteur du hall', exact: true })
    await expect.poll(() => again.count()).toBe(0)
    await page
      .getByRole('link', { name: /^Doors/ })
      .first()
      .click()
    await page.getByRole('row', { name: /Détecteur du hall.*smoke/ }).waitFor()
    await page.getByRole('row', { name: /Hall B.*held unlocked: smoke/ }).waitFor()
    await page
      .getByRole('link', { name: /^Events/ })
      .first()
      .click()
    await page.getByText('Danger reported by a fire input').first().waitFor()
    await expect.poll(() => page.getByText(/Reported a fault/).count()).toBe(0)
    await page
      .getByRole('link', { name: /^Emergency/ })
      .first()
      .click()
    await alarm.waitFor()
    detector.happen({ kind: 'repaired' })
    await page.getByText('calm', { exact: true }).waitFor()
    // It closes by itself after some seconds, and is opened again at once.
    await expect.poll(() => door.says['lock']).toBe('UNLOCKED')
    await page.getByRole('button', { name: 'Reset', exact: true }).click()
    await page.getByText(/^Reset\. Once it is calm/).waitFor()
    await expect.poll(() => door.says['lock'], { timeout: 30_000 }).toBe('LOCKED')
  })

  test('is over when a person says so and why, though the input still says fire', async () => {
    const { page } = await spec.sitDownSignedIn('/emergency')
    detector.happen({ kind: 'failed' })
    await expect.poll(() => door.says['lock'], { timeout: 30_000 }).toBe('UNLOCKED')
    await page.getByRole('button', { name: 'The fire is over…' }).click()
    const form = page.getByRole('form', { name: 'The fire is over…' })
    await form.getByRole('textbox').fill('Burnt toast, seen by the caretaker')
    await form.getByRole('button', { name: 'The fire is over: lock 1 door' }).click()
    await form.waitFor({ state: 'detached' })
    await expect.poll(() => door.says['lock'], { timeout: 30_000 }).toBe('LOCKED')
    detector.happen({ kind: 'repaired' })
    await page.getByText('calm', { exact: true }).waitFor()
  })

  test('is told in French, and a zone takes another door', async () => {
    const { page } = await spec.sitDownSignedIn('/emergency')
    await page.getByRole('button', { name: 'Français' }).click()
    await page.getByRole('heading', { name: 'Entrées incendie' }).waitFor()
    await page.getByRole('button', { name: 'Ajouter une zone' }).click()
    const added = page.getByRole('form', { name: 'Ajouter une zone' })
    await added.getByLabel('Nom de la zone').fill('Rez-de-chaussée')
    await added.getByRole('checkbox', { name: 'Hall B' }).check()
    await added.getByRole('button', { name: 'Garder la zone' }).click()
    await page.getByRole('button', { name: 'Modifier la zone Rez-de-chaussée' }).click()
    const form = page.getByRole('form', { name: 'Modifier la zone Rez-de-chaussée' })
    await form.getByRole('checkbox', { name: 'Portillon du jardin' }).check()
    await form.getByRole('button', { name: 'Garder la zone' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByRole('definition').filter({ hasText: 'Hall B, Portillon du jardin' }).waitFor()
  })
})
