/** Somebody writes down a breach, judges it, finds whom it concerns, writes to them and closes it. */
import { expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()

test('a breach shows how long is left, and ends with the authority and the people told [S1-25 2/2]', async () => {
  const { page } = await spec.sitDownSignedIn('/privacy')
  const added = await page.evaluate(async () => {
    const body = JSON.stringify({ givenName: 'Camille', familyName: 'Morel', email: 'camille@example.org' })
    const headers = { 'content-type': 'application/json' }
    return (await fetch('/api/v1/people', { method: 'POST', headers, body })).status
  })
  expect(added).toBe(201)
  await page.getByRole('link', { name: 'Breaches' }).click()
  await page.getByRole('button', { name: 'Record a breach…' }).click()
  const form = page.getByRole('form', { name: 'Record a breach' })
  await form.getByLabel('In a few words').fill('A statement sent to the wrong home')
  await form.getByLabel('What happened, without names').fill('The account of one home went to another.')
  await form.getByLabel('What it may lead to').fill('A neighbour knows an amount.')
  await form.getByLabel('What was done about it').fill('It was taken back.')
  await form.getByLabel('name and form of address').check()
  await form.getByLabel('About how many records').fill('1')
  await form.getByRole('button', { name: 'Write it down' }).click()

  const pane = page.getByRole('complementary', { name: 'Breach' })
  await pane.getByText(/71\sh\s5\d left to tell the data protection authority/).waitFor()
  await pane.getByRole('button', { name: 'Judge the risk…' }).click()
  const judge = pane.getByRole('form', { name: 'Judge the risk' })
  await judge.getByLabel('Risk for people').selectOption('A high risk for people')
  await judge.getByLabel('Why').fill('An amount due.')
  await judge.getByRole('button', { name: 'Judge the risk' }).click()
  await pane.getByText('A high risk for people').first().waitFor()

  await pane.getByText('Text of the notification').click()
  await pane.getByText('The account of one home went to another.').first().waitFor()
  await pane.getByRole('button', { name: 'Note that it was told…' }).click()
  await pane
    .getByRole('form', { name: 'Note that it was told' })
    .getByRole('button', { name: 'Note that it was told' })
    .click()
  await pane.getByText(/Told to the data protection authority/).waitFor()

  await pane.getByRole('button', { name: 'Name somebody…' }).click()
  const named = pane.getByRole('form', { name: 'Name somebody' })
  await named.getByLabel('Name of the person').fill('Morel')
  await named.getByRole('radio', { name: 'Camille Morel' }).check()
  await named.getByRole('button', { name: 'Name somebody' }).click()
  await pane.getByRole('button', { name: 'Write to this person…' }).click()
  await pane
    .getByRole('form', { name: 'Write to this person' })
    .getByRole('button', { name: 'Write to this person' })
    .click()
  await pane.getByText('leaves by e-mail').or(pane.getByText('did not')).first().waitFor()
  await pane.getByRole('button', { name: 'Close it…' }).click()
  const close = pane.getByRole('form', { name: 'Close it' })
  await close.getByLabel('What was learned').fill('Two people put letters into boxes.')
  await close.getByRole('button', { name: 'Close it' }).click()
  await page.getByText('No breach is open.').waitFor()
})
