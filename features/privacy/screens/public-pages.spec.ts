/** The public pages as somebody meets them: by keyboard, on paper, from every page, without cookies, in their language. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { specInHouse, type Visitor } from '../../../testing/console/spec.ts'

const spec = specInHouse()

const to = (page: Page, path: string) => page.goto(`${spec.house.origin}${path}`)

test('the keyboard skips to the content, a long page leads back up, and a word of the policy is found [S3-1, S4-1]', async () => {
  const { page } = await spec.sitDown('/privacy-policy?lang=en')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content')
  await page.keyboard.press('Enter')
  expect(new URL(page.url()).hash).toBe('#main')
  await page.getByRole('link', { name: 'Back to top' }).click()
  expect(await page.evaluate(() => scrollY)).toBe(0)
  await page.getByRole('searchbox', { name: 'Find in this page' }).fill('AUTHORITY')
  await page.keyboard.press('Enter')
  const found = page.getByRole('status')
  await found.getByText('“AUTHORITY”, in').waitFor()
  await found
    .locator('mark', { hasText: /authority/i })
    .first()
    .waitFor()
})

const termsAtFoot = async (page: Page) => {
  const foot = page.getByRole('contentinfo')
  await foot.waitFor()
  const [href] = await foot
    .getByRole('link', { name: 'Terms', exact: true })
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(href).toMatch(/^\/terms\?/)
  const answer = await page.request.get(new URL(href ?? '', spec.house.origin).href)
  expect(answer.status()).toBe(200)
}

test('the terms are one press away from every page, and whole on paper [S0-5]', async () => {
  const { page } = await spec.sitDown('/sign-in')
  await termsAtFoot(page)
  await to(page, '/suspended?lang=en')
  await page.getByRole('heading', { name: 'Your account is suspended' }).waitFor()
  await termsAtFoot(page)
  await to(page, '/privacy-policy?lang=en&version=99')
  await termsAtFoot(page)
  const { page: inside } = await spec.sitDownSignedIn('/doors')
  await inside.getByRole('heading', { level: 1 }).first().waitFor()
  await termsAtFoot(inside)
  await to(inside, '/nowhere-at-all')
  await inside.getByRole('heading', { level: 1 }).first().waitFor()
  await termsAtFoot(inside)

  for (const path of ['/terms?lang=en', '/privacy-policy?lang=fr']) {
    await to(page, path)
    // The width of a sheet.
    await page.setViewportSize({ width: 794, height: 1123 })
    const sections = await page
      .locator('.doc section')
      .evaluateAll((all) => all.map((one) => one.textContent ?? ''))
    await page.emulateMedia({ media: 'print' })
    const printed = await page.evaluate(() => ({
      shown: [...document.querySelectorAll<HTMLElement>('.doc section')].map((one) => [
        one.checkVisibility(),
        one.textContent,
      ]),
      // Nothing to press, and nothing cut off.
      navigation: [...document.querySelectorAll('nav, .bar, .foot, .skip, form')].filter((one) =>
        one.checkVisibility(),
      ).length,
      cut: [...document.querySelectorAll('main *')].filter(
        (one) => getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1,
      ).length,
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      stamp: document.querySelector('.stamp, main .notice')?.checkVisibility(),
    }))
    expect(printed.shown).toEqual(sections.map((text) => [true, text]))
    expect([printed.navigation, printed.cut, printed.wide, printed.stamp]).toEqual([0, 0, false, true])
    await page.emulateMedia({ media: null })
  }
})

test('the language chosen on any page stays when the browser is opened again [S0-81 2/2, S4-124, S2-47]', async () => {
  const { page, context } = await spec.sitDown('/privacy-policy?lang=en')
  await page.getByRole('link', { name: 'Français' }).click()
  await page.getByRole('heading', { level: 1, name: 'Politique de confidentialité' }).waitFor()
  const kept = await context.storageState()
  const reopened = await context.browser()?.newContext({ locale: 'en-GB', storageState: kept })
  const again = await reopened?.newPage()
  if (again === undefined) return expect.fail('no browser')
  for (const [path, title] of [
    ['/sign-in', 'Connexion'],
    ['/cookies', 'Politique de cookies'],
    ['/privacy-centre', 'Vos données, en clair'],
  ] as const) {
    await to(again, path)
    await again.getByRole('heading', { level: 1, name: title }).waitFor()
  }
  // What the page asks for, a link by mail among it, it asks for in that language.
  const asks = again.waitForRequest((one) => one.url().endsWith('/api/v1/sign-in/methods'))
  await to(again, '/sign-in')
  expect((await asks).headers()['accept-language']).toBe('fr')
  await reopened?.close()
  // Without what was remembered everything works, in the language of the browser.
  const { page: fresh } = await spec.sitDown('/sign-in')
  await fresh.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  // Who is signed in has it kept with them as well.
  const { page: inside } = await spec.sitDownSignedIn('/settings')
  const read = async (path: string) => (await inside.request.get(`${spec.house.origin}/api/v1${path}`)).json()
  const { account } = await read('/me')
  const keptWith = async () => (await read(`/people/${account.personId}`)).language
  for (const [press, language] of [
    ['Français', 'fr'],
    ['English', 'en'],
  ] as const) {
    const kept = inside.waitForResponse((one) => one.url().endsWith('/api/v1/me/language'))
    await inside.getByRole('button', { name: press }).first().click()
    expect((await kept).ok()).toBe(true)
    // The page speaks it too, before anything else is pressed: its words move its buttons.
    await inside.getByRole('button', { name: press, exact: true, pressed: true }).waitFor()
    await expect.poll(keptWith).toBe(language)
  }
})

/** A browser that refuses cookies takes none, sends none, and closes storage. */
const refuseCookies = async ({ page, context }: Visitor) => {
  await context.clearCookies()
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false })
    Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: (_kept: string) => {} })
    for (const store of ['localStorage', 'sessionStorage'])
      Object.defineProperty(globalThis, store, {
        get: () => {
          throw new DOMException('refused', 'SecurityError')
        },
      })
  })
  await page.route('**/*', async (route) => {
    const answer = await route.fetch()
    const { 'set-cookie': _cookie, ...headers } = answer.headers()
    await route.fulfill({ response: answer, headers })
  })
}

test('with cookies refused the public pages work, and sign-in says what does not [S0-83, S2-50, S4-66]', async () => {
  const visitor = await spec.sitDown('/terms?lang=en')
  await refuseCookies(visitor)
  const { page } = visitor
  const statuses: number[] = []
  page.on('response', (answer) => statuses.push(answer.status()))
  for (const path of [
    '/terms',
    '/privacy-policy',
    '/cookies',
    '/legal',
    '/privacy-centre',
    '/privacy-centre/request',
  ]) {
    await to(page, `${path}?lang=en`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
  }
  await page.getByLabel('Your name').fill('Ana Roux')
  await page.getByLabel('Your e-mail address').fill('ana@example.org')
  await page.getByLabel('What is it about?').fill('My badge of last summer.')
  await page.getByRole('button', { name: 'Send the request' }).click()
  await page.getByText('Your request has arrived.').waitFor()
  await to(page, '/sign-in')
  await page.getByText('Your browser refuses cookies, so you cannot sign in here.').waitFor()
  // No loop: the page stays where it is.
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  expect(statuses.filter((status) => status >= 500)).toEqual([])
  await to(page, '/cookies?lang=en')
  for (const browser of ['mozilla.org', 'google.com', 'apple.com', 'microsoft.com'])
    await page.locator(`a[rel~=noopener][href*="${browser}"]`).first().waitFor()
})

/** Somebody with an account and a password of their own, signed in. */
const withPassword = async (admin: Page, password: string) => {
  const made = await admin.evaluate(async () => {
    const call = async (method: string, path: string, body?: object, more: object = {}) => {
      const answer = await fetch(`/api/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...more },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
      return answer.json()
    }
    const person = await call('POST', '/people', { givenName: 'Rui', familyName: 'Alves' })
    const roles = await call('GET', '/roles')
    const role = roles.data.find(({ code }: { code: string }) => code === 'auditor') ?? roles.data[0]
    const account = await call('POST', '/accounts', {
      personId: person.id,
      email: 'rui@example.org',
      roles: [{ roleId: role.id, scope: { kind: 'organization' } }],
    })
    const link = await call('POST', `/accounts/${account.id}/sign-in-links`)
    return { id: account.id as string, link: link.url as string }
  })
  const visitor = await spec.sitDown('/terms?lang=en')
  const { page } = visitor
  await page.goto(made.link)
  await page.getByRole('button', { name: 'Sign in with this link' }).click()
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in')
  await page.evaluate(async (chosen) => {
    const answer = await fetch('/api/v1/me/password', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password: chosen }),
    })
    if (!answer.ok) throw new Error(await answer.text())
  }, password)
  return { ...made, page }
}

test('who is suspended is out at the next press, and finds contact, terms and every right [S0-40 2/2]', async () => {
  const { page: admin } = await spec.sitDownSignedIn('/settings/accounts')
  await admin.getByRole('heading', { level: 1 }).first().waitFor()
  const password = 'une phrase assez longue pour durer'
  const { id, page } = await withPassword(admin, password)
  await admin.evaluate(async (accountId) => {
    const answer = await fetch(`/api/v1/accounts/${accountId}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'if-match': '"1"' },
      body: JSON.stringify({
        status: 'suspended',
        suspension: { article: 'Using it', reason: 'Read what was not his.' },
      }),
    })
    if (!answer.ok) throw new Error(await answer.text())
  }, id)
  await to(page, '/')
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  await page.getByRole('button', { name: /password/i }).click()
  await page.getByLabel(/e-?mail/i).fill('rui@example.org')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Your account is suspended' }).waitFor()
  await page.getByRole('heading', { name: 'Ask for the reason, or say what you think of it' }).waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Terms' }).click()
  await page.getByRole('heading', { level: 1, name: 'Terms of use' }).waitFor()
  await page.goBack()
  await page.getByRole('link', { name: 'Make a request' }).click()
  await page.getByRole('button', { name: 'Send the request' }).waitFor()
})
