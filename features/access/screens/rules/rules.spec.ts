/** A manager settles the rules of a car park and of a door for two, sees what stands in the way, and takes it back. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()
let hall: string

beforeAll(async () => {
  ;({ entrance: hall } = await spec.house.installDoor('hall-b'))
  await spec.house.installDoor('garden-gate')
})

const paneOf = (page: Page) => page.getByRole('complementary', { name: 'Detail' })

/** A zone of every door there is. */
const makeZone = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add a zone' }).click()
  await page.getByLabel('Name of the zone').fill(name)
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: 'Keep the zone' }).click()
  await page.getByRole('term').filter({ hasText: name }).waitFor()
}

const addPerson = (page: Page, person: object): Promise<string> =>
  page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
    return (await (await fetch('/api/v1/people', { method: 'POST', headers, body })).json()).id
  }, JSON.stringify(person))

describe('the rules of a door', () => {
  test('of a zone are settled as sentences, with what its doors lack, and undone', async () => {
    const { page } = await spec.sitDownSignedIn('/emergency')
    await addPerson(page, { givenName: 'Mamadou', familyName: 'Diallo' })
    await makeZone(page, 'Parking')
    await page.goto(`${spec.house.origin}/doors?entrance=${hall}`)
    await paneOf(page).getByRole('heading', { name: 'Zone “Parking”' }).waitFor()
    await paneOf(page).getByRole('link', { name: 'Emergency' }).click()
    const pane = page.getByRole('region', { name: 'Zones', exact: true })
    await pane.getByRole('button', { name: 'Change the rules of “Parking”' }).click()
    const form = pane.getByRole('form', { name: 'Rules of “Parking”' })
    await form.getByLabel('Leave before entering again (anti-passback)').check()
    await form.getByText(/^These doors cannot keep it\./).waitFor()
    await form.getByText(/Each door leads in or out, and there is one of each\./).waitFor()
    await form.getByLabel('Whoever enters twice is').selectOption('let through, and recorded')
    await form.getByLabel('Forget everybody each day at').fill('25:00')
    await form.getByText('Write hours and minutes, as in 04:00.', { exact: true }).waitFor()
    await form.getByLabel('Forget everybody each day at').fill('3:30')
    const ways = form.getByRole('group', { name: 'Which way each door is walked' }).getByRole('combobox')
    // Nothing is wrong before somebody began.
    await expect.poll(() => form.getByText('Choose in or out.').count()).toBe(0)
    await form.getByLabel('Forget everybody each day at').press('Enter')
    await expect.poll(() => form.getByText('Choose in or out.').count()).toBe(2)
    await ways.nth(0).selectOption('in')
    await expect.poll(() => form.getByText('Choose in or out.').count()).toBe(1)
    await ways.nth(1).selectOption('out')
    await form.getByText(/^These doors cannot keep it\./).waitFor({ state: 'detached' })
    const preview = form.getByRole('list', { name: 'What will hold' })
    await preview
      .getByText('A badge that went in must go out before it enters again: let through, and recorded.')
      .waitFor()
    await form.getByRole('button', { name: 'Keep these rules' }).click()
    await pane.getByText('Everybody inside is forgotten each day at 03:30.').waitFor()
    await pane.getByText(/^Nobody is counted inside\./).waitFor()
    await pane.getByRole('button', { name: 'Forget who is inside' }).click()
    await pane.getByLabel('Why?').selectOption('After an emergency or a drill')
    await pane.getByRole('button', { name: 'Forget them' }).click()
    await pane.getByText(/^Forgotten\./).waitFor()

    await pane.getByRole('button', { name: 'Exempt somebody (caretaker, works)…' }).click()
    const person = pane.getByRole('group', { name: 'Exempt somebody (caretaker, works)…' })
    await person.getByLabel('Person').fill('Diallo')
    await person.getByRole('button', { name: /Diallo/ }).click()
    await person.getByText('Mamadou Diallo is counted like everybody.').waitFor()
    await person.getByRole('button', { name: 'Do not count them' }).click()
    await person.getByText(/^Mamadou Diallo is not counted here: caretaker, since/).waitFor()
    await person
      .getByRole('button', { name: 'Count them again' })
      .and(page.locator(':not([aria-busy])'))
      .click()
    await person.getByText('Mamadou Diallo is counted like everybody.').waitFor()

    await pane.getByRole('button', { name: 'Change the rules of “Parking”' }).click()
    await form.getByLabel('One door at a time (airlock)').check()
    await form.getByRole('button', { name: 'Keep these rules' }).click()
    await form.waitFor({ state: 'detached' })
    await pane.getByText('One door of the zone opens only while the others are shut.').waitFor()
    await pane.getByRole('button', { name: 'Undo' }).click()
    await pane.getByText('As before.').waitFor()
    await expect
      .poll(() => pane.getByText('One door of the zone opens only while the others are shut.').count())
      .toBe(0)
  })

  test('exempt somebody from their own page, where they are counted again', async () => {
    const { page } = await spec.sitDownSignedIn('/residents')
    const id = await addPerson(page, { givenName: 'Awa', familyName: 'Ndiaye' })
    await page.goto(`${spec.house.origin}/residents/${id}`)
    await page.getByRole('button', { name: 'Anti-passback exemption…' }).click()
    const form = page.getByRole('group', { name: 'Anti-passback exemption' })
    await form.getByText(/^When Awa Ndiaye goes in and out/).waitFor()
    await form.getByText('Awa Ndiaye is counted like everybody.').waitFor()
    await form.getByRole('button', { name: 'Do not count them' }).click()
    await form.getByText(/^Awa Ndiaye is not counted here: caretaker, since/).waitFor()
  })

  test('itself opens for two people, with its alarm, in French', async () => {
    const { page } = await spec.sitDownSignedIn(`/doors?entrance=${hall}`)
    await page.getByRole('button', { name: 'Français' }).click()
    const pane = page.getByRole('complementary', { name: 'Détail' })
    await pane.getByRole('button', { name: 'Modifier', exact: true }).click()
    const form = pane.getByRole('form', { name: 'Règles de cette porte' })
    await form.getByLabel('Alarme si elle reste ouverte, en secondes').fill('2')
    await form.getByText('Écrivez un nombre de 5 à 3600.').waitFor()
    await form.getByLabel('Alarme si elle reste ouverte, en secondes').fill('90')
    await form.getByLabel('S’ouvre à deux').check()
    await form.getByLabel('Secondes entre les deux').fill('20')
    await form.getByLabel('Plaques d’immatriculation').selectOption('ressemblances comprises')
    await form.getByRole('button', { name: 'Garder ces règles' }).click()
    await form.waitFor({ state: 'detached' })
    await pane.getByText(/^S’ouvre aux plaques d’immatriculation, même si la caméra/).waitFor()
    await pane.getByText('S’ouvre à deux, à 20 s d’intervalle au plus.').waitFor()
    await pane.getByText('Ouverte plus de 90 s : une alarme.').waitFor()
    await pane.getByRole('button', { name: 'Annuler', exact: true }).click()
    await pane.getByText('Comme avant.').waitFor()
  })
})
