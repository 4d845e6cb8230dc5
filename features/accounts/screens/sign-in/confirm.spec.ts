/** A passkey or a password, changed long after signing in: one proves in place that one is still the same person. */
import { describe, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()
const PASSWORD = 'quatre tilleuls devant la loge'

describe('how one signs in, changed long after signing in', () => {
  test('is confirmed in place, and what was asked for goes on', async () => {
    const { page } = await spec.sitDownSignedIn('/set-up')
    const choose = async (password: string) => {
      await page.getByLabel('New password').fill(password)
      await page.getByRole('button', { name: 'Save the password' }).click()
    }
    await choose(PASSWORD)
    await page.getByRole('heading', { level: 1, name: 'It is set.' }).waitFor()

    spec.house.letTimePass(11 * 60_000)
    await page.goto(`${spec.house.origin}/set-up`)
    // Nobody who has a password is told to choose one.
    await page.getByRole('heading', { level: 1, name: 'How you come back' }).waitFor()
    await page.getByText(/^You have a password, and it goes on working\./).waitFor()
    await page.getByText(/^It takes the place of the one you have\./).waitFor()
    await choose('cinq tilleuls devant la loge')
    await page.getByText('Confirm that it is you.').waitFor()
    await page.getByLabel('Your present password').fill('not this one')
    await page.getByRole('button', { name: 'Confirm and go on' }).click()
    await page.getByText('The e-mail address or the password is not right.').waitFor()
    await page.getByLabel('Your present password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Confirm and go on' }).click()
    await page.getByRole('heading', { level: 1, name: 'It is set.' }).waitFor()
  })
})
