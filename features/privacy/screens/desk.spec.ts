/** Somebody keys in a letter at the privacy desk, finds the person, sees the letter and answers. */
import { expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()

const SCAN = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]),
])

test('keys in a letter with its day and its scan, is named as who did, refuses it with reasons after seeing the letter, and finds it answered by a letter to print [S1-56 2/2]', async () => {
  const { page } = await spec.sitDownSignedIn('/')
  await page.getByRole('link', { name: 'Privacy desk' }).click()
  await page.getByRole('heading', { name: 'Privacy desk', level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Key in a request…' }).click()
  const form = page.getByRole('form', { name: 'Key in a request' })
  await form.getByRole('button', { name: 'Open the case' }).click()
  await form.getByText('Say the day, the name and what is asked.').waitFor()
  await form.getByLabel('Received on').fill('2026-01-31')
  await form.getByLabel('First and last name').fill('Ana Diaz')
  await form.getByLabel('Postal address').fill('3 rue Haute, 44000 Nantes')
  await form.getByLabel('Their words').fill('Please send me all you have.')
  await form.getByLabel('Scan of the letter').setInputFiles({
    name: 'letter.png',
    mimeType: 'image/png',
    buffer: SCAN,
  })
  await form.getByLabel('We write in').selectOption('English')
  await form.getByRole('button', { name: 'Open the case' }).click()

  const pane = page.getByRole('complementary', { name: 'Case' })
  await pane.getByRole('heading', { name: 'Ana Diaz' }).waitFor()
  await pane.getByRole('link', { name: /Scan of the letter/ }).waitFor()
  await pane.getByText(/^Received, \S/).waitFor()
  const next = pane.getByRole('form', { name: 'What next?' })
  await next.getByLabel('I', { exact: true }).selectOption('refuse it')
  await next.getByRole('button', { name: 'See the letter…' }).click()
  await next.getByRole('alert').waitFor()
  await next.getByLabel('Reason, as they will read it').fill('We hold nothing under this name.')
  await next.getByLabel(/^Provision/).fill('GDPR art. 12(2)')
  await next.getByRole('button', { name: 'See the letter…' }).click()
  await next.getByText(/tribunal judiciaire/).waitFor()
  await next.getByRole('button', { name: 'Do it and send the letter' }).click()
  await pane.getByText('to print and post').first().waitFor()
  await pane.getByText('Read').last().click()
  await pane.getByRole('button', { name: 'Print' }).last().waitFor()
  await page
    .getByRole('rowheader', { name: /Answered/ })
    .or(page.getByText('Answered'))
    .first()
    .waitFor()
  await expect.poll(() => pane.getByRole('form', { name: 'What next?' }).count()).toBe(0)
})

test('corrects a name from the case: old and new side by side, then done and looked for', async () => {
  const { page } = await spec.sitDownSignedIn('/privacy')
  await page.getByRole('heading', { name: 'Privacy desk', level: 1 }).waitFor()
  const added = await page.evaluate(async () => {
    const body = JSON.stringify({ givenName: 'Camille', familyName: 'Durand', email: 'camille@example.org' })
    const headers = { 'content-type': 'application/json' }
    return (await fetch('/api/v1/people', { method: 'POST', headers, body })).status
  })
  expect(added).toBe(201)
  await page.getByRole('button', { name: 'Key in a request…' }).click()
  const form = page.getByRole('form', { name: 'Key in a request' })
  await form.getByLabel('Received on').fill('2026-01-31')
  await form.getByLabel('What is asked').selectOption('Correction')
  await form.getByLabel('First and last name').fill('Camille Durand')
  await form.getByLabel('E-mail').fill('camille@example.org')
  await form.getByLabel('Their words').fill('My name is written with a T at its end: Durant.')
  await form.getByLabel('We write in').selectOption('English')
  await form.getByRole('button', { name: 'Open the case' }).click()

  const pane = page.getByRole('complementary', { name: 'Case' })
  await pane
    .getByRole('button', { name: /^It is / })
    .first()
    .click()
  const next = pane.getByRole('form', { name: 'What next?' })
  await next.getByLabel('Last name').fill('Durant')
  await next.getByText(/^until now: /).waitFor()
  await next.getByLabel('What you tell them').fill('Your name is right now.')
  await next.getByRole('button', { name: 'See the letter…' }).click()
  await next.getByText(/corrected wherever we hold it/).waitFor()
  await next.getByRole('button', { name: 'Do it and send the letter' }).click()
  await pane.getByRole('heading', { name: 'What was done' }).waitFor()
  await pane.getByRole('definition').getByText('Durant', { exact: true }).waitFor()
  await pane.getByText('done and looked for').waitFor()
})

test('tells what a repeated request would cost, and grants nothing before it is accepted', async () => {
  const { page } = await spec.sitDownSignedIn('/privacy')
  await page.getByRole('heading', { name: 'Privacy desk', level: 1 }).waitFor()
  const asked = [
    ['2026-01-30', 'Rita Renaud'],
    ['2026-01-31', 'Rita Renaud-Roux'],
  ] as const
  for (const [day, name] of asked) {
    await page.getByRole('button', { name: 'Key in a request…' }).click()
    const form = page.getByRole('form', { name: 'Key in a request' })
    await form.getByLabel('Received on').fill(day)
    await form.getByLabel('First and last name').fill(name)
    await form.getByLabel('E-mail').fill('rita@example.org')
    await form.getByLabel('Their words').fill('All you have, again.')
    await form.getByLabel('We write in').selectOption('English')
    await form.getByRole('button', { name: 'Open the case' }).click()
    await page
      .getByRole('complementary', { name: 'Case' })
      .getByRole('heading', { name, exact: true })
      .waitFor()
  }
  const pane = page.getByRole('complementary', { name: 'Case' })
  const next = pane.getByRole('form', { name: 'What next?' })
  const what = next.getByLabel('I', { exact: true })
  // In a usual case there is no step to pay.
  await expect.poll(() => what.getByRole('option', { name: 'tell what it would cost' }).count()).toBe(0)
  await what.selectOption('find that it asks too much')
  await next.getByText(/^One request before: /).waitFor()
  await next.getByLabel('Reason, as they will read it').fill('The same copy as yesterday.')
  await next.getByRole('button', { name: 'Do it' }).click()
  await pane.getByText('Found to ask too much').waitFor()
  await what.selectOption('tell what it would cost')
  await next.getByLabel('Hours of work').fill('1.5')
  await next.getByLabel('Postage').fill('1.80')
  await next.getByText(/€31\.80 in all/).waitFor()
  await next.getByRole('button', { name: 'See the letter…' }).click()
  await next.getByText(/1\.5 h at €20\.00/).waitFor()
  await next.getByRole('button', { name: 'Do it and send the letter' }).click()
  await pane.getByText('Told: €31.80. Nothing is done before they accept.').waitFor()
})
