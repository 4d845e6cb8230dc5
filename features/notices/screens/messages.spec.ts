/** A letter to oneself, through a mail server that first refuses it, and another try that works. */
import { afterAll, expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'
import { startMailBox } from '../../../testing/mail-box.ts'

const box = await startMailBox()
const spec = specInHouse({ simulation: 'on', smtpUrl: box.url })
afterAll(() => box.close())

test('an administrator sees why a letter did not leave, and sends it again', async () => {
  const { page } = await spec.sitDownSignedIn('/settings')
  await page.getByRole('link', { name: 'Messages sent by mail' }).click()
  await page.getByText('No letter yet.').waitFor()
  box.answer('550 nobody of that name')
  await page.getByRole('button', { name: 'Write to myself' }).click()
  const line = page.getByRole('listitem').filter({ hasText: 'To see that mail works' })
  await line.waitFor()
  await line.getByText('The mail server does not know this address.').waitFor({ timeout: 60_000 })

  box.answer(undefined)
  await line.getByRole('button', { name: 'Try again' }).press('Enter')
  await line.getByText(/^Sent/).waitFor({ timeout: 60_000 })
  // In the language of the account, whatever the browser speaks.
  expect(box.letters).toMatchObject([{ subject: 'Le courrier de Loge fonctionne' }])
})
