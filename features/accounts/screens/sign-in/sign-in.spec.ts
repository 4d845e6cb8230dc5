/** Coming back to the console by passkey and by password, as a person does it. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { specInHouse, type Visitor } from '../../../../testing/console/spec.ts'

const spec = specInHouse()
const EMAIL = 'administrator@residence.example'
const PASSWORD = 'quatre tilleuls devant la loge'

const signOut = async (page: Page) => {
  await page.goto(`${spec.house.origin}/settings`)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
}

/** The device's own authenticator, with a finger that is always there. */
const authenticatorOf = async ({ context, page }: Visitor) => {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    /** A copy made long ago counts from where it was made. */
    becomeOldCopy: async () => {
      const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId })
      await devtools.send('WebAuthn.clearCredentials', { authenticatorId })
      for (const credential of credentials)
        await devtools.send('WebAuthn.addCredential', {
          authenticatorId,
          credential: { ...credential, signCount: 0 },
        })
    },
  }
}

describe('a passkey', () => {
  test('is made on this device and signs in; an old copy of it does not', async () => {
    const visitor = await spec.sitDownSignedIn('/set-up')
    const { page } = visitor
    const authenticator = await authenticatorOf(visitor)
    await page.getByRole('button', { name: 'Make a passkey on this device' }).click()
    await page.getByRole('heading', { level: 1, name: 'It is set.' }).waitFor()
    await signOut(page)

    await page.getByRole('button', { name: 'Use my passkey' }).click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/')
    await signOut(page)

    await authenticator.becomeOldCopy()
    await page.getByRole('button', { name: 'Use my passkey' }).click()
    await page.getByText('This passkey was not accepted. Try again, or ask for a link.').waitFor()
  })

  test('needs a name in the address, which the page says and offers', async () => {
    const { page } = await spec.sitDown('/sign-in')
    await page.goto(page.url().replace('localhost', '127.0.0.1'))
    await page.getByText('A passkey needs a name in the address.').waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Use my passkey' }).count()).toBe(0)
    await page.getByRole('link', { name: /^Open this page at localhost/ }).click()
    await page.getByRole('button', { name: 'Use my passkey' }).waitFor()
  })
})

describe('a password', () => {
  test('is set, signs in, and makes who guesses at it wait', async () => {
    const { page } = await spec.sitDownSignedIn('/settings')
    await page.getByRole('link', { name: /^Add a passkey or/ }).click()
    await page.getByLabel('New password').fill('short')
    await page.getByRole('button', { name: 'Save the password' }).click()
    await page.getByText('Use at least 15 characters').last().waitFor()
    await page.getByLabel('New password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Save the password' }).click()
    await page.getByRole('heading', { level: 1, name: 'It is set.' }).waitFor()
    await signOut(page)

    await page.getByRole('button', { name: 'Use my password' }).click()
    await page.getByLabel('Email address').fill(EMAIL)
    const tryWith = async (password: string) => {
      await page.getByLabel('Password').fill(password)
      const answered = page.waitForResponse(/\/sign-in\/password$/)
      await page.getByRole('button', { name: 'Sign in' }).click()
      return (await answered).status()
    }
    expect(await tryWith('tilleul tilleul tilleul')).toBe(401)
    await page.getByText('The e-mail address or the password is not right.').waitFor()
    let status = 401
    while (status === 401) status = await tryWith('tilleul tilleul tilleul')
    expect(status).toBe(429)
    await page.getByText('Too many attempts. Please wait a little, then try again.').waitFor()
    expect(await tryWith(PASSWORD)).toBe(429)

    spec.house.letTimePass(24 * 3_600_000)
    expect(await tryWith(PASSWORD)).toBe(200)
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
  })
})
