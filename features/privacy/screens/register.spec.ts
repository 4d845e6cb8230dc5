/** An officer shortens a period: the difference is said, it is published, and what people read changes with it. */
import { test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()

test('a period changed in the register is in the draft, says what it changes, and is published once it has no fault', async () => {
  const { page } = await spec.sitDownSignedIn('/')
  await page.getByRole('link', { name: 'Registers' }).click()
  await page.getByRole('heading', { level: 1, name: 'Registers & retention' }).waitFor()
  await page.getByText('No register is published yet').waitFor()
  const journal = page
    .locator('.rule')
    .filter({ hasText: 'Erased three months after they happened.' })
    .first()
  await journal.getByRole('button', { name: /^Change how long we keep/ }).click()
  await page.getByLabel('How long', { exact: true }).fill('0')
  await page.getByText('A whole number of at least 1.').waitFor()
  await page.getByLabel('How long', { exact: true }).fill('1')
  await page.getByLabel('As people read it in English').fill('Erased one month after they happened.')
  await page.getByLabel('As people read it in French').fill('Effacé un mois après les faits.')
  await page.getByRole('button', { name: 'Save in the draft' }).click()
  await page.getByRole('heading', { name: 'The next version, in draft' }).waitFor()
  await page.getByText('Kept shorter').first().waitFor()
  await page.getByText('Say who answers for the data').first().waitFor()
  await page.getByRole('button', { name: 'Publish', disabled: true }).waitFor()
  await page.getByRole('button', { name: 'Change who answers for the data' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Les Tilleuls')
  await page.getByLabel('Address', { exact: true }).fill('12 rue Lamartine, Nantes')
  await page.getByLabel('E-mail', { exact: true }).fill('dpo@tilleuls.example')
  await page.getByRole('button', { name: 'Save in the draft' }).click()
  await page.getByRole('button', { name: 'Publish', disabled: false }).click()
  await page.getByText('in force', { exact: true }).waitFor()
  await page.getByText('Erased one month after they happened.').first().waitFor()
})
