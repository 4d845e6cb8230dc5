/** What a session of the console survives: its own end, and the loss of its line. */
import { describe, expect, test } from 'vitest'
import { specInHouse } from '../../testing/console/spec.ts'

const spec = specInHouse()
const PASSWORD = 'quatre tilleuls devant la loge'
const EMAIL = 'administrator@residence.example'

describe('a session that is ended from another browser', () => {
  test('says so at once, lets one sign in again, and gives the page back with what was being written', async () => {
    const { entrance } = await spec.house.installDoor('hall-b')
    const other = await spec.sitDownSignedIn('/set-up')
    await other.page.getByLabel('New password').fill(PASSWORD)
    await other.page.getByRole('button', { name: 'Save the password' }).click()
    await other.page.getByRole('heading', { name: 'It is set.' }).waitFor()
    const { page } = await spec.sitDown(`/doors?entrance=${entrance}`)
    await page.getByRole('button', { name: 'Use my password' }).click()
    await page.getByLabel('Email address').fill(EMAIL)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByLabel('Why are you opening it?').selectOption('Another reason…')
    await page.getByLabel('The reason, in a few words').fill('Mme Okafor left her badge')

    await other.page.goto(`${spec.house.origin}/settings`)
    await other.page.getByRole('button', { name: 'Sign out there' }).click()

    await page.getByRole('heading', { level: 1, name: 'Your session has ended' }).waitFor()
    await expect.poll(() => page.getByText('Hall B').filter({ visible: true }).count()).toBe(0)
    await page.getByRole('button', { name: 'Use my password' }).click()
    await page.getByLabel('Email address').fill(EMAIL)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect
      .poll(() => page.getByLabel('The reason, in a few words').inputValue())
      .toBe('Mme Okafor left her badge')
    expect(new URL(page.url()).searchParams.get('entrance')).toBe(entrance)
    await page.getByRole('button', { name: 'Open for 5 seconds', disabled: false }).waitFor()
  })
})
