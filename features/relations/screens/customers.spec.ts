/** Whoever sells opens a file, reads what follows from each field that stays empty, logs a contact, and lets a prospect become a customer. */
import { expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()

test('a prospect is kept with what follows from what stays empty [S1-81], is in touch, and becomes a customer', async () => {
  const { page } = await spec.sitDownSignedIn('/')
  await page.getByRole('link', { name: 'Customers', exact: true }).first().click()
  await page.getByRole('heading', { name: 'Customers and prospects', level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Prospects', exact: true }).click()
  await page.getByRole('button', { name: 'Open a file…' }).click()
  const form = page.getByRole('form', { name: 'Open a file' })
  // Each group of fields says what its absence costs, before anything is typed.
  for (const [group, says] of [
    ['Who it is', 'no file is opened'],
    ['The relation', 'the relation cannot be managed properly'],
    ['Offers', 'Nothing else is lost'],
  ] as const)
    await form.getByRole('group', { name: group }).getByText(says).waitFor()
  await form.getByLabel('First name *').fill('Ida')
  await form.getByLabel('Last name *').fill('Lund')
  await form.getByLabel('Which call, form, list or meeting *').fill('call of today')
  await form.getByLabel('Company').fill('Nord SA')
  await form.getByLabel('Professional e-mail address').fill('ida@nord.example')
  await form.getByRole('button', { name: 'Open a file' }).click()
  const pane = page.getByRole('complementary', { name: 'File' })
  await pane.getByText('they came to us').first().waitFor()
  await page.getByText('Who may be written to about offers').click()
  await page.getByText('Ida Lund · Nord SA · ida@nord.example').waitFor()

  const log = pane.getByRole('form', { name: 'Log the contact' })
  await log.getByLabel('Day of the contact *').fill('2026-01-05')
  await log.getByRole('button', { name: 'Log the contact' }).click()
  await pane.getByText('telephone, they did').waitFor()
  await pane.getByRole('button', { name: 'They are a customer now' }).click()
  await page.getByRole('button', { name: 'Customers', exact: true, pressed: true }).waitFor()
  await pane.getByText('telephone, they did').waitFor()
  await page.getByRole('link', { name: 'Ida Lund' }).waitFor()
  expect(page.url()).toContain('kind=customer')
})

test('somebody met at a show is kept with the show, asked for their agreement, and written to once they gave it', async () => {
  const { page } = await spec.sitDownSignedIn('/customers?kind=visitor')
  await page.getByRole('heading', { name: 'Customers and prospects', level: 1 }).waitFor()
  await page.getByText('Trade shows', { exact: true }).click()
  const show = page.getByRole('form', { name: 'Add a show' })
  await show.getByLabel('Name of the show *').fill('IBC')
  await show.getByLabel('Place *').fill('Amsterdam')
  await show.getByLabel('Organiser *').fill('RAI Congress BV')
  await show.getByLabel('First day *').fill('2026-01-05')
  await show.getByLabel('Last day *').fill('2026-01-06')
  await show.getByRole('button', { name: 'Add a show' }).click()
  await page.getByText('IBC · Amsterdam · RAI Congress BV').waitFor()
  await page.getByRole('button', { name: 'Open a file…' }).click()
  const form = page.getByRole('form', { name: 'Open a file' })
  await form.getByText('they are kept, and not written to').waitFor()
  await form.getByLabel('First name *').fill('Ada')
  await form.getByLabel('Last name *').fill('Holm')
  await form.getByLabel('Which call, form, list or meeting *').fill('badge')
  await form.getByLabel('Professional e-mail address').fill('ada@holm.example')
  await form.getByRole('button', { name: 'Open a file' }).click()
  const pane = page.getByRole('complementary', { name: 'File' })
  await pane.getByText('IBC · Amsterdam').waitFor()
  await pane.getByText('none: they are not written to').waitFor()
  const agreement = pane.getByRole('form', { name: 'Note their agreement' })
  await agreement.getByLabel(/They read this and agreed/).check()
  await agreement.getByRole('button', { name: 'Note their agreement' }).click()
  await pane.getByText(/given on/).waitFor()
  const letter = pane.getByRole('form', { name: 'Write to them' })
  await letter.getByLabel('Subject *').fill('The box you saw')
  await letter.getByLabel('What you write *').fill('Here is what we spoke about.')
  await letter.getByRole('button', { name: 'Send' }).click()
  // The clock of the house stands long after that show: a first word now is one nobody expects.
  await pane.getByText('More than a month has passed since the show').waitFor()
  await expect.poll(() => letter.getByLabel('Subject *').inputValue()).toBe('The box you saw')
})
