/** A saved view is sent every Monday: set up, sent now, read in the mailbox, paused, removed and taken back. */
import { afterAll, expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'
import { startMailBox } from '../../../testing/mail-box.ts'

const box = await startMailBox()
const spec = specInHouse({ simulation: 'on', smtpUrl: box.url })
afterAll(() => box.close())

test('a saved view is sent every Monday, and the letter leads to its events', async () => {
  const { page } = await spec.sitDownSignedIn('/events?kind=refused&range=week')
  const views = page.getByRole('region', { name: 'Saved views' })
  await views.getByRole('button', { name: 'Save this view' }).click()
  await views.getByLabel('Name').fill('Refused')
  await page.keyboard.press('Enter')
  await views.getByRole('link', { name: 'Send it regularly…' }).press('Enter')

  const form = page.getByRole('form', { name: 'Send it regularly' })
  await form.getByLabel('What it counts').waitFor()
  await expect.poll(() => form.getByLabel('Name').inputValue()).toBe('Refused')
  await form.getByRole('checkbox', { name: /\(you\)$/ }).uncheck()
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('Somebody to read it.').waitFor()
  await form.getByRole('checkbox', { name: /\(you\)$/ }).check()
  await form.getByRole('button', { name: 'Save' }).press('Enter')

  const report = page.getByRole('listitem').filter({ hasText: 'Every Monday at 08:00' })
  await report.getByText(/^Next:/).waitFor()
  await report.getByRole('button', { name: 'Send now' }).click()
  await page.getByText('“Refused” was made for the last whole period.').waitFor()
  await report.getByRole('button', { name: 'What it sent' }).click()
  await report.getByText(/: sent$/).waitFor({ timeout: 40_000 })
  expect(box.letters).toHaveLength(1)
  const [letter] = box.letters
  expect(letter?.text).toMatch(/Rien de tel ne s’est passé|Refus : \d/)
  const address = /http\S+\/events\?\S+/.exec(letter?.text ?? '')?.[0] ?? ''
  await page.goto(address)
  await page.getByRole('heading', { name: 'Events' }).waitFor()
  await page.getByRole('button', { name: /^Only / }).waitFor()
})

test('it is paused, resumed, removed and taken back', async () => {
  const { page } = await spec.sitDownSignedIn('/events/reports')
  const report = page.getByRole('listitem').filter({ hasText: 'Every Monday at 08:00' })
  await report.getByRole('button', { name: 'Pause' }).click()
  await report.getByText('Paused').waitFor()
  await report.getByRole('button', { name: 'Resume' }).click()
  await report.getByText(/^Next:/).waitFor()
  await report.getByRole('button', { name: 'Change' }).click()
  const form = page.getByRole('form', { name: 'Change “Refused”' })
  await form.getByLabel('At', { exact: true }).fill('25:00')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('An hour, such as 08:00.').waitFor()
  await form.getByLabel('At', { exact: true }).fill('8h00')
  await form.getByRole('button', { name: 'Every month' }).click()
  await form.getByLabel('On day').selectOption('31')
  await form.getByRole('button', { name: 'Save' }).click()
  const monthly = page.getByRole('listitem').filter({ hasText: 'On the last day of each month at 08:00' })
  await monthly.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('“Refused” was removed.').waitFor()
  await monthly.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await monthly.getByText(/^Next:/).waitFor()
})
