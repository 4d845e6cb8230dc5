/** Somebody outside writes without a script; the desk answers, begins a newsletter, and keeps somebody with their source. */
import { expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()

test('a message written without a script is answered at the desk, and a newsletter is begun', async () => {
  const { page, context } = await spec.sitDown('/contact?lang=en')
  await page.getByRole('heading', { name: 'Write to us', level: 1 }).waitFor()
  await page.getByLabel('First name *').fill('Ana')
  await page.getByLabel('Last name *').fill('Roux')
  await page.getByLabel('E-mail address *').fill('ana@example.org')
  await page.getByLabel('What is it about? *').selectOption('The residence and its services')
  await page.getByLabel('Your message *').fill('Is there a room for bicycles?')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('heading', { name: 'It arrived.' }).waitFor()
  expect(await context.cookies()).toEqual([])

  const { page: desk } = await spec.sitDownSignedIn('/')
  await desk.getByRole('link', { name: 'Messages from outside' }).click()
  await desk.getByRole('link', { name: 'Ana Roux' }).click()
  const pane = desk.getByRole('complementary', { name: 'Message' })
  await pane.getByText('Is there a room for bicycles?').first().waitFor()
  const next = pane.getByRole('form', { name: 'What next?' })
  await next.getByLabel('Your answer').fill('Yes, beside the lift.')
  await next.getByRole('button', { name: 'Send the answer' }).click()
  await pane.getByText('answered').first().waitFor()
  await pane.getByText('on its way').first().waitFor()

  await desk.getByRole('button', { name: 'Newsletter', exact: true }).click()
  await desk.getByRole('button', { name: 'Begin a newsletter…' }).click()
  const begin = desk.getByRole('form', { name: 'Begin a newsletter' })
  await begin.getByLabel('Name, in English *').fill('News of the house')
  await begin.getByLabel(/^How often, in English/).fill('once a month')
  await begin.getByLabel('Name, in French *').fill('Nouvelles de la maison')
  await begin.getByLabel(/^How often, in French/).fill('une fois par mois')
  await begin.getByRole('button', { name: 'Begin a newsletter' }).click()
  await desk.getByText('nobody subscribed').waitFor()
  await page.goto(page.url().replace(/\/contact.*/, '/newsletter?lang=fr'))
  await page.getByText('Nouvelles de la maison (une fois par mois)').first().waitFor({ state: 'attached' })
})
