/** Somebody without an account asks by the public form, is told that it arrived, and the desk finds the case; a flood ends. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'
import { axeFindings, WCAG } from '../../../testing/console/axe.ts'

const spec = specInHouse()

const fillIn = async (page: Page, name: string, email: string) => {
  await page.getByLabel(/^(Your name|First and last name|Name)/).fill(name)
  if (email !== '') await page.getByRole('textbox', { name: /mail/i }).fill(email)
  await page.locator('#ask-words').fill('What do you keep about me?')
}
const send = async (page: Page): Promise<string> => {
  // Hidden until there is something to say.
  const status = page.locator('#request [role=status]')
  await status.evaluate((place) => {
    place.textContent = ''
  })
  await page.getByRole('button', { name: 'Send the request' }).press('Enter')
  await expect.poll(() => status.textContent()).not.toBe('')
  return (await status.textContent()) ?? ''
}
const ARRIVED = 'Your request has arrived. You get an acknowledgement, then an answer within one month.'

test('a request without an account arrives, is confirmed, and stands at the desk with its clock', async () => {
  const { page } = await spec.sitDown('/privacy-centre/request?lang=en')
  await page.getByText('Freeze', { exact: true }).click()
  await fillIn(page, 'Ana Diaz', '')
  expect(await send(page)).toBe('Say how to reach you: an e-mail address or a postal one.')
  await fillIn(page, 'Ana Diaz', 'ana@example.org')
  expect(await send(page)).toBe(ARRIVED)
  expect(await axeFindings(page, { tags: WCAG })).toEqual([])

  const { page: desk } = await spec.sitDownSignedIn('/privacy')
  await desk.getByRole('link', { name: 'Ana Diaz' }).click()
  const pane = desk.getByRole('complementary', { name: 'Case' })
  await pane
    .getByText(/Freezing/)
    .first()
    .waitFor()
  await pane.getByText('Acknowledgement').waitFor()
})

test('whoever is known is answered like whoever is not, and a flood from one address ends with a way on', async () => {
  const { page } = await spec.sitDown('/privacy-centre/request?lang=en')
  const said: string[] = []
  for (let count = 0; count < 6; count += 1) {
    await fillIn(page, 'Nobody Here', 'nobody@example.org')
    said.push(await send(page))
  }
  expect(said).toEqual([
    ...Array.from({ length: 5 }, () => ARRIVED),
    'Many requests came from there. Write to us by e-mail or letter, or try again tomorrow.',
  ])
})
